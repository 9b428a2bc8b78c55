"""Where lines of plain text end: UAX #14 by the columns of UAX #11, and what it would part that stays together."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.editions.txt.lines import broken, isolated, longest, padded, width


def test_widths_are_columns() -> None:
    assert (width("Title", False), width("中文", True), width("Заглавие", True)) == (5, 4, 8)
    assert (width("“—”", True), width("“—”", False)) == (6, 3)
    assert width("e\u0301\u00ad\u2060", False) == 1


def test_latin_text_breaks_at_spaces() -> None:
    text = "A book stands where its first reader would look for it, says the handbook."
    assert broken(text, 24, False) == textwrap.wrap(text, 24)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("в доме №\u00a05", 9, ["в доме", "№\u00a05"]),
        ("some 10\u00a0000 books", 9, ["some", "10\u00a0000", "books"]),
        ("in 1996–2011 and", 10, ["in", "1996–2011", "and"]),
        ("see A/RES/60/288 there", 16, ["see A/RES/60/288", "there"]),
        ("well-known", 6, ["well-", "known"]),
        ("co\u00adop\u00ader\u00ada\u00adtion of all", 11, ["cooperation", "of all"]),
        ("law\u2060[12] and", 8, ["law[12]", "and"]),
        ("one\ntwo three", 20, ["one", "two three"]),
    ],
)
def test_what_stays_together(text: str, columns: int, lines: list[str]) -> None:
    assert broken(text, columns, False) == lines


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("他们来了。我们", 8, ["他们来", "了。我们"]),  # no full stop begins a line
        ("甲乙（丙丁）戊", 6, ["甲乙", "（丙", "丁）戊"]),  # no opening bracket ends one
        ("甲乙——丙", 6, ["甲乙", "——丙"]),
        ("甲乙丙……", 8, ["甲乙", "丙……"]),
        ("甲在2011年3月", 8, ["甲在", "2011年", "3月"]),
        ("甲乙第12条", 8, ["甲乙", "第12条"]),
        ("见甲\u2060[5]。乙", 8, ["见", "甲[5]。", "乙"]),
    ],
)
def test_chinese_marks_stand_where_they_may(text: str, columns: int, lines: list[str]) -> None:
    assert broken(text, columns, True) == lines


def test_addresses_are_whole_if_they_find_room_and_cut_if_they_do_not() -> None:
    assert broken("see https://a.example/b-c now", 22, False) == ["see", "https://a.example/b-c", "now"]
    assert "".join(broken("https://a.example/" + "b" * 40, 20, False)) == "https://a.example/" + "b" * 40


@given(st.text(st.sampled_from("ab -—,.1中文。（）“”\u00a0\u00adя/"), max_size=80), st.integers(4, 30), st.booleans())
def test_no_line_is_too_long_and_nothing_but_spaces_goes(text: str, columns: int, wide: bool) -> None:
    found = broken(text, columns, wide)
    assert all(width(line, wide) <= columns for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "").replace("\u00ad", "")


def test_longest_piece_and_padding() -> None:
    assert (longest("one three", False), longest("甲乙2011年", True)) == (5, 6)
    assert (padded("甲", 4, True), padded("9", 3, False, right=True)) == ("甲  ", "  9")


def test_a_passage_goes_on_over_the_end_of_a_line() -> None:
    """UAX #9 ends isolates with the paragraph, which a line of plain text is to most of its readers."""
    text = f"The town of {isolated('abc def ghi', 'rtl')}, 12 May"
    assert broken(text, 18, wide=False) == ["The town of \u2067abc\u2069", "\u2067def ghi\u2069, 12 May"]
    assert isolated("abc", "") == "abc"


def test_what_is_indented_stays_so_in_all_its_lines() -> None:
    assert broken("a:\n  - b c d", 6, False) == ["a:", "  - b", "  c d"]
