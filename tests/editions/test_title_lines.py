"""Lines of large titles: broken by sense, even, never wider than their box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.editions.title_lines import fit, halves


def measure(text: str) -> float:
    return sum(1.0 if ord(c) > 0x2E80 else 0.5 for c in text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rights: The Impact", ("Rights", "The Impact")),
        ("反恐与人权：上海合作组织的影响", ("反恐与人权", "上海合作组织的影响")),
        ("Права — и человек", ("Права", "и человек")),
        ("Counter-Terrorism", ("Counter-Terrorism", "")),
        ("At 10:30", ("At 10", "30")),
    ],
)
def test_a_title_is_parted_at_its_colon(title: str, expected: tuple[str, str]) -> None:
    assert halves(title) == expected


def test_a_short_word_never_ends_a_line() -> None:
    lines = fit("Борьба с терроризмом и права человека", True, 100, (20, 10), 0, 5, measure).lines
    assert not [line for line in lines[:-1] if line.split()[-1] in ("с", "и")]


def test_lines_are_few_and_even() -> None:
    assert fit("aaaa bbbb cccc dddd", True, 60, (10,), 0, 5, measure).lines == ("aaaa bbbb", "cccc dddd")


def test_chinese_parts_by_clauses_before_it_parts_words() -> None:
    assert fit("反恐，与人权的影响", False, 60, (10,), 5, 5, measure).lines == ("反恐，", "与人权的影响")
    assert fit("上海合作组织", False, 40, (10, 5), 8, 5, measure).lines == ("上海合", "作组织")


TITLES = st.lists(st.text("abcdefgИяё", min_size=1, max_size=7), min_size=1, max_size=9).map(" ".join)


@given(TITLES, st.integers(60, 300))
def test_nothing_is_lost_and_nothing_too_wide(title: str, width: int) -> None:
    found = fit(title, True, width, (20, 12, 6), 0, 4, measure)
    assert " ".join(found.lines) == title
    assert all(measure(line) * found.size <= width for line in found.lines) or found.size == 6


@given(st.text("反恐与人权上海，：（）《》2011a", min_size=1, max_size=25), st.integers(80, 300))
def test_nothing_is_lost_of_chinese(title: str, width: int) -> None:
    found = fit(title, False, width, (20, 12, 6), 10, 4, measure)
    assert "".join(found.lines) == title
