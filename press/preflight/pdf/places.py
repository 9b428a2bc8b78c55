"""Which marks of a page concern its print: those that something of is left of once the page is trimmed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from press.model.preflight import Area, Kind, Rules
from press.preflight.pdf.file import PrintFile
from press.preflight.pdf.geometry import common, grown, within
from press.preflight.pdf.interpreter import drawn
from press.preflight.pdf.marks import Mark, Picture, Shape, Text

CELL = 36.0  # of a grid that grounds are found by
MOST = 200  # grounds in a cell
EVERY = (10**9, 10**9)  # the cell of those that lie in very many
SIDES = ("left", "bottom", "right", "top")  # in the order of an area's numbers


def trimmed(file: PrintFile, page: int) -> tuple[Mark, ...]:
    """The marks that the trim leaves something of, in the order in which they are painted."""
    key = ("trimmed", page)
    if key not in file.kept:
        trim = grown(file.box(page, "TrimBox"), -0.01)
        marks = drawn(file, page).marks
        file.kept[key] = tuple(row for row in marks if row.placed and common(row.area, trim) is not None)
    return file.kept[key]  # type: ignore[no-any-return]


def spine_side(rules: Rules, page: int) -> str:
    """The side of an interior's page where it is bound: a first page is a recto."""
    if rules.kind is Kind.COVER:
        return ""
    return "right" if page % 2 else "left"


class Grounds:
    """What was filled so far, found by place: of very many in one place, only the last ones are known."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], deque[tuple[int, Mark]]] = {}
        self._count = 0

    def add(self, mark: Mark) -> None:
        """Remember what was filled after all others; what is larger than a few cells belongs to all."""
        left, bottom, right, top = (int(value // CELL) for value in mark.area)
        many = (right - left + 1) * (top - bottom + 1) > 16
        cells = [EVERY] if many else [(x, y) for x in range(left, right + 1) for y in range(bottom, top + 1)]
        self._count += 1
        for cell in cells:
            self._cells.setdefault(cell, deque(maxlen=MOST)).append((self._count, mark))

    def below(self, area: Area) -> Mark | None:
        """The last one that reaches under the middle of an area."""
        x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
        cells = (self._cells.get(cell, ()) for cell in ((int(x // CELL), int(y // CELL)), EVERY))
        hits = (next((row for row in reversed(rows) if within((x, y, x, y), row[1].area)), None) for rows in cells)
        return max((row for row in hits if row), key=lambda row: row[0], default=(0, None))[1]


def on_grounds(marks: Iterable[Mark]) -> Iterator[tuple[Text, Grounds]]:
    """Each text with what was filled before it; the grounds grow on."""
    grounds = Grounds()
    for mark in marks:
        if isinstance(mark, Text):
            yield mark, grounds
        elif isinstance(mark, Picture) or (isinstance(mark, Shape) and mark.fill):
            grounds.add(mark)
