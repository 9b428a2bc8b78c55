"""The stages of a publication, from its sources to a book: where what is read becomes what editions are made of.

    source → text (a language) → book (a language) → editions

Each stage is a function of plain values that gives plain values; press/tasks stores them under build/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from press import blockwise, pandoc
from press.book import provenance_box
from press.book.assemble import Library, Manuscript, assemble
from press.book.citations import localised_references
from press.book.localise import Localised, localise
from press.book.parallel import Original
from press.catalogs import ids, merge, po, segments, terms
from press.catalogs.containers import normalise
from press.catalogs.glossary import read_glossary
from press.content import bibliography, markdown, tables
from press.content.positions import locate
from press.content.safety import hazards_within
from press.diagnostics import Diagnostic, Location, SourceError
from press.model.book import Book, Completeness, Fragment
from press.model.catalog import Catalog, Entry, Segment
from press.model.glossary import Glossary
from press.model.interface import Words
from press.model.language import Language
from press.model.publication import Document, Publication, catalog_path, template_path
from press.model.review import swept

# What a draft marks and a release refuses.
UNPUBLISHED = {"T003", "T004"}


@dataclass(frozen=True)
class Source:
    """A document in its own language: its tree in normal form, its segments, and an entry with an id for each."""

    tree: pandoc.Tree
    segments: tuple[Segment, ...]
    entries: tuple[Entry, ...]


def language_of(publication: Publication, code: str) -> Language:
    """The row of a language, also of one that only a document's original is in."""
    return next(row for row in (*publication.languages, *publication.originals) if row.code == code)


def read_source(publication: Publication, document: Document) -> Source:
    """Read a document; its segments keep the ids that its POT gave them.

    Raises:
        SourceError: what is wrong with the document, with its tables or with its POT.
    """
    if document.path is None:
        raise ValueError(f"{document.id} is generated")
    content = publication.root / "content"
    tree = markdown.read(document.path, tables.names(content), publication.raw_html, content)
    tree = normalise(tree, language_of(publication, document.language).quotes)
    found = segments.extract(tree)
    before = po.read_if_there(template_path(publication, document), "")
    return Source(tree, found, ids.identify(document.id, found, before.entries))


def dump_source(source: Source) -> dict[str, Any]:
    """A source as JSON values."""
    segments, entries = list(map(asdict, source.segments)), list(map(asdict, source.entries))
    return {"tree": source.tree, "segments": segments, "entries": entries}


def load_source(values: Mapping[str, Any]) -> Source:
    """The source of which `dump_source` made the values."""
    found = tuple(Segment(**segment) for segment in values["segments"])
    return Source(values["tree"], found, tuple(_entry(entry) for entry in values["entries"]))


def _entry(values: Mapping[str, Any]) -> Entry:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    return Entry(**fields)


def update_catalogs(publication: Publication) -> Iterator[Path]:
    """Bring every POT and PO up to date with the sources; the files that changed by it.

    All are read before one is written, so that a mistake in a file leaves the others as they were.
    """
    new: list[Catalog] = []
    known = glossary(publication)
    for document in publication.texts:
        new += _updated(publication, document, known)
    return (catalog.path for catalog in new if po.write(catalog))


def _updated(publication: Publication, document: Document, glossary: Glossary) -> Iterator[Catalog]:
    """The POT of a document and its PO in every language, as its source asks for them."""
    rows = targets(publication, document)
    before = [po.read_if_there(catalog_path(publication, document, row.code), row.tag) for row in rows]
    template = po.read_if_there(template_path(publication, document), "")
    known = {entry.id for entry in template.entries}
    gone = [entry for catalog in before for entry in catalog.entries if entry.obsolete or entry.id not in known]
    found = read_source(publication, document).segments
    entries = ids.identify(document.id, found, template.entries, gone)
    yield Catalog(template.path, "", entries)
    finder = terms.finder(glossary, language_of(publication, document.language))
    for catalog, row in zip(before, rows, strict=True):
        # What a person marked as reviewed is stamped before its source becomes another.
        carried = merge.carry(entries, tuple(map(swept, catalog.entries)))
        yield replace(catalog, language=row.tag, entries=terms.annotate(map(swept, carried), finder, row.code))


def glossary(publication: Publication) -> Glossary:
    """The terms of a publication, in all languages that it or any of its documents is in.

    Raises:
        SourceError: G001, G002, G003 what is wrong with its file.
    """
    own = [row.code for row in publication.languages]
    codes = dict.fromkeys([publication.source_language, *own, *(d.language for d in publication.texts)])
    rows = [language_of(publication, code) for code in codes]
    return read_glossary(publication.root / "translations" / "glossary.csv", rows)


def targets(publication: Publication, document: Document) -> tuple[Language, ...]:
    """The languages that a document is translated into."""
    return tuple(row for row in publication.languages if row.code != document.language)


def stale(publication: Publication, document: Document, source: Source) -> Iterator[Diagnostic]:
    """Whether the POT of a document is another than its source would give."""
    path = template_path(publication, document)
    entries = po.read_if_there(path, "").entries
    if [(e.id, e.source) for e in entries] != [(e.id, e.source) for e in source.entries]:
        hint = "run `./whitepaper translations update`, and have the fuzzy and new entries translated"
        yield Diagnostic("T008", f"the catalogs of {document.id} are older than its text", Location(path), hint)


def read_text(publication: Publication, document: Document, source: Source, language: str) -> Localised:
    """A document in a language.

    Raises:
        SourceError: its catalog is missing or can't be read, or translations in it have markup that can't be published.
    """
    catalog = None
    if language != document.language:
        tag = publication.language(language).tag
        catalog = po.read(catalog_path(publication, document, language), tag)
    found = localised(publication, document, source, catalog)
    if broken := [d for d in found.diagnostics if d.code not in UNPUBLISHED]:
        raise SourceError(broken)
    return found


def localised(publication: Publication, document: Document, source: Source, catalog: Catalog | None) -> Localised:
    """A document with the translations of a catalog, whatever is wrong with them; None is its own language."""
    pairs = list(zip(source.segments, source.entries, strict=True))
    original = language_of(publication, document.language)
    return localise(document.id, source.tree, pairs, catalog, original, lambda i, at: _hazards(publication, i, at))


def _hazards(publication: Publication, inlines: Any, where: Location | None) -> Iterator[Diagnostic]:
    """What a translation may hold no more than a source."""
    place = where or Location(publication.root)
    return hazards_within(inlines, lambda needle: place, publication.raw_html, publication.root / "content")


def dump_text(text: Localised) -> dict[str, Any]:
    """A localised document as JSON values; its diagnostics as the lines that they print."""
    fragments, counts = list(map(asdict, text.fragments)), asdict(text.completeness)
    told = [str(d) for d in text.diagnostics]
    values = {"tree": text.tree, "fragments": fragments, "completeness": counts, "source": text.source}
    return {**values, "diagnostics": told}


def load_text(values: Mapping[str, Any]) -> Localised:
    """The localised document of which `dump_text` made the values, without its diagnostics."""
    fragments = tuple(Fragment(f["segment"], tuple(f["runs"]), f["note"]) for f in values["fragments"])
    return Localised(values["tree"], fragments, Completeness(**values["completeness"]), source=values["source"])


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
    items = localised_references(works, language, publication.source_language)
    library = Library(items, publication.citation_styles.get(language))
    beside = {
        d.id: Original(originals[d.id][0], language_of(publication, d.language), Words(originals[d.id][1]))
        for d in publication.parallel_texts(language)
    }
    facts = {d.id: tuple(provenance_box.rows(d, row, wording, publication.licence)) for d in publication.documents}
    manuscripts = [
        Manuscript(d.id, d.matter, texts.get(d.id), facts[d.id], beside.get(d.id)) for d in publication.documents
    ]
    imprint = texts.get(publication.imprint.id) if publication.imprint else None
    return assemble(manuscripts, imprint, library, row, wording, lambda d, text: place(publication, d, text, language))


def place(publication: Publication, identifier: str, needle: str, language: str) -> Location | None:
    """Where a text stands in the source of a document, or else in its translation."""
    document = next(d for d in publication.texts if d.id == identifier)
    paths = [document.path, catalog_path(publication, document, language)]
    found = [locate(path, needle) for path in paths if path]
    return next((location for location in found if location.line), found[0])
