"""F012: text near the trim, or near the folds of a cover."""

from __future__ import annotations

from pathlib import Path

import printfiles
import pytest

from press.diagnostics import Severity
from press.preflight.checks.near_trim import safety

WARNING, ERROR = Severity.WARNING, Severity.ERROR


@pytest.mark.parametrize(
    ("x", "y", "severity", "told"),
    [
        (60, 200, None, ""),
        (41, 200, WARNING, "“Some words” is nearer to the trim than 4.2 mm"),
        (60, 40, WARNING, "nearer to the trim"),
        (26, 200, ERROR, "is cut by the trim"),
        (60, 325, ERROR, "is cut by the trim"),
        (60, 5, None, ""),  # the slug line
    ],
)
def test_text_and_the_trim(x: float, y: float, severity: Severity | None, told: str, tmp_path: Path) -> None:
    rows = printfiles.found(safety, printfiles.write(tmp_path / "a.pdf", printfiles.text("Some words", x, y)))
    assert [row.severity for row in rows] == ([severity] if severity else [])
    assert all(told in row.message and row.area and row.area[0] == x for row in rows)


def test_several_texts_are_one_finding(tmp_path: Path) -> None:
    content = printfiles.text(x=41, y=200) + printfiles.text("abc", x=40, y=100)
    (row,) = printfiles.found(safety, printfiles.write(tmp_path / "a.pdf", content))
    assert "“Some words” (and 1 more)" in row.message
    assert row.area is not None
    assert row.area[:2] == (40, 98)


@pytest.mark.parametrize(("x", "size", "told"), [(125, 10, 0), (125, 40, 1), (112, 5, 1), (60, 10, 0), (103, 10, 1)])
def test_the_folds_of_a_cover(x: float, size: float, told: int, tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", printfiles.text("a", x, 200, size))
    rows = printfiles.found(safety, path, printfiles.COVER)  # the spine reaches from 110 to 150
    assert ["nearer to a fold of the spine than 1.5 mm" in row.message for row in rows] == [True] * told
