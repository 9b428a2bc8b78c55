"""Operators of text (ISO 32000-1, 9.3 and 9.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pikepdf

from press.model.preflight import Area
from press.preflight.pdf.fonts import Font
from press.preflight.pdf.geometry import IDENTITY, scale, times, turned, widths
from press.preflight.pdf.marks import Text
from press.preflight.pdf.state import Scene

Operands = Sequence[Any]
LOWEST, HIGHEST = -0.2, 0.8  # of letters, in ems about the base line


def _begin(scene: Scene, operands: Operands) -> None:
    scene.text = scene.line = IDENTITY


def set_font(scene: Scene, font: Any, size: Any) -> None:
    """Choose a font; it is read once."""
    if not isinstance(font, pikepdf.Dictionary):
        scene.state.font = None
        raise TypeError("no font")
    key = ("font", font.objgen if font.is_indirect else id(font))
    if key not in scene.kept:
        scene.kept[key] = Font(font)  # which holds the object, so that its id stays its own
    scene.state.font, scene.state.size = scene.kept[key], float(size)


def _font(scene: Scene, operands: Operands) -> None:
    set_font(scene, scene.named("/Font", operands[0]), operands[1])


def _setting(name: str, factor: float = 1.0) -> Callable[[Scene, Operands], None]:
    def run(scene: Scene, operands: Operands) -> None:
        setattr(scene.state, name, float(operands[0]) * factor)

    return run


def _mode(scene: Scene, operands: Operands) -> None:
    scene.state.mode = int(operands[0])


def _move(scene: Scene, operands: Operands) -> None:
    x, y = map(float, operands)
    scene.text = scene.line = times((1, 0, 0, 1, x, y), scene.line)


def _move_leading(scene: Scene, operands: Operands) -> None:
    scene.state.leading = -float(operands[1])
    _move(scene, operands)


def _matrix(scene: Scene, operands: Operands) -> None:
    a, b, c, d, e, f = map(float, operands)
    scene.text = scene.line = (a, b, c, d, e, f)


def _next_line(scene: Scene, operands: Operands) -> None:
    _move(scene, (0, -scene.state.leading))


def _show(scene: Scene, operands: Operands) -> None:
    show(scene, [operands[0]])


def _show_list(scene: Scene, operands: Operands) -> None:
    show(scene, list(operands[0]))


def _next_show(scene: Scene, operands: Operands) -> None:
    _next_line(scene, ())
    show(scene, [operands[0]])


def _spaced_show(scene: Scene, operands: Operands) -> None:
    scene.state.word, scene.state.spacing = float(operands[0]), float(operands[1])
    _next_show(scene, operands[2:])


def show(scene: Scene, parts: Sequence[Any]) -> None:
    """Show strings and the distances between them, as one mark."""
    state, font = scene.state, scene.state.font
    if font is None:
        raise ValueError("no font")
    at, start, end = 0.0, None, 0.0
    said, missing = [], []
    for part in parts:
        if not isinstance(part, pikepdf.String):
            at -= float(part) / 1000 * state.size * (1.0 if font.vertical else state.stretch)
            continue
        for code in font.codes(bytes(part)):
            width, text, lacks = font.glyph(code)
            width *= state.size
            if lacks:
                missing.append(code)
            if not text.isspace():
                start, end = at if start is None else start, at + width * state.stretch
            said.append(text)
            at += (width + state.spacing + (state.word if code == 32 and not font.composite else 0)) * state.stretch
    if start is not None and state.mode not in (3, 7):
        _emit(scene, font, (start, end), "".join(said), tuple(missing))
    shift = (1, 0, 0, 1, 0, -at) if font.vertical else (1, 0, 0, 1, at, 0)
    scene.text = times(shift, scene.text)


def _emit(scene: Scene, font: Font, reach: tuple[float, float], said: str, missing: tuple[int, ...]) -> None:
    state, matrix = scene.state, times(scene.text, scene.state.ctm)
    fill = state.fill if state.mode in (0, 2, 4, 6) else None
    stroke = state.stroke if state.mode in (1, 2, 5, 6) else None
    size = abs(state.size) * widths(matrix)[1] * scene.unit
    line = state.line * scale(state.ctm) * scene.unit
    area = turned(matrix, _box(font, reach, state.size, state.rise))
    # OPM 1 is for DeviceCMYK alone (ISO 32000-1, 11.7.4.5); an ink of its own leaves the other plates in any case.
    sole = (state.over_mode == 1 and state.fill.space.kind == "DeviceCMYK") or bool(state.fill.space.inks)
    over = state.over_fill and sole
    scene.add(Text(area, scene.place, scene.placed, said, size, font, fill, stroke, line, missing, over))


def _box(font: Font, reach: tuple[float, float], size: float, rise: float) -> Area:
    if font.vertical:
        return -size / 2, -reach[1], size / 2, -reach[0]
    return reach[0], LOWEST * size + rise, reach[1], HIGHEST * size + rise


OPERATORS: dict[str, Callable[[Scene, Operands], None]] = {
    "BT": _begin,
    "Tf": _font,
    "Tc": _setting("spacing"),
    "Tw": _setting("word"),
    "Tz": _setting("stretch", 0.01),
    "TL": _setting("leading"),
    "Ts": _setting("rise"),
    "Tr": _mode,
    "Td": _move,
    "TD": _move_leading,
    "Tm": _matrix,
    "T*": _next_line,
    "Tj": _show,
    "TJ": _show_list,
    "'": _next_show,
    '"': _spaced_show,
}
