"""Numbers that are written in digits: figures, dates, times, fractions, codes; and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from press.model.mention import Key, Kind, Mention, exact, number

_SPACE = "[ \u00a0\u2009\u202f]"
_GROUPED = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)"
# Figures where the comma parts thousands, and where it parts decimals.
POINT = rf"\d{{1,3}}(?:,\d{{3}})+(?![\d,])(?:\.\d+)?|{_GROUPED}(?:\.\d+)?|\d+(?:\.\d+)?"
COMMA = rf"\d{{1,3}}(?:,\d{{3}}){{2,}}(?!\d)|{_GROUPED}(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
CODE = r"(?<![A-Za-zА-я0-9/])[A-ZА-Я]{1,10}(?:/[A-Za-zА-Я0-9]+(?:[.-][A-Za-z0-9]+)*)+"
DATE = r"(?<![\d.])(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4})(?!\d)"
VERSION = r"\d+(?:\.\d+){2,}"
TIME = r"\d{1,2}:\d\d(?![\d:])"
SLASHED = r"\d+/\d+(?![\d/])"
VULGAR = r"\d*[½⅓⅔¼¾]"
_VULGAR = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_PLAIN = str.maketrans("０１２３４５６７８９％", "0123456789%")
# A fraction of these is one; of others it may be two numbers: 9/11, 24/7.
_DENOMINATORS = (2, 3, 4, 5, 6, 8, 10)
_TO = re.compile(r"\s*(?:[-–—~～/]|至|到|或|to|or|and|до|по|или|и)\s*")
# A century beside a decade that may be named without it: 20世纪90年代.
_CENTURIES = frozenset((18, 19, 20, 21))
_NEAR = 8  # characters
_DECADE = "(?:s|['’]s|-(?:е|х|ые|ых|м|ми))(?![^\\W\\d_])|年代"
_PERCENT = r"\s?[%‰]|\sper\s?cent\b|\sпроцент|个?百分点"
_EVENING = r"\s?[Pp]\.?\s?[Mm]\b|(?:\sчас\w*)?\s(?:вечера|дня)\b"
AFTER = rf"(?:(?P<decade>{_DECADE})|(?P<percent>{_PERCENT})|(?P<evening>{_EVENING}))?"


def lexer(figure: str, *others: str) -> re.Pattern[str]:
    """All that a language's reader stops at: `figure` is POINT or COMMA, `others` are groups of the language itself."""
    groups = (
        f"(?P<code>{CODE})",
        *others,
        f"(?P<date>{DATE})|(?P<version>{VERSION})|(?P<time>{TIME}){AFTER.replace('?P<', '?P<time_')}",
        f"(?P<slashed>{SLASHED})|(?P<vulgar>{VULGAR})|(?P<figure>{figure}){AFTER}",
    )
    return re.compile("|".join(groups))


def normal(text: str) -> str:
    """A text with the digits of full width as others; places stay the same."""
    return text.translate(_PLAIN)


def read(match: re.Match[str], decimal: str) -> Iterator[Mention]:
    """The numbers of a match of `lexer` that is one of digits; `decimal` is the mark before decimals."""
    found, start = match[0], match.start()
    if match["figure"]:
        yield _figure(match, decimal)
    elif match["code"] or match["version"]:
        parts = tuple(_whole(found, start))
        if parts:
            values = "/".join(part.text for part in parts)
            kind = Kind.CODE if len(parts) > 1 else Kind.NUMBER
            keys: set[Key] = {values} if len(parts) > 1 else set(parts[0].keys)
            yield Mention(found, frozenset(keys), start, match.end(), kind=kind, parts=parts)
    elif match["vulgar"]:
        value = _VULGAR[found[-1]] + int(found[:-1] or 0)
        yield Mention(found, frozenset((exact(value),)), start, match.end())
    elif match["slashed"]:
        yield _slashed(match)
    else:
        yield from _dated(match)


def _whole(text: str, at: int) -> Iterator[Mention]:
    for match in re.finditer(r"\d+", text):
        value = int(match[0])
        yield Mention(match[0], frozenset((value,)), at + match.start(), at + match.end(), kind=_kind(match[0]))


def _kind(digits: str) -> Kind:
    return Kind.YEAR if len(digits) == 4 and digits.isdigit() and "1000" <= digits <= "2100" else Kind.NUMBER


def _figure(match: re.Match[str], decimal: str) -> Mention:
    digits = re.sub(r"\s", "", match["figure"])
    digits = digits.replace(",", ".") if decimal == "," and digits.count(",") == 1 else digits.replace(",", "")
    value = number(digits)
    keys: set[Key] = {value}
    kind = _kind(match["figure"])
    if match["decade"] and value % 10 == 0:
        keys |= decade(value)
        kind = Kind.DECADE
    if match["percent"]:
        keys.add(exact(Fraction(value) / 100))
    if match["evening"]:
        keys.add(value + 12)
    parts = tuple(_whole(match["figure"], match.start())) if decimal == "," and "." in match["figure"] else ()
    return Mention(match[0].strip(), frozenset(keys), match.start(), match.end(), kind=kind, parts=parts)


def decade(value: int | Fraction) -> set[Key]:
    """What a decade may be called: that of 90 or 1990 is also the other of them."""
    return {value % 100} if 1900 <= value < 2000 else {1900 + value} if value < 100 else set()


def _decade_of_century(found: list[Mention], at: int, century: int) -> None:
    """Make a decade that of the century beside it, which another text need not name."""
    for key in found[century].keys & _CENTURIES:
        if isinstance(key, int):
            years = {(key - 1) * 100 + year for year in found[at].keys if isinstance(year, int) and year < 100}
            found[at] = replace(found[at], keys=frozenset(years) or found[at].keys)
            found[century] = replace(found[century], firm=False)


def _slashed(match: re.Match[str]) -> Mention:
    over, under = map(int, match[0].split("/"))
    parts = tuple(_whole(match[0], match.start()))
    fraction = over < under and under in _DENOMINATORS
    keys: set[Key] = {exact(Fraction(over, under)) if fraction else match[0]}
    return Mention(match[0], frozenset(keys), match.start(), match.end(), parts=parts)


def _dated(match: re.Match[str]) -> Iterator[Mention]:
    """The numbers of a date or a time of the day; one of them without minutes is its hour."""
    hour, *minutes = _whole(match[0], match.start())
    if match["date"]:
        yield from (hour, *minutes)
        return
    value = int(hour.text)
    other = value + 12 if match["time_evening"] else value - 12 if value > 12 else value
    yield replace(hour, keys=frozenset((value, other)))
    yield from (replace(one, keys=one.keys | {f":{int(one.text)}"}) for one in minutes if int(one.text))


def ranged(found: Sequence[Mention], text: str) -> list[Mention]:
    """Mentions with what their neighbours say: 20 of “20–30 million”, 05 of “2002–05”, the century of a decade."""
    out = list(found)
    for at, (one, after) in enumerate(pairwise(found)):
        if Kind.DECADE in (one.kind, after.kind) and after.start - one.end <= _NEAR:
            _decade_of_century(out, at, at + 1) if one.kind is Kind.DECADE else _decade_of_century(out, at + 1, at)
        if not _TO.fullmatch(text, one.end, after.start):
            continue
        if after.scale > one.scale == 1:
            more = {exact(key * after.scale) for key in one.keys if not isinstance(key, str)}
            out[at] = replace(out[at], keys=out[at].keys | more)
        if one.text.isdigit() and after.text.isdigit() and len(after.text) < len(one.text):
            whole = int(one.text[: -len(after.text)] + after.text)
            out[at + 1] = replace(out[at + 1], keys=after.keys | {whole})
    return out
