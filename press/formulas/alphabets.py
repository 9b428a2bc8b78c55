"""The alphabets of mathematics: browsers know `mathvariant` no more (MathML Core, 2.1.7), its letters are Unicode's."""

from __future__ import annotations

import unicodedata
from functools import cache

# By the values of `mathvariant` (MathML 3, 3.2.2); letters that stand elsewhere in Unicode than their alphabets do.
_NAMES = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
    "bold-script": "BOLD SCRIPT",
    "fraktur": "FRAKTUR",
    "bold-fraktur": "BOLD FRAKTUR",
    "sans-serif": "SANS-SERIF",
    "bold-sans-serif": "SANS-SERIF BOLD",
    "sans-serif-italic": "SANS-SERIF ITALIC",
    "sans-serif-bold-italic": "SANS-SERIF BOLD ITALIC",
    "monospace": "MONOSPACE",
}
_ELSEWHERE = {"FRAKTUR": "BLACK-LETTER"}
FIRST, LAST = "\U0001d400", "\U0001d7ff"  # the block of alphabets


def lettered(text: str, variant: str) -> str:
    """A text in one of the alphabets; what the alphabet lacks stays as it is."""
    return "".join(_letter(character, variant) for character in text) if variant in _NAMES else text


@cache
def _letter(character: str, variant: str) -> str:
    alphabet, name = _NAMES[variant], unicodedata.name(character, "")
    if alphabet == "ITALIC" and character == "h":
        return "\N{PLANCK CONSTANT}"
    short = name.removeprefix("LATIN ").removeprefix("GREEK ").replace(" LETTER ", " ")
    here, there = f"MATHEMATICAL {alphabet} {short}", f"{_ELSEWHERE.get(alphabet, alphabet)} {short}"
    elsewhere = character.isascii() and alphabet in ("DOUBLE-STRUCK", "SCRIPT", "FRAKTUR")
    for candidate in (here, there) if elsewhere else (here,):
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return character


def base(text: str) -> str:
    """A text whose letters of those alphabets are ordinary ones; those outside of the block, as ℝ, stay."""
    return "".join(unicodedata.normalize("NFKC", c) if FIRST <= c <= LAST else c for c in text)
