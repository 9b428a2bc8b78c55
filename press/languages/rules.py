"""What the rows of languages are written in: rules of punctuation and of typography, stems, and places in a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from press.model.language import OBJECT, Replacement, Rule

GAP = OBJECT  # as checks call it: what is left out, so that the words at its sides don't become neighbours
HYPHENS = "\u2010-"
# Of languages that space their words: what no line begins with, and what none ends with.
NOT_FIRST, NOT_LAST = re.compile(r"[,;:!?…)\]»”](?!\w)"), re.compile(r"[(\[«„“]$")
_AROUND = 12


def rule(pattern: str, message: str, hint: str, titles: bool = True) -> Rule:
    """A rule."""
    return Rule(pattern, message, hint, titles)


@cache
def snowball(name: str) -> Callable[[str], str]:
    """The stemmer of a language by its English name; the library is loaded with the first text that is stemmed."""
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem


def replacements(*rows: tuple[str, str]) -> tuple[Replacement, ...]:
    """Rules of typography: patterns and what takes their place, tried in order."""
    return tuple(Replacement(re.compile(pattern), by) for pattern, by in rows)


def as_written(word: str) -> str:
    """A word as terms are found by it: in small letters, abbreviations as they are."""
    return word if word.isupper() else word.lower()


def around(text: str, at: int, end: int) -> str:
    """What stands around a place, in a line."""
    before, after = max(0, at - _AROUND), end + _AROUND
    cut = text[before:after].replace("\n", " ").replace(GAP, "□")
    return f"“{'…' if before else ''}{cut}{'…' if after < len(text) else ''}”"
