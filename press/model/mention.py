"""A number as a text mentions it, and the values that it may have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

# A number, or a token of several (2.1.3, A/12/37).
Key = int | Fraction | str

_LATIN = str.maketrans("ХІ", "XI")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10}


class Kind(StrEnum):
    """What a translator may say once where the source says it twice, and the other way round."""

    NUMBER = "number"
    YEAR = "year"
    MONTH = "month"
    CODE = "code"
    DECADE = "decade"


@dataclass(frozen=True)
class Mention:
    """A number in a text.

    Attributes:
        text: as it is written.
        keys: its value, in each way in which it may be read: 90 and 1990 of “the nineties”.
        start, end: its place in the text.
        firm: it must have a counterpart. Others may: small numbers in words, of which every language has its own.
        scale: what its digits were multiplied by.
        parts: the numbers to compare where it has no counterpart as a whole.
    """

    text: str
    keys: frozenset[Key]
    start: int
    end: int
    firm: bool = True
    kind: Kind = Kind.NUMBER
    scale: int = 1
    parts: tuple[Mention, ...] = ()


def number(digits: str) -> int | Fraction:
    """The value of digits with a decimal point."""
    if "." not in digits:
        return int(digits)
    whole, _, rest = digits.partition(".")
    return exact(Fraction(int(whole + rest), 10 ** len(rest)))


def exact(value: int | Fraction) -> int | Fraction:
    """An int where the value is one: it is compared faster."""
    return value if isinstance(value, int) else value.numerator if value.denominator == 1 else value


def roman(word: str) -> int:
    """The value of a Roman numeral up to 39, also in Cyrillic letters that look like it; 0 if it is none."""
    latin = word.translate(_LATIN)
    if not _ROMAN.fullmatch(latin):
        return 0
    values = [_DIGITS[letter] for letter in latin]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
