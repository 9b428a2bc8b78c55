"""What is said of a language that the press has no module of."""

from __future__ import annotations

import pickle

import pytest

from press.languages import cldr
from press.languages.cldr import UNSET
from press.languages.grammar import grammar_of
from press.languages.registry import LANGUAGES
from press.languages.scripts import ARABIC, CYRILLIC, HAN, HEBREW, LATIN
from press.model.language import TAG, Direction, Language


def row(tag: str, locale: str = "") -> Language:
    found = cldr.language(tag, locale)
    assert found
    return found


@pytest.mark.parametrize(
    ("tag", "name", "locale", "citations", "quotes"),
    [
        ("de", "Deutsch", "de", "de-DE", "„“‚‘"),
        ("de-CH", "Deutsch (Schweiz)", "de_CH", "de-CH", "„“‚‘"),
        ("fr", "Français", "fr", "fr-FR", "«»«»"),
        ("kk", "Қазақ тілі", "kk", "kk-KZ", "«»“”"),
        ("pt-BR", "Português (Brasil)", "pt_BR", "pt-BR", "“”‘’"),
        ("sr-Cyrl", "Српски (ћирилица)", "sr_Cyrl", "sr-RS", "„”’’"),
        ("zh-Hant", "中文 (繁體)", "zh_Hant", "zh-TW", "「」『』"),
    ],
)
def test_names_locales_and_quotation_marks(tag: str, name: str, locale: str, citations: str, quotes: str) -> None:
    found = row(tag)
    assert (found.code, found.tag, found.name, found.locale, found.csl_locale) == (tag, tag, name, locale, citations)
    assert "".join(found.quotes) == quotes


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("fr", LATIN, Direction.LEFT_TO_RIGHT),
        ("kk", CYRILLIC, Direction.LEFT_TO_RIGHT),
        ("uz-Latn", LATIN, Direction.LEFT_TO_RIGHT),
        ("uz-Cyrl", CYRILLIC, Direction.LEFT_TO_RIGHT),
        ("sr-Cyrl", CYRILLIC, Direction.LEFT_TO_RIGHT),
        ("zh-Hant", HAN, Direction.LEFT_TO_RIGHT),
        ("ar", ARABIC, Direction.RIGHT_TO_LEFT),
        ("he", HEBREW, Direction.RIGHT_TO_LEFT),
    ],
)
def test_script_and_direction(tag: str, script: object, direction: Direction) -> None:
    assert (row(tag).script, row(tag).direction) == (script, direction)


@pytest.mark.parametrize("tag", ["qx", "tlh", "zh-Hnat", "eng", "de-XX", "iw"])
def test_what_cldr_does_not_know(tag: str) -> None:
    assert cldr.language(tag) is None


def test_a_language_may_borrow_a_locale() -> None:
    found = row("qx", "de_AT")
    assert (found.locale, "".join(found.quotes)) == ("de_AT", "„“‚‘")


@pytest.mark.parametrize("tag", ["de", "zh-Hant", "uz-Latn-UZ", "es-419", "de-1996", "sl-rozaj", "en-x-plain"])
def test_well_formed(tag: str) -> None:
    assert TAG.fullmatch(tag)


@pytest.mark.parametrize("tag", ["German", "zh_Hant", "zh-hant", "de-at", "d", "", "de-", "../de", "de/x"])
def test_not_well_formed(tag: str) -> None:
    assert not TAG.fullmatch(tag)


def test_another_region_is_its_kin_in_all() -> None:
    english = LANGUAGES["en"]
    found = row("en-US")
    assert grammar_of(found) == grammar_of(english)
    assert (found.locale, found.typography) == ("en_US", english.typography)


def test_another_script_takes_over_only_what_suits_it() -> None:
    found, chinese = row("zh-Hant"), LANGUAGES["zh-Hans"]
    assert (found.typography, found.numerals, found.spaced) == (chinese.typography, "chinese", False)
    assert grammar_of(found).lacking == ("numbers", "terms", "repeats")
    assert grammar_of(found).punctuation != grammar_of(chinese).punctuation


def test_numbers_are_read_from_digits_and_months() -> None:
    numbers = grammar_of(row("de")).numbers
    assert numbers
    found = numbers.read("Am 1. März 1998 kamen 1,5 Millionen; der März ist vorbei.")
    assert [sorted(map(str, one.keys)) for one in found] == [["1"], ["3"], ["1998"], ["3/2"]]
    (twelve,) = cldr.numbers("de", {"zwölf": 12}).read("Zwölf Bücher")
    assert twelve.keys == {12}


def test_words_are_found_inflected_where_snowball_knows_the_language() -> None:
    terms = grammar_of(row("de")).terms
    assert terms
    assert terms.stem("Bibliotheken") == terms.stem("Bibliothek")
    assert grammar_of(row("kk")).terms is None


@pytest.mark.parametrize("tag", ["de", "zh-Hant", "en-US", *LANGUAGES])
def test_a_row_goes_to_another_process_and_is_the_same(tag: str) -> None:
    found = LANGUAGES.get(tag) or row(tag)
    assert pickle.loads(pickle.dumps(found)) == found
    assert isinstance(hash(found), int)


def test_what_is_assumed_is_told_key_by_key() -> None:
    told = list(cldr.assumed([LANGUAGES["ru"], row("kk")]))
    assert told[0] == "kk: what languages/kk.yaml doesn't say"
    assert "    length: not checked" in told
    assert "    endings: terms are found as they are given" in told


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        *((tag, UNSET) for tag in ("am", "ta", "km", "bn")),
        *((tag, None) for tag in ("en-US", "de", "vi", "el", "uk", "kk", "mn", "sr-Latn", "zh-Hans-SG")),
        *((tag, None) for tag in ("zh-Hant", "zh-Hant-HK", "ja", "ko", "ar", "kk-Arab", "he", "hi", "ka", "hy", "th")),
    ],
)  # fmt: skip
def test_whose_letters_are_drawn_in_none_of_the_faces(tag: str, said: str | None) -> None:
    found = row(tag)
    assert dict(found.assumed).get("typefaces") == said
