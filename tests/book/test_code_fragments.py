"""Blocks of code are text that editions must show: where they stand in notes, among the notes."""

from __future__ import annotations

from notation import tree

from press.book.localise import _code


def test_code_in_a_note_is_looked_for_among_the_notes() -> None:
    found = tree("    first\n\nText.[^n]\n\n[^n]: Note.\n\n        second\n\n    - item\n\n          third\n")
    assert [(f.runs, f.note) for f in _code("one", found["blocks"])] == [
        (("first",), False),
        (("second",), True),
        (("third",), True),
    ]
