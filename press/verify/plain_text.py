"""The text of the plain-text edition: its layout tells what is text, note or furniture (press.editions.txt.write)."""

from __future__ import annotations

import re
from pathlib import Path

from press.verify.text import Extract

RULE = "=" * 72
MARGIN = 6
FRONT = 2  # rules around the title; before the third there is nothing but title and contents
_NOTE = re.compile(r" {0,3}\[\d+\](?= |$)")
# Addresses that are told behind the text of a link; one that is the text stands without brackets.
_ADDRESS = re.compile(r"<(?:https?|mailto|tel|urn|doi):[^>]*>", re.IGNORECASE)


_CALL = re.compile(r"\[(\d+)\]")
_BAR = re.compile(r" \|(?: |$)")


def of_txt(path: Path) -> Extract:
    """The text of the parts without the numbers in the margin, and that of the notes at their ends."""
    body, notes = _Column(), _Column()
    rules, note, written = 0, False, []
    for line in path.read_text("utf-8").split("\n"):
        rules += line == RULE
        if rules <= FRONT:
            continue
        table = bool(_BAR.search(line))  # a wide one begins in the margin, with what may look like a number there
        if _NOTE.match(line[:MARGIN]) and not table:
            note = True
        elif line and not line.startswith(" " * MARGIN):
            note = False
        in_margin = line[:MARGIN].strip(" 0123456789[]") == "" and not table
        (notes if note else body).add(line[MARGIN:] if in_margin else line)
        written.append(line[MARGIN:] if line[:MARGIN].strip(" 0123456789[]") == "" else line)
    return Extract(_uncalled(body.text()), notes.text(), "\n".join(written))


def _uncalled(text: str) -> str:
    """The text without the calls of notes, which count on through it; any other number in brackets is text."""
    called = 0

    def call(found: re.Match[str]) -> str:
        nonlocal called
        if int(found[1]) != called + 1:
            return found[0]
        called += 1
        return ""

    return _CALL.sub(call, text)


class _Column:
    """Text that goes down the page, but in tables down each column by itself, whose cells wrap side by side."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.cells: list[list[str]] = []

    def add(self, line: str) -> None:
        """Take a line; blank ones don't end a table."""
        cells = _BAR.split(line.removeprefix("| "))
        if line.strip() and (len(cells) == 1 or len(cells) != len(self.cells)):
            self._end_table()
        if len(cells) == 1:
            self.lines.append(line)
            return
        self.cells = self.cells or [[] for _ in cells]
        for column, cell in zip(self.cells, cells, strict=True):
            column.append(cell)

    def _end_table(self) -> None:
        self.lines += [cell for column in self.cells for cell in column]
        self.cells = []

    def text(self) -> str:
        """All of it, without the addresses of links."""
        self._end_table()
        return _ADDRESS.sub("", "\n".join(self.lines))
