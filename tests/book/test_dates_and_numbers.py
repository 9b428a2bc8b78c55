"""Dates and numbers in each language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notation import CHINESE, ENGLISH, RUSSIAN, inlines

from press import pandoc
from press.book.dates_and_numbers import format_date, format_number, format_values
from press.languages import cldr

ALL = (ENGLISH, CHINESE, RUSSIAN)


def spaces(text):
    return text.translate({0xA0: " ", 0x202F: " ", 0x2009: " "})


@pytest.mark.parametrize(
    ("value", "english", "chinese", "russian"),
    [
        ("2007", "2007", "2007年", "2007"),
        ("2007-08", "August 2007", "2007年8月", "август 2007 г."),
        ("2007-08-09", "9 August 2007", "2007年8月9日", "9 августа 2007 г."),
        ("2007-08-09/2007-08-09", "9 August 2007", "2007年8月9日", "9 августа 2007 г."),
        ("2007-08-09/2007-08-17", "9–17 August 2007", "2007年8月9日至17日", "9–17 августа 2007 г."),
        (
            "2007-08-30/2007-09-02",
            "30 August – 2 September 2007",
            "2007年8月30日至9月2日",
            "30 августа – 2 сентября 2007 г.",
        ),
        (
            "2007-12-30/2008-01-02",
            "30 December 2007 – 2 January 2008",
            "2007年12月30日至2008年1月2日",
            "30 декабря 2007 г. – 2 января 2008 г.",
        ),
        ("2007/2009", "2007–2009", "2007–2009年", "2007–2009"),
        ("2007-08/2007-09", "August – September 2007", "2007年8月至9月", "август – сентябрь 2007 г."),
    ],
)
def test_dates(value, english, chinese, russian):
    found = [spaces(format_date(value, language)) for language in ALL]
    assert found == [english, chinese, russian]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("7", ["7", "7", "7"]),
        ("1234567", ["1,234,567", "1,234,567", "1 234 567"]),
        ("-12.5", ["-12.5", "-12.5", "-12,5"]),
    ],
)
def test_numbers(value, expected):
    assert [spaces(format_number(value, language)) for language in ALL] == expected


@pytest.mark.parametrize(
    "value", ["", "7", "2007-13", "2007-02-30", "2007-8-9", "2007-08-09/", "2007/2008/2009", "MMVII"]
)
def test_what_is_no_date(value):
    with pytest.raises(ValueError, match=r".+"):
        format_date(value, ENGLISH)


@pytest.mark.parametrize("value", ["", "a lot", "1,000", "1.2.3", "NaN", "Infinity"])
def test_what_is_no_number(value):
    with pytest.raises(ValueError, match="no number"):
        format_number(value, ENGLISH)


def test_values_are_formatted_in_place():
    nodes = inlines("On [2007-08-09]{.date}, [1234.5]{.number} *of [5000]{.number}* ships.")
    assert pandoc.plain(format_values(nodes, ENGLISH)) == "On 9 August 2007, 1,234.5 of 5,000 ships."


def test_other_spans_are_left_alone():
    nodes = inlines("[2007]{.year} [三]{lang=zh}")
    assert format_values(nodes, ENGLISH) == nodes


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)), st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_every_interval_has_a_form_that_names_its_years(one, other):
    first, last = sorted((one, other))
    for language in ALL:
        found = format_date(f"{first.isoformat()}/{last.isoformat()}", language)
        assert str(first.year) in found
        assert str(last.year) in found


def test_an_interval_whose_months_are_written_in_two_ways():
    persian = cldr.language("fa")
    assert format_date("2023-01-09/2023-03-31", persian) == "9 ژانویه تا 31 مارس 2023"
    assert format_date("2023-05/2023-09", persian) == "مه تا سپتامبر 2023"
