"""Whether a spine is wide enough to bear text."""

from __future__ import annotations

from collections.abc import Iterator

from press.diagnostics import Diagnostic, Location, Severity
from press.model.printing import MILLIMETRE, Printing
from press.model.publication import Publication


def bears_text(printing: Printing, pages: int) -> bool:
    """Whether the printer sets text on the spine of an interior of so many pages, blanks included."""
    return printing.spine(pages) >= printing.printer.least_spine


def spine_warnings(publication: Publication, pages: int, where: Location) -> Iterator[Diagnostic]:
    """That a spine stays bare because it is narrower than the printer allows for text (B002), told at `where`."""
    printing = publication.printing
    width, least = printing.spine(pages), printing.printer.least_spine
    if printing.binding.spine and not bears_text(printing, pages):
        message = (
            f"the spine is {width / MILLIMETRE:.1f} mm wide, too narrow for its text: "
            f"{printing.printer.title} needs {least / MILLIMETRE:.1f} mm"
        )
        hint = "it stays bare, as is usual with thin books; a thicker paper would make it wider"
        yield Diagnostic("B002", message, where, hint, Severity.WARNING)
