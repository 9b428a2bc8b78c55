"""What the corpora of tests/corpus/T014 and T015 do not say: concepts with a common form, and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from press import pandoc
from press.diagnostics import Severity
from press.languages.registry import LANGUAGES
from press.model.catalog import Entry, Segment
from press.model.glossary import Glossary, Term, TermStatus
from press.model.translation_pair import Finding, Pair
from press.translations.checks import terms

EN, ZH, RU = (LANGUAGES[tag] for tag in ("en", "zh-Hans", "ru"))
PATH = Path("glossary.csv")


def term(concept: str, forms: Mapping[str, str], forbidden: str = "", status: str = "preferred") -> Term:
    variants = {"ru": tuple(forbidden.split(" | "))} if forbidden else {}
    each = {code: tuple(cell.split(" | ")) for code, cell in forms.items()}
    return Term(concept, each, TermStatus(status), variants)


def findings(glossary: tuple[Term, ...], source: str, target: str | None) -> list[Finding]:
    inlines = None if target is None else pandoc.words(target)
    entry = Entry("p-1", source, target or "")
    pair = Pair("d", Segment("p", "", source), entry, pandoc.words(source), inlines, EN, RU)
    return list(terms.check(Glossary(PATH, glossary))(pair))


ROOM = term("reading-room", {"en": "reading room", "ru": "читальня | ЧЗ"}, "читальный зал | изба")


def test_a_forbidden_variant_is_told_with_the_form_to_use() -> None:
    assert findings((ROOM,), "The reading room", "В читальном зале") == [
        Finding("T014", "p-1", "'читальном зале' is not what the glossary calls it", "write 'читальня'")
    ]


def test_a_variant_is_told_once_and_so_is_a_term() -> None:
    text = "Reading room by reading room"
    assert [f.message for f in findings((ROOM,), text, "Изба за избой")] == ["'Изба' is not what the glossary calls it"]
    (missing,) = findings((ROOM,), text, "Дом за домом")
    assert (missing.code, missing.severity) == ("T015", Severity.WARNING)
    assert missing.hint == "write 'читальня' or 'ЧЗ'"


def test_a_variant_that_another_concept_is_called_by_is_no_mistake() -> None:
    hut = term("hut", {"en": "hut", "ru": "изба"})
    assert findings((ROOM, hut), "A hut", "Изба") == []


def test_a_form_protects_a_variant_inside_it() -> None:
    long = term("hall-of-rare-books", {"en": "hall of rare books", "ru": "читальный зал редких книг"})
    assert findings((ROOM, long), "The hall of rare books", "В читальном зале редких книг") == []


def test_a_source_form_of_two_concepts_asks_for_either() -> None:
    two = (term("a", {"en": "lending desk", "ru": "стойка"}), term("b", {"en": "lending desk", "ru": "кафедра"}))
    assert findings(two, "The lending desk", "У кафедры") == findings(two, "The lending desk", "У стойки") == []
    (missing,) = findings(two, "The lending desk", "У стола")
    assert missing.hint == "write 'стойка' or 'кафедра'"
    unsure = (two[0], term("b", {"en": "lending desk", "ru": "кафедра"}, status="admitted"))
    assert findings(unsure, "The lending desk", "У стола") == []


def test_only_preferred_terms_are_asked_for() -> None:
    for status in ("admitted", "unchecked"):
        loose = term("room", {"en": "room", "ru": "комната"}, "комнатушка", status)
        assert findings((loose,), "A room", "Дом") == []
        assert [f.code for f in findings((loose,), "A room", "Комнатушка")] == ["T014"]


def test_a_short_term_inside_a_long_one_is_not_asked_for() -> None:
    both = (ROOM, term("keeper", {"en": "reading room keeper", "ru": "хранитель"}))
    assert findings(both, "The reading room keeper", "Хранитель") == []
    assert [f.code for f in findings(both, "The reading room keeper of a reading room", "Хранитель")] == ["T015"]


def test_a_name_in_small_letters_is_used_but_not_asked_for() -> None:
    name = (term("committee", {"en": "Shelf Committee", "ru": "Книжный комитет"}),)
    assert findings(name, "the Shelf Committee", "книжный комитет") == []
    assert findings(name, "a shelf committee", "люди") == []


def test_what_cannot_be_parsed_and_an_empty_glossary_give_nothing() -> None:
    assert findings((ROOM,), "The reading room", None) == []
    assert findings((), "The reading room", "Читальный зал") == []


def test_a_quotation_in_another_language_is_no_use() -> None:
    quoted = [pandoc.span(pandoc.words("reading room"), lang="en-GB")]
    foreign = [pandoc.span(pandoc.words("reading room"), lang="de")]
    check = terms.check(Glossary(PATH, (ROOM,)))
    entry = Entry("p-1", "…", "…")
    codes = [
        [f.code for f in check(Pair("d", Segment("p", "", "…"), entry, source, pandoc.words("Дом"), EN, RU))]
        for source in (quoted, foreign)
    ]
    assert codes == [["T015"], []]


def test_languages_are_those_of_the_pair() -> None:
    both = term("room", {"en": "reading room", "zh": "阅览室", "ru": "читальня"})
    entry = Entry("p-1", "阅览室", "Дом")
    pair = Pair("d", Segment("p", "", "阅览室"), entry, pandoc.words("阅览室"), pandoc.words("Дом"), ZH, RU)
    assert [f.code for f in terms.check(Glossary(PATH, (both,)))(pair)] == ["T015"]
