"""What Markdown can't say of a table's shape: which columns head its rows, and that it fills the measure.

A table whose first column has no title of its own, under a head that has, is read by its first column: "Monday" heads
what stands beside it. `: Caption {head-columns=1}` says so of any other table, `head-columns=0` of none.

The columns of a grid table are as wide, of the page, as they are drawn in a source of 72 columns; only how they compare
to each other is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from press import pandoc

HEADS = "head-columns"


def shaped(blocks: Any) -> Any:
    """A new tree whose tables say in Pandoc's RowHeadColumns which columns are heads, with widths that add up to 1."""

    def change(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Table":
            return node
        (anchor, classes, pairs), caption, columns, head, bodies, foot = node["c"]
        said = dict(pairs).get(HEADS)
        count = min(int(said), len(columns)) if said is not None else int(_has_corner(head))
        attributes = [anchor, classes, [pair for pair in pairs if pair[0] != HEADS]]
        told = [[attr, count if said is not None else max(own, count), over, rows] for attr, own, over, rows in bodies]
        return {"t": "Table", "c": [attributes, caption, _filling(columns), head, told, foot]}

    return pandoc.transform(blocks, change)


def _has_corner(head: Any) -> bool:
    """Whether the first cell of a head is empty and another isn't."""
    first = [cell[4] for _, cells in head[1][-1:] for cell in cells]
    return bool(first) and not first[0] and any(first)


def _filling(columns: Sequence[Any]) -> list[Any]:
    """Columns that are as wide together as the measure, where they are narrower and none is as wide as it needs."""
    widths = [width.get("c", 0) for _, width in columns]
    whole = sum(widths)
    if not all(widths) or whole >= 1:
        return list(columns)
    return [[align, {"t": "ColWidth", "c": width["c"] / whole}] for align, width in columns]
