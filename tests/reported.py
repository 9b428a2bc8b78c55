"""Print files that are drawn by hand, reports of what was found in them, and plates that nobody separated."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest
from PIL import Image

from press.diagnostics import Severity
from press.languages.registry import named
from press.model.preflight import Area, Finding, Kind, Report, Rules
from press.model.printers import PRINTERS

TRIM = (432.0, 648.0)
PRINTER = PRINTERS["offset-europe"]


def pdf(path: Path, pages: Sequence[Mapping[str, object]]) -> Path:
    """A PDF whose pages are told by their boxes, their `rotate` and the `red` area on them."""
    with pikepdf.new() as made:
        for page in pages:
            red = page.get("red")
            draw = "1 0 0 rg {} {} {} {} re f".format(*_rectangle(red)) if red else ""  # type: ignore[arg-type]
            leaf = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=page.get("media", [0, 0, *TRIM]),
                Resources=pikepdf.Dictionary(),
                Contents=made.make_stream(draw.encode()),
            )
            for key, name in (("crop", "CropBox"), ("trim", "TrimBox"), ("bleed", "BleedBox"), ("rotate", "Rotate")):
                if key in page:
                    leaf[f"/{name}"] = page[key]
            made.pages.append(pikepdf.Page(made.make_indirect(leaf)))
        made.save(path, deterministic_id=True)
    return path


def _rectangle(area: Area) -> Area:
    return area[0], area[1], area[2] - area[0], area[3] - area[1]


def finding(code: str = "F008", page: int | None = 1, area: Area | None = None, warning: bool = False) -> Finding:
    """A finding whose message says where it is."""
    severity = Severity.WARNING if warning else Severity.ERROR
    return Finding(code, severity, f"{code} is wrong on {page}", f"mend {code}", page, area)


def report(path: Path, findings: Sequence[Finding] = (), pages: int = 1, coverage: Sequence[float] = ()) -> Report:
    """A report of an interior."""
    rules = Rules(Kind.INTERIOR, PRINTER, TRIM, named("en"), signature=16)
    return Report(path, rules, tuple(findings), pages, tuple(coverage))


def plates(pages: Sequence[int]) -> Mapping[int, Mapping[str, Image.Image]]:
    """Plates as preflight gives them: 0 is paper; cyan in the left half, nothing in magenta, and a spot colour."""
    half = Image.new("L", (200, 300), 0)
    half.paste(255, (0, 0, 100, 300))
    bare = Image.new("L", (200, 300), 0)
    return {page: {"Gold": half, "Black": half, "Cyan": half, "Magenta": bare, "Yellow": bare} for page in pages}


def stand_in(patch: pytest.MonkeyPatch, examine: Callable[[Path, Rules, Path], Report]) -> None:
    """Let a function stand for all checks, and drawn plates for Ghostscript's."""

    def separated(path: Path, _resolution: int, _folder: Path, pages: Sequence[int]) -> Iterator[Mapping[str, Any]]:
        yield from (plates([number])[number] for number in pages)

    for name, values in (("examine", {"examine": examine}), ("pdf.plates", {"plates": separated})):
        stub = ModuleType(f"press.preflight.{name}")
        vars(stub).update(values)
        patch.setitem(sys.modules, stub.__name__, stub)
