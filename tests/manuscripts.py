"""Documents on their way into a book: Markdown to Localised, Manuscript and Book, without files."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from notation import ENGLISH, tree

import press
from press.book.assemble import Library, Manuscript, assemble
from press.book.localise import Localised, localise
from press.catalogs import segments
from press.diagnostics import Location
from press.languages.registry import LANGUAGES
from press.model.book import Book
from press.model.catalog import Catalog, Entry, Segment
from press.model.interface import Words
from press.model.language import Language
from press.model.publication import Matter

CSL = Path(press.__file__).parents[1] / "templates" / "csl"
PO = Path("translations/xx/doc.po")

WORKS = [
    {
        "id": "ivory",
        "type": "book",
        "title": "The Ivory Gate",
        "author": [{"family": "Marsh", "given": "Ada"}],
        "publisher": "Quay Press",
        "publisher-place": "Leeds",
        "issued": {"date-parts": [[1999]]},
    },
    {
        "id": "tide",
        "type": "article-journal",
        "title": "On Tides",
        "author": [{"family": "Reed", "given": "Ben"}],
        "container-title": "Journal of Coasts",
        "volume": "4",
        "page": "11-20",
        "issued": {"date-parts": [[2004]]},
    },
]


@cache
def pairs(markdown: str) -> list[tuple[Segment, Entry]]:
    """The segments of a text, each with an id of its kind and place: p-1, note-2 …"""
    found = segments.extract(tree(markdown))
    return [(s, Entry(f"{s.kind}-{s.index}", s.text)) for s in found]


def catalog(markdown: str, targets: Mapping[str, str], **changes: Mapping[str, Any]) -> Catalog:
    """A catalog of a text with the translations of some entries, by id; `changes` replace other fields of entries."""
    entries = []
    for line, (_, entry) in enumerate(pairs(markdown), 1):
        more = changes.get(entry.id.replace("-", "_"), {})
        entries.append(dataclasses.replace(entry, target=targets.get(entry.id, ""), line=line, **more))
    return Catalog(PO, "xx", tuple(entries))


def localised(markdown: str, translations: Catalog | None = None) -> Localised:
    """A text in its own language, or translated."""
    return localise("doc", tree(markdown), pairs(markdown), translations, ENGLISH)


def chapter(identifier: str, markdown: str, matter: Matter = Matter.CHAPTER) -> Manuscript:
    """A document in its place; the ids of its segments begin with its own."""
    named = [(s, dataclasses.replace(e, id=f"{identifier}-{e.id}")) for s, e in pairs(markdown)]
    return Manuscript(identifier, matter, localise(identifier, tree(markdown), named, None, ENGLISH))


BIBLIOGRAPHY = Manuscript("bibliography", Matter.BACK, None)


def where(document: str, needle: str, nth: int) -> Location:
    """A place that says what was looked for."""
    return Location(Path(f"{document}.md|{needle}"), 1)


def make(
    *manuscripts: Manuscript,
    language: Language = ENGLISH,
    words: Mapping[str, str] | None = None,
    works: Sequence[Mapping[str, Any]] = WORKS,
    imprint: str | None = None,
) -> Book:
    """The book of some documents, in the project's own citation style."""
    library = Library(works, CSL / f"{language.citation_style}.csl")
    front = localised(imprint) if imprint else None
    return assemble(manuscripts, front, library, language, Words(words or {}), where, tuple(LANGUAGES.values()))
