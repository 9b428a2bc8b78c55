"""Marks of the printer around a page: crop, bleed, fold and registration marks, a colour bar, and the slug line.

All stand outside the bleed (ISO 15930-7 wants printer's marks outside the BleedBox), in the colour All, which
every plate prints; WeasyPrint's own would stand inside it, in RGB. All but the slug line are the same on every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from press.editions.print.outlines import Lettering

THIN = 0.25  # points
GAP = 3.0  # between the bleed and a mark
PATCH = 10.0  # a side of a patch of the colour bar
SLUG_SIZE = 6.0  # of the slug line's letters
# Cyan, magenta, yellow, black; their overprints; black and a grey of three inks in quarters.
PATCHES: Sequence[tuple[float, float, float, float]] = (
    *((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)),
    *((1, 1, 0, 0), (1, 0, 1, 0), (0, 1, 1, 0)),
    *((0, 0, 0, 0.25), (0, 0, 0, 0.5), (0, 0, 0, 0.75), (0.5, 0.4, 0.4, 0)),
)
NUMBER = 32.0  # points of the slug line that are kept for the page's number


@dataclass(frozen=True)
class Frame:
    """A page as trimmed, with its lower left corner at a point of the sheet; lengths in points.

    Attributes:
        x, y: the corner.
        bleed: around the trim, on each side.
        slug: around the bleed.
        folds: where the page is folded, from its left edge.
    """

    x: float
    y: float
    width: float
    height: float
    bleed: float
    slug: float
    folds: tuple[float, ...] = ()


def marks(frame: Frame) -> str:
    """Operators that draw all marks but the slug line; the resources have to name the colour space /press-all."""
    lines = [*_crops(frame), *_bleeds(frame), *_registrations(frame), *_folds(frame)]
    return "\n".join(["/press-all CS 1 SCN /press-all cs 1 scn", f"{THIN} w", *lines, *_bar(frame)])


def slug_places(frame: Frame) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Where the slug line begins, left and right of the marks in the middle, and its greatest width, in points."""
    bottom, first, last = frame.y - frame.bleed - GAP - SLUG_SIZE - 2, frame.width / 2, frame.width / 2
    if frame.folds:  # their marks stand where the one in the middle would
        first, last = frame.folds[0], frame.folds[-1]
    left, right = (2 * PATCH, first - 2 * PATCH), (last + 2 * PATCH, frame.width - 2 * PATCH)
    return (frame.x + left[0], bottom, left[1] - left[0]), (frame.x + right[0], bottom, right[1] - right[0])


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S"


def _sides(frame: Frame, inset: float) -> tuple[float, float, float, float]:
    return (frame.x - inset, frame.y - inset, frame.x + frame.width + inset, frame.y + frame.height + inset)


def _corner_marks(frame: Frame, edge: float, start: float, end: float) -> Iterator[str]:
    """A pair of lines at each corner, in the lines of a rectangle that lies `edge` outside the trim."""
    left, bottom, right, top = _sides(frame, edge)
    near, far = _sides(frame, start), _sides(frame, end)
    for x in (left, right):
        yield _line(x, far[1], x, near[1])
        yield _line(x, near[3], x, far[3])
    for y in (bottom, top):
        yield _line(far[0], y, near[0], y)
        yield _line(near[2], y, far[2], y)


def _crops(frame: Frame) -> Iterator[str]:
    yield from _corner_marks(frame, 0, frame.bleed + GAP, frame.bleed + frame.slug)


def _bleeds(frame: Frame) -> Iterator[str]:
    """Shorter marks at the edge of the bleed; none where it is nought or runs into the crop marks."""
    if frame.bleed:
        yield from _corner_marks(frame, frame.bleed, frame.bleed + GAP, frame.bleed + frame.slug / 2)


def _folds(frame: Frame) -> Iterator[str]:
    """Broken lines above and below each fold."""
    _, near, _, high = _sides(frame, frame.bleed + GAP)
    _, far, _, top = _sides(frame, frame.bleed + frame.slug)
    for fold in frame.folds:
        yield "q [2 1.5] 0 d"
        yield _line(frame.x + fold, far, frame.x + fold, near)
        yield _line(frame.x + fold, high, frame.x + fold, top)
        yield "Q"


def _registrations(frame: Frame) -> Iterator[str]:
    """A cross in a circle in the middle of each side."""
    out = frame.bleed + GAP + (frame.slug - GAP) / 2
    radius = min((frame.slug - GAP) / 2 - 2, 8)
    left, bottom, right, top = _sides(frame, out)
    middle, half = frame.x + frame.width / 2, frame.y + frame.height / 2
    above = () if frame.folds else ((middle, bottom), (middle, top))  # there stand the marks of the folds
    for x, y in ((left, half), (right, half), *above):
        yield _line(x - radius, y, x + radius, y)
        yield _line(x, y - radius, x, y + radius)
        yield _circle(x, y, radius * 0.6)


def _circle(x: float, y: float, radius: float) -> str:
    """A circle of four Bézier curves."""
    k = radius * 0.5523
    curves = (
        (x + radius, y + k, x + k, y + radius, x, y + radius),
        (x - k, y + radius, x - radius, y + k, x - radius, y),
        (x - radius, y - k, x - k, y - radius, x, y - radius),
        (x + k, y - radius, x + radius, y - k, x + radius, y),
    )
    parts = [" ".join(f"{value:.3f}" for value in curve) + " c" for curve in curves]
    return f"{x + radius:.3f} {y:.3f} m " + " ".join(parts) + " S"


def _bar(frame: Frame) -> Iterator[str]:
    """The patches of the colour bar, above the page on its left half."""
    y = frame.y + frame.height + frame.bleed + GAP + (frame.slug - GAP - PATCH) / 2
    for at, inks in enumerate(PATCHES):
        x = frame.x + 2 * PATCH + at * PATCH
        yield " ".join(f"{share:g}" for share in inks) + f" k {x:.3f} {y:.3f} {PATCH} {PATCH} re f"


class Surroundings:
    """Draws around the pages of one file; the marks are in it once, as a form (ISO 32000-1, 8.10)."""

    def __init__(self, pdf: pikepdf.Pdf, frame: Frame, face: Path, slug: tuple[str, str]) -> None:
        """Prepare the marks of pages that are framed alike.

        Args:
            face: the font file that the slug line is set in.
            slug: what the slug line says of every page, left and right of the middle.
        """
        self._pdf, self._frame, self._lettering = pdf, frame, Lettering(face)
        # Every plate prints the colour All (8.6.6.4).
        tint = {"/FunctionType": 2, "/Domain": [0, 1], "/C0": [0, 0, 0, 0], "/C1": [1, 1, 1, 1], "/N": 1}
        space = [pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, pikepdf.Dictionary(tint)]
        self._all = pdf.make_indirect(pikepdf.Array(space))
        self._marks = pdf.make_indirect(self._form(slug))

    def draw(self, page: pikepdf.Page, number: str) -> bytes:
        """Operators that draw the marks and the page's number on its sheet; its resources get what they need."""
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        for kind, name, value in (("/XObject", "/press-marks", self._marks), ("/ColorSpace", "/press-all", self._all)):
            if kind not in resources:
                resources[kind] = pikepdf.Dictionary()
            resources[kind][name] = value
        page.obj.Resources = resources
        (left, bottom, _), _ = slug_places(self._frame)
        letters = self._lettering.draw(number, left, bottom, SLUG_SIZE, NUMBER - SLUG_SIZE)
        return f" /Artifact BMC q /press-marks Do /press-all cs 1 scn {letters} Q EMC".encode()

    def _form(self, slug: tuple[str, str]) -> pikepdf.Stream:
        frame = self._frame
        (left, bottom, most), right = slug_places(frame)
        first = self._lettering.draw(slug[0], left + NUMBER, bottom, SLUG_SIZE, most - NUMBER)
        second = self._lettering.draw(slug[1], right[0], bottom, SLUG_SIZE, right[2])
        form = pikepdf.Stream(self._pdf, f"{marks(frame)}\n/press-all cs 1 scn\n{first}\n{second}".encode())
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        reach = frame.bleed + frame.slug
        form.BBox = [frame.x - reach, frame.y - reach, frame.x + frame.width + reach, frame.y + frame.height + reach]
        form.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary({"/press-all": self._all}))
        return form
