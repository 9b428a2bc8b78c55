"""F011: lines that a press can't hold: strokes, and filled shapes that are as thin."""

from __future__ import annotations

from collections.abc import Iterator

from press.errors import Severity
from press.model.preflight import Finding, Rules
from press.preflight.pdf.file import Check, PrintFile
from press.preflight.pdf.geometry import size
from press.preflight.pdf.marks import Mark, Shape, Text
from press.preflight.pdf.places import trimmed

THINNEST = 0.25  # points
_ROUNDING = 0.004


def strokes(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Of each page one finding, at its thinnest line."""
    for page in range(len(file.pdf.pages)):
        widths = [(width, mark) for mark in trimmed(file, page) if (width := _width(mark, file.unit(page))) is not None]
        thin = [row for row in widths if row[0] < THINNEST - _ROUNDING]
        if thin:
            width, mark = min(thin, key=lambda row: row[0])
            more = f", and {len(thin) - 1} more are too thin" if len(thin) > 1 else ""
            told = f"{width:.2f} pt wide" if width else "of no width: as thin as the device can"
            message = f"a line is {told}{more}; {THINNEST} pt are needed"
            hint = "draw it at 0.25 pt or more"
            yield Finding("F011", Severity.WARNING, message, hint, page + 1, mark.area)


def _width(mark: Mark, unit: float) -> float | None:
    """A line's width in points; None: it is no line."""
    if isinstance(mark, Text):
        return mark.line if mark.stroke and not mark.fill else None
    if not isinstance(mark, Shape):
        return None
    if mark.stroke:
        return mark.line
    short, long = sorted(length * unit for length in size(mark.area))
    return short if long > THINNEST else None


CHECKS: tuple[Check, ...] = (strokes,)
