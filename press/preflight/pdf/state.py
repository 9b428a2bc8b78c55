"""What is known while a content stream is run (ISO 32000-1, 8.4), and what it has painted so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from press.model.preflight import Area
from press.preflight.pdf.colours import BLACK, Paint, Space, space_of
from press.preflight.pdf.fonts import Font
from press.preflight.pdf.geometry import (
    EVERYWHERE,
    IDENTITY,
    Matrix,
    around,
    box_of,
    common,
    scale,
    size,
    sound,
    turned,
)
from press.preflight.pdf.marks import Drawn, Mark, Use

DEEPEST = 24  # forms in forms
MOST = 1_000_000  # operators that are run on a page; forms in forms can make any number of them
LEAST = 0.01  # points: what is thinner comes of rounding
NOWHERE: Area = (2e9, 2e9, 2e9, 2e9)


class TooMuchError(Exception):
    """A page asks for more operators than any book's page has."""


@dataclass
class State:
    """The graphics state, as far as a check asks for it."""

    ctm: Matrix
    clip: Area = EVERYWHERE
    fill: Paint = BLACK
    stroke: Paint = BLACK
    line: float = 1.0
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    over_stroke: bool = False
    over_fill: bool = False
    over_mode: int = 0


@dataclass
class Subpath:
    """A part of a path: its points on the page, and whether it is drawn by `re` or by lines alone."""

    points: list[tuple[float, float]]
    straight: bool = True

    @property
    def area(self) -> Area:
        """The area around it."""
        return around(self.points)

    @property
    def rectangle(self) -> bool:
        """Whether it is a rectangle that stands upright on the page."""
        if not self.straight or not 4 <= len(self.points) <= 5:
            return False
        xs, ys = ({round(point[axis], 3) for point in self.points} for axis in (0, 1))
        return len(xs) <= 2 and len(ys) <= 2


@dataclass
class Scene:
    """A page that is being painted.

    Attributes:
        unit: points in a unit of user space.
        kept: instructions of forms and fonts that were read before.
        base: the matrix that patterns start from.
        place: the form or pattern that is being run; "": the page.
        placed: whether marks lie where they are said to.
        active: the streams that are being run, the outermost first.
        once: patterns and glyphs that were run already.
    """

    unit: float
    resources: Any
    state: State
    kept: dict[Any, Any]
    drawn: Drawn = field(default_factory=Drawn)
    base: Matrix = IDENTITY
    place: str = ""
    placed: bool = True
    saved: list[State] = field(default_factory=list)
    path: list[Subpath] = field(default_factory=list)
    clipping: bool = False
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    active: list[Any] = field(default_factory=list)
    once: set[Any] = field(default_factory=set)
    count: int = 0

    def named(self, kind: str, name: Any) -> Any:
        """A resource, or None."""
        found = self.resources.get(kind) if isinstance(self.resources, pikepdf.Dictionary) else None
        return found.get(str(name)) if isinstance(found, pikepdf.Dictionary) else None

    def space(self, value: Any) -> Space:
        """The colour space of an operand or a picture."""
        spaces = self.resources.get("/ColorSpace") if isinstance(self.resources, pikepdf.Dictionary) else None
        return space_of(value, spaces)

    def use(self, space: Space, how: str) -> None:
        """Remember that a colour was asked for."""
        self.drawn.uses.append(Use(space, how, self.place))

    def add(self, mark: Mark) -> None:
        """Remember a mark, if it makes sense and the clipping path leaves any of it."""
        if sound(mark.area) and common(mark.area, self.state.clip) is not None:
            self.drawn.marks.append(mark)

    def clipped(self, area: Area) -> Area:
        """What the clipping path leaves of an area; an edge of what had a width is nothing."""
        left = common(area, self.state.clip)
        if left is None or any(now < LEAST <= was for now, was in zip(size(left), size(area), strict=True)):
            return NOWHERE
        return left

    def points(self, length: float) -> float:
        """A length of the current user space in points."""
        return length * scale(self.state.ctm) * self.unit

    @contextmanager
    def into(self, place: str, resources: Any, matrix: Matrix, box: Any = None, placed: bool = True) -> Iterator[None]:
        """Go into a form, pattern, glyph or annotation, and come out with everything as it was."""
        before = copy(self.__dict__)
        clip: Area | None = self.state.clip if placed else EVERYWHERE
        if clip and box is not None:
            clip = common(clip, turned(matrix, box_of(box)))
        self.state = copy(self.state)
        self.state.ctm, self.state.clip = matrix, clip or NOWHERE
        self.resources = resources if isinstance(resources, pikepdf.Dictionary) else self.resources
        self.place, self.placed = " in ".join(filter(None, (place, self.place))), self.placed and placed
        self.saved, self.path, self.clipping = [], [], False
        try:
            yield
        finally:
            count = self.count
            self.__dict__.update(before)
            self.count = count
