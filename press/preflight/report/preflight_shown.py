"""Which pages the report of preflight shows large and with their plates, and how each is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from press.model.preflight import Plates
from press.preflight.report.findings import MOST_MARKS, Mark, Numbered, marks
from press.preflight.report.pictures import DETAIL, INKS, Picture, View, picture, plate, thumbnails, view

if TYPE_CHECKING:
    from PIL import Image

FIRST = 3  # pages that are shown large in any case
MOST_LARGE = 24  # of those with findings
SMALL_EDGE, LARGE_EDGE, FLAG = 200, 540, 13  # on the screen, in CSS pixels: a page's longer edge, and a flag's height


@dataclass(frozen=True)
class Plate:
    """A plate as it is shown; `bare`: there is no ink on it."""

    ink: str
    picture: Picture
    bare: bool


@dataclass(frozen=True)
class Shown:
    """A page on the report.

    Attributes:
        picture: None: it can't be drawn.
        size: width and height on the screen, in CSS pixels.
        flag: height of a flag, in points of the page.
        rows: the findings on it; the first of them have a mark.
        plates: only of pages that are shown large.
    """

    number: int
    picture: Picture | None
    view: View
    size: tuple[int, int]
    flag: float
    rows: Sequence[Numbered]
    marks: tuple[Mark, ...]
    plates: tuple[Plate, ...] = ()

    @property
    def unmarked(self) -> int:
        """How many findings have no mark, for there is no room."""
        return max(0, len(self.rows) - MOST_MARKS)


def sheet(pages: Sequence[Any], rows: Mapping[int, Sequence[Numbered]]) -> list[Shown]:
    """All pages of PDFium's, small; `rows` are the findings by page, counted from 1."""
    return [
        _shown(number, page, made, SMALL_EDGE, rows.get(number, ()))
        for number, (page, made) in enumerate(zip(pages, thumbnails(pages), strict=True), 1)
    ]


def large(pages: Sequence[Any], rows: Mapping[int, Sequence[Numbered]], plates: Plates | None) -> list[Shown]:
    """The first pages and those with findings, as far as there is room, with their plates."""
    numbers = sorted({*range(1, min(FIRST, len(pages)) + 1), *_worst(rows, len(pages))})
    drawn = plates(numbers) if plates else {}
    return [
        _shown(n, pages[n - 1], picture(pages[n - 1], DETAIL), LARGE_EDGE, rows.get(n, ()), drawn.get(n, {}))
        for n in numbers
    ]


def _worst(rows: Mapping[int, Sequence[Numbered]], pages: int) -> list[int]:
    """Pages with findings, those first whose first finding has the lowest number: errors go before warnings."""
    there = (page for page in rows if page <= pages)
    return sorted(there, key=lambda page: rows[page][0].number)[:MOST_LARGE]


def _shown(
    number: int,
    page: Any,
    made: Picture | None,
    edge: int,
    rows: Sequence[Numbered],
    plates: Mapping[str, Image.Image] | None = None,
) -> Shown:
    seen = view(page)
    scale = edge / max(seen.width, seen.height)
    size = (round(seen.width * scale), round(seen.height * scale))
    found = tuple(Plate(ink, plate(drawn, ink), _bare(drawn)) for ink, drawn in _in_order(plates or {}))
    return Shown(number, made, seen, size, FLAG / scale, rows, tuple(marks(rows, seen, FLAG / scale)), found)


def _in_order(plates: Mapping[str, Image.Image]) -> list[tuple[str, Image.Image]]:
    """Cyan, magenta, yellow, black, then spot colours by name."""
    inks = list(INKS)
    return sorted(plates.items(), key=lambda row: (inks.index(row[0]) if row[0] in INKS else len(inks), row[0]))


def _bare(drawn: Image.Image) -> bool:
    return drawn.convert("L").getextrema() == (0, 0)
