"""Provocations of the settings of print and of preflight's report: what stands on the command line, in no file."""

from __future__ import annotations

from pathlib import Path

import pytest
from reported import report

from press.content.publication import read_publication


def printer_that_there_is_not(root: Path, patch: pytest.MonkeyPatch) -> None:
    read_publication(root, "offset-erope")


def report_of_what_cannot_be_read(root: Path, patch: pytest.MonkeyPatch) -> None:
    from press.preflight.report.page import write_report

    path = root / "theirs.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    write_report(report(path), root / "build/preflight/theirs.html")


PROVOCATIONS = {
    "printer_that_there_is_not": printer_that_there_is_not,
    "report_of_what_cannot_be_read": report_of_what_cannot_be_read,
}
