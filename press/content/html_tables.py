"""Tables that are written as HTML, as Pandoc's: their rows, heads, caption, alignment, and cells over several others.

Pandoc's Markdown leaves the tags of a table as they are and reads what stands between them.
HTML, 4.9 (tabular data).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from press import pandoc

# The tag of a block of raw HTML (name, attributes, whether it closes), or None for any other block.
Tag = tuple[str, Mapping[str, str], bool]
TagOf = Callable[[Any], Tag | None]

LOOKS = {"border", "cellpadding", "cellspacing", "valign", "width", "scope"}  # which a style sheet sets, or the table
_KEPT = {"id", "class", "lang"}
_ALLOWED = {
    **{"table": {*_KEPT, *LOOKS, "align"}, "caption": {"align"}},
    **{name: {"align", "valign"} for name in ("thead", "tbody", "tfoot", "tr")},
    **{name: {*LOOKS, "align", "rowspan", "colspan"} for name in ("td", "th")},
}
_ALIGNED = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}
_MOST = 1000  # columns or rows that a cell may take


class _Cell(NamedTuple):
    """A cell: whether it is a head, its place, what it spans, its alignment and its blocks."""

    head: bool
    rows: int
    columns: int
    align: str
    blocks: list[Any]


class _Row(NamedTuple):
    """A row: the part of the table that it stands in ("thead", "tbody", "tfoot"), and its cells."""

    part: str
    cells: list[_Cell]


def table(given: Mapping[str, str], content: Sequence[Any], tag_of: TagOf) -> Any:
    """A Table of the blocks between `<table>` and `</table>`; None for one that Pandoc's Table can't say.

    Args:
        given: the attributes of the table.
        content: blocks, with the tags of rows and cells among them.
        tag_of: reads a tag.
    """
    if not set(given) <= _ALLOWED["table"]:
        return None
    try:
        caption, rows = _read(list(content), tag_of)
        parts = {name: [row for row in rows if row.part == name] for name in ("thead", "tbody", "tfoot")}
        if not parts["thead"] and len(rows) > 1 and all(cell.head for cell in rows[0].cells):
            parts |= {"thead": rows[:1], "tbody": [row for row in parts["tbody"] if row is not rows[0]]}
        grid = {at: end for part in parts.values() for at, end in _grid(part).items()}
    except _NoTableError:
        return None
    columns = max(grid.values(), default=0)
    if not columns or not parts["tbody"]:
        return None
    written = {name: [_row(row, grid[id(row)], columns) for row in found] for name, found in parts.items()}
    none = pandoc.attributes()
    heads = _heads(parts["tbody"])
    attributes = pandoc.attributes(given.get("id", ""), given.get("class", "").split())
    specs = [[{"t": align}, {"t": "ColWidthDefault"}] for align in _aligned(written.values(), columns)]
    head, foot = [none, written["thead"]], [none, written["tfoot"]]
    return {"t": "Table", "c": [attributes, [None, caption], specs, head, [[none, heads, [], written["tbody"]]], foot]}


class _NoTableError(Exception):
    """Tags that make no table."""


def _read(content: list[Any], tag_of: TagOf) -> tuple[list[Any], list[_Row]]:
    """The caption and the rows."""
    caption: list[Any] = []
    rows: list[_Row] = []
    part = "tbody"
    for name, given, inner in _elements(content, tag_of):
        if name == "caption" and not caption:
            caption = _blocks(inner)
        elif name in ("thead", "tbody", "tfoot"):
            found = list(_elements(inner, tag_of))
            if any(child != "tr" for child, _, _ in found):
                raise _NoTableError
            rows += [_Row(name, _cells(cells, tag_of, {**given, **own})) for _, own, cells in found]
        elif name == "tr":
            rows.append(_Row(part, _cells(inner, tag_of, given)))
        else:
            raise _NoTableError
    return caption, rows


def _elements(content: list[Any], tag_of: TagOf) -> Iterator[tuple[str, Mapping[str, str], list[Any]]]:
    """The elements that blocks are, each with its attributes and what stands in it; a closing tag may be left out."""
    at = 0
    while at < len(content):
        tag = tag_of(content[at])
        if not tag or tag[2] or tag[0] not in _ALLOWED or not set(tag[1]) <= _ALLOWED[tag[0]]:
            raise _NoTableError
        depth, end = 1, at + 1
        while end < len(content) and depth:
            other = tag_of(content[end])
            depth += 0 if not other or other[0] != tag[0] else -1 if other[2] else 1
            end += 1
        if depth:
            raise _NoTableError
        yield tag[0], tag[1], content[at + 1 : end - 1]
        at = end


def _cells(content: list[Any], tag_of: TagOf, row: Mapping[str, str]) -> list[_Cell]:
    found = []
    for name, given, blocks in _elements(content, tag_of):
        align = given.get("align", row.get("align", "")).lower()
        if name not in ("td", "th") or any(tag_of(block) for block in blocks) or align not in {*_ALIGNED, ""}:
            raise _NoTableError
        high, broad = (_span(given.get(key, "1")) for key in ("rowspan", "colspan"))
        found.append(_Cell(name == "th", high, broad, _ALIGNED.get(align, "AlignDefault"), _blocks(blocks)))
    return found


def _span(said: str) -> int:
    if not said.isdecimal() or not 0 < int(said) <= _MOST:
        raise _NoTableError
    return int(said)


def _blocks(blocks: list[Any]) -> list[Any]:
    """What stands in a cell; of a single paragraph, its text."""
    return [{"t": "Plain", "c": blocks[0]["c"]}] if [block["t"] for block in blocks] == ["Para"] else blocks


def _grid(rows: Sequence[_Row]) -> dict[int, int]:
    """How many columns each row of a part, by its id, takes with the cells from above."""
    taken: dict[int, int] = {}  # column to rows that a cell from above still takes
    ends: dict[int, int] = {}
    for row in rows:
        at = 0
        above = {column: left - 1 for column, left in taken.items()}
        for cell in row.cells:
            while taken.get(at, 0):
                at += 1
            columns = range(at, at + cell.columns)
            if any(taken.get(column, 0) for column in columns):
                raise _NoTableError
            above |= dict.fromkeys(columns, cell.rows - 1)
            at += cell.columns
        ends[id(row)] = max([at, *(column + 1 for column, left in taken.items() if left)])
        taken = {column: left for column, left in above.items() if left}
    if taken:  # a cell goes on below
        raise _NoTableError
    return ends


def _row(row: _Row, end: int, columns: int) -> Any:
    """A row, filled up with empty cells."""
    cells = [*row.cells, *[_Cell(False, 1, 1, "AlignDefault", [])] * (columns - end)]
    none = pandoc.attributes()
    return [none, [[none, {"t": cell.align}, cell.rows, cell.columns, cell.blocks] for cell in cells]]


def _aligned(parts: Iterable[Sequence[Any]], columns: int) -> list[str]:
    """The alignment of each column, taken from its cells where all have the same; they keep any other."""
    cells = [row[1] for part in parts for row in part]
    if any(len(row) != columns for row in cells):  # cells over several columns or rows
        return ["AlignDefault"] * columns
    found = [{cell[1]["t"] for cell in column} for column in zip(*cells, strict=True)]
    for row in cells:
        for cell, one in zip(row, found, strict=True):
            cell[1] = cell[1] if len(one) > 1 else {"t": "AlignDefault"}
    return [one.pop() if len(one) == 1 else "AlignDefault" for one in found]


def _heads(rows: Sequence[_Row]) -> int:
    """How many columns head the rows; none where rows are joined, of which only the first has such a cell."""
    counts = {sum(cell.columns for cell in takewhile(lambda cell: cell.head, row.cells)) for row in rows}
    return min(counts) if all(cell.rows == 1 for row in rows for cell in row.cells) else 0
