"""The shape of a translation: no longer than any can be, and a run of text, not a block of another kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.diagnostics import Severity
from press.model.translation_pair import TOO_LONG_HINT, Finding, Pair, too_long

_BLOCKS = {
    "a heading": r"#{1,6}\s",
    "a list item": r"(?:[-*+]|\d{1,9}\.)\s",
    "a quotation": r">\s?",
    "a table or a line block": r"\|",
    "a code block": r"```|~~~",
    "a division": r":::",
    "a comment": r"<!--",
    "an HTML element": r"</?(?:div|p|table|ul|ol|section|script|style|h[1-6])\b",
    "a rule": r"(?:-[ ]*){3,}\s*$|(?:\*[ ]*){3,}\s*$|(?:_[ ]*){3,}\s*$|---",
}
_BEGINS = {name: re.compile(f"^(?:{pattern})", re.IGNORECASE | re.MULTILINE) for name, pattern in _BLOCKS.items()}
_BEGINS["an indented code block"] = re.compile(r"\A(?:\t| {4})")
_BLANK = re.compile(r"(?:\r\n?|\n)[^\S\n\r]*(?:\r\n?|\n)")


def length(pair: Pair) -> Iterator[Finding]:
    """T025: longer than a translation of its source can be; such a text is not even parsed."""
    if message := too_long(pair.segment.text, pair.entry.target):
        yield Finding("T025", pair.entry.id, message, TOO_LONG_HINT, Severity.ERROR)


def blocks(pair: Pair) -> Iterator[Finding]:
    """T026: a line begins as a block does, or there is an empty line, where its source has none such."""
    source, target = pair.entry.source, pair.entry.target
    for name, pattern in _BEGINS.items():
        match = pattern.search(target)
        if match and not pattern.search(source):
            start = match[0].strip() or "spaces"
            message = f"a line begins as {name}, which would be printed as it stands: {start}"
            hint = "take the sign out, or write \\ before it (1\\. for a number) if it belongs to the text"
            yield Finding("T026", pair.entry.id, message, hint, Severity.ERROR)
            return
    if _BLANK.search(target.strip()) and not _BLANK.search(source.strip()):
        hint = "a segment is one paragraph: take the empty line out"
        yield Finding("T026", pair.entry.id, "it holds several paragraphs", hint, Severity.ERROR)
