"""F010: pictures too coarse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import printfiles
import pytest
from pikepdf import Dictionary, Pdf

from press.diagnostics import Severity
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
