"""F012: text too near the trim, or near the folds of a cover's spine: trimming and folding have tolerances."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.diagnostics import Severity
from press.model.preflight import Finding, Kind, Rules
from press.model.printing import MILLIMETRE
from press.preflight.pdf.file import Check, PrintFile
from press.preflight.pdf.geometry import grown, mm, together, within
from press.preflight.pdf.marks import Text
from press.preflight.pdf.places import trimmed

FOLD = 1.5 * MILLIMETRE  # how far text keeps from a fold
_ROUNDING = 0.05


def safety(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Of each page one finding for text that is cut, one for text near the trim, one for text near a fold."""
    for page in range(len(file.pdf.pages)):
        texts = [mark for mark in trimmed(file, page) if isinstance(mark, Text)]
        trim, unit = file.box(page, "TrimBox"), file.unit(page)
        safe = grown(trim, -rules.printer.safe / unit)
        cut = [mark for mark in texts if not within(mark.area, trim, _ROUNDING)]
        whole = (mark for mark in texts if within(mark.area, trim, _ROUNDING))
        near = [mark for mark in whole if not within(mark.area, safe, _ROUNDING)]
        hint = "move the text into the page"
        yield from _told(cut, page, Severity.ERROR, "is cut by the trim", hint)
        distance = f"is nearer to the trim than {mm(rules.printer.safe)}"
        yield from _told(near, page, Severity.WARNING, distance, "move it inward, or make the margin larger")
        if rules.kind is Kind.COVER and rules.spine:
            folded = _folded(texts, (trim[0] + trim[2]) / 2, rules.spine / unit / 2, FOLD / unit)
            distance = f"is nearer to a fold of the spine than {mm(FOLD)}"
            yield from _told(folded, page, Severity.WARNING, distance, "move it away from the fold, or make it smaller")


def _folded(texts: Sequence[Text], middle: float, half: float, least: float) -> list[Text]:
    folds = (middle - half, middle + half)
    return [
        mark
        for mark in texts
        if any(mark.area[0] < fold + least - _ROUNDING and mark.area[2] > fold - least + _ROUNDING for fold in folds)
    ]


def _told(marks: Sequence[Text], page: int, severity: Severity, message: str, hint: str) -> Iterator[Finding]:
    if marks:
        said = marks[0].text.strip()
        shown = f"“{said[:40]}{'…' if len(said) > 40 else ''}”"
        more = f" (and {len(marks) - 1} more)" if len(marks) > 1 else ""
        area = together(mark.area for mark in marks)
        yield Finding("F012", severity, f"the text {shown}{more} {message}", hint, page + 1, area)


CHECKS: tuple[Check, ...] = (safety,)
