from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import assume, given
from hypothesis import strategies as st

from press import pandoc
from press.languages.grammar import grammar_of
from press.languages.registry import LANGUAGES
from press.model.catalog import Entry, Segment
from press.model.translation_pair import Pair
from press.translations.checks.number_matching import differences
from press.translations.checks.numbers import check

LANGUAGE = {row.code: row for row in LANGUAGES.values()}
READERS = {code: known.read for code, row in LANGUAGE.items() if (known := grammar_of(row).numbers)}
for read in READERS.values():  # a reader's patterns are compiled with its first text: no example has to wait for it
    read("")
CORPUS = Path(__file__).parents[2] / "corpus/T013"
# What is said of a number, and the forms of dates; of other languages the number alone, and CLDR's long form.
TEMPLATES = {"en": "They counted {} of them.", "ru": "Насчитали {} штук.", "zh": "共计{}件。"}
DATES = {"en": ("d MMMM y", "MMMM d, y", "d MMM y"), "ru": ("d MMMM y 'г'.", "dd.MM.y"), "zh": ("y年M月d日",)}
DIRECTIONS = [(a, b) for a in READERS for b in READERS if a != b]
codes = st.sampled_from(DIRECTIONS)


def told(source: str, target: str, original: str, language: str) -> list[str]:
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


def good() -> list[tuple[str, str, str, str]]:
    """Good pairs of plain text whose numbers all are digits of figures."""
    found = []
    for path in sorted(CORPUS.glob("*.yaml")):
        for row in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["good"]:
            original = row.get("original", "zh" if path.stem == "en" else "en")
            if not re.search(r"[`\[{*]", row["target"] + row["source"]):
                found.append((row["source"], row["target"], original, path.stem))
    return found


# Digits that a language may leave out or write otherwise: minutes of full hours, thousands after a decimal.
@given(row=st.sampled_from(good()), data=st.data())
def test_a_changed_digit_is_found(row: tuple[str, str, str, str], data: Any) -> None:
    source, target, original, language = row
    places = [match.start() for match in re.finditer(r"\d", target)]
    assume(places)
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != target[at]]))
    changed = target[:at] + digit + target[at + 1 :]
    assert told(source, changed, original, language), changed


def said(code: str, number: str) -> str:
    return TEMPLATES.get(code, "{}").format(number)


def written(value: float | int, code: str) -> str:
    return str(format_decimal(value, format="#,##0.###", locale=LANGUAGE[code].locale))


@given(pair=codes, value=st.one_of(st.integers(0, 10**9), st.decimals(0, 10**6, places=2).map(float)))
def test_a_number_is_the_same_in_each_language(pair: tuple[str, str], value: float | int) -> None:
    source, target = (said(code, written(value, code)) for code in pair)
    assert not told(source, target, *pair)


@given(pair=codes, value=st.integers(13, 10**6), other=st.integers(13, 10**6))
def test_another_number_is_told(pair: tuple[str, str], value: int, other: int) -> None:
    assume(value != other)
    source, target = (said(code, written(n, code)) for code, n in zip(pair, (value, other), strict=True))
    assert len(told(source, target, *pair)) == 1


@given(pair=codes, day=st.dates(), data=st.data())
def test_a_date_is_the_same_in_each_language(pair: tuple[str, str], day: Any, data: Any) -> None:
    assume(day.year >= 1000)
    texts = []
    for code in pair:
        form = data.draw(st.sampled_from(DATES.get(code, ("long",))))
        texts.append(said(code, format_date(day, form, locale=LANGUAGE[code].locale)))
    assert not told(texts[0], texts[1], *pair)


CHINESE = "零一二三四五六七八九"


def in_chinese(value: int) -> str:
    """A number under 10,000 in words."""
    out, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            out += ("零" if gap and out else "") + CHINESE[digit] + unit
        gap = not digit
    return out.replace("一十", "十", 1) if out.startswith("一十") else out


@given(st.integers(13, 9999))
def test_chinese_numerals_are_read(value: int) -> None:
    assume(value not in (100, 1000))
    (mention,) = READERS["zh"](f"共计{in_chinese(value)}件")
    assert (mention.keys, mention.firm) == ({value}, True)


UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
ENGLISH = [*UNITS.split(), "eighteen", "nineteen"]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_english(value: int) -> str:
    """A number under a million in words."""
    if value < 20:
        return ENGLISH[value - 1]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{ENGLISH[value % 10 - 1]}" if value % 10 else "")
    power, word, joint = (100, "hundred", " and ") if value < 1000 else (1000, "thousand", " ")
    rest = value % power
    return f"{in_english(value // power)} {word}" + (joint + in_english(rest) if rest else "")


@given(st.integers(13, 999_999))
def test_english_number_words_are_read(value: int) -> None:
    (mention,) = READERS["en"](f"There were {in_english(value)} books.")
    assert mention.keys == {value}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("двухсот пятидесяти трёх", 253),
        ("ста двадцатью пятью", 125),
        ("трёмстам сорока", 340),
        ("тысяча девятьсот девяносто девять", 1999),
        ("двух тысяч одиннадцати", 2011),
        ("пятьюдесятью семью", 57),
        ("двенадцать миллионов триста тысяч", 12_300_000),
        ("семьсот", 700),
        ("девяносто", 90),
    ],
)
def test_russian_number_words_are_read(words: str, value: int) -> None:
    (mention,) = READERS["ru"](f"Речь шла о {words} книгах.")
    assert mention.keys == {value}


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [
        ("5 of six, five", "6 из шести, пять", False),  # what seems to be matched across
        ("5 of six", "пять из 6", True),
        ("15 June 2001 and 16 June 2001", "15 и 16 июня 2001 г.", True),  # said once for both
        ("June 2001 and June 2002", "июнь 2001 и июнь 2001 г.", False),
        ("3 books and 3 shelves", "3 книги и полки", False),
        ("A/HRC/13/37", "док. 13/37", True),  # a code that the other writes otherwise
        ("A/HRC/13/37", "A/HRC/37/13", False),
    ],
)
def test_numbers_are_matched_one_by_one(source: str, target: str, same: bool) -> None:
    assert (differences(READERS["en"](source), READERS["ru"](target)) == ([], [])) is same


def test_what_the_pipeline_writes_is_left_out() -> None:
    year = pandoc.span([pandoc.text("2001")], classes=["date"])
    note = {"t": "Note", "c": [{"t": "Para", "c": [pandoc.text("1")]}]}
    entry = Entry("p-x", "", "")
    source = [*pandoc.words("in"), pandoc.SPACE, year, note]
    pair = Pair("corpus", Segment("p", "", ""), entry, source, pandoc.words("в"), LANGUAGE["en"], LANGUAGE["ru"])
    assert not list(check(pair))


def test_a_translation_that_cannot_be_parsed_is_left_to_others() -> None:
    pair = Pair(
        "corpus", Segment("p", "", "5"), Entry("p-x", "5", "["), pandoc.words("5"), None, LANGUAGE["en"], LANGUAGE["ru"]
    )
    assert not list(check(pair))


@pytest.mark.parametrize(
    ("fraction", "same"),
    [("1/2", "0,5"), ("2/3", "4/6"), ("3/4", "0,75"), ("4/5", "0,8"), ("1/8", "0,125"), ("3/10", "0,3")],
)
def test_a_fraction_is_its_value(fraction: str, same: str) -> None:
    assert told(f"A share of {fraction}.", f"Доля {same}.", "en", "ru") == []
    assert told(f"A share of {fraction}.", f"Доля {same.replace(same[-1], '7')}.", "en", "ru") != []
