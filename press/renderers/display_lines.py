"""A title set large: its size, and where its lines break, chosen as for a cover, by sense and for even lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations

Measure = Callable[[str], float]

_BREAKS = re.compile(r"[^\s\-‐–—/]*[\-‐–—/]?\s*")
_SHORT = re.compile(r"[a-zа-яё]{1,3}")
_AFTER = "：；，、。！？·—…）》」』”’"  # where a title without word spaces parts by sense
_NOT_FIRST = _AFTER + "）》」』】〉"
_NOT_LAST = "（《「『【〈“‘"
MOST_LINES = 5
LEAST_WITHOUT_SPLIT = 34.0  # em, in points: below this size words of a language without spaces may be split


def fit(
    title: str, spaced: bool, width: float, height: float, leading: float, sizes: Sequence[float], measure: Measure
) -> tuple[float, list[str]]:
    """The largest of the sizes at which a title fits a box, and its lines.

    Args:
        spaced: whether the language separates words by spaces.
        width: of the box, in points.
        height: of the box, in points.
        leading: distance of lines, as a multiple of the size.
        sizes: in points, the largest first; the last is taken whether it fits or not.
        measure: width of a text at the size of 1 point.
    """
    whole = _words(title) if spaced else _clauses(title)
    tries: list[tuple[float, list[str]]] = [(size, whole) for size in sizes if spaced or size >= LEAST_WITHOUT_SPLIT]
    if not spaced:
        tries += [(size, _characters(title)) for size in sizes]
    for size, pieces in tries:
        lines = _even(pieces, width / size, min(MOST_LINES, int(height / (size * leading))), measure)
        if lines:
            return size, lines
    return sizes[-1], [title]


def _even(pieces: list[str], width: float, most: int, measure: Measure) -> list[str]:
    """The fewest lines that fit, and of those the most even; empty where none fit."""
    for count in range(1, min(most, len(pieces)) + 1):
        found: list[tuple[float, list[str]]] = []
        for cuts in combinations(range(1, len(pieces)), count - 1):
            lines = [
                "".join(pieces[a:b]).strip() for a, b in zip((0, *cuts), (*cuts, len(pieces)), strict=True)
            ]
            widths = [measure(line) for line in lines]
            if max(widths) <= width:
                found.append((_unevenness(widths), lines))
        if found:
            return min(found)[1]
    return []


def _unevenness(widths: Sequence[float]) -> float:
    """How much the widths of lines differ, in ems squared."""
    mean = sum(widths) / len(widths)
    return sum((mean - width) ** 2 for width in widths)


def _words(title: str) -> list[str]:
    """Words with the space after them; short ones (of, and, в) stay with the next, a compound may break."""
    pieces: list[str] = []
    for piece in filter(None, _BREAKS.findall(title)):
        tied = pieces and _SHORT.fullmatch(pieces[-1].rpartition(" ")[0].rpartition(" ")[2]) and pieces[-1].endswith(" ")
        pieces[-1:] = [pieces[-1] + piece] if tied else [*pieces[-1:], piece]
    return pieces


def _clauses(title: str) -> list[str]:
    """Clauses of a title without word spaces, each with the mark that ends it."""
    return [piece for piece in re.findall(f"[^{_AFTER}]*[{_AFTER}]*", title) if piece]


def _characters(title: str) -> list[str]:
    """Characters, with those that may not begin or end a line joined to their neighbours."""
    pieces: list[str] = []
    for character in title:
        joined = pieces and (
            character in _NOT_FIRST
            or pieces[-1][-1] in _NOT_LAST
            or (character.isascii() and pieces[-1][-1].isascii())
        )
        pieces[-1:] = [pieces[-1] + character] if joined else [*pieces[-1:], character]
    return pieces
