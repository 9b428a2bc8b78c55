"""Numbers of chapters, appendices, notes and items of lists in numerals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

_DIGITS = "零一二三四五六七八九"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals: 2 → 二, 10 → 十, 21 → 二十一."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        raise ValueError(f"{number} is not from 1 to 99")
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def letters(number: int) -> str:
    """A number from 1 on in letters: a … z, aa, ab …; other numbers as they are."""
    if number < 1:
        return str(number)
    rest, last = divmod(number - 1, len(_LETTERS))
    return (letters(rest) if rest else "") + _LETTERS[last]


def roman(number: int) -> str:
    """A number from 1 to 3999 in small Roman numerals: 4 → iv; other numbers as they are."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for worth, numeral in _ROMAN:
        count, number = divmod(number, worth)
        out += numeral * count
    return out


_STYLES: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(("LowerAlpha", "UpperAlpha"), letters),
    **dict.fromkeys(("LowerRoman", "UpperRoman"), roman),
}
_BRACKETS = {"OneParen": "{})", "TwoParens": "({})"}


def markers(attributes: Sequence[Any], count: int) -> list[str]:
    """The markers of a list: "(b)", "iv)", "10."

    Args:
        attributes: Pandoc's ListAttributes: start, style, delimiter.
        count: how many items the list has.
    """
    start, style, delimiter = attributes
    numeral = _STYLES.get(style["t"], str)
    brackets = _BRACKETS.get(delimiter["t"], "{}.")
    said = (numeral(number) for number in range(start, start + count))
    return [brackets.format(one.upper() if style["t"].startswith("Upper") else one) for one in said]


# What a language may count its chapters in.
NUMERALS: Mapping[str, Callable[[int], str]] = {"decimal": str, "chinese": chinese}
