"""The status of translations as lines of text, for a terminal of any width."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TextIO

from press.translations.status_model import PARTS, LanguageStatus, Tally

BLOCKS = {"translated": "█", "fuzzy": "▒", "missing": "░"}
COLOURS = {"translated": "32", "fuzzy": "33", "missing": "2"}  # SGR: green, yellow, faint
GAP = 2
WIDEST_BAR, NARROWEST_BAR = 30, 6


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user has not refused colour (NO_COLOR, whatever its value but "")."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def table(found: Sequence[LanguageStatus], columns: int, colour: bool) -> str:
    """The status of some languages: a block a language, a line a document and one for the sum, then what it means.

    Args:
        found: the languages.
        columns: width of the terminal; numbers are never cut, the bars make room for them and go where there is none.
        colour: whether to write SGR escapes.
    """
    lines = [line for row in found for line in (row.name, *(d.document for d in row.documents))]
    names = max(map(cells, [*lines, "all"]), default=0) + GAP
    widths = [max(map(len, _column(found, part))) for part in PARTS]
    bar = min(WIDEST_BAR, columns - names - len("100 %") - 1 - sum(widths) - GAP * len(PARTS) - GAP)
    made = _Table(names, widths, bar if bar >= NARROWEST_BAR else 0, colour)
    blocks = "\n".join(made.block(row) for row in found)
    marks = ", ".join(f"{made.painted(part, block)} {part}" for part, block in BLOCKS.items())
    return f"{blocks}\nsegments/words of the source; {marks}; per cent by words\n"


def cells(text: str) -> int:
    """The cells that a text takes in a terminal: two for each wide character, none for a combining one."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def _column(found: Sequence[LanguageStatus], part: str) -> Iterator[str]:
    yield part
    for row in found:
        yield from (_figures(tally, part) for tally in (row.tally, *(document.tally for document in row.documents)))


def _figures(tally: Tally, part: str) -> str:
    count = getattr(tally, part)
    return f"{count.segments}/{count.words}"


def shares(tally: Tally, width: int) -> dict[str, int]:
    """How many of `width` cells each part gets; whatever there is some of gets one, and they make `width` together."""
    if not width or not tally.total.segments:
        return {"translated": width, "fuzzy": 0, "missing": 0}
    weights = {part: getattr(tally, part).words or getattr(tally, part).segments for part in BLOCKS}
    given = {part: max(bool(weight), width * weight // sum(weights.values())) for part, weight in weights.items()}
    for part in sorted(given, key=lambda part: -weights[part])[:1]:
        given[part] += width - sum(given.values())
    return given


class _Table:
    """Lines of the table, all of the same widths."""

    def __init__(self, names: int, widths: Sequence[int], bar: int, colour: bool) -> None:
        self.names, self.widths, self.bar, self.colour = names, widths, bar, colour

    def block(self, row: LanguageStatus) -> str:
        head = self._padded(row.name) + " " * (self.bar + bool(self.bar) + len("100 %"))
        titles = "".join(" " * GAP + part.rjust(width) for part, width in zip(PARTS, self.widths, strict=True))
        documents = [self._line(document.document, document.tally) for document in row.documents]
        return "\n".join([head + titles, *documents, self._line("all", row.tally), ""])

    def _line(self, name: str, tally: Tally) -> str:
        bar = "".join(self.painted(part, BLOCKS[part] * count) for part, count in shares(tally, self.bar).items())
        figures = [_figures(tally, part).rjust(width) for part, width in zip(PARTS, self.widths, strict=True)]
        start = self._padded(name) + bar + (" " if self.bar else "")
        return start + f"{tally.percent:>3} %" + "".join(" " * GAP + figure for figure in figures)

    def _padded(self, name: str) -> str:
        return name + " " * (self.names - cells(name))

    def painted(self, part: str, text: str) -> str:
        return f"\x1b[{COLOURS[part]}m{text}\x1b[0m" if self.colour and text else text
