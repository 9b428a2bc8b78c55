"""Which marks of a page concern its print: those that something of is left of once the page is trimmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from press.model.preflight import Area, Kind, Rules
from press.preflight.printing.content import drawn
from press.preflight.printing.geometry import common, grown, within
from press.preflight.printing.marks import Mark, Picture, Shape, Text
from press.preflight.printing.opened import PrintFile

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


def on_grounds(marks: Iterable[Mark]) -> Iterator[tuple[Text, list[Mark]]]:
    """Each text with what was filled before it; the list grows on."""
    grounds: list[Mark] = []
    for mark in marks:
        if isinstance(mark, Text):
            yield mark, grounds
        elif isinstance(mark, Picture) or (isinstance(mark, Shape) and mark.fill):
            grounds.append(mark)


def below(area: Area, grounds: list[Mark]) -> Mark | None:
    """The last ground that reaches under the middle of an area."""
    x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    return next((row for row in reversed(grounds) if within((x, y, x, y), row.area)), None)
