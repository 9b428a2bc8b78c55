"""The text of a line in the order in which it is read, of the one in which it is drawn."""

from __future__ import annotations

import pytest

from press.verify.drawn_text import goes_left, logical


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("ةسردم", "مدرسة"),
        (".1998 يف ,باتك 4,200", "4,200 كتاب, في 1998."),
        ("ةثعبلا ةباوب OSCE Mission نم", "من OSCE Mission بوابة البعثة"),
        ("The town of ةرهاقلا, 12 May", "The town of القاهرة, 12 May"),
        ("Only Latin, 12.", "Only Latin, 12."),
        ("第一条", "第一条"),
        ("", ""),
    ],
)
def test_a_line(drawn: str, read: str) -> None:
    assert logical(drawn) == read


def test_letters_from_right_to_left() -> None:
    assert goes_left("a א b")
    assert not goes_left("a 一 1")
