"""F011 and preflight of typesetting: lines that a press can't hold, and what a typesetter would mend before it starts.

Strokes and filled shapes that are as thin are looked at as they are drawn. Paragraphs are told by indents and short
lines alone, so that a line may escape; what is told of them are warnings, and is seen on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from press.diagnostics import Severity
from press.model.preflight import Finding, Rules
from press.preflight.checks.line_ends import forbidden_ends
from press.preflight.pdf.file import Check, PrintFile
from press.preflight.pdf.geometry import size
from press.preflight.pdf.lines import HYPHEN, Line
from press.preflight.pdf.marks import Mark, Shape, Text
from press.preflight.pdf.paragraphs import INDENT, SHORT, Block, blocks, continued, text_blocks, text_size
from press.preflight.pdf.places import trimmed

THINNEST = 0.25  # points
_ROUNDING = 0.004
# A word space is about a quarter of an em; when it is as wide as three, lines come apart and rivers run (Hart's Rules).
LOOSE_SPACE = 0.75
# Between ideographs there is no room at all; a quarter of an em is what a line of Chinese may be spread by (JLREQ 3.8).
LOOSE_LETTERS = 0.25
OVER = 1.5  # points beyond the measure: what is seen at arm's length; optical margins stay below


def strokes(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Of each page one finding, at its thinnest line."""
    for page in range(len(file.pdf.pages)):
        widths = [(width, mark) for mark in trimmed(file, page) if (width := _width(mark, file.unit(page))) is not None]
        thin = [row for row in widths if row[0] < THINNEST - _ROUNDING]
        if thin:
            width, mark = min(thin, key=lambda row: row[0])
            more = f", and {len(thin) - 1} more are too thin" if len(thin) > 1 else ""
            told = f"{width:.2f} pt wide" if width else "of no width: as thin as the device can"
            message = f"a line is {told}{more}; {THINNEST} pt are needed"
            hint = "draw it at 0.25 pt or more"
            yield Finding("F011", Severity.WARNING, message, hint, page + 1, mark.area)


def _width(mark: Mark, unit: float) -> float | None:
    """A line's width in points; None: it is no line."""
    if isinstance(mark, Text):
        return mark.line if mark.stroke and not mark.fill else None
    if not isinstance(mark, Shape):
        return None
    if mark.stroke:
        return mark.line
    short, long = sorted(length * unit for length in size(mark.area))
    return short if long > THINNEST else None


def warning(code: str, message: str, hint: str, line: Line) -> Finding:
    """What is found about a line, with its place."""
    return Finding(code, Severity.WARNING, message, hint, line.page + 1, line.area)


def widows_and_orphans(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """F017: the last line of a paragraph alone at the head of a page, or its first alone at the foot."""
    size = text_size(file)
    texts = [text_blocks(page, size) for page in blocks(file)]
    for before, after in pairwise(texts):
        if not before or not after:
            continue
        foot, head = before[-1], after[0]
        last, first = foot.lines[-1], head.lines[0]
        if not foot.full(last) or abs(_indent(first, head)) > INDENT * size:
            continue
        if len(head.paragraphs[0]) == 1 and _ends(first, head):
            hint = "let the paragraph or one before it run a line longer or shorter"
            yield warning("F017", f"the last line of a paragraph stands alone: {first.quoted}", hint, first)
        if len(foot.paragraphs[-1]) == 1 and _begins(last, foot):
            hint = "let a paragraph before it run a line longer or shorter"
            yield warning("F017", f"the first line of a paragraph stands alone: {last.quoted}", hint, last)


def _indent(line: Line, block: Block) -> float:
    return line.left - block.left


def _ends(line: Line, block: Block) -> bool:
    """Whether a block's first line ends its paragraph."""
    if len(block.lines) == 1:
        return not line.text.endswith(HYPHEN)
    following = block.lines[1]
    short = block.measure is not None and line.right < block.measure - SHORT * line.size
    return short or following.left - line.left > INDENT * line.size


def _begins(line: Line, block: Block) -> bool:
    """Whether a block's last line begins its paragraph: it is indented, or stands below a heading or a gap."""
    return len(block.lines) == 1 or _indent(line, block) > INDENT * line.size


def loose(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """F018: a justified line that is spread too far."""
    for block in (block for page in blocks(file) for block in page if block.measure is not None):
        for line, _ in continued(block):
            if not block.full(line):
                continue
            for room, most, between in ((line.words, LOOSE_SPACE, "words"), (line.letters, LOOSE_LETTERS, "letters")):
                if room is not None and room > most:
                    message = f"spread by {room:.2f} em between its {between}: {line.quoted}"
                    yield warning("F018", message, "change a word, or allow a break in a long one", line)
                    break


def overfull(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """F019: a line that ends beyond the measure of its block."""
    for page in blocks(file):
        for block in page:
            for line in block.lines:
                if block.measure is not None and line.right > block.measure + OVER:
                    over = line.right - block.measure
                    message = f"runs {over:.1f} pt over the measure: {line.quoted}"
                    yield warning("F019", message, "allow a break in a long word or address", line)


CHECKS: tuple[Check, ...] = (strokes, widows_and_orphans, loose, overfull, forbidden_ends)
