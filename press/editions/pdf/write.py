"""The screen PDF: 6 × 9 in, tagged, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file.

The body is laid out first and once, then the front, which names the body's pages. WeasyPrint takes half a second to
import, so it is met only when a PDF is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.diagnostics import Diagnostic, EngineError
from press.editions.pdf import formulas, html, metadata, notes
from press.editions.pdf.checks import overflowing, warnings
from press.editions.pdf.pagination import Pagination, paginated
from press.editions.pictures import rewriter
from press.editions.templates import folders
from press.files import replacing
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
        stop(overflowing(laid_out.document.pages, laid_out.front))
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
    body, front = (engine.parse(text, work.content) for text in documents)
    roots = (front.etree_element, body.etree_element)
    stop(html.broken(*roots))
    html.prepare(roots[1], {}, work.phrase, work.content)
    formulas.draw(roots[1], work.formulas(inks=inks), modules)
    for root in roots:
        notes.split(root)
    body_pages = with_notes(engine, body, sheet).pages
    html.prepare(roots[0], folios(body_pages), work.phrase, work.content)
    formulas.draw(roots[0], work.formulas(inks=inks), modules)
    document = with_notes(engine, front, sheet)
    front_pages = list(document.pages)
    if len(front_pages) % 2:
        language = work.publication.language(work.book.language)
        blank = BLANK.format(language.tag, language.direction)
        front_pages += engine.lay_out(engine.parse(blank, work.content), sheet).pages
    whole = document.copy([*front_pages, *body_pages])
    for page in whole.pages:
        keep_links_once(page)
    return Layout(whole, len(front_pages), roots)


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
