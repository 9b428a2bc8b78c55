"""What preflight found in a print file, as a page for people and as JSON for programs.

The page is headed by figures: sizes, the print house, the ink of each page.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from press import files
from press.diagnostics import CODES, Diagnostic, EngineError, Location
from press.editions import templates
from press.model.preflight import Area, Finding, Plates, Report, counted
from press.model.printing import MILLIMETRE
from press.preflight.report.findings import by_page, grouped, large, sheet
from press.project import PROJECT

Figure = tuple[str, str]  # what it is, and its value
Bar = tuple[int, float, float, bool]  # page, top and height in percent of the chart, whether over the limit


def figures(report: Report, pages: Sequence[Any], digest: str) -> Iterator[Figure]:
    """What the report says of the file as a whole.

    Args:
        pages: PDFium's.
        digest: the file's SHA-256.
    """
    rules = report.rules
    yield "Kind", f"{rules.kind}{f', language {rules.language.code}' if rules.language else ''}"
    yield "Pages", f"{report.pages:,}"
    yield from _sizes(report, pages)
    yield "Printer", f"{rules.printer.title} ({rules.printer.name})"
    yield "Printing condition", rules.printer.condition.title
    yield "Most ink", most_ink(report)
    yield "SHA-256", digest


def _sizes(report: Report, pages: Sequence[Any]) -> Iterator[Figure]:
    rules = report.rules
    trims = [page.get_trimbox() for page in pages]
    if trims:
        sizes = Counter((round(box[2] - box[0], 1), round(box[3] - box[1], 1)) for box in trims)
        (common, pages_of_it), *others = sizes.most_common()
        more = f", {report.pages - pages_of_it} pages have another" if others else ""
        yield "Trim size", f"{size(*common)}{more}"
        if rules.trim and any(abs(a - b) > 0.5 for a, b in zip(rules.trim, common, strict=True)):
            yield "Trim size wanted", size(*rules.trim)
        yield "Bleed", bleed(trims[0], pages[0].get_bleedbox())
    if rules.spine is not None:
        yield "Spine", f"{plain(rules.spine / MILLIMETRE, 1)} mm"


def most_ink(report: Report) -> str:
    """The most ink in percent and on which page, beside the limit."""
    limit = report.rules.printer.ink_limit
    if not report.coverage:
        return f"not measured; the limit is {limit} %"
    most = max(report.coverage)
    where = f" on page {report.coverage.index(most) + 1}" if report.pages > 1 else ""
    return f"{plain(most, 0)} %{where}; the limit is {limit} %"


def size(width: float, height: float) -> str:
    """A size in points as millimetres and inches."""
    millimetres = " × ".join(plain(value / MILLIMETRE, 1) for value in (width, height))
    inches = " × ".join(plain(value / 72, 3) for value in (width, height))
    return f"{millimetres} mm ({inches} in)"


def bleed(trim: Area, box: Area) -> str:
    """How far the BleedBox goes beyond the TrimBox; where the edges differ, each for itself."""
    edges = {"left": trim[0] - box[0], "foot": trim[1] - box[1], "right": box[2] - trim[2], "head": box[3] - trim[3]}
    shown = {name: plain(max(0.0, value) / MILLIMETRE, 1) for name, value in edges.items()}
    if set(shown.values()) == {"0"}:
        return "none"
    if len(set(shown.values())) == 1:
        return f"{shown['left']} mm ({plain(edges['left'] / 72, 3)} in)"
    return ", ".join(f"{name} {value}" for name, value in shown.items()) + " mm"


def plain(value: float, digits: int) -> str:
    """A number without noughts at its end."""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ink_chart(report: Report) -> tuple[list[Bar], float]:
    """The ink of each page as bars, and how far down the line of the limit lies; in percent of the chart's height."""
    limit = report.rules.printer.ink_limit
    whole = max([limit, *report.coverage]) * 1.04
    bars = [
        (page, round(100 - 100 * ink / whole, 2), round(100 * ink / whole, 2), ink > limit)
        for page, ink in enumerate(report.coverage, 1)
    ]
    return bars, round(100 - 100 * limit / whole, 2)


def write_report(report: Report, target: Path, plates: Plates | None = None, root: Path = PROJECT) -> None:
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
    values |= {"style": style, "stamp": stamp, "file": report.path.name, "json": target.with_suffix(".json").name}
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
        "language": rules.language.code if rules.language else None,
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
