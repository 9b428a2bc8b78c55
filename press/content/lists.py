"""Lists that would be printed otherwise than they are written: Pandoc counts on from the number of the first item.

Its tree keeps no number but that. Where the numbers of a source don't simply follow upon each other, it is read once
more with a mark behind each, which tells what Pandoc takes for an item, and as which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from press import pandoc
from press.diagnostics import Diagnostic, EngineError, Location
from press.languages.numerals import markers

# What begins items on a line: several within each other, behind quotations, bullets, definitions and notes.
_NUMBER = r"\(?(?:\d+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+)[.)]"
_WRITTEN = re.compile(rf"^[ \t>]*((?:(?:[-*+:~]|\[\^[^\]\s]+\]:|{_NUMBER})[ \t]+)+)(?=\S)", re.MULTILINE)
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
    found = [match for match in _WRITTEN.finditer(source) if _numbers(match)]
    if _SIGN in source or _count_on([number for match in found for number in _numbers(match)]):
        return
    signs = {match.end(): f"{_SIGN}{number}{_SIGN}" for number, match in enumerate(found)}
    ends = [0, *signs, len(source)]
    try:
        tree = read("".join(signs.get(at, "") + source[at:end] for at, end in pairwise(ends)))
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


def _numbers(line: re.Match[str]) -> list[str]:
    """The numbers of the items that begin on a line, from the outermost."""
    return [word for word in line[1].split() if re.fullmatch(_NUMBER, word)]


def _items(node: pandoc.Node, found: Sequence[re.Match[str]]) -> Iterator[_Item | None]:
    attributes, items = node["c"]
    for item, printed in zip(items, markers(attributes, len(items)), strict=True):
        mark, within = _mark(item)
        written = _numbers(found[mark]) if mark is not None else []
        at = found[mark].start() if mark is not None else 0
        yield _Item(written[-1 - within], printed, at) if within < len(written) else None


def _mark(item: Sequence[pandoc.Node]) -> tuple[int | None, int]:
    """Which line an item begins on, and how many lists with numbers begin behind it on the line."""
    first: Any = item[0] if item else {"t": ""}
    if first["t"] in ("Plain", "Para"):
        start = first["c"][0] if first["c"] else {"t": ""}
        mark = _MARK.match(start["c"]) if start["t"] == "Str" else None
        return (int(mark[1]) if mark else None), 0
    if first["t"] == "BulletList":
        return _mark(first["c"][0])
    if first["t"] == "OrderedList":
        line, within = _mark(first["c"][1][0])
        return line, within + 1
    return None, 0


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
