"""Dates, intervals and numbers of data: whether they can be, before they are formatted for a language."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
DATE_FORM = "write 2007, 2007-08, 2007-08-09, or two of a kind with a slash: 2007-08-09/2007-08-17"
NUMBER_FORM = "write digits only, with a point for decimals: 1234.5"


def interval_problem(said: str) -> tuple[str, str] | None:
    """What is wrong with a date or an interval of two dates of the same precision (ISO 8601), and what to do."""
    parts = said.split("/")
    days = [_day(part) for part in parts]
    if len(parts) > 2 or None in days or len({len(part) for part in parts}) > 1:
        return f"{said} is no date or interval", DATE_FORM
    if days != sorted(day for day in days if day):
        return f"{said} ends before it begins", "swap the two dates"
    return None


def is_number(said: str) -> bool:
    """Whether a text is a plain decimal."""
    return bool(_NUMBER.fullmatch(said))


def _day(said: str) -> date | None:
    match = _DATE.fullmatch(said)
    try:
        return date(*(int(part or 1) for part in match.groups())) if match else None
    except ValueError:
        return None
