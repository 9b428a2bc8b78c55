"""The lettering of a spine: pieces of text with their places, sizes and turns, by the custom of each language.

`down`: lines turned clockwise, read from the head to the foot; `up`: turned the other way, read from foot to head;
`stacked`: upright characters below each other, set one by one, since the engine has no writing-mode (UAX #50;
GB/T 15834-2011, 5.2). The publisher stands at the foot in all three, where there is room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.editions.cover.front import EDGE, Measure
from press.editions.title_lines import halves
from press.model.printing import MILLIMETRE

# Quotation marks of lines become those of columns; what opens, closes or joins lies on its side (UAX #50: Tr, R).
_COLUMN_MARKS = str.maketrans("“”‘’", "『』「」")
_LYING = set("（）《》〈〉「」『』【】〔〕［］｛｝：；—–-‐…～·/／|()[]:;")
_CORNER = set("，、。．")  # in the upper right corner of their cell instead of the lower left (Tu)
_TOKEN = re.compile(r"[A-Za-z0-9À-ɏЀ-ӿ][A-Za-z0-9À-ɏЀ-ӿ.,'%&+]*|\s+|.", re.DOTALL)
_SHORT = 4  # letters or digits that may stand side by side in one cell
_SMALLEST = 0.5  # so far they may be set smaller for it
_CELL = 1.04  # from one character to the next, in ems
_SPACE = 0.3
_CLEARANCE = 0.16  # white that a run on its side keeps from its neighbours, both together
SAFE = 1.5 * MILLIMETRE  # between text and either edge: a fold may come to lie so far from where it should
MOST, LEAST = 26.0, 7.0  # of the title's size, in points
TURNS = {"down": 90, "up": -90, "stacked": 0}
_LINE = 1.0  # what a line takes of the spine's width, in ems: from ascenders to descenders
_BESIDE, _BELOW = 0.84, 0.62  # size of what follows the title's colon: in the title's line, and in one of its own
_GAP = 0.7  # between what stands in one line
_APART = 1.4  # between title and publisher
_YIELDS = 0.75  # so much smaller the title may be for the publisher's sake
# How far the middle of letters stands below that of their line, in ems: in the Latin and Cyrillic faces half of the
# height between small letters and capitals, in the Chinese ones the middle of the square.
_LETTERS, _SQUARE = 0.064, 0.0525


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
    return Cell(token, width + _CLEARANCE, turn=90, letters=True)


@dataclass(frozen=True)
class Piece:
    """A piece of text that is centred on a place of the spine.

    Attributes:
        x, y: of its line's middle, in points from the spine's upper left corner.
        length: along its line, in points.
        turn: in degrees, clockwise.
        letters: whether it is in Latin or Cyrillic script, or digits.
    """

    text: str
    weight: int
    size: float
    x: float
    y: float
    length: float
    turn: int
    letters: bool = True


@dataclass(frozen=True)
class _Run:
    """Text before its size is known; lengths in ems of the title.

    Attributes:
        scale: of its size to the title's.
        at, length: where it begins along the setting, and how long it is.
        right, up: of the middle of its setting, as its letters stand.
        turn: beyond that of the custom.
    """

    text: str
    weight: int
    scale: float
    at: float
    length: float
    right: float = 0.0
    up: float = 0.0
    turn: int = 0
    letters: bool = True


@dataclass(frozen=True)
class _Setting:
    """Text that is set along the spine: its runs, how long and how wide they are together, in ems."""

    runs: tuple[_Run, ...]
    length: float
    width: float


def lettering(
    title: str, publisher: str, custom: str, width: float, height: float, measure: Measure
) -> tuple[Piece, ...]:
    """What stands on a spine, as large as it fits; nothing where it would be too small to read.

    Args:
        title: whole; what follows its colon is set smaller, or left out where it finds no room.
        custom: a key of TURNS (Language.spine).
        width: of the spine, in points; `height` is its length.
        measure: widths in the faces that it is set in.
    """
    across, along = width - 2 * SAFE, height - 2 * EDGE
    head, tail = halves(title)
    for settings in (_titles(head, tail, custom, measure), _titles(head, "", custom, measure)):
        size, setting = _largest(settings, across, along)
        if size >= LEAST:
            break
    else:
        return ()
    named, foot = _set(publisher, 400, 1.0, custom, measure), min(11.0, max(LEAST, 0.6 * size))
    below = named.length * foot + _APART * size
    less, beside = _largest(settings, across, along - below)
    shown = bool(publisher) and less >= max(LEAST, _YIELDS * size)
    if shown:
        size, setting = less, beside
    length = setting.length * size
    top = EDGE + min((along - length) / 2, along - length - (below if shown else 0.0))
    pieces = list(_placed(setting, size, top, custom, width))
    if shown:
        pieces += _placed(named, foot, height - EDGE - named.length * foot, custom, width)
    return tuple(pieces)


def _largest(settings: Sequence[_Setting], across: float, along: float) -> tuple[float, _Setting]:
    """The largest size of a title in so much room, in points, and the way to set it there."""
    sized = ((min(MOST, across / row.width, along / row.length), row) for row in settings)
    return max(sized, key=lambda pair: pair[0])


def _titles(head: str, tail: str, custom: str, measure: Measure) -> list[_Setting]:
    """The ways in which a title can be set: in one line, and its halves in two where it is not stacked."""
    first, second = _set(head, 600, 1.0, custom, measure), _set(tail[:1].upper() + tail[1:], 400, 1.0, custom, measure)
    if not tail:
        return [first]
    after = first.length + _GAP
    line = _Setting((*first.runs, *_scaled(second, _BESIDE, after)), after + second.length * _BESIDE, first.width)
    if custom == "stacked":
        return [line]
    # Baselines 1.15 em apart; the block of both is centred by its ink, from capitals to the lower baseline.
    rows = (*_scaled(first, 1.0, 0, 0.455), *_scaled(second, _BELOW, 0, -0.595))
    return [line, _Setting(rows, max(first.length, second.length * _BELOW), 1.8)]


def _set(text: str, weight: int, scale: float, custom: str, measure: Measure) -> _Setting:
    """A text in one line, or in one column."""
    if custom != "stacked":
        length = measure(text, weight)
        return _Setting((_Run(text, weight, scale, 0, length),), length, _LINE)
    runs: list[_Run] = []
    at = 0.0
    for cell in cells(text, weight, measure):
        if cell.text:
            more = {"right": cell.right, "up": cell.up, "turn": cell.turn, "letters": cell.letters}
            runs.append(_Run(cell.text, weight, cell.scale, at, cell.length, **more))  # type: ignore[arg-type]
        at += cell.length
    return _Setting(tuple(runs), at, _LINE)


def _scaled(setting: _Setting, scale: float, at: float, up: float = 0.0) -> Iterator[_Run]:
    """The runs of a setting, smaller and elsewhere."""
    for run in setting.runs:
        size, place, length = run.scale * scale, at + run.at * scale, run.length * scale
        lift = up + run.up * scale
        yield _Run(run.text, run.weight, size, place, length, run.right * scale, lift, run.turn, run.letters)


def _placed(setting: _Setting, size: float, top: float, custom: str, width: float) -> Iterator[Piece]:
    """The pieces of a setting that begins so far below the spine's head."""
    for run in setting.runs:
        turn = TURNS[custom] + run.turn
        middle = run.at + run.length / 2
        y = top + (setting.length - middle if custom == "up" else middle) * size
        # Where letters stand up to: the right if they are turned clockwise, the left if the other way, else the head.
        up = run.up + (_LETTERS if run.letters else _SQUARE) * run.scale
        sideways, upwards = {90: (up, 0.0), -90: (-up, 0.0), 0: (run.right, up)}[turn]
        x = width / 2 + sideways * size
        yield Piece(run.text, run.weight, run.scale * size, x, y - upwards * size, run.length * size, turn, run.letters)
