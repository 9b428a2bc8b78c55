"""Works in a book's language: their forms, and what CSL can't tell."""

import pytest
from notation import CHINESE, ENGLISH, RUSSIAN

from press.book.works import localised_references


def localised(book, source="", **item):
    [found] = localised_references([{"title": "T", **item}], book, source)
    return {key: value for key, value in found.items() if key not in ("title", *item)} | {"title": found["title"]}


def test_works_take_the_forms_of_a_language():
    works = [{"id": "a", "title": "T", "localized": {"zh": {"title": "题"}}}, {"id": "b", "title": "U"}]
    assert localised_references(works, CHINESE) == [{"id": "a", "title": "题"}, {"id": "b", "title": "U"}]
    assert localised_references(works, RUSSIAN) == [{"id": "a", "title": "T"}, {"id": "b", "title": "U"}]


def test_a_foreign_work_says_so_and_in_which_terms_it_counts():
    assert localised(RUSSIAN, "en") == {"title": "T", "language": "en", "terms-latin": "en"}
    assert localised(ENGLISH, "en") == {"title": "T"}
    assert localised(RUSSIAN, "en", localized={"ru": {"title": "Т"}})["title"] == "Т"
    assert "language" not in localised_references([{"title": "T", "language": "en"}], ENGLISH)[0]
    assert localised_references([{"title": "[Supplied]", "language": "en"}], ENGLISH)[0]["language"] == "en"


@pytest.mark.parametrize(
    ("language", "terms"),
    [
        ("en-GB", {"terms-latin"}),
        ("de", {"terms-latin"}),
        ("zh", {"terms-chinese"}),
        ("zh-Hant", {"terms-chinese"}),
        ("sr-Latn", {"terms-latin"}),
        ("uk", set()),
        ("ru", set()),
        ("no such tag", set()),
    ],
)
def test_terms_are_those_of_the_script(language, terms):
    assert {key for key in localised(RUSSIAN, language=language) if key.startswith("terms")} == terms


@pytest.mark.parametrize(("edition", "ordinal"), [(1, "1st"), (2, "2nd"), (12, "12th"), (23, "23rd"), ("rev.", None)])
def test_the_edition_of_an_english_work(edition, ordinal):
    assert localised(RUSSIAN, language="en", edition=edition).get("edition-ordinal") == ordinal


@pytest.mark.parametrize(
    ("language", "date", "month"),
    [
        (RUSSIAN, [[1998, 3]], "март"),
        (ENGLISH, [[1998, 3]], "March"),
        (RUSSIAN, [[1998, 3, 1]], None),
        (RUSSIAN, [[1998]], None),
        (RUSSIAN, [[1998, 3], [1998, 4]], None),
    ],
)
def test_the_month_of_a_date_without_a_day_stands_by_itself(language, date, month):
    assert localised(language, issued={"date-parts": date}).get("issued-month") == month


def test_names_in_chinese_characters_stay_whole():
    [work] = localised_references(
        [{"title": "T", "author": [{"family": "王", "given": "伟"}, {"family": "Wang", "given": "Wei"}]}], RUSSIAN
    )
    assert work["author"] == [{"literal": "王伟"}, {"family": "Wang", "given": "Wei"}]
