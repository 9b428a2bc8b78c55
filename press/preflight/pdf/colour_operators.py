"""Operators of colour (ISO 32000-1, 8.6.8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pikepdf

from press.preflight.pdf.colours import CMYK, GREY, RGB, Paint, Space, first, paint
from press.preflight.pdf.state import Scene

Operands = Sequence[Any]


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


OPERATORS: dict[str, Callable[[Scene, Operands], None]] = {
    **{name: _device(space, name, stroke=False) for name, space in (("g", GREY), ("rg", RGB), ("k", CMYK))},
    **{name: _device(space, name, stroke=True) for name, space in (("G", GREY), ("RG", RGB), ("K", CMYK))},
    "cs": _space("cs", stroke=False),
    "CS": _space("CS", stroke=True),
    **{name: _colour(name, stroke=False) for name in ("sc", "scn")},
    **{name: _colour(name, stroke=True) for name in ("SC", "SCN")},
}
