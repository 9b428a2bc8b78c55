"""Text set downwards, character below character, for an engine without writing-mode (UAX #50; GB/T 15834-2011, 5.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.editions.cover.front import Measure

# Quotation marks of lines become those of columns; what opens, closes or joins lies on its side (UAX #50: Tr, R).
_COLUMN_MARKS = str.maketrans("“”‘’", "『』「」")
_LYING = set("（）《》〈〉「」『』【】〔〕［］｛｝：；—–-‐…～·/／|()[]:;")
_CORNER = set("，、。．")  # in the upper right corner of their cell instead of the lower left (Tu)
_TOKEN = re.compile(r"[A-Za-z0-9À-ɏЀ-ӿ][A-Za-z0-9À-ɏЀ-ӿ.,'%&+]*|\s+|.", re.DOTALL)
_SHORT = 4  # letters or digits that may stand side by side in one cell
_SMALLEST = 0.5  # so far they may be set smaller for it
_CELL = 1.04  # from one character to the next, in ems
_SPACE = 0.3
_BESIDE = 0.16  # white that a run on its side keeps from its neighbours, both together


@dataclass(frozen=True)
class Cell:
    """A character or a run of letters in a column.

    Attributes:
        turn: in degrees, clockwise.
        scale: of its size to the column's.
        length: down the column, in ems of it.
        right, up: how far it is moved from the middle of its cell, in ems.
        letters: whether it is in Latin or Cyrillic script, or digits.
    """

    text: str
    length: float = _CELL
    turn: int = 0
    scale: float = 1.0
    right: float = 0.0
    up: float = 0.0
    letters: bool = False


def cells(text: str, weight: int, measure: Measure) -> Iterator[Cell]:
    """The cells of a text from above; one without text is a space."""
    for token in _TOKEN.findall(text.translate(_COLUMN_MARKS)):
        if token.isspace():
            yield Cell("", _SPACE)
        elif token in _LYING:
            yield Cell(token, turn=90)
        elif token in _CORNER:
            yield Cell(token, right=0.55, up=0.55)
        elif re.match(r"[A-Za-z0-9À-ɏЀ-ӿ]", token):
            yield _letters(token, measure(token, weight))
        else:
            yield Cell(token)


def _letters(token: str, width: float) -> Cell:
    """A run of letters or digits: side by side in one cell if it is short, else on its side."""
    scale = min(1.0, _CELL / width)
    if len(token) <= _SHORT and scale >= _SMALLEST:
        return Cell(token, scale=scale, letters=True)
    return Cell(token, width + _BESIDE, turn=90, letters=True)
