"""F014 and F015: the cover's width against the spine, the count of pages against signatures and binding."""

from __future__ import annotations

from collections.abc import Iterator

from press.diagnostics import Severity
from press.model.preflight import Finding, Kind, Rules
from press.preflight.pdf.file import Check, PrintFile
from press.preflight.pdf.geometry import mm, size

TOLERANCE = 0.5  # points


def spine(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """A cover is as wide as its two pages and the spine between them."""
    if rules.kind is not Kind.COVER or rules.trim is None or rules.spine is None:
        return
    page = (rules.trim[0] - rules.spine) / 2
    for number in range(len(file.pdf.pages)):
        width = size(file.box(number, "TrimBox"))[0] * file.unit(number)
        if abs(width - 2 * page - rules.spine) > TOLERANCE:
            message = (
                f"trimmed it is {mm(width)} wide: with two pages of {mm(page)}, the spine has {mm(width - 2 * page)}; "
                f"the interior's pages make {mm(rules.spine)}"
            )
            hint = "make the cover anew for this count of pages and this paper"
            yield Finding("F014", Severity.ERROR, message, hint, number + 1)


def count(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """An interior's pages fill signatures, and are as many as the house binds; a cover has one or two."""
    pages = len(file.pdf.pages)
    if rules.kind is Kind.COVER:
        if not 1 <= pages <= 2:
            message = f"it has {pages} pages; a cover has one, or two with its inside"
            yield Finding("F015", Severity.ERROR, message, "give back, spine and front as one page")
        return
    least, most = rules.printer.pages
    if not least <= pages <= most:
        message = f"it has {pages} pages; {rules.printer.title} binds {least} to {most}"
        yield Finding("F015", Severity.ERROR, message, "choose another binding or printer, or divide the book")
    if pages % rules.signature:
        filled = -(-pages // rules.signature) * rules.signature
        message = f"it has {pages} pages, which is no multiple of {rules.signature}"
        yield Finding("F015", Severity.ERROR, message, f"add {filled - pages} blank pages at the end")


CHECKS: tuple[Check, ...] = (spine, count)
