"""What is known of each segment in each language: the source as it is now beside what the catalog says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from press.book.localise import State, state_of
from press.book.stages.source import Source, read_source
from press.catalogs import po
from press.model.catalog import Catalog, Entry, Segment
from press.model.language import Language
from press.model.publication import Document, Publication, catalog_path

Sources = Mapping[str, Source]


@dataclass(frozen=True)
class Row:
    """A segment and its translation.

    Attributes:
        segment: as the source has it now.
        source: its id and text, and the comments for translators.
        entry: what the catalog has under that id; without a translation where it has nothing.
    """

    segment: Segment
    source: Entry
    entry: Entry
    state: State


@dataclass(frozen=True)
class Page:
    """A document in a language that it is translated into; `source` is all of it in its own."""

    document: Document
    source: Source
    language: Language
    original: Language
    catalog: Catalog
    rows: tuple[Row, ...]

    @property
    def strangers(self) -> tuple[Entry, ...]:
        """Entries of the catalog, not obsolete, that the document no longer has."""
        own = {row.source.id for row in self.rows}
        return tuple(entry for entry in self.catalog.live.values() if entry.id not in own)


def read_sources(publication: Publication) -> Sources:
    """Every document in its own language, by its id.

    Raises:
        SourceError: what is wrong with a document, its tables or its POT.
    """
    return {document.id: read_source(publication, document) for document in publication.texts}


def page(publication: Publication, document: Document, source: Source, language: Language) -> Page:
    """A document beside its translation; a catalog that isn't there is an empty one.

    Raises:
        SourceError: T002, T007 the catalog can't be read.
    """
    catalog = po.read_if_there(catalog_path(publication, document, language.code), language.tag)
    live = catalog.live
    rows = tuple(
        Row(segment, entry, live.get(entry.id) or Entry(entry.id, entry.source), state_of(entry, live))
        for segment, entry in zip(source.segments, source.entries, strict=True)
    )
    return Page(document, source, language, publication.spoken(document.language), catalog, rows)


def pages(publication: Publication, sources: Sources, languages: tuple[str, ...] = ()) -> Iterator[Page]:
    """Every document in every language that it is translated into; `languages` chooses some by their codes."""
    for row in publication.languages:
        for document in publication.texts:
            if row.code != document.language and (not languages or row.code in languages):
                yield page(publication, document, sources[document.id], row)
