"""Lines of plain text: how wide text is in columns, and where it may be broken (Unicode, UAX #11 and #14)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import unicode_segmentation_rs as unicode

# A passage of a direction, and its end (Unicode, UAX #9, 2.4): what stands beside it keeps its place.
_ISOLATES, _END = {"ltr": "\u2066", "rtl": "\u2067"}, "\u2069"
JOINER = "\u2060"  # forbids a break, is never written
_INVISIBLE = {ord("\u00ad"): None, ord(JOINER): None, ord("\u200b"): None}
# UAX #14 lets a line break behind the dash of a range or the slash of a symbol (A/RES/60/288), and between a number and
# the Chinese word that it counts (2011年, 第3条).
_RANGE = re.compile(r"(?<=\d)[-–—](?=\d)|(?<=\w)/(?=\w)")
_COUNTED = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff])|(?<=第)(?=\d)")
_ADDRESS = re.compile(r"<?(?:https?://|mailto:)\S+")


def width(text: str, wide: bool) -> int:
    """How many columns a text takes.

    Args:
        wide: whether marks of ambiguous width (UAX #11: “ ” — …) take two, as they do in Chinese.
    """
    return sum(_width(character, wide) for character in text.translate(_INVISIBLE))


def _width(character: str, wide: bool) -> int:
    category, kind = unicodedata.category(character), unicodedata.east_asian_width(character)
    if category in ("Cf", "Mn", "Me"):
        return 0
    # Letters of ambiguous width, which all of Cyrillic are, are narrow in every font of today.
    return 2 if kind in "WF" or (wide and kind == "A" and category[0] in "PS") else 1


def isolated(text: str, direction: str) -> str:
    """A passage that runs in a direction of its own; empty: in that of the text around it."""
    return f"{_ISOLATES[direction]}{text}{_END}" if direction in _ISOLATES else text


def broken(text: str, columns: int, wide: bool) -> list[str]:
    """A text in lines, each as long as there is room; what is longer than a line is cut.

    Spaces that forbid a break stay, soft hyphens don't. A line feed ends a line; spaces behind it indent what follows.

    Args:
        columns: the room.
        wide: as of `width`.
    """
    return list(_ended(line for piece in text.split("\n") for line in _lines(piece, columns, wide)))


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """Lines that end the passages which are open, and begin them anew: each line is by itself to who shows it."""
    opened = ""
    for line in lines:
        line = opened + line
        opened = ""
        for character in line:
            opened = opened[:-1] if character == _END else opened + character * (character in _ISOLATES.values())
        yield line + _END * len(opened)


def _lines(text: str, columns: int, wide: bool) -> Iterator[str]:
    line, bare = "", text.lstrip(" ")
    indent = " " * min(len(text) - len(bare), columns // 2)  # of code in a cell
    for unit in _units(bare, columns - len(indent), wide):
        if line and width(line + unit.rstrip(" "), wide) > columns - len(indent):
            yield (indent + line).rstrip(" ").translate(_INVISIBLE)
            line = ""
        line += unit if line else unit.lstrip(" ")
    yield (indent + line).rstrip(" ").translate(_INVISIBLE)


def _units(text: str, columns: int, wide: bool) -> Iterator[str]:
    """The pieces between which a line may end, those that are too long cut; addresses whole if they find room."""
    text, at = text.replace("\u00ad", ""), 0
    for address in _ADDRESS.finditer(text):
        yield from _cut(_joined(text[at : address.start()]), columns, wide)
        # What stands at an address, such as a comma behind it, stays with it.
        yield from [address[0]] if width(address[0], wide) <= columns else _cut(address[0], columns, wide)
        at = address.end()
    yield from _cut(_joined(text[at:]), columns, wide)


def _joined(text: str) -> str:
    text = _RANGE.sub(lambda found: f"{JOINER}{found[0]}{JOINER}", text)
    return _COUNTED.sub(JOINER, text)


def _cut(text: str, columns: int, wide: bool) -> Iterator[str]:
    for unit in unicode.line_break_units(text) if text else ():
        piece = ""
        for cluster in unicode.graphemes(unit, True):
            if piece and width((piece + cluster).rstrip(" "), wide) > columns:
                yield piece
                piece = ""
            piece += cluster
        yield piece


def longest(text: str, wide: bool) -> int:
    """The columns of the longest piece that can't be broken."""
    return max((width(unit.rstrip(" "), wide) for unit in _units(text.replace("\n", " "), 1000, wide)), default=0)


def padded(text: str, columns: int, wide: bool, right: bool = False) -> str:
    """A text filled up with spaces, before it if it is set to the right."""
    room = " " * max(0, columns - width(text, wide))
    return room + text if right else text + room
