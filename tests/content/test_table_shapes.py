"""What attributes, empty corners and drawn widths say of tables."""

from __future__ import annotations

import pytest
from notation import tree

from press.content.table_shapes import shaped

PIPE = "| {0} | b |\n|---|---|\n| c | d |\n\n: Cap {{{1}}}\n"
GRID = "+---+-------+\n| a | - b   |\n+===+=======+\n| c | d     |\n+---+-------+\n"


def table(markdown: str) -> list[object]:
    found: list[object] = shaped(tree(markdown)["blocks"])[0]["c"]
    return found


@pytest.mark.parametrize(
    ("corner", "attributes", "count"),
    [
        ("a", "#tbl-a", 0),
        ("", "#tbl-a", 1),
        ("a", "#tbl-a head-columns=1", 1),
        ("a", "#tbl-a head-columns=9", 2),
        ("", "#tbl-a head-columns=0", 0),
    ],
)
def test_columns_that_head_rows(corner: str, attributes: str, count: int) -> None:
    attr, _, _, _, bodies, _ = table(PIPE.format(corner, attributes))
    assert [body[1] for body in bodies] == [count]
    assert attr == ["tbl-a", [], []]


def test_a_table_without_a_head_has_no_corner() -> None:
    _, _, _, _, bodies, _ = table("---- ----\n 12   13\n      15\n---- ----\n")
    assert bodies[0][1] == 0


def test_drawn_widths_fill_the_measure() -> None:
    _, _, columns, *_ = table(GRID)
    widths = [width["c"] for _, width in columns]
    assert sum(widths) == pytest.approx(1)
    assert widths[1] == pytest.approx(2 * widths[0])
    assert [width["t"] for _, width in table(PIPE.format("a", "#tbl-a"))[2]] == ["ColWidthDefault"] * 2
