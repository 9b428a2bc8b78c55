"""Text as outlines, for what stands outside the page: it needs no font in the file, and any ink can fill it."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont


class _PathPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Draws a glyph with the path operators of PDF (ISO 32000-1, 8.5.2)."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.operators.append(f"{point[0]:g} {point[1]:g} m")

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.operators.append(f"{point[0]:g} {point[1]:g} l")

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self.operators.append(" ".join(f"{x:g} {y:g}" for x, y in points) + " c")

    def _closePath(self) -> None:
        self.operators.append("h")


class Lettering:
    """A face as outlines."""

    def __init__(self, face: Path) -> None:
        """Read a face."""
        font = TTFont(io.BytesIO(face.read_bytes()), lazy=True)
        self._glyphs, self._names = font.getGlyphSet(), font.getBestCmap()
        self._em = font["head"].unitsPerEm
        self._known: dict[str, tuple[tuple[str, ...], float]] = {}

    def draw(self, text: str, x: float, y: float, size: float, most: float) -> str:
        """Operators that fill a line of text from a point on, in the colour that is set.

        Args:
            text: characters that the face lacks are left out.
            x, y: where it begins, on the baseline, in points.
            size: in points.
            most: the greatest width in points; what goes beyond is left out.
        """
        scale, at, out = size / self._em, 0.0, [f"q {size / self._em:.6g} 0 0 {size / self._em:.6g} {x:g} {y:g} cm"]
        for name in (self._names[ord(letter)] for letter in text if ord(letter) in self._names):
            operators, width = self._outline(name)
            if (at + width) * scale > most:
                break
            out += [f"q 1 0 0 1 {at:g} 0 cm", *operators, "f", "Q"] if operators else []
            at += width
        return "\n".join([*out, "Q"])

    def _outline(self, name: str) -> tuple[tuple[str, ...], float]:
        """The path of a glyph and its width, in units of the face."""
        if name not in self._known:
            glyph, pen = self._glyphs[name], _PathPen(self._glyphs)
            glyph.draw(pen)
            self._known[name] = tuple(pen.operators), float(glyph.width)
        return self._known[name]
