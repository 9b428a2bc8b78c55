"""veraPDF's answers as diagnostics; whole PDFs are validated in tests/build."""

from __future__ import annotations

from pathlib import Path

import pytest
from validators.verapdf import _diagnostics, verapdf

from press.diagnostics import EngineError, ToolMissingError
from press.setup.system import VERAPDF

PROJECT = Path(__file__).resolve().parents[2]
RULE = {
    "specification": "ISO 19005-2:2011",
    "clause": "6.2.8",
    "testNumber": 3,
    "description": "no Interpolate",
    "checks": [{"context": "root/document[0]/pages[8]"}],
}


def test_a_broken_rule_names_its_clause_and_place() -> None:
    report = {"jobs": [{"validationResult": [{"details": {"ruleSummaries": [RULE]}}]}]}
    (found,) = _diagnostics(report, [Path("a.pdf")])
    assert str(found) == (
        "a.pdf: error P007: ISO 19005-2:2011, 6.2.8, test 3: no Interpolate\n    root/document[0]/pages[8]"
    )


def test_what_is_not_installed_is_told(tmp_path: Path) -> None:
    with pytest.raises(ToolMissingError, match="not installed"):
        verapdf([tmp_path / "a.pdf"], tmp_path / "none.jar")


def test_a_file_that_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("no PDF")
    with pytest.raises(EngineError, match="can't do its work"):
        verapdf([tmp_path / "a.pdf"], PROJECT / VERAPDF, ["ua1"])
