"""Patterns that a publication brings: whether one could search without end.

Python's re tries every way of parting a text among the repeats of a pattern. Within a repeat, another one that may be
longer or shorter doubles the ways with each character: `(a+)+b` takes a minute for thirty letters.
"""

from __future__ import annotations

import re
from typing import Any

LONGEST = 500  # characters of a pattern
_MANY = 20  # times: as good as without end
_REPEATS = 2  # of them in a pattern; with three, a page takes minutes
_parser: Any = getattr(re, "_parser")  # noqa: B009  (its tree has no public name)
_REPEAT = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


def endless(pattern: str) -> str:
    """Why a pattern could search without end; empty if it can't.

    Raises:
        re.error: it is no pattern.
    """
    if len(pattern) > LONGEST:
        return f"it has more than {LONGEST} characters"
    repeats = [0]
    said = _within(_parser.parse(pattern), False, repeats)
    return said or (f"it has more than {_REPEATS} repeats without end" if repeats[0] > _REPEATS else "")


def _within(tree: Any, repeated: bool, repeats: list[int]) -> str:
    """The same of a part of it, which may stand in a repeat; counts the repeats without end."""
    for operation, value in tree:
        if str(operation) in _REPEAT:
            least, most, inner = value
            if repeated and least != most:
                return "a repeat stands within a repeat"
            repeats[0] += most > _MANY
            said = _within(inner, repeated or most > 1, repeats)
        elif str(operation) == "BRANCH" and repeated:
            return "a choice stands within a repeat"
        else:
            said = next(filter(None, (_within(part, repeated, repeats) for part in _parts(value))), "")
        if said:
            return said
    return ""


def _parts(value: Any) -> list[Any]:
    """The patterns within what an operation has: groups, choices, and looks ahead and behind."""
    if isinstance(value, _parser.SubPattern):
        return [value]
    return [part for each in value for part in _parts(each)] if isinstance(value, tuple | list) else []
