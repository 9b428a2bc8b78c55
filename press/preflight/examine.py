"""A print file, examined as a print house would: every check, every finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from press.diagnostics import Severity
from press.model.preflight import Finding, Report, Rules
from press.preflight.checks import (
    bleed,
    boxes,
    fonts,
    forbidden,
    glyphs,
    inks,
    lines,
    near_trim,
    pages,
    pdfx,
    pictures,
    reading,
    small_text,
)
from press.preflight.checks.ink_sum import measuring
from press.preflight.pdf.file import DAMAGE, Check, PrintFile, opened

CHECKS: tuple[Check, ...] = (
    *reading.CHECKS,
    *boxes.CHECKS,
    *bleed.CHECKS,
    *fonts.CHECKS,
    *pdfx.CHECKS,
    *forbidden.CHECKS,
    *inks.CHECKS,
    *pictures.CHECKS,
    *near_trim.CHECKS,
    *small_text.CHECKS,
    *pages.CHECKS,
    *glyphs.CHECKS,
    *lines.CHECKS,
)
SEPARATE = 3  # pages that are each told of the same thing; on more of them, it is told once


def examine(path: Path, rules: Rules, scratch: Path | None = None) -> Report:
    """Judge a print file: all findings, errors first, then by page; the ink of each page is measured.

    Args:
        path: the file.
        rules: what it is judged by.
        scratch: a folder for the plates while they are measured; None: the system's own.

    Raises:
        EngineError: it is no PDF that can be read (F001), or Ghostscript fails (F022).
        ToolMissingError: Ghostscript is not there (F023).
    """
    with opened(path) as file, measuring(file, rules, scratch) as measured:
        found = [finding for check in CHECKS for finding in done(check, file, rules)]
        coverage, loads = measured()
        rows = sorted(gathered([*found, *loads]), key=_order)
        return Report(path, rules, tuple(rows), len(file.pdf.pages), coverage)


def done(check: Check, file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """What a check finds. A damaged file may break off a check at any of its objects: that is a finding too."""
    try:
        yield from check(file, rules)
    except DAMAGE as error:
        message = f"the check of {check.__name__} was broken off, the file is damaged: {type(error).__name__}: {error}"
        yield Finding("F001", Severity.ERROR, message, "export the file anew")


def gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, but those that say the same of many pages as one, at its first page."""
    groups: dict[tuple[str, Severity, str, str], list[Finding]] = {}
    for row in findings:
        groups.setdefault((row.code, row.severity, row.message, row.hint), []).append(row)
    for rows in groups.values():
        numbers = sorted({row.page for row in rows if row.page})
        if len(numbers) <= SEPARATE:
            yield from rows
        else:
            first = next(row for row in rows if row.page == numbers[0])
            yield replace(first, message=f"{first.message} (also on pages {_ranges(numbers[1:])})")


def _ranges(numbers: list[int]) -> str:
    """`2–5, 8` for 2, 3, 4, 5 and 8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    return ", ".join(told[:12]) + (" …" if len(told) > 12 else "")


def _order(row: Finding) -> tuple[bool, int, str, str]:
    return row.severity is not Severity.ERROR, row.page or 0, row.code, row.message
