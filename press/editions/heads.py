"""What the head cells of a table head (HTML, 4.9.10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from press.model.book import Node


def scoped(table: Node) -> Node:
    """A table whose head cells say whether they head columns or rows; an empty one heads nothing."""
    attributes, caption, columns, head, bodies, foot = table["c"]
    count = len(columns)
    told = [
        [attr, heads, _rows(over, count, count, "col"), _rows(rows, count, heads, "row")]
        for attr, heads, over, rows in bodies
    ]
    new_head = [head[0], _rows(head[1], count, count, "col")]
    return {"t": "Table", "c": [attributes, caption, columns, new_head, told, foot]}


def _rows(rows: Sequence[Any], columns: int, heads: int, scope: str) -> list[Any]:
    """Rows whose cells in the first columns say what they head."""
    starts = _starts(rows, columns)
    return [
        [attr, [_cell(cell, scope) if next(starts) < heads else cell for cell in cells]] for attr, cells in rows
    ]


def _starts(rows: Sequence[Any], columns: int) -> Iterator[int]:
    """The column that each cell begins in, row by row: one from above may reach into a row."""
    taken = [0] * columns
    for _, cells in rows:
        at = 0
        for _, _, high, broad, _ in cells:
            while at < columns and taken[at]:
                at += 1
            yield at
            for column in range(at, min(at + broad, columns)):
                taken[column] = high
            at += broad
        taken = [max(left - 1, 0) for left in taken]


def _cell(cell: Any, scope: str) -> Any:
    (anchor, classes, pairs), *rest = cell
    return [[anchor, classes, [*pairs, ["scope", scope]]], *rest] if rest[-1] else cell
