"""The findings of preflight as its report tells them: numbered, by code, and where each stands on its page.

The first pages are shown large and with their plates in any case, and those with findings up to a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from press.diagnostics import CODES, Severity
from press.model.preflight import Finding, Plates, Report
from press.preflight.report.pictures import DETAIL, INKS, Picture, View, picture, plate, thumbnails, view

MOST_OF_A_CODE = 100  # a file that is wrong throughout would else make a page that nobody can read
MOST_MARKS = 60  # on one page
FIRST = 3  # pages that are shown large in any case
MOST_LARGE = 24  # of those with findings
SMALL_EDGE, LARGE_EDGE, FLAG = 200, 540, 13  # on the screen, in CSS pixels: a page's longer edge, and a flag's height


@dataclass(frozen=True)
class Numbered:
    """A finding with its number in the table and on the page."""

    number: int
    finding: Finding


@dataclass(frozen=True)
class Group:
    """The findings of one code.

    Attributes:
        hint: what to do, if it is the same for all; else each has its own.
        rows: those that the page tells, at most MOST_OF_A_CODE.
        errors, warnings: how many there are, also of those that it doesn't tell.
    """

    code: str
    title: str
    hint: str
    rows: tuple[Numbered, ...]
    errors: int
    warnings: int

    @property
    def left_out(self) -> int:
        """How many only the JSON tells."""
        return self.errors + self.warnings - len(self.rows)


@dataclass(frozen=True)
class Mark:
    """A frame over a page's picture, in points from the top left of the page as it is seen.

    Attributes:
        label: the left edge of the flag that bears the number, its top, and its width.
        whole: whether it frames the page.
    """

    number: int
    severity: Severity
    place: tuple[float, float, float, float]
    label: tuple[float, float, float]
    whole: bool


def grouped(report: Report) -> tuple[Group, ...]:
    """The findings by code: codes with an error first; they are numbered in this order."""
    urgent = {row.code for row in report.errors}
    ordered = sorted(report.findings, key=lambda row: (row.code not in urgent, row.code, row.page or 0))
    found: list[Group] = []
    number = 1
    for code, some in groupby(ordered, key=lambda row: row.code):
        rows = sorted(some, key=lambda row: row.severity is not Severity.ERROR)
        told = tuple(Numbered(number + index, row) for index, row in enumerate(rows[:MOST_OF_A_CODE]))
        number += len(told)
        hints = {row.hint for row in rows}
        errors = sum(row.severity is Severity.ERROR for row in rows)
        found.append(Group(code, CODES[code], hints.pop() if len(hints) == 1 else "", told, errors, len(rows) - errors))
    return tuple(found)


def by_page(groups: Iterable[Group]) -> Mapping[int, Sequence[Numbered]]:
    """The findings that are told, by their pages."""
    found: dict[int, list[Numbered]] = {}
    for row in (row for group in groups for row in group.rows if row.finding.page):
        found.setdefault(row.finding.page or 0, []).append(row)
    return found


def marks(rows: Sequence[Numbered], view: View, size: float) -> Iterator[Mark]:
    """Where to draw the findings of a page; one that has no area frames the whole page.

    Args:
        size: height of a flag, in points of the page: flags have the same height on the screen whatever the page's.
    """
    taken: list[tuple[float, float, float]] = []
    for row in rows[:MOST_MARKS]:
        area = row.finding.area
        place = view.placed(area, size / 2) if area else (0.0, 0.0, view.width, view.height)
        flag = _flag(place, size * (0.5 + 0.6 * len(str(row.number))), view, size, taken)
        taken.append(flag)
        yield Mark(row.number, row.finding.severity, place, flag, area is None)


def _flag(
    place: tuple[float, float, float, float],
    width: float,
    view: View,
    size: float,
    taken: Sequence[tuple[float, float, float]],
) -> tuple[float, float, float]:
    """A free place for a flag: above a frame's left corner, or else to the right of those that stand there."""
    left, top = min(place[0], view.width - width), max(0.0, place[1] - size)
    while clash := next((row for row in taken if _meet(row, (left, top, width), size)), None):
        left = clash[0] + clash[2]
        if left + width > view.width:  # the line is full: the next one begins
            left, top = 0.0, top + size
    return round(left, 2), round(top, 2), round(width, 2)


def _meet(one: tuple[float, float, float], other: tuple[float, float, float], size: float) -> bool:
    beside = one[0] + one[2] <= other[0] + 0.01 or other[0] + other[2] <= one[0] + 0.01
    return not beside and abs(one[1] - other[1]) < size - 0.01


if TYPE_CHECKING:
    from PIL import Image


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
