"""F010 and F011: pictures too coarse, lines too thin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import printfiles
import pytest
from pikepdf import Dictionary, Pdf

from press.diagnostics import Severity
from press.preflight.checks.lines import strokes
from press.preflight.checks.pictures import resolution


@pytest.mark.parametrize(
    ("pixels", "more", "severity"),
    [
        (300, {}, None),
        (299, {}, Severity.WARNING),
        (149, {}, Severity.ERROR),
        (600, {"bits": 1}, None),
        (599, {"bits": 1}, Severity.WARNING),
        (299, {"bits": 1, "ImageMask": True}, Severity.ERROR),
        (1, {}, None),
    ],
)
def test_resolution(pixels: int, more: dict[str, Any], severity: Severity | None, tmp_path: Path) -> None:
    edit = printfiles.resources("XObject", X=printfiles.picture(pixels, pixels, **more))
    path = printfiles.write(tmp_path / "a.pdf", "q 72 0 0 72 50 50 cm /X Do Q", edit)
    rows = printfiles.found(resolution, path)
    assert [(row.severity, row.area) for row in rows] == ([(severity, (50, 50, 122, 122))] if severity else [])


def test_a_picture_that_is_stretched_or_in_a_form(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        inner = Dictionary(XObject=Dictionary(Y=printfiles.picture(300, 300)(pdf)))
        printfiles.resources("XObject", X=printfiles.form("72 0 0 108 0 0 cm /Y Do", Resources=inner))(pdf)

    (row,) = printfiles.found(resolution, printfiles.write(tmp_path / "a.pdf", "q 1 0 0 1 50 50 cm /X Do Q", edit))
    assert row.message == "a picture Y of 300 × 300 pixels comes out at 200 ppi, less than 300"


def test_a_picture_that_is_cut_away_does_not_matter(tmp_path: Path) -> None:
    edit = printfiles.resources("XObject", X=printfiles.picture(2, 2))
    assert printfiles.found(resolution, printfiles.write(tmp_path / "a.pdf", "q 9 0 0 9 3 3 cm /X Do Q", edit)) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("0.25 w 50 50 m 90 50 l S", ""),
        ("0.2 w 50 50 m 90 50 l S", "0.20 pt wide;"),
        ("0 w 50 50 m 90 50 l S", "of no width"),
        ("q 0.1 0 0 0.1 0 0 cm 2 w 500 500 m 900 500 l S Q", "0.20 pt wide;"),
        ("0.1 w 50 50 m 90 50 l S 0.2 w 50 60 m 90 60 l S", "0.10 pt wide, and 1 more are too thin;"),
        ("50 50 90 0.2 re f", "0.20 pt wide;"),
        ("50 50 90 0.3 re f", ""),
        ("50 50 0.1 0.1 re f", ""),  # a point
        ("50 50 100 100 re 50.1 50.1 99.8 99.8 re f*", "0.10 pt wide, and 3 more"),
        ("0.1 w 5 5 m 9 9 l S", ""),  # a crop mark
        ("q 50 50 90 0.2 re W n 40 40 100 100 re f Q", "0.20 pt wide;"),
    ],
)
def test_lines(content: str, told: str, tmp_path: Path) -> None:
    rows = printfiles.found(strokes, printfiles.write(tmp_path / "a.pdf", content))
    assert [told in row.message for row in rows] == ([True] if told else [])


def test_a_thin_lines_place(tmp_path: Path) -> None:
    (row,) = printfiles.found(strokes, printfiles.write(tmp_path / "a.pdf", "0.2 w 50 50 m 90 50 l S"))
    assert (row.severity, row.area) == (Severity.WARNING, pytest.approx((49.9, 49.9, 90.1, 50.1)))
