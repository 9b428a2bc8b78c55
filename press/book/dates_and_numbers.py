"""Dates and numbers of data, formatted for each language by CLDR (Babel).

In a source they are spans with the class `date` (ISO 8601: 2007, 2007-08, 2007-08-09, or an interval of two with a
slash) or `number` (a plain decimal).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from press import pandoc
from press.model.language import Language

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# The skeletons of CLDR for a date that names year, month and day; year and month; year.
_SKELETONS = {1: "y", 2: "yMMMM", 3: "yMMMMd"}
_INTERVALS = {1: "y", 2: "yMMM", 3: "yMMMd"}


def format_values(blocks: Any, language: Language) -> Any:
    """A new tree with its dates and numbers as a reader of the language writes them.

    Raises:
        ValueError: a date or number that is none; press.content refuses it before (S014).
    """

    def change(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Span":
            return node
        attr, content = node["c"]
        text = pandoc.plain(content)
        if "date" in attr[1]:
            return {"t": "Span", "c": [attr, pandoc.words(format_date(text, language))]}
        if "number" in attr[1]:
            return {"t": "Span", "c": [attr, pandoc.words(format_number(text, language))]}
        return node

    return pandoc.transform(blocks, change)


def format_number(text: str, language: Language) -> str:
    """A decimal with the language's separators."""
    from babel.numbers import format_decimal

    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text} is no number") from error
    if not number.is_finite():
        raise ValueError(f"{text} is no number")
    return format_decimal(number, locale=language.locale)


def format_date(text: str, language: Language) -> str:
    """A date or interval in the language's long form."""
    dates = [_parse(part) for part in text.split("/")]
    if len(dates) > 2:
        raise ValueError(f"{text} is no interval")
    (first, precision), (last, _) = dates[0], dates[-1]
    if first == last:
        return _single(first, precision, language)
    return _interval(first, last, precision, language)


def _parse(text: str) -> tuple[date, int]:
    """A date and how many of year, month and day it names."""
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{text} is no ISO 8601 date")
    parts = [int(part) for part in match.groups() if part]
    return date(*parts, *([1] * (3 - len(parts)))), len(parts)


def _single(day: date, precision: int, language: Language) -> str:
    from babel.dates import format_date as long_date
    from babel.dates import format_skeleton

    if precision == 3:
        return long_date(day, format="long", locale=language.locale)
    return format_skeleton(_SKELETONS[precision], day, locale=language.locale)


def _interval(first: date, last: date, precision: int, language: Language) -> str:
    """CLDR's interval pattern for the largest field that differs, with the month in full."""
    from babel import Locale
    from babel.dates import format_date as by_pattern

    patterns = Locale.parse(language.locale).interval_formats[_INTERVALS[precision]]
    field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    parts = [re.sub(r"(?<![ML])([ML])\1\1(?![ML])", r"\1\1\1\1", part) for part in _halves(patterns[field])]
    days = zip((first, last), parts, strict=True)
    return "".join(by_pattern(day, format=part, locale=language.locale) for day, part in days)


def _halves(parts: Sequence[str]) -> Sequence[str]:
    """A pattern in two, each for a date; Babel leaves it whole where the months are written otherwise (Persian)."""
    if len(parts) != 1:
        return parts
    pattern, seen = parts[0], set[str]()
    for field in re.finditer(r"'[^']*'|([A-Za-z])\1*", pattern):
        letter = (field[1] or "").replace("L", "M")
        if letter in seen:
            return pattern[: field.start()], pattern[field.start() :]
        seen |= {letter} if letter else set()
    return parts
