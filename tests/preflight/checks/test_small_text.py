"""F013 and F021: what small and black text is printed with."""

from __future__ import annotations

from pathlib import Path

import printfiles
import pytest
from pikepdf import Dictionary

from press.diagnostics import Severity
from press.preflight.checks.small_text import small_text

WARNING, ERROR = Severity.WARNING, Severity.ERROR
GROUND = "0.5 0 0 0 k 40 150 150 100 re f\n"
PICTURE = "q 150 0 0 100 40 150 cm /X Do Q\n"
RICH = "0.6 0.5 0.5 0.9 k"


@pytest.mark.parametrize(
    ("content", "code", "severity", "told"),
    [
        (printfiles.text(size=5), "", None, ""),
        (GROUND + printfiles.text(size=5, before="0 0 0 0 k"), "F013", WARNING, "white on ink"),
        (PICTURE + printfiles.text(size=5, before="1 g"), "F013", WARNING, "white on ink"),
        (GROUND + printfiles.text(size=7, before="0 0 0 0 k"), "", None, ""),
        (printfiles.text(size=5, before="0 0 0 0 k"), "", None, ""),
        (printfiles.text(size=5, before="0.2 0.9 0 0 k"), "F013", WARNING, "in several inks"),
        (printfiles.text(size=5, before="/S cs 1 scn"), "", None, ""),
        (printfiles.text(size=7, before="0.2 0.9 0 0 k"), "", None, ""),
        (printfiles.text(size=11, before=RICH), "F021", ERROR, "four inks"),
        (printfiles.text(size=13, before=RICH), "F021", WARNING, "several inks"),
        (printfiles.text(size=25, before=RICH), "", None, ""),
        (printfiles.text(size=11, before="/All cs 1 scn"), "F021", ERROR, "four inks"),
        (printfiles.text(size=11, before="0.2 0.85 0.75 0.3 k"), "", None, ""),  # an accent, no black
        (GROUND + printfiles.text(), "F021", WARNING, "knocked out"),
        (PICTURE + printfiles.text(), "F021", WARNING, "knocked out"),
        (GROUND + printfiles.text(before="/O gs 0 0 0 1 k"), "", None, ""),
        (GROUND + printfiles.text(before="/O gs 0 g"), "F021", WARNING, "knocked out"),
        (GROUND + printfiles.text(before="/O gs /B cs 1 scn"), "", None, ""),
        ("0 0 0 0.2 k 40 150 150 100 re f " + printfiles.text(), "", None, ""),
        (GROUND + "0 0 0 0 k 45 155 140 90 re f " + printfiles.text(), "", None, ""),
        ("0 0 0 1 k " + printfiles.text() + GROUND, "", None, ""),
    ],
)
def test_inks_of_text(content: str, code: str, severity: Severity | None, told: str, tmp_path: Path) -> None:
    def edit(pdf: object) -> None:
        printfiles.resources("XObject", X=printfiles.picture(2, 2))(pdf)
        printfiles.resources("ExtGState", O=Dictionary(OP=True, op=True, OPM=1))(pdf)
        printfiles.resources(
            "ColorSpace", S=printfiles.spot("Warm"), B=printfiles.spot("Black"), All=printfiles.spot("All")
        )(pdf)

    rows = printfiles.found(small_text, printfiles.write(tmp_path / "a.pdf", content, edit))
    assert [(row.code, row.severity) for row in rows] == ([(code, severity)] if code else [])
    assert all(told in row.message for row in rows)


def test_texts_of_a_kind_are_counted(tmp_path: Path) -> None:
    content = printfiles.text(size=11, before=RICH) + printfiles.text("abc", y=100, size=10, before=RICH)
    (row,) = printfiles.found(small_text, printfiles.write(tmp_path / "a.pdf", content))
    assert row.message.startswith("“Some words”, 10.0 pt (and 1 more), is black of four inks")


def test_the_last_ground_lies_below(tmp_path: Path) -> None:
    inks = ("0.5 0 0 0 k", "0 0 0 0.2 k", "0 0.5 0 0 k")
    content = "".join(f"{ink} {50 + n} 190 90 30 re f " for n, ink in enumerate(inks))
    specks = "0 0 0 0 k " + "150 210 0.5 0.5 re f " * 300
    for last, rows in (("", 1), ("0 0 0 0.1 k 30 30 200 300 re f ", 0), ("1 0 0 0 k 30 30 200 300 re f ", 1)):
        path = printfiles.write(tmp_path / "a.pdf", content + last + specks + printfiles.text())
        assert len(printfiles.found(small_text, path)) == rows
