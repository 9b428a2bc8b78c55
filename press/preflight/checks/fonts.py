"""F004 and F005: the fonts of what is shown (ISO 15930-7, clause 6; ISO 32000-1, 9.6 to 9.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.diagnostics import Severity
from press.model.preflight import Area, Finding, Rules
from press.preflight.pdf.file import DAMAGE, Check, PrintFile
from press.preflight.pdf.fonts import Font
from press.preflight.pdf.interpreter import drawn
from press.preflight.pdf.marks import Text

_SUBSET = re.compile(r"[A-Z]{6}\+")
# What the first bytes of a font's file are: TrueType, OpenType, Type 1 as text or binary, bare CFF.
_BEGINNINGS = (b"\0\1\0\0", b"true", b"OTTO", b"%!", b"\x80\x01", b"\1\0", b"ttcf")


def embedding(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Fonts that are shown and not embedded, not as a subset, or of Type 3: each once, at its first text."""
    shown: dict[Font, tuple[int, Area]] = {}
    for page in range(len(file.pdf.pages)):
        for mark in drawn(file, page).marks:
            if isinstance(mark, Text):
                shown.setdefault(mark.font, (page + 1, mark.area))
    told = set()
    for font, (page, area) in shown.items():
        found = _judged(font)
        if found and found not in told:
            told.add(found)
            code, severity, message, hint = found
            yield Finding(code, severity, message, hint, page, area)


def _judged(font: Font) -> tuple[str, Severity, str, str] | None:
    if font.kind == "Type3":
        hint = "use the font as OpenType or TrueType: many presses' software renders Type 3 glyphs coarsely"
        return "F005", Severity.ERROR, f"the font {font.name} is of Type 3", hint
    if font.program is None:
        hint = "export with all fonts embedded, also the fourteen that readers bring along"
        return "F004", Severity.ERROR, f"the font {font.name} is not embedded", hint
    if not _sound(font):
        hint = "embed the font anew, from a sound file"
        return "F004", Severity.ERROR, f"the embedded file of the font {font.name} is damaged", hint
    if not _SUBSET.match(font.name):
        hint = "export with fonts as subsets, so that no other font of that name takes its place"
        return "F004", Severity.WARNING, f"the font {font.name} is embedded, but not as a subset", hint
    return None


def _sound(font: Font) -> bool:
    try:
        return bytes(font.program.read_bytes())[:8].lstrip().startswith(_BEGINNINGS)
    except DAMAGE:
        return False


CHECKS: tuple[Check, ...] = (embedding,)
