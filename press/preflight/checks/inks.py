"""F008: colours that a press has no ink for (RGB and Lab), and spot colours, which cost a plate each."""

from __future__ import annotations

from collections.abc import Iterator

from press.diagnostics import Severity
from press.model.preflight import Area, Finding, Rules
from press.preflight.pdf.file import Check, PrintFile
from press.preflight.pdf.interpreter import drawn
from press.preflight.pdf.marks import Drawn, Picture, Shape, Text, Use

_HINT = "convert it to the printing condition's CMYK, or make it with its inks"


def inks(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Of each page and kind of colour one finding, with its count and its first use; of each spot colour one."""
    spots: dict[str, Finding] = {}
    for page in range(len(file.pdf.pages)):
        found = drawn(file, page)
        yield from _foreign(found, page)
        for use in found.uses:
            for name in use.space.spots:
                spots.setdefault(name, _spot(name, use, page))
    yield from spots.values()


def _foreign(found: Drawn, page: int) -> Iterator[Finding]:
    kinds: dict[str, list[Use]] = {}
    for use in found.uses:
        if use.space.foreign:
            kinds.setdefault(use.space.name, []).append(use)
    for kind, uses in kinds.items():
        first = uses[0]
        where = f" in {first.inside}" if first.inside else ""
        more = f" ({len(uses)} times on this page)" if len(uses) > 1 else ""
        message = f"{kind}: `{first.how}`{where}{more}"
        yield Finding("F008", Severity.ERROR, message, _HINT, page + 1, _area(found, first))


def _area(found: Drawn, use: Use) -> Area | None:
    """What is first painted in a colour of that space, if it can be told."""
    for mark in found.marks:
        if isinstance(mark, Picture) and use.how == f"picture {mark.name}":
            return mark.area
        if isinstance(mark, Text | Shape) and mark.placed:
            paints = (mark.fill, mark.stroke)
            if any(paint is not None and paint.space == use.space for paint in paints):
                return mark.area
    return None


def _spot(name: str, use: Use, page: int) -> Finding:
    where = f" in {use.inside}" if use.inside else ""
    message = f"a spot colour, {name}: `{use.how}`{where}"
    hint = "ask whether the house prints it as a plate of its own; else convert it to CMYK"
    return Finding("F008", Severity.WARNING, message, hint, page + 1)


CHECKS: tuple[Check, ...] = (inks,)
