"""F010: pictures with too few pixels for the size that they are printed in."""

from __future__ import annotations

from collections.abc import Iterator

from press.diagnostics import Severity
from press.model.preflight import Finding, Rules
from press.preflight.pdf.file import Check, PrintFile
from press.preflight.pdf.marks import Picture
from press.preflight.pdf.places import trimmed

SHADES = (300, 150)  # pixels per inch that a picture with shades should have, and that it has to have
LINE_ART = (600, 300)


def resolution(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Pictures whose effective resolution is too low."""
    for page in range(len(file.pdf.pages)):
        for mark in trimmed(file, page):
            if isinstance(mark, Picture) and mark.pixels != (1, 1):  # one pixel is a flat ground
                yield from _judged(mark, page)


def _judged(mark: Picture, page: int) -> Iterator[Finding]:
    wanted, least = LINE_ART if mark.line_art else SHADES
    if mark.resolution >= wanted - 0.5:
        return
    what = "line art" if mark.line_art else "a picture"
    name = f" {mark.name}" if mark.name else ""
    width, height = mark.pixels
    message = f"{what}{name} of {width} × {height} pixels comes out at {mark.resolution:.0f} ppi, less than {wanted}"
    severity = Severity.WARNING if mark.resolution >= least - 0.5 else Severity.ERROR
    yield Finding("F010", severity, message, "give it more pixels, or print it smaller", page + 1, mark.area)


CHECKS: tuple[Check, ...] = (resolution,)
