"""F003: what touches the trim is there at the edge of the bleed too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import printfiles
import pytest
from pikepdf import Array, Pdf

from press.diagnostics import Severity
from press.preflight.checks import bleed as check
from press.preflight.checks.bleed import bleed

FULL = "0.2 0 0 0 k 20 20 220 320 re f"


@pytest.mark.parametrize("content", [printfiles.text(), FULL, "0 0 0 1 k 40 40 180 280 re f"])
def test_none_where_all_is_filled_or_nothing_touches(content: str, tmp_path: Path) -> None:
    assert printfiles.found(bleed, printfiles.write(tmp_path / "a.pdf", content), printfiles.COVER) == []


@pytest.mark.parametrize(
    ("content", "side", "area"),
    [
        ("0.2 0 0 0 k 30 30 50 300 re f", "left", (20, 30, 30, 330)),
        ("0.2 0 0 0 k 180 100 50 72 re f", "right", (230, 100, 240, 172)),
        ("0.2 0 0 0 k 100 30 72 50 re f", "bottom", (100, 20, 172, 30)),
        ("0.2 0 0 0 k 100 280 72 54 re f", "top", (100, 330, 172, 340)),
    ],
)
def test_a_ground_that_ends_at_the_trim(content: str, side: str, area: tuple[float, ...], tmp_path: Path) -> None:
    rows = printfiles.found(bleed, printfiles.write(tmp_path / "a.pdf", content), printfiles.COVER)
    row = next(row for row in rows if f"of the {side} side" in row.message)
    assert row.severity is Severity.ERROR
    assert row.area == pytest.approx(area, abs=1.5)


def test_the_length_that_lacks_ink(tmp_path: Path) -> None:
    content = "0.2 0 0 0 k 180 100 50 72 re f"
    (row,) = printfiles.found(bleed, printfiles.write(tmp_path / "a.pdf", content))
    assert row.message.startswith("25.")  # of 25.4 mm


def test_the_spine_of_an_interior_needs_none(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", "0.2 0 0 0 k 30 100 50 72 re f", pages=2)
    assert [row.page for row in printfiles.found(bleed, path)] == [2]


def test_a_printer_without_bleed(tmp_path: Path) -> None:
    printer = replace(printfiles.PRINTER, interior_bleed=False)
    path = printfiles.write(tmp_path / "a.pdf", "0.2 0 0 0 k 180 100 60 72 re f")
    rules = replace(printfiles.RULES, printer=printer)
    assert printfiles.found(bleed, path, rules) == []  # it bleeds all the same
    path = printfiles.write(tmp_path / "b.pdf", "0.2 0 0 0 k 180 100 50 72 re f")
    assert [row.severity for row in printfiles.found(bleed, path, rules)] == [Severity.WARNING]


@pytest.mark.parametrize("trim", [(30, 30, 230, 330), (30, 130, 230, 230)], ids=["tall", "wide"])
def test_a_large_page_is_looked_at_as_coarsely_as_its_longer_side_wants(
    trim: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    seen = check._seen
    monkeypatch.setattr(check, "LARGEST", 160)
    monkeypatch.setattr(check, "_seen", lambda *given: sizes.append(given) or seen(*given))

    def boxes(pdf: Pdf) -> None:
        pdf.pages[0].obj.TrimBox = Array(trim)

    path = printfiles.write(tmp_path / "a.pdf", "0.2 0 0 0 k 180 140 50 72 re f", boxes)
    (row,) = printfiles.found(bleed, path)
    assert "of the right side" in row.message
    ((*_, sheet, scale),) = sizes
    assert max(sheet[2] - sheet[0], sheet[3] - sheet[1]) * scale == pytest.approx(160)


def turned(pdf: Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def test_a_turned_page_is_seen_upright(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", "0.2 0 0 0 k 180 100 50 72 re f", turned)
    (row,) = printfiles.found(bleed, path)
    assert row.area == pytest.approx((230, 100, 240, 172), abs=1.5)
