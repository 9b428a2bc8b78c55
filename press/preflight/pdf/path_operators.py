"""Operators of paths and of the graphics state (ISO 32000-1, 8.4.4 and 8.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

from press.model.preflight import Area
from press.preflight.pdf.geometry import common, grown, placed, scale, times, together, upright, within
from press.preflight.pdf.marks import Shape
from press.preflight.pdf.state import LEAST, NOWHERE, Scene, Subpath

Operands = Sequence[Any]


def _save(scene: Scene, operands: Operands) -> None:
    scene.saved.append(copy(scene.state))


def _restore(scene: Scene, operands: Operands) -> None:
    scene.state = scene.saved.pop()


def _concatenate(scene: Scene, operands: Operands) -> None:
    a, b, c, d, e, f = map(float, operands)
    scene.state.ctm = times((a, b, c, d, e, f), scene.state.ctm)


def _width(scene: Scene, operands: Operands) -> None:
    scene.state.line = abs(float(operands[0]))


def _move(scene: Scene, operands: Operands) -> None:
    x, y = map(float, operands)
    scene.path.append(Subpath([placed(scene.state.ctm, x, y)]))


def _lines(straight: bool) -> Callable[[Scene, Operands], None]:
    def run(scene: Scene, operands: Operands) -> None:
        part, ctm, values = scene.path[-1], scene.state.ctm, [float(value) for value in operands]
        part.straight = part.straight and straight
        for at in range(0, len(values), 2):
            part.points.append(placed(ctm, values[at], values[at + 1]))

    return run


def _rectangle(scene: Scene, operands: Operands) -> None:
    x, y, width, height = map(float, operands)
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    scene.path.append(Subpath([placed(scene.state.ctm, *corner) for corner in corners], upright(scene.state.ctm)))


def _clip(scene: Scene, operands: Operands) -> None:
    scene.clipping = True


def _paint(fill: bool = False, stroke: bool = False) -> Callable[[Scene, Operands], None]:
    def run(scene: Scene, operands: Operands) -> None:
        try:
            _emit(scene, fill, stroke)
        finally:
            if scene.clipping and scene.path:
                area = together(part.area for part in scene.path)
                scene.state.clip = common(scene.state.clip, area) or NOWHERE
            scene.path, scene.clipping = [], False

    return run


def _emit(scene: Scene, fill: bool, stroke: bool) -> None:
    state, width = scene.state, scene.points(scene.state.line)
    if fill:
        for area, rectangle in _pieces(scene.path):
            left = scene.clipped(area)
            scene.add(Shape(left, scene.place, scene.placed, state.fill, None, rectangle=rectangle))
    if stroke:
        half = state.line * scale(state.ctm) / 2
        for part in scene.path:
            left = scene.clipped(grown(part.area, half))
            scene.add(Shape(left, scene.place, scene.placed, None, state.stroke, width))


def _pieces(path: Sequence[Subpath]) -> list[tuple[Area, bool]]:
    """The filled areas. A rectangle in a rectangle is a frame, as borders are drawn: its four sides."""
    if len(path) == 2 and path[0].rectangle and path[1].rectangle:
        outer, inner = path[0].area, path[1].area
        if within(outer, inner):
            outer, inner = inner, outer
        if within(inner, outer, 0.01):
            return [(side, True) for side in _sides(outer, inner)]
    return [(part.area, part.rectangle) for part in path]


def _sides(outer: Area, inner: Area) -> list[Area]:
    left, bottom, right, top = outer
    sides = [(left, bottom, inner[0], top), (inner[2], bottom, right, top)]
    sides += [(left, bottom, right, inner[1]), (left, inner[3], right, top)]
    return [side for side in sides if min(side[2] - side[0], side[3] - side[1]) >= LEAST]


OPERATORS: dict[str, Callable[[Scene, Operands], None]] = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    "w": _width,
    "m": _move,
    "l": _lines(straight=True),
    "c": _lines(straight=False),
    "v": _lines(straight=False),
    "y": _lines(straight=False),
    "re": _rectangle,
    "W": _clip,
    "W*": _clip,
    "n": _paint(),
    "f": _paint(fill=True),
    "F": _paint(fill=True),
    "f*": _paint(fill=True),
    "S": _paint(stroke=True),
    "s": _paint(stroke=True),
    **{name: _paint(fill=True, stroke=True) for name in ("B", "B*", "b", "b*")},
}
