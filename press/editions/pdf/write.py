"""The screen PDF: 6 × 9 in, tagged, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file.

The body is laid out first, then the front, which names the body's pages; only a body that names pages of the front
waits for a sketch of it. WeasyPrint takes half a second to import, so it is met only when a PDF is made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from press.diagnostics import Diagnostic, EngineError
from press.editions.pdf import formulas, html, metadata, notes
from press.editions.pdf.checks import overflowing, warnings
from press.editions.pdf.pagination import Pagination, paginated
from press.editions.pictures import rewriter
from press.editions.templates import folders
from press.files import replacing
from press.languages.numerals import roman
from press.model.book import Book
from press.model.publication import Publication
from press.typesetting.chinese import justifying
from press.typesetting.engine import Engine, running
from press.typesetting.footnotes import keeping_notes
from press.typesetting.metadata import finisher, srgb
from press.typesetting.names import naming
from press.typesetting.pages import keep_links_once
from press.typesetting.paragraphs import breaking_whole
from press.typesetting.right_to_left import in_place
from press.typesetting.rows import beginning_together
from press.typesetting.tags import tagging

BLANK = '<html lang="{}" dir="{}"><head><title></title></head><body class="press-blank"><p></p></body></html>'
# The body is laid out first, since the front names its pages. Where the body names some of the front, these are first
# looked up in a front with pages of this width.
GUESS = "000"
PASSES = 3  # in which they must come to stand where they are told to
# What is tried for a paragraph whose note found no room: each leaves more of the page empty than the one before.
REMEDIES = ("orphans: 3; widows: 3", "orphans: 5; widows: 5", "break-inside: avoid")


@dataclass(frozen=True)
class Layout:
    """All pages of a book in their order, `front` of them with roman folios; and the parsed HTML that they show."""

    document: Any
    front: int
    roots: tuple[Any, ...]


def write(book: Book, publication: Publication, modules: Path, target: Path) -> Pagination:
    """Lay out and write a book; what stands on its pages.

    Raises:
        EngineError: as of press.editions.pdf.write.write_pdf.
    """
    work = html.setting(book, publication)
    with laying_out(work, modules) as engine:
        laid_out = lay_out(work, modules, engine)
        stop(overflowing(laid_out.document.pages, laid_out.front, laid_out.roots))
        pagination = paginated(laid_out.document.pages)
        laid_out.document.metadata = metadata.of_document(book, publication)
        laid_out.document.color_profiles = {"srgb": srgb()}
        options = {
            "pdf_variant": "pdf/a-2a",
            "pdf_identifier": metadata.identifier(book, publication),
            "output_intent": "of the document",  # anything but "srgb", which WeasyPrint would load itself
        }
        with tagging(laid_out.roots), naming():
            finish = finisher(laid_out.front, metadata.xmp(book, publication))
            laid_out.document.write_pdf(target, finisher=finish, **options)
        stop(warnings(engine.warnings, laid_out.roots))
    return pagination


@contextmanager
def laying_out(work: html.Setting, modules: Path, *, inks: bool = False) -> Iterator[Engine]:
    """WeasyPrint, extended by all that a book asks of it; `inks`: for print, where pictures in CMYK stay so.

    Raises:
        EngineError: as of press.typesetting.engine.running.
    """
    seen = (work.content, modules, *folders(work.publication.root))
    instead = rewriter(work.publication.root, inks=inks)
    with running(seen, instead) as engine, justifying(), keeping_notes(), beginning_together(), in_place():
        yield engine


def lay_out(work: html.Setting, modules: Path, engine: Engine, bleed: float = 0, *, inks: bool = False) -> Layout:
    """Pages of the whole book; with a bleed around them, in points, or for inks, neither of which changes a line."""
    documents = html.body(work), html.front(work)
    sheet = engine.sheet(html.style(work, documents, modules, bleed, inks=inks), work.content)
    body, front = _parsed(work, engine, documents)
    stop(html.broken(front.etree_element, body.etree_element))
    named = html.named(body.etree_element, front.etree_element)
    draw = partial(formulas.draw, text=work.formulas(inks=inks), modules=modules)
    told: Mapping[str, str] = {}
    if named:
        guessed = dict.fromkeys(html.anchors(body.etree_element), GUESS)
        told = _romans(_paged(work, engine, front, sheet, guessed, draw), named)
        body, front = _parsed(work, engine, documents)
    for attempt in count(1):
        body_pages = _paged(work, engine, body, sheet, told, draw).pages
        document = _paged(work, engine, front, sheet, folios(body_pages), draw)
        found = _romans(document, named)
        if told in ({}, found):
            break
        told = found if attempt < PASSES else {}  # where they don't settle, the body names none of them
        body, front = _parsed(work, engine, documents)
    front_pages = list(document.pages)
    if len(front_pages) % 2:
        language = work.publication.language(work.book.language)
        blank = BLANK.format(language.tag, language.direction)
        front_pages += engine.lay_out(engine.parse(blank, work.content), sheet).pages
    whole = document.copy([*front_pages, *body_pages])
    for page in whole.pages:
        keep_links_once(page)
    return Layout(whole, len(front_pages), (front.etree_element, body.etree_element))


def _parsed(work: html.Setting, engine: Engine, documents: Sequence[str]) -> tuple[Any, Any]:
    body, front = (engine.parse(text, work.content) for text in documents)
    return body, front


def _paged(
    work: html.Setting,
    engine: Engine,
    tree: Any,
    sheet: Any,
    pages: Mapping[str, str],
    draw: Callable[[Element], None],
) -> Any:
    """A document laid out, told the folios of the other one, its formulas drawn."""
    html.prepare(tree.etree_element, pages, work.phrase, work.content)
    draw(tree.etree_element)
    notes.split(tree.etree_element)
    return with_notes(engine, tree, sheet)


def _romans(front: Any, named: Collection[str]) -> Mapping[str, str]:
    """The folios of those anchors of the front that the body names."""
    return {anchor: roman(int(page)) for anchor, page in folios(front.pages).items() if anchor in named}


def with_notes(engine: Engine, tree: Any, sheet: Any) -> Any:
    """A document with all its notes: where WeasyPrint dropped one, the paragraph that calls it is broken otherwise.

    Raises:
        EngineError: a note stands on none of its pages (P008).
    """
    with breaking_whole():
        for remedy in (*REMEDIES, None):
            document = engine.lay_out(tree, sheet)
            lost = notes.lost(tree.etree_element, document.pages)
            if not lost:
                return document
            if remedy:
                notes.rebreak(tree.etree_element, lost, remedy)
    hint = "make the notes around it shorter, or part of the text"
    raise EngineError(
        Diagnostic("P008", f"no room was found for {name}", hint=hint, about="".join(note.itertext()))
        for name, note in {note.get("id") or note.get("data-of") or "a note": note for note in lost}.items()
    )


def folios(pages: Sequence[Any]) -> Mapping[str, str]:
    """The page of each anchor, counted from 1."""
    found: dict[str, str] = {}
    for number, page in enumerate(pages, 1):
        for anchor in page.anchors:
            found.setdefault(anchor, str(number))
    return found


def stop(diagnostics: Any) -> None:
    """Raise what was found, if anything.

    Raises:
        EngineError: something was.
    """
    if found := list(diagnostics):
        raise EngineError(found)


def write_pdf(book: Book, publication: Publication, modules: Path, target: Path) -> Pagination:
    """Write a book's PDF; the same input gives the same bytes. Gives what stands on its pages.

    Args:
        modules: the folder node_modules, where the fonts are.

    Raises:
        EngineError: a character that no face has (P001), a warning of WeasyPrint (P002), text outside the type area
            (P003), a resource that may not be fetched (P004), a broken link (P005), another WeasyPrint (P006), a
            template that can't be rendered (W001), or what Pandoc says (S004, S009, S012).
    """

    with replacing(target) as temporary:
        return write(book, publication, modules, temporary)
