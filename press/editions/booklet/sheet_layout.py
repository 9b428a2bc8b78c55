"""Where two trimmed pages lie on a sheet of office paper. Lengths in points, from its lower left corner."""

from __future__ import annotations

from dataclasses import dataclass

from press.model.printers import PAPERS
from press.model.printing import MICROMETRE, MILLIMETRE, Sheet

UNPRINTABLE = 4 * MILLIMETRE  # office printers leave the sheet's edges white
# Whoever folds a booklet prints it on what the office has, whatever paper the print house was to take.
LEAF = PAPERS["office-80"].caliper * MICROMETRE

Size = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """The two places on a side of a sheet that lies in landscape; each place is half of it.

    Attributes:
        width, height: of the sheet.
        scale: of the pages, at most 1.
        gap: between the trims of the left and the right page, before creep.
    """

    width: float
    height: float
    scale: float
    gap: float

    @property
    def fold(self) -> float:
        """Where the sheet is folded, and what a spread opens around."""
        return self.width / 2

    def corner(self, page: Size, right: bool, creep: float = 0.0) -> Size:
        """The lower left corner of a page's trim; `creep` is how far the page moves to the fold.

        All pages keep the same distance from the fold, so that the two of a leaf lie back to back.
        """
        width, height = page
        away = self.gap / 2 - creep
        x = self.fold + away if right else self.fold - away - self.scale * width
        return x, (self.height - self.scale * height) / 2


def folded(sheet: Sheet, page: Size, safe: float) -> Layout:
    """Each page in the middle of its half, so that the fold's strip has room for marks.

    Args:
        sheet: standing upright.
        page: the trimmed size of the largest page.
        safe: how far text keeps from the trim.
    """
    width, height = sheet.height, sheet.width
    across, along = width / 2, height
    scale = min(1.0, _fit(across, page[0], 2 * safe, 2), _fit(along, page[1], 2 * safe, 2))
    return Layout(width, height, scale, across - scale * page[0])


def opened(sheet: Sheet, page: Size, safe: float) -> Layout:
    """Both pages against the middle, as in the open book; otherwise as `folded`."""
    width, height = sheet.height, sheet.width
    scale = min(1.0, _fit(width / 2, page[0], safe, 1), _fit(height, page[1], 2 * safe, 2))
    return Layout(width, height, scale, 0.0)


def creep(depth: int) -> float:
    """How far a sheet with so many around it sticks out when all are folded: by a leaf for each of them."""
    return depth * LEAF


def _fit(room: float, length: float, safe: float, edges: int) -> float:
    """The scale at which a page fits, and its text stays off as many unprintable edges as it could touch."""
    scale = room / length
    text = length - safe
    return min(scale, (room - edges * UNPRINTABLE) / text) if text > 0 else scale


def numbers(*values: float) -> str:
    """Numbers of a content stream: without exponents (ISO 32000-1, 7.3.3), to a hundredth of a hair."""
    return " ".join(f"{round(value, 4) + 0:.4f}".rstrip("0").rstrip(".") for value in values)
