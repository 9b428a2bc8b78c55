"""Operators of content streams but for those of text (ISO 32000-1, 8).

Those of colour (8.6.8), of paths and of the graphics state (8.4.4, 8.5), and those that bring in other objects: forms,
pictures, patterns, shadings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from copy import copy
from math import inf
from typing import Any

import pikepdf

from press.model.preflight import Area
from press.preflight.pdf.colours import CMYK, GREY, RGB, UNKNOWN, Paint, Space, first, jpeg2000_space, paint
from press.preflight.pdf.geometry import (
    IDENTITY,
    Matrix,
    common,
    grown,
    placed,
    scale,
    times,
    together,
    turned,
    upright,
    widths,
    within,
)
from press.preflight.pdf.marks import Picture, Shape
from press.preflight.pdf.state import LEAST, NOWHERE, Scene, Subpath
from press.preflight.pdf.text import set_font

Operands = Sequence[Any]
Entered = Iterator[tuple[str, Any, AbstractContextManager[None]]]
_INLINE = {"/W": "/Width", "/H": "/Height", "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/IM": "/ImageMask"}
OF_OBJECTS = frozenset(("Do", "scn", "SCN", "gs", "sh", "INLINE IMAGE"))
UNIT_SQUARE = (0.0, 0.0, 1.0, 1.0)


def _device(space: Space, operator: str, stroke: bool) -> Callable[[Scene, Operands], None]:
    def run(scene: Scene, operands: Operands) -> None:
        values = [float(value) for value in operands]
        if len(values) != space.components:
            raise ValueError("a colour with too few numbers, or too many")
        _set(scene, paint(space, values), stroke)
        scene.use(space, f"{_numbers(values)} {operator}")

    return run


def _space(operator: str, stroke: bool) -> Callable[[Scene, Operands], None]:
    def run(scene: Scene, operands: Operands) -> None:
        space = scene.space(operands[0])
        _set(scene, first(space), stroke)
        scene.use(space, f"{operands[0]} {operator}")

    return run


def _colour(operator: str, stroke: bool) -> Callable[[Scene, Operands], None]:
    def run(scene: Scene, operands: Operands) -> None:
        before = scene.state.stroke if stroke else scene.state.fill
        values = [float(value) for value in operands if not isinstance(value, pikepdf.Name)]
        space = before.space
        if operands and isinstance(operands[-1], pikepdf.Name):
            space = space if space.kind == "Pattern" else Space("Pattern")
            _set(scene, Paint(space, tuple(values)), stroke)
            scene.use(space.base or space, f"{_numbers(values)} {operands[-1]} {operator}".strip())
            return
        if space.components and len(values) != space.components:
            raise ValueError("a colour with too few numbers, or too many")
        _set(scene, paint(space, values), stroke)
        scene.use(space, f"{_numbers(values)} {operator}")

    return run


def _set(scene: Scene, value: Paint, stroke: bool) -> None:
    if stroke:
        scene.state.stroke = value
    else:
        scene.state.fill = value


def _numbers(values: Sequence[float]) -> str:
    return " ".join(f"{round(value, 3):g}" for value in values)


OF_COLOUR: dict[str, Callable[[Scene, Operands], None]] = {
    **{name: _device(space, name, stroke=False) for name, space in (("g", GREY), ("rg", RGB), ("k", CMYK))},
    **{name: _device(space, name, stroke=True) for name, space in (("G", GREY), ("RG", RGB), ("K", CMYK))},
    "cs": _space("cs", stroke=False),
    "CS": _space("CS", stroke=True),
    **{name: _colour(name, stroke=False) for name in ("sc", "scn")},
    **{name: _colour(name, stroke=True) for name in ("SC", "SCN")},
}


def entered(scene: Scene, operator: str, operands: Sequence[Any]) -> Entered:
    """What an operator makes the content go into: name, stream, and the context to run it in."""
    if operator == "Do":
        return _object(scene, operands[0])
    if operator in ("scn", "SCN") and operands and isinstance(operands[-1], pikepdf.Name):
        return _pattern(scene, operands[-1])
    if operator == "gs":
        return _graphics_state(scene, scene.named("/ExtGState", operands[0]))
    if operator == "sh":
        _shading(scene, scene.named("/Shading", operands[0]), f"{operands[0]} sh")
    if operator == "INLINE IMAGE":
        _inline(scene, operands[0])
    return iter(())


def matrix_of(obj: Any) -> Matrix:
    """An object's /Matrix."""
    a, b, c, d, e, f = (float(value) for value in obj.get("/Matrix", IDENTITY))
    return a, b, c, d, e, f


def group(scene: Scene, obj: Any) -> None:
    """The colour space that a page or form is blended in (ISO 32000-1, 11.6.6)."""
    found = obj.get("/Group")
    if isinstance(found, pikepdf.Dictionary) and "/CS" in found:
        scene.use(scene.space(found.CS), "transparency group")


def _object(scene: Scene, name: Any) -> Entered:
    obj = scene.named("/XObject", name)
    if not isinstance(obj, pikepdf.Stream):
        raise TypeError("no such object")
    if obj.get("/Subtype") == "/Image":
        _picture(scene, obj, str(name)[1:])
    elif obj.get("/Subtype") == "/Form":
        group(scene, obj)
        where = f"form {name}"
        matrix = times(matrix_of(obj), scene.state.ctm)
        yield where, obj, scene.into(where, obj.get("/Resources"), matrix, obj.get("/BBox"))


def _picture(scene: Scene, obj: Any, name: str) -> None:
    """A picture, of pixels so many by so many, on the unit square."""
    width, height = max(int(obj.Width), 1), max(int(obj.Height), 1)
    mask = bool(obj.get("/ImageMask", False))
    sides = [side * scene.unit / 72 for side in widths(scene.state.ctm)]
    resolution = min(pixels / side if side else inf for pixels, side in zip((width, height), sides, strict=True))
    line_art = mask or int(obj.get("/BitsPerComponent", 8)) == 1
    if not mask:
        space = scene.space(obj.get("/ColorSpace"))
        if space == UNKNOWN and isinstance(obj, pikepdf.Stream):
            space = jpeg2000_space(bytes(obj.read_raw_bytes()[:4096]))
        scene.use(space, f"picture {name}" if name else "inline image")
    area = scene.clipped(turned(scene.state.ctm, UNIT_SQUARE))
    scene.add(Picture(area, scene.place, scene.placed, name, (width, height), resolution, line_art))


def _inline(scene: Scene, image: Any) -> None:
    values = {_INLINE.get(str(key), str(key)): value for key, value in image.obj.items()}
    _picture(scene, pikepdf.Dictionary(values), "")


def _pattern(scene: Scene, name: Any) -> Entered:
    obj = scene.named("/Pattern", name)
    if not isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
        raise TypeError("no such pattern")
    if int(obj.get("/PatternType", 1)) == 2:
        scene.use(scene.space(obj.Shading.get("/ColorSpace")), f"shading of pattern {name}")
        return
    key = obj.objgen
    if isinstance(obj, pikepdf.Stream) and key not in scene.once:
        scene.once.add(key)
        where = f"pattern {name}"
        matrix = times(matrix_of(obj), scene.base)
        yield where, obj, scene.into(where, obj.get("/Resources"), matrix, obj.get("/BBox"), placed=False)


def _shading(scene: Scene, obj: Any, how: str) -> None:
    space = scene.space(obj.get("/ColorSpace"))
    scene.use(space, how)
    scene.add(Shape(scene.state.clip, scene.place, scene.placed, Paint(space), None))


def _graphics_state(scene: Scene, obj: Any) -> Entered:
    if not isinstance(obj, pikepdf.Dictionary):
        raise TypeError("no such graphics state")
    state = scene.state
    state.line = abs(float(obj.get("/LW", state.line)))
    state.over_stroke = bool(obj.get("/OP", state.over_stroke))
    state.over_fill = bool(obj.get("/op", obj.get("/OP", state.over_fill)))
    state.over_mode = int(obj.get("/OPM", state.over_mode))
    if "/Font" in obj:
        set_font(scene, obj.Font[0], obj.Font[1])
    mask = obj.get("/SMask")
    if isinstance(mask, pikepdf.Dictionary) and isinstance(mask.get("/G"), pikepdf.Stream):
        form = mask.G
        if form.objgen not in scene.once:
            scene.once.add(form.objgen)
            group(scene, form)
            matrix = times(matrix_of(form), state.ctm)
            yield "soft mask", form, scene.into("soft mask", form.get("/Resources"), matrix, placed=False)


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


OF_PATHS: dict[str, Callable[[Scene, Operands], None]] = {
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
