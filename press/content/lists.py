"""Lists that would be printed otherwise than they are written: Pandoc counts on from the number of the first item.

Its tree keeps no number but that. Where the numbers of a source don't simply follow upon each other, it is read once
more with a mark behind each, which tells what Pandoc takes for an item, and as which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from press import pandoc
from press.diagnostics import Diagnostic, EngineError, Location
from press.languages.numerals import markers

# What may begin an item, behind what a line begins with in quotations, bullets, definitions and notes.
_BEGINNING = r"^([ \t>]*(?:(?:[-*+:~]|\[\^[^\]\s]+\]:)[ \t]+)?)"
_WRITTEN = re.compile(rf"{_BEGINNING}(\(?(?:\d+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+)[.)])([ \t]+)(?=\S)", re.M)
_SIGN = "\ue000"  # for private use: no source holds it
_MARK = re.compile(rf"^{_SIGN}(\d+){_SIGN}")


class _Item(NamedTuple):
    """An item as it is written and as it is printed, and the place of its line."""

    written: str
    printed: str
    at: int


def problems(
    source: str, read: Callable[[str], pandoc.Tree], where: Callable[[int, str], Location]
) -> Iterator[Diagnostic]:
    """Lists that would be printed with other numbers (S030): the first such item of each.

    Args:
        source: Markdown that can be read.
        read: reads it.
        where: the place of an offset in it, and of the line that begins there.
    """
    found = list(_WRITTEN.finditer(source))
    if _SIGN in source or _count_on([match[2] for match in found]):
        return
    numbers = iter(range(len(found)))
    try:
        tree = read(_WRITTEN.sub(lambda match: f"{match[0]}{_SIGN}{next(numbers)}{_SIGN}", source))
    except EngineError:  # a mark stands where Pandoc warns of it, as before a note's own beginning
        return
    for node in pandoc.walk(tree["blocks"]):
        if node["t"] == "OrderedList":
            for item in _wrong([i for i in _items(node, found) if i]):
                line = source[item.at :].partition("\n")[0]
                yield Diagnostic("S030", _told(item), where(item.at, line), _hint(item))


def _count_on(written: Sequence[str]) -> bool:
    """Whether numbers are one run, which Pandoc can't but print as they are."""
    values = [marker.strip("().") for marker in written]
    first = int(values[0]) if values and values[0].isdigit() else 0
    return values == [str(number) for number in range(first, first + len(values))]


def _items(node: pandoc.Node, found: Sequence[re.Match[str]]) -> Iterator[_Item | None]:
    attributes, items = node["c"]
    for item, printed in zip(items, markers(attributes, len(items)), strict=True):
        first = item[0]["c"][0] if item and item[0]["t"] in ("Plain", "Para") and item[0]["c"] else {"t": ""}
        mark = _MARK.match(first["c"]) if first["t"] == "Str" else None
        match = found[int(mark[1])] if mark else None
        yield _Item(match[2], printed, match.start()) if match else None


def _wrong(items: Sequence[_Item]) -> Sequence[_Item]:
    """The first item of a list that is printed otherwise; a list whose items all say the same asks to be counted."""
    if len({item.written for item in items}) == 1:
        return []
    return [item for item in items if _bare(item.written) != _bare(item.printed)][:1]


def _bare(marker: str) -> str:
    return marker.strip("().").lstrip("0") or "0"


def _told(item: _Item) -> str:
    return f"{item.written} would be printed {item.printed}: a list counts on from its first item"


def _hint(item: _Item) -> str:
    return f"write {item.printed}, or put the items from here on between `::: {{}}` and `:::`, as a list of their own"
