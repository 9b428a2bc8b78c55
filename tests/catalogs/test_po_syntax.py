"""What a line that is no PO syntax is told: the keyword that was meant, or how a text is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.catalogs.po_syntax import strays


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('msgtsr "a"', 'write msgstr "…"'),
        ('#~ msgidd "a"', 'write msgid "…"'),
        ('msgstr: "a"', 'write msgstr "…"'),
        ('msgstr "a', 'a text stands between " and "'),
        ("words", 'a text stands between " and "'),
    ],
)
def test_the_hint_names_what_was_meant(line: str, hint: str) -> None:
    (told,) = strays(Path("a.po"), line)
    assert told.hint.startswith(hint)
