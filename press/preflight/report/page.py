"""What preflight found in a print file, as a page for people and as JSON for programs."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from press import files
from press.diagnostics import CODES
from press.editions import templates
from press.errors import Diagnostic, EngineError, Location
from press.model.preflight import Finding, Plates, Report, counted
from press.preflight.report.findings import by_page, grouped
from press.preflight.report.preflight_figures import figures, ink_chart
from press.preflight.report.preflight_shown import large, sheet


def write_report(
    report: Report, target: Path, plates: Plates | None = None, root: Path = templates.OURS.parent
) -> None:
    """Write the page, and the same as JSON beside it.

    Args:
        report: the findings; the file that they were found in is still there.
        target: the page; it asks for nothing, has no script, and says so in its content security policy.
        plates: draws the plates of the pages that are shown large; None: they aren't shown.
        root: a publication's folder, whose templates/preflight/ goes before ours.

    Raises:
        EngineError: PDFium can't read the file (F001), or a template can't be rendered (W001).
    """
    import pypdfium2

    digest = hashlib.sha256(report.path.read_bytes()).hexdigest()
    try:
        with closing(pypdfium2.PdfDocument(report.path)) as pdf:
            values = _values(report, list(pdf), plates, digest)
    except pypdfium2.PdfiumError as error:
        hint = "give a PDF that opens in a reader without a password"
        raise EngineError(Diagnostic("F001", f"it can't be read: {error}", Location(report.path), hint)) from error
    made = templates.environment(root, {})
    style = templates.render(made, "preflight/report.css.j2")
    stamp = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    values |= {"style": style, "stamp": stamp, "json": target.with_suffix(".json").name}
    page = templates.render(made, "preflight/report.html.j2", **values)
    files.write_text(target.with_suffix(".json"), json.dumps(dump(report, digest), ensure_ascii=False, indent=1) + "\n")
    files.write_text(target, page)


def verdict(report: Report) -> str:
    """What it comes to, in a few words."""
    errors, warnings = counted(len(report.errors), "error"), counted(len(report.warnings), "warning")
    if report.errors:
        return f"Not ready for print: {errors}" + (f", {warnings}" if report.warnings else "")
    return "Ready for print" + (f"; {warnings} to look at" if report.warnings else "")


def dump(report: Report, digest: str) -> dict[str, Any]:
    """A report as JSON has it; keys may be added, and none is ever renamed. Areas are in points of user space."""
    rules = report.rules
    return {
        "file": report.path.name,
        "sha256": digest,
        "kind": str(rules.kind),
        "language": rules.language,
        "pages": report.pages,
        "trim": [round(value, 3) for value in rules.trim] if rules.trim else None,
        "printer": rules.printer.name,
        "condition": rules.printer.condition.name,
        "ink_limit": rules.printer.ink_limit,
        "coverage": [round(value, 1) for value in report.coverage],
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "findings": [_dump(row) for row in report.findings],
    }


def _dump(row: Finding) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": CODES[row.code],
        "severity": str(row.severity),
        "message": row.message,
        "hint": row.hint,
        "page": row.page,
        "area": [round(value, 2) for value in row.area] if row.area else None,
    }


def _values(report: Report, pages: Sequence[Any], plates: Plates | None, digest: str) -> dict[str, Any]:
    """What the template is filled with, but for its style."""
    groups = grouped(report)
    rows = by_page(groups)
    bars, limit = ink_chart(report)
    return {
        "report": report,
        "verdict": verdict(report),
        "figures": list(figures(report, pages, digest)),
        "groups": groups,
        "bars": bars,
        "limit": limit,
        "large": large(pages, rows, plates),
        "sheet": sheet(pages, rows),
    }
