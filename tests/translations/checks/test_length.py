from __future__ import annotations

import pytest

from press import pandoc
from press.languages.registry import LANGUAGES
from press.model.catalog import Entry, Segment
from press.model.translation_pair import Pair
from press.translations.checks.length import check

LANGUAGE = {row.code: row for row in LANGUAGES.values()}
SENTENCE = {
    "en": "Every reader who takes a book leaves a slip with the day in its place on the shelf. ",
    "ru": "Каждый читатель, взявший книгу, оставляет на её месте на полке листок с указанием дня. ",
    "zh": "每位取走图书的读者都在书架原处留一张写明日期的字条。",
}


def told(source: str, target: str, original: str = "en", language: str = "ru") -> list[str]:
    pair = Pair(
        "corpus",
        Segment("p", "", source),
        Entry("p-x", source, target),
        pandoc.words(source),
        pandoc.words(target),
        LANGUAGE[original],
        LANGUAGE[language],
    )
    return [finding.message for finding in check(pair)]


@pytest.mark.parametrize("direction", [(a, b) for a in SENTENCE for b in SENTENCE if a != b])
def test_a_paragraph_is_never_a_third_or_thrice_as_long(direction: tuple[str, str]) -> None:
    source, target = (SENTENCE[code] for code in direction)
    assert not told(source, target, *direction)
    assert told(source, target * 3, *direction)
    assert told(source * 3, target, *direction)


def test_a_heading_may_be_of_any_length() -> None:
    assert not told("Foreword", "Предисловие к русскому изданию")


def test_what_has_no_letter_is_not_measured() -> None:
    assert not told(SENTENCE["en"], "…")


def test_a_sentence_twice_in_the_source_may_stand_twice() -> None:
    source, target = SENTENCE["en"] * 2, SENTENCE["ru"] * 2
    assert not told(source, target)
    assert told(SENTENCE["en"] + "Nobody has to sign it, and nobody asks for a name.", target) == [
        f"a sentence stands twice: {SENTENCE['ru'].strip()}"
    ]
