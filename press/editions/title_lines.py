"""Titles set large: their size, and where their lines break, chosen as for a cover, by sense and for even lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

Measure = Callable[[str], float]

_WORD = re.compile(r"[^\s\-‐–—/]*[\-‐–—/]?\s*")
_SHORT = re.compile(r"(?:.*\s)?[^\W\d_A-ZА-ЯЁ]{1,3}\s+")
_AFTER = "：；，、。！？·—…）》」』”’"  # where a title without word spaces parts by sense
_NOT_LAST = "（《「『【〈“‘"
_HALVES = re.compile(r"(.{2,}?)(?:[:：]|\s[—–])\s*(.{2,})")
_TIED = re.compile(r"[A-Za-z0-9.,]{2}")


@dataclass(frozen=True)
class Lines:
    """A text as it is set: size in points, and its lines."""

    size: float
    lines: tuple[str, ...]


def halves(title: str) -> tuple[str, str]:
    """A title and what follows its colon or dash, which lines of their own say in place of the mark; else nothing."""
    found = _HALVES.fullmatch(title)
    return (found[1], found[2]) if found else (title, "")


def fit(
    text: str, spaced: bool, width: float, sizes: Sequence[float], split: float, most: int, measure: Measure
) -> Lines:
    """The largest of the sizes at which a text fits a width, and its lines: the fewest, and the most even.

    Args:
        spaced: whether the language separates words by spaces.
        width: in points.
        sizes: in points, the largest first; the last is taken whether it fits or not.
        split: in a language without spaces, the size below which clauses are rather split than set smaller.
        most: how many lines there should be; more are made where the smallest size needs them.
        measure: width of a text at the size of 1 point.
    """
    tries = [(size, _words(text) if spaced else _clauses(text)) for size in sizes if spaced or size >= split]
    tries += [] if spaced else [(size, _characters(text)) for size in sizes]
    for size, pieces in tries:
        if lines := _even(pieces, width / size, most, measure):
            return Lines(size, tuple(lines))
    pieces = tries[-1][1]
    return Lines(sizes[-1], tuple(_even(pieces, width / sizes[-1], len(pieces), measure)) or (text,))


def _even(pieces: Sequence[str], width: float, most: int, measure: Measure) -> list[str]:
    """The fewest lines that fit, and of those the most even; empty where none fit."""
    text = [measure("".join(pieces[:end])) for end in range(len(pieces) + 1)]

    @cache
    def best(start: int, count: int) -> tuple[float, tuple[int, ...]]:
        """The least sum of squared widths of `count` lines from a piece on, and where they end."""
        ends = [len(pieces)] if count == 1 else range(start + 1, len(pieces) - count + 2)
        found: list[tuple[float, tuple[int, ...]]] = [(float("inf"), (len(pieces),))]
        for end in ends:
            line = text[end] - text[start] - (measure(" ") if pieces[end - 1].endswith(" ") else 0)
            if line <= width:
                rest, cuts = best(end, count - 1) if count > 1 else (0.0, ())
                found.append((line * line + rest, (end, *cuts)))
        return min(found)

    for count in range(1, min(most, len(pieces)) + 1):
        cost, cuts = best(0, count)
        if cost < float("inf"):
            return ["".join(pieces[a:b]).strip() for a, b in pairwise((0, *cuts))]
    return []


def _words(text: str) -> list[str]:
    """Words with the space after them; short ones (of, and, в) stay with the next, a compound may break."""
    return _joined(filter(None, _WORD.findall(text)), lambda before, _: bool(_SHORT.fullmatch(before)))


def _clauses(text: str) -> list[str]:
    """Clauses of a text without word spaces, each with the mark that ends it."""
    return [piece for piece in re.findall(f"[^{_AFTER}]*[{_AFTER}]*", text) if piece]


def _characters(text: str) -> list[str]:
    """Characters, with those that may not begin or end a line, numbers and Latin words joined to their neighbours."""

    def ties(before: str, after: str) -> bool:
        return after in _AFTER or before[-1] in _NOT_LAST or bool(_TIED.fullmatch(before[-1] + after))

    return _joined(text, ties)


def _joined(pieces: Sequence[str] | filter[str], ties: Callable[[str, str], bool]) -> list[str]:
    out: list[str] = []
    for piece in pieces:
        if out and ties(out[-1], piece):
            out[-1] += piece
        else:
            out.append(piece)
    return out
