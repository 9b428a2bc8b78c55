"""Numbers of chapters and appendices in each language's numerals."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals: 2 → 二, 10 → 十, 21 → 二十一."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        raise ValueError(f"{number} is not from 1 to 99")
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


NUMERALS: Mapping[str, Callable[[int], str]] = {"decimal": str, "chinese": chinese}
