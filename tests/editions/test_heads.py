"""Scopes of head cells, under spans too."""

from __future__ import annotations

from typing import Any

from notation import tree

from press import pandoc
from press.content.table_shapes import shaped
from press.editions.heads import scoped

SPANS = """
+-------+-------+-----+
| A             | B   |
+-------+-------+     |
| c     |       |     |
+=======+=======+=====+
| d     | e     | f   |
|       +-------+-----+
|       | g     | h   |
+-------+-------+-----+
| i     | j     | k   |
+-------+-------+-----+

: Cap {#tbl-a head-columns=1}
"""


def told(rows: Any) -> list[list[str]]:
    """Of each row the cells: their text, and what they head."""
    return [[f"{pandoc.plain(c[4])}{''.join(f' {k}={v}' for k, v in c[0][2])}" for c in cells] for _, cells in rows]


def test_heads_of_columns_and_of_rows() -> None:
    _, _, _, head, bodies, _ = scoped(shaped(tree(SPANS)["blocks"])[0])["c"]
    assert told(head[1]) == [["A scope=col", "B scope=col"], ["c scope=col", ""]]
    assert told(bodies[0][3]) == [["d scope=row", "e", "f"], ["g", "h"], ["i scope=row", "j", "k"]]
