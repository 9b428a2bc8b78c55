"""The figures at the head of preflight's report: sizes, house, ink."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from press.model.preflight import Area, Report
from press.model.printing import MILLIMETRE

Figure = tuple[str, str]  # what it is, and its value


def figures(report: Report, pages: Sequence[Any], digest: str) -> Iterator[Figure]:
    """What the report says of the file as a whole.

    Args:
        pages: PDFium's.
        digest: the file's SHA-256.
    """
    rules = report.rules
    yield "Kind", f"{rules.kind}{f', language {rules.language}' if rules.language else ''}"
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


Bar = tuple[int, float, float, bool]  # page, top and height in percent of the chart, whether over the limit


def ink_chart(report: Report) -> tuple[list[Bar], float]:
    """The ink of each page as bars, and how far down the line of the limit lies; in percent of the chart's height."""
    limit = report.rules.printer.ink_limit
    whole = max([limit, *report.coverage]) * 1.04
    bars = [
        (page, round(100 - 100 * ink / whole, 2), round(100 * ink / whole, 2), ink > limit)
        for page, ink in enumerate(report.coverage, 1)
    ]
    return bars, round(100 - 100 * limit / whole, 2)
