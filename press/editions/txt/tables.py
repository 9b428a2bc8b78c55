"""Tables as plain text: columns that wrap their cells, or, where there are too many, a list of each row's cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from press.editions.txt.lines import broken, longest, padded, width
from press.model.book import Node

BAR = " | "  # between cells; without it nobody could tell which lines of wrapped cells belong together


def drawn(
    table: Node, columns: int, most: int, wide: bool, text: Callable[[Sequence[Node]], str]
) -> list[str]:
    """The lines of a table without its caption.

    Args:
        columns: the room.
        most: the room that is taken rather than that a cell is wrapped.
        wide: as of lines.width.
        text: gives the text of a cell's blocks; called once a cell, in their order.
    """
    _, _, specs, head, bodies, foot = table["c"]
    heads = _grid(head[1], len(specs), text)
    rows = [row for body in bodies for row in _grid([*body[2], *body[3]], len(specs), text)]
    rows += _grid(foot[1], len(specs), text)
    widths = _widths([*heads, *rows], columns, most, wide)
    if widths is None:
        return _listed(heads, rows, columns, wide)
    right = [spec[0]["t"] == "AlignRight" for spec in specs]
    rule = "-" * (sum(widths) + len(BAR) * (len(widths) - 1))
    top = [line for row in heads for line in _row(row, widths, right, wide)]
    body = [_row(row, widths, right, wide) for row in rows]
    between = [""] if any(len(lines) > 1 for lines in body) else []
    lines = [line for at, row in enumerate(body) for line in ([*between, *row] if at else row)]
    return [rule, *([*top, rule] if top else []), *lines, rule]


def _grid(rows: Sequence[Any], count: int, text: Callable[[Sequence[Node]], str]) -> list[list[str]]:
    """The texts of cells; one that spans rows or columns stands in its first, the others are empty."""
    found: list[list[str]] = []
    taken: dict[int, int] = {}  # column to rows that a cell from above still takes
    for _, cells in rows:
        row, left = [""] * count, list(cells)
        at = 0
        while at < count:
            if taken.get(at, 0):
                taken[at] -= 1
                at += 1
            elif left:
                _, _, high, broad, blocks = left.pop(0)
                row[at] = text(blocks)
                taken |= dict.fromkeys(range(at, at + broad), high - 1)
                at += broad
            else:
                at += 1
        found.append(row)
    return found


def _widths(rows: Sequence[Sequence[str]], columns: int, most: int, wide: bool) -> list[int] | None:
    """The width of each column; None where words would have to be cut."""
    by_column = list(zip(*rows, strict=True))
    room = columns - len(BAR) * (len(by_column) - 1)
    whole = [max(width(line, wide) for cell in cells for line in cell.split("\n")) for cells in by_column]
    if sum(whole) <= room + most - columns:
        return whole
    least = [min(max(longest(cell, wide) for cell in cells), room) for cells in by_column]
    spare = room - sum(least)
    if spare < 0:
        return None
    wanted = [all_of_it - little for all_of_it, little in zip(whole, least, strict=True)]
    return [little + spare * more // (sum(wanted) or 1) for little, more in zip(least, wanted, strict=True)]


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], wide: bool) -> list[str]:
    wrapped = [broken(cell, columns, wide) for cell, columns in zip(cells, widths, strict=True)]
    lines = []
    for at in range(max(map(len, wrapped))):
        pieces = [
            padded(cell[at] if at < len(cell) else "", columns, wide, to_right)
            for cell, columns, to_right in zip(wrapped, widths, right, strict=True)
        ]
        lines.append(BAR.join(pieces).rstrip())
    return lines


def _listed(heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], columns: int, wide: bool) -> list[str]:
    """Each row as a list of its cells, each behind the head of its column; what is empty is left out."""
    names = [" ".join(filter(None, names)).replace("\n", " ") for names in zip(*heads, strict=True)]
    names = names or [""] * len(rows[0])
    rule = "-" * columns
    out = [rule]
    for row in rows:
        for name, cell in zip(names, row, strict=True):
            if cell:
                first, *rest = broken(f"{name}: {cell}" if name else cell, columns - 2, wide)
                out += [first, *("  " + line for line in rest)]
        out.append(rule)
    return out
