"""Parallel text for tests: documents beside their originals, in the notation of Markdown."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from manuscripts import chapter, make
from notation import RUSSIAN, tree

from press.book.assemble import Manuscript
from press.book.localise import localise
from press.book.parallel import Original
from press.catalogs import segments
from press.model.book import Book
from press.model.catalog import Catalog, Entry
from press.model.interface import Words
from press.model.language import Language
from press.model.publication import Matter

WORDS = {
    "Table {number}.": "Таблица {number}.",
    "Figure {number}.": "Рисунок {number}.",
    "reference\x04Table {number}": "табл. {number}",
    "reference\x04Section {number}": "раздел {number}",
}
RULES = """# Правила читальни {#sec-rules}

Читальня открыта для всех.[@ivory, 3] См. [@tbl-days] и [@sec-part].[^one]

## Статья 1. Выдача {#sec-giving}

Книги выдаются с [1998-04-01]{.date}:[^two]

- сказки;
- атласы, [ссылка](https://example.org/atlas).

3.  первое;
4.  второе.

> Одна комната, одно окно.
>
> Второе лишнее.

Полка
:   Доска с книгами.

| День | Часы |
|:-----|-----:|
| среда | утро |

: Часы работы[^three] {#tbl-days}

![Стол у двери](figures/dot.png){#fig-table alt="Стол"}

[^one]: Первая сноска [@ivory].
[^two]: [@ivory, 4]
[^three]: Третья сноска.
"""
ENGLISH = (
    *("Rules of the Reading Room", "The Reading Room is open to all.[@ivory, 3] See [@tbl-days] and [@sec-part].[^1]"),
    *("First note [@ivory].", "Article 1. Lending", "Books are lent from [1998-04-01]{.date}:[^1]", "tales;"),
    *("atlases, [a link](https://example.org/atlas).", "the first;", "the second.", "One room, one window."),
    *("The second is too much.", "Shelf", "A board with books.", "Opening hours[^1]", "Third note.", "Day", "Hours"),
    *("Wednesday", "morning", "The table by the door", "A table"),
)
ONE = "# One {#sec-one}\n\nText.\n\n## Part {#sec-part}\n\nMore.\n"


def beside(
    identifier: str,
    markdown: str,
    targets: Sequence[str],
    original: Language = RUSSIAN,
    matter: Matter = Matter.APPENDIX,
    words: Mapping[str, str] = WORDS,
) -> Manuscript:
    """A document with its original; `targets` translate its segments in their order, "" leaves one untranslated."""
    source = tree(markdown)
    found = segments.extract(source)
    pairs = [(s, Entry(f"{identifier}-{s.kind}-{s.index}", s.text)) for s in found]
    entries = [dataclasses.replace(e, target=t) for (_, e), t in zip(pairs, targets, strict=True)]
    catalog = Catalog(Path("translations/en/doc.po"), "en", tuple(entries))
    translated, own = (localise(identifier, source, pairs, given, original) for given in (catalog, None))
    return Manuscript(identifier, matter, translated, (), Original(own, original, Words(words)))


def rules(**more: Any) -> Manuscript:
    """A bit of everything in Russian, translated into English."""
    return beside("rules", RULES, ENGLISH, **more)


def book(*more: Manuscript) -> Book:
    """The rules as an appendix, after a chapter."""
    return make(chapter("one", ONE), rules(), *more)
