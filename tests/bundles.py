"""Bundles of a village reading room, as they are exchanged with translators, and odd texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from press.languages.registry import LANGUAGES
from press.model.glossary import Glossary, Term, TermStatus
from press.translations.exchange.units import Bundle, File, Returned, Unit, UnitState

EN, ZH, RU = LANGUAGES["en"], LANGUAGES["zh-Hans"], LANGUAGES["ru"]
MISSING, FUZZY, TRANSLATED, REVIEWED = UnitState
IDENTIFIER = "urn:uuid:0b9ca3c6-7d0f-4f4c-9a43-0f7d3cf1b1aa"
GLOSSARY = Glossary(
    Path("translations/glossary.csv"),
    (
        Term(
            "book",
            {"en": ("book", "volume"), "zh": ("书",), "ru": ("книга", "том")},
            forbidden={"zh": ("书籍", "册子"), "ru": ("книжка",)},
            note='A\tbound one, "heavy" & old;\nsee <the shelf>',
        ),
        Term("loan", {"en": ("loan",), "zh": ("借书", "借阅")}, TermStatus.UNCHECKED, {"zh": ("贷款",)}),
        Term("3-day-loan", {"en": ("short loan",), "ru": ("краткая выдача",)}, TermStatus.ADMITTED),
        Term("shelf", {"ru": ("полка",)}),
    ),
)
# Every kind of markup, and what formats have to escape.
MARKUP = (
    r"""Bring *it* **back** `a <b>` "soon" & late\*.[^1] See [@sec-a, 100 %d]; """
    r"""[the \[x\]](https://example.org/?a=1&b=2) \\n \n \\"""
)
ODD = (
    " ends with a space ",
    "two  spaces\tand a tab",
    "a line\\\nand another\n",
    "&amp; <x/> ]]> 😀 &#8203; '\"",
    "\\",
)
UNITS = (
    Unit("h-1", "h1", "Rules", "规则", REVIEWED),
    Unit("h-2", "h2", "Rules", "规章", TRANSLATED),
    Unit(
        "p-1",
        "p",
        MARKUP,
        f"还 {MARKUP}",
        TRANSLATED,
        notes=("paragraph under #a",),
        comments=("ask the reader", "twice"),
    ),
    Unit("p-2", "p", "Three books.", "两本书。", FUZZY, previous='Two "books".'),
    Unit("p-3", "p", "Four books.", "五本书。", FUZZY),
    Unit("t-1", "term", "ISBN", "ISBN", TRANSLATED),
    Unit("p-4", "p", "Five\\\nbooks.", "", MISSING),
    *(Unit(f"o-{number}", "p", text, f"译{text}", TRANSLATED) for number, text in enumerate(ODD)),
)


def bundle(*units: Unit, glossary: Glossary = GLOSSARY) -> Bundle:
    """One document in Chinese, of the units given or of all kinds of them."""
    return Bundle("reading-room", IDENTIFIER, ZH, (File("borrowing", EN, ZH, units or UNITS),), glossary)


def of_two_languages() -> Bundle:
    """Documents whose originals are English and Russian."""
    russian = (Unit("p-1", "p", "Открыто.", "开放。", TRANSLATED), Unit("h-1", "h1", "Rules", "外文", TRANSLATED))
    files = (File("borrowing", EN, ZH, UNITS), File("hours", RU, ZH, russian))
    return Bundle("reading-room", IDENTIFIER, ZH, files, GLOSSARY)


def pairs(units: Iterable[object]) -> dict[str, tuple[str, str]]:
    """Source and translation by id."""
    return {unit.id: (unit.source, unit.target) for unit in units}  # type: ignore[attr-defined]


def expected(given: Bundle, *states: UnitState) -> dict[tuple[str, str], tuple[str, str]]:
    """Source and translation of the units in these states, by document and id."""
    found = [(file.document, unit) for file in given.files for unit in file.units if unit.state in states]
    return {(document, unit.id): (unit.source, unit.target) for document, unit in found}


def got(returned: Returned, *states: UnitState) -> dict[tuple[str, str], tuple[str, str]]:
    """The same of what came back."""
    units = [unit for unit in returned.units if not states or unit.state in states]
    return {(unit.document, unit.id): (unit.source, unit.target) for unit in units}


# Text as catalogs may hold it: anything that XML can, but the line ends that are none of ours.
texts = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufffe\uffff"),
        st.sampled_from("\n\t\\\"'`*[]()<>&;@^1"),
    ),
    min_size=1,
    max_size=40,
)
