"""Numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.languages.numerals import NUMERALS, chinese, letters, markers, roman


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一"),
        (2, "二"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (40, "四十"),
        (99, "九十九"),
    ],
)
def test_chinese(number, expected):
    assert chinese(number) == expected


@pytest.mark.parametrize("number", [-1, 0, 100])
def test_other_numbers_are_refused(number):
    with pytest.raises(ValueError, match="1 to 99"):
        chinese(number)


@pytest.mark.parametrize(("number", "wanted"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (703, "aaa")])
def test_letters_go_on(number, wanted):
    assert letters(number) == wanted


@pytest.mark.parametrize(("number", "wanted"), [(4, "iv"), (8, "viii"), (49, "xlix"), (1994, "mcmxciv"), (0, "0")])
def test_roman(number, wanted):
    assert roman(number) == wanted


@pytest.mark.parametrize(
    ("start", "style", "delimiter", "wanted"),
    [
        (9, "Decimal", "Period", ["9.", "10."]),
        (1, "DefaultStyle", "DefaultDelim", ["1.", "2."]),
        (2, "LowerAlpha", "TwoParens", ["(b)", "(c)"]),
        (26, "UpperAlpha", "OneParen", ["Z)", "AA)"]),
        (4, "LowerRoman", "OneParen", ["iv)", "v)"]),
        (8, "UpperRoman", "Period", ["VIII.", "IX."]),
        (3, "Example", "TwoParens", ["(3)", "(4)"]),
        (0, "Decimal", "Period", ["0.", "1."]),
    ],
)
def test_a_marker_is_what_pandoc_read(start, style, delimiter, wanted):
    assert markers([start, {"t": style}, {"t": delimiter}], 2) == wanted


@given(st.sets(st.integers(1, 99), min_size=2))
def test_no_two_numbers_are_written_alike(numbers):
    for name in NUMERALS:
        assert len({NUMERALS[name](number) for number in numbers}) == len(numbers)
