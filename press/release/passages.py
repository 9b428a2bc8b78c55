"""A publication's text in a language as rows that two releases can be compared by: a passage each, with its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press import pandoc
from press.book import numbering
from press.book.dates_and_numbers import format_values
from press.book.localise import ANCHORED, Localised, State, state_of
from press.book.stages.source import Source, read_source
from press.book.stages.text import localised
from press.catalogs import po
from press.catalogs.containers import containers
from press.diagnostics import PublicationError
from press.model.catalog import Catalog, Entry
from press.model.interface import Words
from press.model.publication import Document, Publication, catalog_path, template_path

CODE, PICTURE = "code", "picture"


@dataclass(frozen=True)
class Passage:
    """A piece of text as it stands in an edition, or a picture.

    Attributes:
        document: the document's id.
        id: of its segment; empty for what nobody translates (numbers of a table, code). A picture's is its path.
        kind: as that of a segment; or code, picture.
        number: of the numbered paragraph that it is, or else stands behind; empty before the first.
        own: whether the number is its own.
        source: Markdown in the document's language; of a picture, its SHA-256.
        written: the same in the language of the edition; None: it has no translation that can be published.
        text: that as plain text.
    """

    document: str
    id: str
    kind: str
    number: str
    own: bool
    source: str
    written: str | None
    text: str


@dataclass(frozen=True)
class Chapter:
    """A document in a language: its title with its number, its language of origin and its passages, in their order."""

    id: str
    title: str
    original: str
    passages: tuple[Passage, ...]


def read(publication: Publication, language: str, words: Words, lenient: bool = False) -> tuple[Chapter, ...]:
    """The documents of a publication in a language, in reading order.

    Args:
        publication: the settings.
        language: code of one of its languages.
        words: the templates' words in it.
        lenient: whether a document that can't be read any more, as rules have become stricter since, is taken from its
            catalogs instead, without numbers.

    Raises:
        SourceError: a document or catalog can't be read.
        EngineError: Pandoc refused one.
    """
    count = numbering.Counters(words, publication.language(language))
    return tuple(_chapter(publication, document, language, count, lenient) for document in publication.texts)


def _chapter(
    publication: Publication, document: Document, language: str, count: numbering.Counters, lenient: bool
) -> Chapter:
    catalog = None
    try:
        if language != document.language:
            tag = publication.language(language).tag
            catalog = po.read_if_there(catalog_path(publication, document, language), tag)
        source = read_source(publication, document)
        text = localised(publication, document, source, catalog)
    except PublicationError:
        if not lenient:
            raise
        return _of_catalogs(publication, document, catalog)
    numbered = numbering.number(text.tree["blocks"], document.matter, count)
    title = numbered.title_text
    if numbered.label:
        title = count.words.word("{label}. {title}", label=numbered.label, title=title)
    numbers = dict(_numbers(numbered.blocks))
    found = (*_texts(publication, document, language, source, text, catalog, numbers), *_others(document, text))
    pictures = _pictures(publication, document, source)
    return Chapter(document.id, title, document.language, (*found, *pictures))


def _of_catalogs(publication: Publication, document: Document, catalog: Catalog | None) -> Chapter:
    entries: Sequence[Entry] = ()
    try:
        entries = po.read_if_there(template_path(publication, document), "").entries
    except PublicationError:
        entries = ()
    live = catalog.live if catalog else None
    found = []
    for entry in entries:
        written = entry.source if live is None else _published(entry, live)
        kind = entry.id.partition("-")[0]
        found.append(Passage(document.id, entry.id, kind, "", False, entry.source, written, written or ""))
    title = next((passage.text for passage in found if passage.kind == "h1"), "")
    return Chapter(document.id, title or document.id, document.language, tuple(found))


def _published(entry: Entry, live: Mapping[str, Entry]) -> str | None:
    return live[entry.id].target if state_of(entry, live) is State.PUBLISHED else None


def _numbers(blocks: Any) -> Iterator[tuple[str, str]]:
    """The anchors of the numbered paragraphs, with their numbers."""
    for node in pandoc.walk(blocks):
        if node["t"] == "Link" and "press-pn" in node["c"][0][1]:
            yield node["c"][0][0], pandoc.plain(node["c"][1])


def _texts(
    publication: Publication,
    document: Document,
    language: str,
    source: Source,
    text: Localised,
    catalog: Catalog | None,
    numbers: Mapping[str, str],
) -> Iterator[Passage]:
    """Every container of a document, those too that hold no letters."""
    row = publication.language(language)
    entries = {s.index: e for s, e in zip(source.segments, source.entries, strict=True)}
    live, last = (catalog.live if catalog else None), ""
    pairs = zip(containers(source.tree), containers(text.tree), strict=True)
    for index, (before, after) in enumerate(pairs):
        entry = entries.get(index)
        kind = before.kind
        own = entry is not None and kind in ANCHORED and entry.id in numbers
        last = numbers[entry.id] if entry and own else last
        if entry is None:
            plain = pandoc.plain(format_values(after.inlines, row))
            if kind != "alt" and plain.strip():
                yield Passage(document.id, "", kind, last, False, _bare(before.inlines), _bare(before.inlines), plain)
            continue
        written = entry.source if live is None else _published(entry, live)
        plain = pandoc.plain(format_values(after.inlines, row)) if written is not None else ""
        yield Passage(document.id, entry.id, kind, last, own, entry.source, written, plain)


def _bare(inlines: Any) -> str:
    return json.dumps(inlines, ensure_ascii=False, sort_keys=True)


def _others(document: Document, text: Localised) -> Iterator[Passage]:
    """Blocks of code, which nobody translates."""
    for node in pandoc.walk(text.tree["blocks"]):
        if node["t"] == "CodeBlock":
            code = node["c"][1]
            yield Passage(document.id, "", CODE, "", False, code, code, code)


def _pictures(publication: Publication, document: Document, source: Source) -> Iterator[Passage]:
    """The pictures of a document, each once, by its path."""
    images = (node for node in pandoc.walk(source.tree["blocks"]) if node["t"] == "Image")
    for path in dict.fromkeys(node["c"][2][0] for node in images):
        file = publication.root / "content" / path
        digest = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
        yield Passage(document.id, path, PICTURE, "", False, digest, digest, "")
