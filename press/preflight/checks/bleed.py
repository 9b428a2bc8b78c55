"""F003: what touches the trim goes on to the edge of the bleed, as far as the eye of PDFium sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2

from press.diagnostics import Severity
from press.model.preflight import Area, Finding, Kind, Rules
from press.preflight.pdf.file import DAMAGE, Check, PrintFile
from press.preflight.pdf.geometry import grown, mm, within
from press.preflight.pdf.interpreter import drawn
from press.preflight.pdf.places import SIDES, spine_side, trimmed

RESOLUTION = 100
LARGEST = 4000  # pixels of the longer side; larger pages are rendered more coarsely
PAPER = 248  # as light as that or lighter: no ink
SHORTEST = 4  # pixels, 1 mm: what is shorter is a hairline or a speck
DEEP = 3  # pixels inside the trim that have to have ink: what is thinner is no ground
NEAR = 4.0  # points: what the content keeps farther from the trim does not touch it
HINT = "let pictures and grounds that touch the trim go on to the edge of the bleed"


def bleed(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Sides where ink reaches the trim and not the edge of the bleed."""
    document = pypdfium2.PdfDocument(file.path)  # one of its own: its boxes are changed
    try:
        for page in range(min(len(document), len(file.pdf.pages))):
            yield from _page(document, file, rules, page)
    finally:
        document.close()


def _page(document: Any, file: PrintFile, rules: Rules, page: int) -> Iterator[Finding]:
    trim, unit = file.box(page, "TrimBox"), file.unit(page)
    wanted = rules.printer.bleed / unit
    sheet = (trim[0] - wanted, trim[1] - wanted, trim[2] + wanted, trim[3] + wanted)
    longest = max(sheet[2] - sheet[0], sheet[3] - sheet[1])
    if wanted <= 0 or longest <= 0 or not _touched(file, page):
        return
    scale = min(RESOLUTION * unit / 72, LARGEST / longest)
    try:
        image = _seen(document, page, sheet, scale)
    except DAMAGE as error:
        yield Finding("F003", Severity.WARNING, f"it can't be shown: {error}", "export the page again", page + 1)
        return
    told = rules.kind is Kind.COVER or rules.printer.interior_bleed
    for side in SIDES:
        strip = _Strip(image, side, round(wanted * scale))
        gaps = [] if side == spine_side(rules, page) else strip.gaps()
        if gaps:
            length = sum(end - start for start, end in gaps) / scale * unit
            message = f"{mm(length)} of the {side} side have ink at the trim and none at the edge of the bleed"
            hint = HINT if told else "keep pictures and grounds off the trim: the printer takes no bleed in an interior"
            severity = Severity.ERROR if told else Severity.WARNING
            area = _area(side, trim, wanted, (gaps[0][0] / scale, gaps[-1][1] / scale))
            yield Finding("F003", severity, message, hint, page + 1, area)


def _touched(file: PrintFile, page: int) -> bool:
    """Whether anything may touch the trim, so that the page has to be looked at."""
    found, inner = drawn(file, page), grown(file.box(page, "TrimBox"), -NEAR / file.unit(page))
    return bool(found.problems) or any(not within(mark.area, inner) for mark in trimmed(file, page))


def _seen(document: Any, page: int, sheet: Area, scale: float) -> Any:
    """The bleed and what is in it, in grey, unturned."""
    opened = document[page]
    opened.set_mediabox(*sheet)
    opened.set_cropbox(*sheet)
    opened.set_rotation(0)
    opened.close()
    opened = document[page]  # PDFium takes its boxes when it loads it
    try:
        return opened.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil().convert("L")
    finally:
        opened.close()


@dataclass(frozen=True)
class _Strip:
    """A side of a picture; `bleed` is how many pixels lie between the trim and the edge."""

    image: Any
    side: str
    bleed: int

    def line(self, depth: int) -> bytes:
        """The pixels that lie so deep in the picture, from left to right or from bottom to top."""
        width, height = self.image.size
        box = {
            "left": (depth, 0, depth + 1, height),
            "right": (width - depth - 1, 0, width - depth, height),
            "bottom": (0, height - depth - 1, width, height - depth),
            "top": (0, depth, width, depth + 1),
        }[self.side]
        found: bytes = self.image.crop(box).tobytes()
        return found if self.side in ("bottom", "top") else found[::-1]

    def gaps(self) -> list[tuple[int, int]]:
        """Where there is ink inside the trim and none at the edge: from pixel to pixel, of the trimmed side."""
        inside = [max(column) for column in zip(*(self.line(self.bleed + 1 + d) for d in range(DEEP)), strict=True)]
        outside = [min(column) for column in zip(self.line(1), self.line(2), strict=True)]
        lacks = [ink < PAPER <= edge for ink, edge in zip(inside, outside, strict=True)]
        return [run for run in _runs(lacks[self.bleed : len(lacks) - self.bleed]) if run[1] - run[0] >= SHORTEST]


def _runs(lacks: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for at, value in enumerate([*lacks, False]):
        if value and start is None:
            start = at
        elif not value and start is not None:
            yield start, at
            start = None


def _area(side: str, trim: Area, wanted: float, reach: tuple[float, float]) -> Area:
    """The strip of the bleed that has no ink."""
    left, bottom, right, top = trim
    if side in ("left", "right"):
        low, high = bottom + reach[0], bottom + reach[1]
        return (left - wanted, low, left, high) if side == "left" else (right, low, right + wanted, high)
    low, high = left + reach[0], left + reach[1]
    return (low, bottom - wanted, high, bottom) if side == "bottom" else (low, top, high, top + wanted)


CHECKS: tuple[Check, ...] = (bleed,)
