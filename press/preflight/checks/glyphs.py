"""F016: text that no glyph was there for, and that prints as an empty box or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from press.diagnostics import Severity
from press.model.preflight import Finding, Rules
from press.preflight.pdf.file import Check, PrintFile
from press.preflight.pdf.marks import Text
from press.preflight.pdf.places import trimmed


def glyphs(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Codes that show .notdef: of each font on each page one finding, with their count."""
    for page in range(len(file.pdf.pages)):
        by_font: dict[str, list[Text]] = {}
        for mark in trimmed(file, page):
            if isinstance(mark, Text) and mark.missing:
                by_font.setdefault(mark.font.name, []).append(mark)
        for name, marks in by_font.items():
            count = sum(len(mark.missing) for mark in marks)
            message = f"{count} characters have no glyph in the font {name}, in “{marks[0].text[:40]}”"
            hint = "set them in a font that has them"
            yield Finding("F016", Severity.ERROR, message, hint, page + 1, marks[0].area)


CHECKS: tuple[Check, ...] = (glyphs,)
