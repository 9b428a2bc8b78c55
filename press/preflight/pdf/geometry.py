"""Matrices and areas of a page's user space: matrices as of ISO 32000-1, 8.3.4, areas as left, bottom, right, top."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, isfinite, sqrt
from typing import Any

from press.model.preflight import Area
from press.model.printing import MILLIMETRE

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Area = (-1e9, -1e9, 1e9, 1e9)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: Iterable[tuple[float, float]]) -> Area:
    """The area around points, of which there is one at least."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def turned(matrix: Matrix, box: Area) -> Area:
    """The area around a box that a matrix moves, turns or scales."""
    left, bottom, right, top = box
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return around(placed(matrix, x, y) for x, y in corners)


def upright(matrix: Matrix) -> bool:
    """Whether a rectangle stays one whose sides are parallel to the page's."""
    a, b, c, d = matrix[:4]
    return (abs(b) + abs(c)) < 1e-6 * (abs(a) + abs(d)) or (abs(a) + abs(d)) < 1e-6 * (abs(b) + abs(c))


def widths(matrix: Matrix) -> tuple[float, float]:
    """How long the sides of the unit square become."""
    a, b, c, d = matrix[:4]
    return hypot(a, b), hypot(c, d)


def scale(matrix: Matrix) -> float:
    """How much a matrix enlarges, on the average of all directions."""
    a, b, c, d = matrix[:4]
    return sqrt(abs(a * d - b * c))


def size(area: Area) -> tuple[float, float]:
    """Width and height."""
    return area[2] - area[0], area[3] - area[1]


def common(one: Area, other: Area) -> Area | None:
    """What two areas have in common, an edge at least; None: nothing."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None


def meet(one: Area, other: Area) -> bool:
    """Whether two areas have more in common than an edge."""
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def within(inner: Area, outer: Area, tolerance: float = 0.0) -> bool:
    """Whether an area lies in another, or outside it by no more than a tolerance."""
    low = inner[0] >= outer[0] - tolerance and inner[1] >= outer[1] - tolerance
    return low and inner[2] <= outer[2] + tolerance and inner[3] <= outer[3] + tolerance


def together(areas: Iterable[Area]) -> Area:
    """The area around areas, of which there is one at least."""
    lefts, bottoms, rights, tops = zip(*areas, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def grown(area: Area, by: float) -> Area:
    """An area that is larger on each side, or smaller by a negative length."""
    return area[0] - by, area[1] - by, area[2] + by, area[3] + by


def sound(numbers: Iterable[float]) -> bool:
    """Whether numbers are such as a page can have: neither infinite nor beyond all measure."""
    return all(isfinite(number) and abs(number) < 1e9 for number in numbers)


def box_of(numbers: Iterable[Any]) -> Area:
    """The area that a box of a PDF tells by two of its corners, whichever.

    Raises:
        ValueError, TypeError: there are not four numbers.
    """
    x1, y1, x2, y2 = (float(number) for number in numbers)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def mm(points: float) -> str:
    """A length for people: `3.0 mm`."""
    return f"{points / MILLIMETRE:.1f} mm"


def mm_by_mm(width: float, height: float) -> str:
    """A size for people: `152.4 × 228.6 mm`."""
    return f"{width / MILLIMETRE:.1f} × {height / MILLIMETRE:.1f} mm"
