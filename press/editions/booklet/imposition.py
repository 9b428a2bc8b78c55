"""Which pages stand on which side of which sheet of office paper, and where on it.

Pages are counted from 1; None is a blank. A sheet holds two pages on each side and is turned over its short edge, so
that the right one of its outside and the left one of its inside are the two pages of one leaf. What is read from right
to left is bound on the right: its sides are those of a book that is bound on the left, in a mirror. Lengths are in
points, places from the sheet's lower left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from press.model.printers import PAPERS
from press.model.printing import MICROMETRE, MILLIMETRE, Sheet

PAGES_OF_A_SHEET = 4
FOLDABLE = 20  # sheets of office paper: a pile of them folds to four millimetres, the most that a stapler takes
UNPRINTABLE = 4 * MILLIMETRE  # office printers leave the sheet's edges white
# Whoever folds a booklet prints it on what the office has, whatever paper the print house was to take.
LEAF = PAPERS["office-80"].caliper * MICROMETRE
Size = tuple[float, float]


@dataclass(frozen=True)
class Spread:
    """Two pages that are seen together: when the book lies open, or on a side of a sheet that lies in landscape."""

    left: int | None
    right: int | None

    @property
    def mirrored(self) -> Self:
        """The same of a book that is bound on the other side."""
        return replace(self, left=self.right, right=self.left)


@dataclass(frozen=True)
class Side(Spread):
    """A side of a sheet of a booklet.

    Attributes:
        signature: the sheets that are folded together, counted from 0 in the order of reading.
        depth: sheets that lie around this one in its signature; 0: the outermost.
        outside: whether the side shows before the signature is opened; it is printed first.
    """

    signature: int
    depth: int
    outside: bool


def signatures(pages: int, most: int) -> tuple[range, ...]:
    """The pages of each signature, blanks included; only the last has blanks, at its end, and may be smaller.

    Args:
        pages: how many there are, at least 1.
        most: the pages of a signature, a multiple of 4; 0: all pages are one signature.

    Raises:
        ValueError: there are no pages, or `most` can't be folded.
    """
    if pages < 1 or most < 0 or most % PAGES_OF_A_SHEET:
        raise ValueError(f"{pages} pages can't be folded in signatures of {most}")
    filled = -(-pages // PAGES_OF_A_SHEET) * PAGES_OF_A_SHEET
    size = most or filled
    return tuple(range(first, min(first + size, filled + 1)) for first in range(1, filled + 1, size))


def sides(pages: int, most: int) -> Iterator[Side]:
    """The sides in the order in which they are printed: of each sheet the outside, then the inside.

    Raises:
        ValueError: as `signatures`.
    """
    for number, own in enumerate(signatures(pages, most)):
        for depth in range(len(own) // PAGES_OF_A_SHEET):
            low, high = own[2 * depth], own[-1 - 2 * depth]
            for outside, left, right in ((True, high, low), (False, low + 1, high - 1)):
                yield Side(_filled(left, pages), _filled(right, pages), number, depth, outside)


def spreads(pages: int) -> Iterator[Spread]:
    """The spreads of a book: its first page alone on the right, then 2 and 3, 4 and 5…"""
    for left in range(0, pages + 1, 2):
        yield Spread(left or None, _filled(left + 1, pages))


def _filled(page: int, pages: int) -> int | None:
    return page if page <= pages else None


def unfoldable(pages: int, signature: int) -> str:
    """What to say of sheets that are too many to be folded together; nothing if they aren't."""
    sheets = -(-(min(signature, pages) if signature else pages) // PAGES_OF_A_SHEET)
    if sheets <= FOLDABLE:
        return ""
    return f"{sheets} sheets are folded together, which hardly can be: set print.booklet.signature to 16 or 32"


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
