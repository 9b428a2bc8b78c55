"""Booklets: the interior two pages a side on office paper, to print, fold and staple, or to read as spreads.

    interior ─first pages, cut to their trim→ forms ─imposition, layout→ sides of sheets ─marks→ PDF

The blanks that fill the interior's signature are left out; those of the booklet stand at its end, as few as a folded
sheet allows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

from press.diagnostics import Diagnostic, EngineError, Location
from press.editions.booklet import imposition, pdf
from press.editions.booklet.marks import label, marks
from press.editions.booklet.pdf import TrimmedPage
from press.model.printing import Printing
from press.model.publication import Publication


def write_booklets(publication: Publication, interior: Path, pages: int, target: Path, beside: Path) -> None:
    """Write both: the booklet to print and fold, and beside it the spreads to read.

    Arguments and errors are those of `write_booklet`.
    """
    if warning := imposition.unfoldable(pages, publication.printing.booklet.signature):
        print(f"    {target.name}: {warning}", file=sys.stderr)  # noqa: T201  (a line in the build's output)
    write_booklet(interior, pages, publication.printing, target)
    write_two_up(interior, pages, publication.printing, beside)


def write_booklet(interior: Path, pages: int, printing: Printing, target: Path) -> None:
    """Impose the interior for saddle-stitching, to be printed on both sides and turned over the short edge.

    Pages are scaled down to half a sheet, never up. Those of inner sheets are moved to the fold by the thickness of
    the office paper around them, so that margins are alike once the fore edge is cut.

    Args:
        interior: a PDF whose pages have a TrimBox; where one has none, its CropBox is taken.
        pages: how many of them have content; what comes after is left out.
        printing: its `booklet` says on which sheet, in what signatures, and whether staples are marked.
        target: is written over.

    Raises:
        EngineError: the interior can't be read (F001), or has fewer pages or one without area (B003).
    """
    settings = printing.booklet
    with _copying(interior, target) as (source, made):
        trimmed = pdf.trimmed(source, interior, pages, made)
        layout = imposition.folded(settings.sheet, _largest(trimmed), printing.printer.safe)
        sides = tuple(imposition.sides(pages, settings.signature))
        if pdf.is_bound_right(source):
            sides = tuple(side.mirrored for side in sides)
        signatures = sides[-1].signature + 1
        for side in sides:
            creep = imposition.creep(side.depth)
            drawn = marks(layout, side, signatures, creep, settings.staple)
            pdf.add_sheet(made, layout, (_of(trimmed, side.left), _of(trimmed, side.right)), creep, drawn)
        labels = [label(side, signatures) for side in sides]
        pdf.finish(source, made, interior.stem, labels, duplex=True)


def write_two_up(interior: Path, pages: int, printing: Printing, target: Path) -> None:
    """Set the interior in spreads as the open book shows them: the first page alone, then 2 and 3…

    Arguments and errors are those of `write_booklet`.
    """
    with _copying(interior, target) as (source, made):
        trimmed = pdf.trimmed(source, interior, pages, made)
        layout = imposition.opened(printing.booklet.sheet, _largest(trimmed), printing.printer.safe)
        spreads = tuple(imposition.spreads(pages))
        for spread in (row.mirrored for row in spreads) if pdf.is_bound_right(source) else spreads:
            pdf.add_sheet(made, layout, (_of(trimmed, spread.left), _of(trimmed, spread.right)))
        folios = [source.pages[number].label for number in range(pages)]
        labels = ["–".join(folios[page - 1] for page in (row.left, row.right) if page) for row in spreads]
        pdf.finish(source, made, interior.stem, labels, duplex=False)


@contextmanager
def _copying(interior: Path, target: Path) -> Iterator[tuple[pikepdf.Pdf, pikepdf.Pdf]]:
    """Open the interior and a new file, which is written at the end: the same bytes for the same interior.

    Streams are read when the file is written, so damage may show as late as that.
    """
    with _opened(interior) as source, pikepdf.new() as made:
        try:
            yield source, made
            made.save(
                target,
                force_version=pdf.VERSION,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
            )
        except pikepdf.PikepdfError as error:
            raise _unreadable(interior, error) from error


def _opened(interior: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(interior)
    except (pikepdf.PikepdfError, OSError) as error:
        raise _unreadable(interior, error) from error


def _unreadable(interior: Path, error: Exception) -> EngineError:
    hint = "give a PDF that opens in a reader without a password"
    return EngineError(Diagnostic("F001", f"it can't be read: {error}", Location(interior), hint))


def _of(trimmed: tuple[TrimmedPage, ...], page: int | None) -> TrimmedPage | None:
    return trimmed[page - 1] if page else None


def _largest(trimmed: tuple[TrimmedPage, ...]) -> imposition.Size:
    return max(page.size[0] for page in trimmed), max(page.size[1] for page in trimmed)
