"""F002: page boxes (ISO 32000-1, 14.11.2; ISO 15930-7, clause 6)."""

from __future__ import annotations

from collections.abc import Iterator

from press.diagnostics import Severity
from press.model.preflight import Area, Finding, Kind, Rules
from press.preflight.pdf.file import Check, PrintFile, inherited
from press.preflight.pdf.geometry import mm, mm_by_mm, size, within
from press.preflight.pdf.places import SIDES, spine_side

TRIM_TOLERANCE = 0.5
BLEED_TOLERANCE = 0.15  # 3 mm are often written as 8.5 pt, or as 8.504
ROUNDING = 0.02


def boxes(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """What is wrong with the boxes of each page."""
    first = _trim_size(file, 0) if len(file.pdf.pages) else (0.0, 0.0)
    for page in range(len(file.pdf.pages)):
        yield from _nested(file, page)
        yield from _size(file, rules, page, first)
        yield from _bleed(file, rules, page)


def _finding(page: int, message: str, hint: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("F002", severity, message, hint, page + 1)


def _nested(file: PrintFile, page: int) -> Iterator[Finding]:
    own = {name: file.own_box(page, name) for name in ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")}
    if own["TrimBox"] is None:
        yield _finding(page, "it has no TrimBox", "export with page boxes: the trim box is the page's final size")
        return
    if own["ArtBox"] is not None:
        hint = "remove the ArtBox: PDF/X takes one of the two (ISO 15930-7)"
        yield _finding(page, "it has an ArtBox beside its TrimBox", hint)
    for inner, outer in (("TrimBox", "BleedBox"), ("BleedBox", "MediaBox"), ("TrimBox", "MediaBox")):
        if own[inner] and own[outer] and not within(own[inner], own[outer], ROUNDING):  # type: ignore[arg-type]
            message = f"its {inner} {_numbers(own[inner])} reaches out of its {outer} {_numbers(own[outer])}"
            yield _finding(page, message, "set the boxes so that MediaBox holds BleedBox, and BleedBox TrimBox")
    if own["CropBox"] and not within(own["TrimBox"], own["CropBox"], ROUNDING):
        message = f"its CropBox {_numbers(own['CropBox'])} cuts off some of its TrimBox {_numbers(own['TrimBox'])}"
        yield _finding(page, message, "remove the CropBox, or make it as large as the MediaBox", Severity.WARNING)


def _numbers(box: Area | None) -> str:
    return "[{:.1f} {:.1f} {:.1f} {:.1f}]".format(*(box or (0, 0, 0, 0)))


def _trim_size(file: PrintFile, page: int) -> tuple[float, float]:
    """The trimmed page's width and height in points, as it is seen once it is turned."""
    width, height = (length * file.unit(page) for length in size(file.box(page, "TrimBox")))
    turn = inherited(file.pdf.pages[page].obj, "/Rotate")
    return (height, width) if isinstance(turn, int) and turn % 180 == 90 else (width, height)


def _size(file: PrintFile, rules: Rules, page: int, first: tuple[float, float]) -> Iterator[Finding]:
    width, height = _trim_size(file, page)
    if rules.trim is None:
        wanted, of = first, "the first page's"
    elif rules.kind is Kind.COVER and rules.spine is not None:
        wanted, of = (width, rules.trim[1]), "the height that was asked for"  # F014 tells of the width
    else:
        wanted, of = rules.trim, "the size that was asked for"
    if abs(width - wanted[0]) > TRIM_TOLERANCE or abs(height - wanted[1]) > TRIM_TOLERANCE:
        message = f"trimmed it has {mm_by_mm(width, height)}; {of} is {mm_by_mm(*wanted)}"
        yield _finding(page, message, "set the page size to the trimmed size, and the TrimBox to the page")


def _bleed(file: PrintFile, rules: Rules, page: int) -> Iterator[Finding]:
    unwanted = rules.kind is Kind.INTERIOR and not rules.printer.interior_bleed
    if unwanted or file.own_box(page, "TrimBox") is None:  # without a trim there is nothing to measure from
        return
    unit, trim, bleed = file.unit(page), file.box(page, "TrimBox"), file.box(page, "BleedBox")
    lengths = [(trim[0] - bleed[0]) * unit, (trim[1] - bleed[1]) * unit]
    lengths += [(bleed[2] - trim[2]) * unit, (bleed[3] - trim[3]) * unit]
    short = [
        f"{mm(length)} {name}"
        for name, length in zip(SIDES, lengths, strict=True)
        if length < rules.printer.bleed - BLEED_TOLERANCE and name != spine_side(rules, page)
    ]
    if short:
        message = f"its bleed is {', '.join(short)}; {rules.printer.title} asks for {mm(rules.printer.bleed)}"
        yield _finding(page, message, "export with that much bleed, and with a BleedBox that tells it")


CHECKS: tuple[Check, ...] = (boxes,)
