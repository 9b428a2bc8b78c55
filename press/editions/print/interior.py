"""The print-ready interior: the pages of the screen PDF, moved out of the gutter and put into inks.

Both come from one layout, so that no line breaks otherwise; what the binding takes away is given back by moving the
text block outward once the pages are counted.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.content.positions import locate
from press.diagnostics import Diagnostic, EngineError
from press.editions.pdf import html, metadata, write
from press.editions.pdf.checks import overflowing, warnings
from press.editions.pdf.pagination import Pagination, paginated
from press.editions.print.finish import Job, finish
from press.editions.print.origins import told_at_origin
from press.model.book import Book
from press.model.edition import FORMATS, Edition
from press.model.fonts import FACES, SANS
from press.model.language import Direction
from press.model.publication import Publication
from press.typesetting.engine import Engine
from press.typesetting.metadata import finisher
from press.typesetting.names import naming
from press.typesetting.pages import shift
from press.typesetting.tags import tagging

PIXELS = 96 / 72  # CSS pixels in a point


@dataclass(frozen=True)
class Interior:
    """What an interior came to: its pages with text, those with the blanks at the end, and what stands on them."""

    pages: int
    filled: int
    pagination: Pagination

    def values(self) -> dict[str, int]:
        """Its counts of pages as JSON values."""
        return {"pages": self.pages, "filled": self.filled}

    def compare(self, screen: Mapping[str, Any]) -> None:
        """Compare with the pagination of the screen PDF (Pagination.values).

        Raises:
            EngineError: a page differs (P009), the first three differences told.
        """
        if found := list(self.pagination.other(screen)):
            hint = "a template or style sheet of the publication's own sets print otherwise than the screen"
            told = "; ".join(message for _, message in found[:3])
            near = next((about for about, _ in found if about), "")
            raise EngineError(Diagnostic("P009", told, hint=hint, about=near))


def write_interior(
    book: Book,
    publication: Publication,
    modules: Path,
    profile: Path,
    target: Path,
    pagination: Mapping[str, Any] | None = None,
) -> Interior:
    """Write the print-ready interior; the same input gives the same bytes.

    Args:
        modules: node_modules, where the fonts are.
        profile: the ICC profile of the printing condition.
        pagination: that of the screen PDF (Pagination.values), to be compared with; None: there is no such edition.

    Raises:
        EngineError: as of press.editions.pdf.write.write_pdf; what can't be separated (P010); more or fewer pages than
            binding or printer take (P011); a page is not as on the screen (P009).
    """
    printing, work = publication.printing, html.setting(book, publication)
    bleed = printing.printer.bleed if printing.printer.interior_bleed else 0.0
    with write.laying_out(work, modules, inks=True) as engine:
        laid_out = write.lay_out(work, modules, engine, bleed, inks=True)
        pages = laid_out.document.pages
        write.stop(overflowing(pages, laid_out.front, laid_out.roots))
        made = Interior(len(pages), printing.filled(len(pages)), paginated(pages))
        write.stop(_unbindable(publication, made.filled))
        gutter = printing.gutter(made.filled, publication.geometry.margins.inner)
        _out_of_the_gutter(pages, gutter, publication.language(book.language).direction)
        data = _written(laid_out, engine, book, publication)
    with told_at_origin(publication):
        finish(data, _job(book, publication, modules, profile, engine, bleed, made.filled), target)
    if pagination:
        made.compare(pagination)
    return made


def _written(laid_out: write.Layout, engine: Engine, book: Book, publication: Publication) -> bytes:
    """The pages as WeasyPrint draws them: tagged, without links, in RGB."""
    for page in laid_out.document.pages:
        page.links, page.bookmarks, page.anchors = [], [], {}
    laid_out.document.metadata = metadata.of_document(book, publication)
    buffer = io.BytesIO()
    with tagging(laid_out.roots), naming():
        laid_out.document.write_pdf(buffer, finisher=finisher(laid_out.front), pdf_tags=True, pdf_version="1.6")
    write.stop(warnings(engine.warnings, laid_out.roots))
    return buffer.getvalue()


def _job(
    book: Book, publication: Publication, modules: Path, profile: Path, engine: Engine, bleed: float, filled: int
) -> Job:
    edition = Edition(FORMATS["print"], book.language)
    return Job(
        printer=publication.printing.printer,
        profile=profile,
        face=modules / next(face.file for face in FACES if face.family == SANS),
        width=publication.geometry.width,
        height=publication.geometry.height,
        bleed=bleed,
        title=publication.title[book.language],
        day=publication.publication_date,
        identifier=f"{publication.identifier} {edition.name}",
        version=publication.version,
        file_name=str(edition.target(publication.slug)),
        filled=filled,
        profiles=engine.profiles,
    )


def _out_of_the_gutter(pages: Any, gutter: float, direction: Direction) -> None:
    """Move everything on each page outward but what is painted behind it, which may reach into the bleed."""
    right = 0 if direction is Direction.LEFT_TO_RIGHT else 1  # the first page is a recto, its gutter where lines begin
    for number, page in enumerate(pages if gutter else ()):
        shift(page, gutter * PIXELS * (1 if number % 2 == right else -1))


def _unbindable(publication: Publication, pages: int) -> Iterator[Diagnostic]:
    """Whether binding and printer take so many pages."""
    printing = publication.printing
    for what, key, (least, most) in (
        (f"the binding “{printing.binding.name}”", "binding:", printing.binding.pages),
        (f"the printer “{printing.printer.name}”", "printer:", printing.printer.pages),
    ):
        if not least <= pages <= most:
            hint = "choose another under print: in content/publication.yaml, or a thinner book"
            where = locate(publication.root / "content/publication.yaml", key)
            yield Diagnostic("P011", f"the interior has {pages} pages; {what} takes {least} to {most}", where, hint)
