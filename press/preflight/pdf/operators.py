"""Operators that bring in other objects: forms, pictures, patterns, shadings, graphics states (ISO 32000-1, 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from math import inf
from typing import Any

import pikepdf

from press.preflight.pdf.colours import UNKNOWN, Paint, jpeg2000_space
from press.preflight.pdf.geometry import IDENTITY, Matrix, times, turned, widths
from press.preflight.pdf.marks import Picture, Shape
from press.preflight.pdf.state import Scene
from press.preflight.pdf.text import set_font

Entered = Iterator[tuple[str, Any, AbstractContextManager[None]]]
_INLINE = {"/W": "/Width", "/H": "/Height", "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/IM": "/ImageMask"}
OPERATORS = frozenset(("Do", "scn", "SCN", "gs", "sh", "INLINE IMAGE"))
UNIT_SQUARE = (0.0, 0.0, 1.0, 1.0)


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
