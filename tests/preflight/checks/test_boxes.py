"""F002: page boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import printfiles
import pytest
from pikepdf import Array, Pdf

from press.diagnostics import Severity
from press.preflight.checks.boxes import boxes


def box(name: str, values: tuple[float, ...] | None) -> Callable[[Pdf], None]:
    def edit(pdf: Pdf) -> None:
        page = pdf.pages[-1].obj
        if values is None:
            del page[f"/{name}"]
        else:
            page[f"/{name}"] = Array(values)

    return edit


def test_a_clean_file_has_none(tmp_path: Path) -> None:
    assert printfiles.found(boxes, printfiles.write(tmp_path / "a.pdf", pages=2)) == []
    assert printfiles.found(boxes, printfiles.write(tmp_path / "b.pdf"), printfiles.COVER) == []


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("TrimBox", None, "no TrimBox"),
        ("TrimBox", (30, 30, 225, 330), "trimmed it has 68.8 × 105.8 mm"),
        ("ArtBox", (40, 40, 200, 300), "ArtBox beside"),
        ("BleedBox", (40, 20, 240, 340), "TrimBox [30.0 30.0 230.0 330.0] reaches out of its BleedBox"),
        ("MediaBox", (25, 0, 260, 360), "BleedBox [20.0 20.0 240.0 340.0] reaches out of its MediaBox"),
        ("CropBox", (50, 0, 260, 360), "CropBox [50.0 0.0 260.0 360.0] cuts off"),
        ("BleedBox", (30, 20, 235, 340), "its bleed is 1.8 mm right; offset"),  # the left side is the spine's
        ("TrimBox", (float(10**9), 0, 1), "no TrimBox"),
    ],
)
def test_a_wrong_box(name: str, values: tuple[float, ...] | None, told: str, tmp_path: Path) -> None:
    messages = [
        row.message for row in printfiles.found(boxes, printfiles.write(tmp_path / "a.pdf", "", box(name, values)))
    ]
    assert any(told in message for message in messages), messages


def test_a_verso_may_lack_its_right_bleed_and_a_cover_none(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", "", box("BleedBox", (20, 20, 230, 340)), pages=2)
    assert printfiles.found(boxes, path) == []
    (row,) = printfiles.found(boxes, path, printfiles.COVER)
    assert (row.page, row.severity) == (2, Severity.ERROR)
    assert "0.0 mm right" in row.message


def test_pages_of_different_sizes(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", "", box("TrimBox", (30, 30, 229, 330)), pages=2)
    (row,) = printfiles.found(boxes, path, replace(printfiles.RULES, trim=None))
    assert row.page == 2
    assert "the first page's is 70.6 × 105.8 mm" in row.message


def test_a_printer_without_bleed_asks_for_none(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", "", box("BleedBox", printfiles.TRIM))
    printer = replace(printfiles.PRINTER, interior_bleed=False)
    assert printfiles.found(boxes, path, replace(printfiles.RULES, printer=printer)) == []


def test_inherited_turned_and_scaled_pages_are_as_good(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        node = page.Parent
        node.MediaBox, node.Rotate = page.MediaBox, 90
        del page.MediaBox
        page.UserUnit = 2
        for name in ("TrimBox", "BleedBox"):
            left, bottom, right, top = (float(value) / 2 for value in page[f"/{name}"])
            page[f"/{name}"] = Array([right, top, left, bottom])

    path = printfiles.write(tmp_path / "a.pdf", "", edit)
    assert printfiles.found(boxes, path, replace(printfiles.RULES, trim=(300, 200))) == []
    assert printfiles.found(boxes, path, printfiles.RULES) != []
