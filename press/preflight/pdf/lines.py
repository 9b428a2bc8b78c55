"""The lines of a print file by the places of their characters, as PDFium sees them: on any PDF, tagged or not.

Characters come in the order in which the page draws them, with their origins and loose boxes (advance width by ascent
and descent). What PDFium adds itself, spaces and ends of lines that it guesses, tells only that words part.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from press.model.preflight import Area
from press.preflight.pdf.file import PrintFile

# In em. A line goes on over what justification can make of a space, but not over the gap between two cells or columns.
WIDEST_SPACE = 10.0
WIDEST_STEP = 0.9  # from one text object to the next, where cells part
BACKWARD = 0.6  # kerning and overprinted accents move back by less
RAISED = 0.5  # superscripts stand within
HYPHEN = "\u2010"
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KEPT: WeakKeyDictionary[Any, tuple[tuple[Line, ...], ...]] = WeakKeyDictionary()


class Character(NamedTuple):
    """A character as drawn; its box reaches from its origin as far as it advances. Points, in user space."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    baseline: float
    size: float
    spaced: bool  # whether a space stands before it
    drawn_with: int  # its text object


@dataclass(frozen=True)
class Line:
    """Characters on one baseline, without spaces at the ends.

    Attributes:
        page: counted from 0.
    """

    page: int
    characters: tuple[Character, ...]

    @cached_property
    def text(self) -> str:
        """As read; a hyphen that ends it is U+2010, whatever it was."""
        return "".join(f" {c.text}" if c.spaced else c.text for c in self.characters).strip()

    @cached_property
    def size(self) -> float:
        """Of most of its characters, in points."""
        return median(c.size for c in self.characters)

    @cached_property
    def baseline(self) -> float:
        """Height of most of its characters."""
        return median(c.baseline for c in self.characters)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.characters[0].left

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return max(c.right for c in self.characters[-2:])

    @property
    def area(self) -> Area:
        """The box of all its characters."""
        rows = self.characters
        return self.left, min(c.bottom for c in rows), self.right, max(c.top for c in rows)

    def pairs(self) -> Iterator[tuple[Character, Character, float]]:
        """Neighbours with the room between them, in em of the line."""
        for before, after in zip(self.characters, self.characters[1:], strict=False):
            yield before, after, (after.left - before.right) / self.size

    @cached_property
    def words(self) -> float | None:
        """The usual room between its words, in em; None: it has but one."""
        rooms = [room for before, after, room in self.pairs() if after.spaced and not _han(before, after)]
        return median(rooms) if rooms else None

    @cached_property
    def letters(self) -> float | None:
        """The usual room between its ideographs, in em; None: no two stand together."""
        rooms = [room for before, after, room in self.pairs() if _han(before) and _han(after)]
        return median(rooms) if rooms else None

    def leads_to(self, end: Line) -> bool:
        """Whether another line may be the rest of this one, behind a wide space."""
        ahead = (end.left - self.right) / self.size
        return abs(self.baseline - end.baseline) < 0.1 and 0 < ahead < WIDEST_SPACE

    def joined(self, end: Line) -> Line:
        """This line with its rest."""
        return Line(self.page, (*self.characters, end.characters[0]._replace(spaced=True), *end.characters[1:]))

    @property
    def quoted(self) -> str:
        """Its beginning and its end, for a message."""
        text = self.text
        return f"“{text}”" if len(text) <= 30 else f"“{text[:14].rstrip()} … {text[-14:].lstrip()}”"


def _han(*characters: Character) -> bool:
    """Whether one of the characters is an ideograph."""
    return any(HAN.match(character.text) for character in characters)


def pages(file: PrintFile) -> tuple[tuple[Line, ...], ...]:
    """The lines of each page in the order of drawing; they are looked for once a file."""
    if file.seen not in _KEPT:
        _KEPT[file.seen] = tuple(tuple(_lines(file.seen, number)) for number in range(len(file.seen)))
    return _KEPT[file.seen]


def _lines(pdf: Any, number: int) -> Iterator[Line]:
    gathered: list[Character] = []
    for character in _characters(pdf, number):
        if gathered and _parts(gathered, character):
            yield Line(number, _trimmed(gathered))
            gathered = []
        gathered.append(character)
    if gathered:
        yield Line(number, _trimmed(gathered))


def _trimmed(characters: Sequence[Character]) -> tuple[Character, ...]:
    return characters[0]._replace(spaced=False), *characters[1:]


def _parts(line: Sequence[Character], character: Character) -> bool:
    """Whether a character begins another line (or cell)."""
    last, size = line[-1], max(line[0].size, character.size)
    ahead = (character.left - last.right) / size
    if abs(character.baseline - line[0].baseline) > RAISED * size or character.left < last.left - BACKWARD * size:
        return True
    return ahead > (WIDEST_SPACE if character.drawn_with == last.drawn_with else WIDEST_STEP)


def _characters(pdf: Any, number: int) -> Iterator[Character]:
    """The upright characters of a page."""
    from pypdfium2 import raw

    page = pdf[number]
    text = page.get_textpage()
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    spaced = False
    try:
        for index in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text, index))
            if raw.FPDFText_IsGenerated(text, index) or character.isspace():
                spaced = True
                continue
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            raw.FPDFText_GetLooseCharBox(text, index, box)
            raw.FPDFText_GetMatrix(text, index, matrix)
            size = raw.FPDFText_GetFontSize(text, index) * abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
            if size < 0.1 or abs(matrix.b) > 0.01 * abs(matrix.a):
                continue
            if raw.FPDFText_IsHyphen(text, index):
                character = HYPHEN
            drawn_with = ctypes.cast(raw.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value or 0
            yield Character(character, x.value, box.right, box.bottom, box.top, y.value, size, spaced, drawn_with)
            spaced = False
    finally:
        text.close()
        page.close()
