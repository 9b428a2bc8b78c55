"""A publication in memory: what a page needs is made on demand, and made again only where a file has changed.

Nothing here waits for events: each look compares the files as they are with what was made of them. So it doesn't matter
how an editor saves, nor whether a change was told of; a file that is half written is only one more state of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.blockwise import Memo, keeping, stamp
from press.book.localise import Localised, state_of
from press.book.stages.book import make_book
from press.book.stages.source import Source, read_source, stale
from press.catalogs import interface, po
from press.catalogs.glossary import glossary_of
from press.content.pictures import is_picture
from press.content.publication import read_publication
from press.diagnostics import Diagnostic, Severity
from press.model.book import Book, Completeness
from press.model.catalog import Catalog, Entry
from press.model.glossary import Glossary
from press.model.interface import word_catalogs
from press.model.publication import Document, Publication, catalog_path, template_path
from press.preview import pages
from press.preview.localising import Localiser
from press.preview.workbench_cells import Cell, Files
from press.translations.segments_in_context import Page, Row

MEMOS = 24  # pages whose HTML is remembered block by block


@dataclass(frozen=True)
class View:
    """A page as it can be shown now.

    Attributes:
        text: the HTML of the last good page; empty if there has been none.
        document: the id of the document that it shows, empty for the first page.
        completeness: of that document, or of the whole book.
        problems: what is wrong, errors before warnings.
        known: whether there is a page of that name at all.
    """

    text: str
    document: str
    completeness: Completeness
    problems: tuple[Diagnostic, ...]
    known: bool = True


class Workbench:
    """All that has been made of one publication. One thread at a time may use it."""

    def __init__(self, publication: Publication) -> None:
        """Begin with settings that were read; nothing else is read before it is asked for."""
        self.settings = Cell(publication)
        self.pictures = pages.Pictures(publication.root)
        self._root = publication.root
        self._sources: defaultdict[str, Cell[Source]] = defaultdict(Cell)
        self._stale: defaultdict[str, Cell[tuple[Diagnostic, ...]]] = defaultdict(Cell)
        self._catalogs: defaultdict[tuple[str, str], Cell[Catalog]] = defaultdict(Cell)
        self._localisers: dict[tuple[str, str], tuple[Any, Localiser]] = {}
        self._texts: defaultdict[tuple[str, str], Cell[Localised]] = defaultdict(Cell)
        self._words: defaultdict[str, Cell[dict[str, str]]] = defaultdict(Cell)
        self._books: defaultdict[str, Cell[Book]] = defaultdict(Cell)
        self._pages: defaultdict[tuple[str, str], Cell[str]] = defaultdict(Cell)
        self._styles: defaultdict[str, Cell[str]] = defaultdict(Cell)
        self._glossary: Cell[Glossary] = Cell()
        self._memos: dict[Any, Memo] = {}
        self._files = Files()

    def look(self) -> None:
        """Look at the files anew; within one look each folder is listed once."""
        self._files = Files()

    @property
    def publication(self) -> Publication:
        """The settings as they are now."""
        inside = self._files.below(self._root / "content")
        changed = [row for row in inside if Path(row[0]).suffix == ".yaml"], [name for name, _ in inside]
        found = self.settings.refresh(changed, lambda: read_publication(self._root))
        assert found is not None
        return found

    def source(self, document: Document) -> Source | None:
        """A document in its own language."""
        publication, content = self.publication, self._root / "content"
        beside = self._files.below(content / "data"), [row for row in self._files.below(content) if is_picture(row[0])]
        made_of = [document, publication.raw_html, stamp(document.path), stamp(self._pot(document)), beside]
        cell = self._sources[document.id]
        return cell.refresh(made_of, lambda: read_source(publication, document))

    def catalog(self, document: Document, language: str) -> Catalog | None:
        """The translation of a document: the last that could be read, or an empty one; None for its own language."""
        if language == document.language:
            return None
        path, tag = catalog_path(self.publication, document, language), self.publication.language(language).tag
        cell = self._catalogs[language, document.id]
        cell.refresh(stamp(path), lambda: po.read(path, tag))
        return cell.value or Catalog(path, tag)

    def text(self, document: Document, language: str) -> Localised | None:
        """A document in a language, with what is wrong with its markup; None if its source could never be read."""
        source, catalog, publication = self.source(document), self.catalog(document, language), self.publication
        if source is None:
            return None
        versions = self._sources[document.id].version, self._catalogs[language, document.id].version
        made_of = [versions, publication.raw_html, document.language]
        localiser = self._localiser(document, language)
        return self._texts[language, document.id].refresh(made_of, lambda: localiser.localise(source, catalog))

    def page(self, document: Document, language: str) -> Page | None:
        """A document beside its translation, for the checks; None where there is no translation to be."""
        source, catalog, publication = self.source(document), self.catalog(document, language), self.publication
        if source is None or catalog is None:
            return None
        live = catalog.live
        rows = tuple(
            Row(segment, entry, live.get(entry.id) or Entry(entry.id, entry.source), state_of(entry, live))
            for segment, entry in zip(source.segments, source.entries, strict=True)
        )
        original = publication.spoken(document.language)
        return Page(document, source, publication.language(language), original, catalog, rows)

    def glossary(self) -> Glossary:
        """The terms: the last that could be read."""
        path = self._root / "translations" / "glossary.csv"
        made_of = stamp(path), self.settings.version
        return self._glossary.refresh(made_of, lambda: glossary_of(self.publication)) or Glossary(path)

    def words(self, language: str) -> Mapping[str, str]:
        """The templates' words in a language."""
        paths = word_catalogs(self._root, language)
        tag = self.publication.spoken(language).tag
        return self._words[language].refresh([*map(stamp, paths)], lambda: interface.read(paths, tag)) or {}

    def book(self, language: str) -> Book | None:
        """The book in a language; None if it could never be made."""
        publication = self.publication
        texts = {d.id: text for d in publication.texts if (text := self.text(d, language))}
        if len(texts) < len(publication.texts):
            return None
        beside = publication.parallel_texts(language)
        originals = {d.id: (self.text(d, d.language), self.words(d.language)) for d in beside}
        versions = {d.id: self._texts[language, d.id].version for d in publication.texts}
        own = {d.id: self._texts[d.language, d.id].version for d in beside}
        works = stamp(publication.references), stamp(publication.citation_styles.get(language))
        made_of = [self.settings.version, versions, own, self.words(language), works]
        given = {name: (text, words) for name, (text, words) in originals.items() if text}

        def make() -> Book:
            with keeping(self._memo(language)) as memo:
                made = make_book(publication, language, texts, self.words(language), given)
                memo.turn()
            return made

        return self._books[language].refresh(made_of, make)

    def view(self, language: str, name: str) -> View:
        """A page as it is now."""
        self.look()
        book = self.book(language)
        known = pages.names(book) if book else {}
        cell = self._pages[language, name]
        if book and name in known:
            cell.refresh(self._page_made_of(language), lambda: self._page(book, language, name))
        document = known.get(name, "")
        text = cell.value if not book or name in known else ""
        return View(text or "", document, self._count(language, document), self.problems(language, name), name in known)

    def style(self, language: str) -> str:
        """The style sheet of a language's pages: the last that could be made."""
        book = self.book(language)
        if book:
            made_of = self._page_made_of(language)
            self._styles[language].refresh(made_of, lambda: pages.style(book, self.publication))
        return self._styles[language].value or ""

    def problems(self, language: str, name: str = "") -> tuple[Diagnostic, ...]:
        """What is wrong with what a page in a language is made of, errors before warnings."""
        publication = self.publication
        cells: list[Cell[Any]] = [self.settings, self._glossary, self._words[language], self._books[language]]
        for d in publication.texts:
            cells += [self._sources[d.id], self._catalogs[language, d.id]]
        cells += [self._pages[language, name], self._styles[language]]
        found = [problem for cell in cells for problem in cell.problems]
        for d in publication.texts:
            source, text = self._sources[d.id].value, self._texts[language, d.id].value
            found += source.remarks if source else ()
            found += [*(text.diagnostics if text else ()), *self._out_of_date(d, language)]
        return tuple(sorted(dict.fromkeys(found), key=lambda d: d.severity is not Severity.ERROR))

    def _out_of_date(self, document: Document, language: str) -> tuple[Diagnostic, ...]:
        """Whether the catalogs of a document are older than its text."""
        source = self._sources[document.id].value
        if source is None or language == document.language:
            return ()
        made_of = self._sources[document.id].version, stamp(self._pot(document))
        return self._stale[document.id].refresh(
            made_of, lambda: tuple(stale(self.publication, document, source))
        ) or ()

    def _count(self, language: str, document: str) -> Completeness:
        text = self._texts[language, document].value if document else None
        book = self._books[language].value
        return text.completeness if text else book.completeness if book else Completeness()

    def _page(self, book: Book, language: str, name: str) -> str:
        sources = {name: cell.value for name, cell in self._sources.items() if cell.value}
        with keeping(self._memo((language, name))) as memo:
            made = pages.page(book, self.publication, name, sources, self.pictures.take)
            memo.turn()
        return made

    def _page_made_of(self, language: str) -> Any:
        return [self._books[language].version, self.settings.version, self._files.look(self._root)]

    def _localiser(self, document: Document, language: str) -> Localiser:
        key, made_for = (language, document.id), (document.language, self.publication.raw_html)
        if key not in self._localisers or self._localisers[key][0] != made_for:
            self._localisers[key] = made_for, Localiser(self.publication, document)
        return self._localisers[key][1]

    def _pot(self, document: Document) -> Path:
        return template_path(self.publication, document)

    def _memo(self, name: Any) -> Memo:
        """The memo of a book or page; the one that was used longest ago goes."""
        self._memos[name] = self._memos.pop(name) if name in self._memos else Memo()
        if len(self._memos) > MEMOS:
            del self._memos[next(iter(self._memos))]
        return self._memos[name]
