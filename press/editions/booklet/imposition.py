"""Which pages stand on which side of which sheet. Pages are counted from 1; None is a blank.

A sheet holds two pages on each side and is turned over its short edge, so that the right one of its outside and the
left one of its inside are the two pages of one leaf. All languages here are read from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PAGES_OF_A_SHEET = 4
FOLDABLE = 20  # sheets of office paper: a pile of them folds to four millimetres, the most that a stapler takes


@dataclass(frozen=True)
class Side:
    """A side of a sheet of a booklet.

    Attributes:
        left, right: pages, as the side lies there in landscape.
        signature: the sheets that are folded together, counted from 0 in the order of reading.
        depth: sheets that lie around this one in its signature; 0: the outermost.
        outside: whether the side shows before the signature is opened; it is printed first.
    """

    left: int | None
    right: int | None
    signature: int
    depth: int
    outside: bool


@dataclass(frozen=True)
class Spread:
    """Two pages that are seen together when the book lies open."""

    left: int | None
    right: int | None


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
