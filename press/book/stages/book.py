"""The third stage: the book in a language, of its texts, its works and the words of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from press import blockwise
from press.book import links, provenance_box, version_lines
from press.book.assemble import Library, Manuscript, assemble
from press.book.localise import Localised
from press.book.parallel import Original
from press.book.works import localised_references
from press.content import bibliography
from press.content.positions import locate
from press.diagnostics import Location
from press.model.book import Book
from press.model.interface import Words
from press.model.publication import Publication, catalog_path


def make_book(
    publication: Publication,
    language: str,
    texts: Mapping[str, Localised],
    words: Mapping[str, str],
    originals: Mapping[str, tuple[Localised, Mapping[str, str]]],
) -> Book:
    """The book in a language.

    Args:
        publication: the settings.
        language: code of the language.
        texts: every written document in it, by id.
        words: the templates' words in it.
        originals: what stands in parallel text (Publication.parallel_texts), by id: each in its own language, with the
            templates' words in that.

    Raises:
        SourceError: references to nothing and the like.
        EngineError: citeproc refused.
    """
    row = publication.language(language)
    wording = Words(words)
    read = bibliography.read_references
    works = blockwise.recalled(
        read, publication.references, publication.root, stamp=blockwise.stamp(publication.references)
    )
    items = localised_references(works, row, publication.source_language)
    library = Library(items, publication.citation_styles.get(language))

    def where(identifier: str, text: str, nth: int = 0) -> Location | None:
        return place(publication, identifier, text, language, nth)

    texts = links.resolved(publication, texts, texts, where)
    own = links.resolved(publication, {name: text for name, (text, _) in originals.items()}, texts, where)
    beside = {
        d.id: Original(own[d.id], publication.spoken(d.language), Words(originals[d.id][1]))
        for d in publication.parallel_texts(language)
    }
    facts = {d.id: tuple(provenance_box.rows(d, row, wording, publication.licence)) for d in publication.documents}
    manuscripts = [
        Manuscript(d.id, d.matter, texts.get(d.id), facts[d.id], beside.get(d.id)) for d in publication.documents
    ]
    imprint = texts.get(publication.imprint.id) if publication.imprint else None
    made = assemble(manuscripts, imprint, library, row, wording, where, publication.known)
    blocks, fragment = version_lines.lines(publication, row, wording)
    return replace(made, imprint=[*made.imprint, *blocks], fragments=(*made.fragments, fragment))


def place(publication: Publication, identifier: str, needle: str, language: str, nth: int = 0) -> Location | None:
    """Where a text stands in the source of a document, or else in its translation."""
    document = next(d for d in publication.texts if d.id == identifier)
    paths = [document.path, catalog_path(publication, document, language)]
    found = [locate(path, needle, nth=nth) for path in paths if path]
    return next((location for location in found if location.line), found[0])
