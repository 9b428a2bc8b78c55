"""languages/<tag>.yaml: what a publication says of a language itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.content.languages import Languages, canonical
from press.content.yaml import Report
from press.languages import cldr
from press.languages.grammar import grammar_of
from press.languages.registry import LANGUAGES
from press.model.language import Direction, Language

STYLES = Path(__file__).resolve().parents[2] / "templates/csl"


def read(root: Path, code: str, text: str, name: str = "") -> Language:
    (root / "languages").mkdir(exist_ok=True)
    (root / "languages" / f"{name or code}.yaml").write_text(text, "utf-8")
    report = Report(root)
    found = Languages(report, STYLES).find(code)
    report.finish()
    assert found
    return found


def test_it_gives_what_it_knows_better(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "he",
        "name: עברית\nlocale: he_IL\ncitation_locale: he-IL\ndirection: rtl\nspaced: true\nnumerals: decimal\n"
        "quotes: ['„', '”', '‚', '’']\nspine: up\ncitation_style: notes-ru\nlength: 0.8\naddresses: [he, iw]\n",
    )
    assert (found.locale, found.direction, found.spine, found.citation_style) == (
        "he_IL", Direction.RIGHT_TO_LEFT, "up", "notes-ru",
    )  # fmt: skip
    assert (found.quotes, grammar_of(found).length, found.addresses) == (("„", "”", "‚", "’"), 0.8, ("he", "iw"))
    assert not {"name", "quotes", "length", "citation_style"} & {key for key, _ in found.assumed}
    assert found.line_ends.last.search("word „")
    assert not found.line_ends.last.search("word”")


def test_rules_of_typography_and_punctuation_add_to_what_is_there(tmp_path: Path) -> None:
    found = read(tmp_path, "en", "typography:\n  - {find: ' (?=Ltd)', put: \"\\u00a0\"}\n"
                 "punctuation:\n  - {find: colour, wrong: British spelling, write: color}\n")  # fmt: skip
    english, grammar = LANGUAGES["en"], grammar_of(found)
    assert found.typography
    assert found.typography[:-1] == english.typography
    before = grammar_of(english).punctuation
    assert grammar.punctuation
    assert before
    *rules, added = grammar.punctuation.rules
    assert tuple(rules) == before.rules
    assert (added.message, added.hint) == ("British spelling", "write color")


def test_endings_and_doubles(tmp_path: Path) -> None:
    found = read(tmp_path, "kk", "endings: [лар, ларды, тар]\ndoubled: [Қайта]\n")
    grammar = grammar_of(found)
    assert grammar.terms
    assert grammar.repeats
    assert {grammar.terms.stem(word) for word in ("кітап", "кітаптар")} == {"кітап"}
    assert (grammar.terms.stem("ҚР"), grammar.terms.stem("тар")) == ("ҚР", "тар")
    assert grammar.repeats.honest == {"қайта"}


def test_a_language_that_cldr_does_not_know(tmp_path: Path) -> None:
    found = read(tmp_path, "qx", "name: Qx\nlocale: fr\n")
    assert (found.name, found.locale, found.tag) == ("Qx", "fr", "qx")


def test_a_language_of_the_press_keeps_its_code(tmp_path: Path) -> None:
    found = read(tmp_path, "zh", "name: 简体中文\n", "zh-Hans")
    assert (found.code, found.tag, found.name) == ("zh", "zh-Hans", "简体中文")
    assert grammar_of(found) == grammar_of(LANGUAGES["zh-Hans"])


@pytest.mark.parametrize("code", ["zh-Hans", "German", "qx", "../ru"])
def test_what_is_no_code(tmp_path: Path, code: str) -> None:
    assert Languages(Report(tmp_path), STYLES).find(code) is None


def test_without_a_file_it_is_what_cldr_says(tmp_path: Path) -> None:
    assert Languages(Report(tmp_path), STYLES).find("pt-BR") == cldr.language("pt-BR")


@pytest.mark.parametrize(
    ("written", "meant"), [("zh_hant", "zh-Hant"), ("PT-br", "pt-BR"), ("UZ-LATN-uz", "uz-Latn-UZ"), ("German", "")]
)
def test_how_a_tag_is_meant(written: str, meant: str) -> None:
    assert canonical(written) == meant


def test_passages_may_be_in_what_the_press_or_a_file_knows(tmp_path: Path) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages/kk.yaml").write_text("numerals: decimal\n", "utf-8")
    known = Languages(Report(tmp_path), STYLES)
    english = known.find("en")
    assert english
    assert [row.tag for row in known.others((english,))] == ["zh-Hans", "ru", "kk"]
