"""Tables of plain text: spans, cells that wrap, and those that are too broad for columns."""

from __future__ import annotations

from press import pandoc
from press.editions.txt.tables import drawn
from press.model.book import Node


def table(html: str) -> Node:
    (found,) = pandoc.read(f"<table>{html}</table>", "html")["blocks"]
    return found


def lines(html: str, columns: int = 66, wide: bool = False) -> list[str]:
    return drawn(table(html), columns, columns, wide, lambda blocks: pandoc.plain(blocks))


def row(*cells: str) -> str:
    return "<tr>" + "".join(cell if cell.startswith("<") else f"<td>{cell}</td>" for cell in cells) + "</tr>"


def test_cells_that_span_stand_in_their_first_place() -> None:
    html = row('<td rowspan="2">a</td>', '<td colspan="2">b</td>') + row("c", "d")
    assert lines(html) == ["-" * 9, "a | b |", "  | c | d", "-" * 9]


def test_cells_wrap_in_their_columns_and_rows_are_parted() -> None:
    html = row("one two", "three") + row("four", "five six")
    assert lines(html, 12) == ["-" * 12, *("one  | three", "two  |"), "", *("four | five", "     | six"), "-" * 12]


def test_chinese_is_padded_by_columns() -> None:
    assert lines(row("甲乙", "1") + row("丙", "22"), wide=True) == ["-" * 9, "甲乙 | 1", "丙   | 22", "-" * 9]


def test_what_is_too_broad_becomes_a_list_of_rows() -> None:
    heads = "<thead><tr>" + "".join(f"<th>head{n}</th>" for n in range(4)) + "</tr></thead>"
    html = heads + row("alphabet", "bee", "", "dictionaries and more of them")
    assert lines(html, 24) == [
        "-" * 24,
        "head0: alphabet",
        "head1: bee",
        "head3: dictionaries",
        "  and more of them",
        "-" * 24,
    ]
