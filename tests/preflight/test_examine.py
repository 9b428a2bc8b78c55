"""A whole examination: the order of findings, and what is told once."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path

import printfiles
import pytest

from press.diagnostics import EngineError, Severity
from press.model.preflight import Finding, Kind
from press.preflight.examine import CHECKS, examine, gathered


@pytest.mark.parametrize("kind", Kind)
def test_a_clean_file_passes(kind: Kind, tmp_path: Path) -> None:
    content = printfiles.text("Some", 50, 200)
    report = examine(printfiles.write(tmp_path / "a.pdf", content), replace(printfiles.RULES, kind=kind))
    assert report.findings == ()
    assert (report.pages, len(report.coverage)) == (1, 1)


def test_errors_come_first_then_pages(tmp_path: Path) -> None:
    content = "0.1 w 50 50 m 90 50 l S 1 0 0 rg 60 60 9 9 re f"
    report = examine(printfiles.write(tmp_path / "a.pdf", content, pages=2), replace(printfiles.RULES, signature=4))
    told = [(row.code, row.page) for row in report.findings]
    assert told == [("F015", None), ("F008", 1), ("F008", 2), ("F011", 1), ("F011", 2)]
    assert [row.code for row in report.errors] == ["F015", "F008", "F008"]


def test_what_is_the_same_on_many_pages_is_told_once() -> None:
    rows = [Finding("F002", Severity.ERROR, "it has no TrimBox", "", page) for page in (1, 2, 3, 5, 6)]
    (row,) = gathered(rows)
    assert (row.page, row.message) == (1, "it has no TrimBox (also on pages 2–3, 5–6)")
    assert list(gathered(rows[:3])) == rows[:3]


def test_what_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("no PDF")
    with pytest.raises(EngineError, match="F001"):
        examine(tmp_path / "a.pdf", printfiles.RULES)


def test_a_check_that_breaks_off_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(file: object, rules: object) -> None:
        raise TypeError("a number that is none")

    monkeypatch.setattr("press.preflight.examine.CHECKS", (broken,))
    report = examine(printfiles.write(tmp_path / "a.pdf"), printfiles.RULES)
    assert [row.code for row in report.findings] == ["F001"]
    assert "check of broken was broken off" in report.findings[0].message


def test_every_check_says_what_it_looks_for() -> None:
    assert all(inspect.getdoc(check) for check in CHECKS)
