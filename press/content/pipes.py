"""Tables in Pandoc's notation of pipes."""

from __future__ import annotations

import re
from decimal import Decimal

from press.model.table import Cell, Column, ColumnType, DataTable

DASH = "–"
# Pandoc makes the dashes under the head into relative widths only if a line is longer than this.
_COLUMNS = 72
# What a pipe may stand in without ending the cell, and what could, being open at the cell's end, swallow the next one.
_TOKENS = re.compile(
    r"""(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
      | (?P<math>\$(?![\s$])[^$`|\\]*[^$`|\\\s]\$(?!\d))
      | (?P<address><(?:https?://|mailto:)[^\s<>|]+>)
      | (?P<escaped>\\.)
      | (?P<loose>[|`$<]|\\$)""",
    re.VERBOSE | re.DOTALL,
)


def table_markdown(table: DataTable) -> str:
    """The table in Markdown, with caption and anchor; a line break inside a cell becomes a space."""
    lines = [
        _line([_inlines(column.title) for column in table.columns]),
        _rule(table.columns),
        *(_line([_cell(row[column.key], column.type) for column in table.columns]) for row in table.rows),
    ]
    return "\n".join([*lines, "", f": {_folded(table.caption)} {{#{table.id}}}", ""])


def _rule(columns: tuple[Column, ...]) -> str:
    """The line under the head: widths by the number of dashes, numbers flush right."""
    total = sum(column.width for column in columns)
    dashes = [max(3, round(2 * _COLUMNS * column.width / total)) for column in columns]
    ends = ["-:" if column.type is ColumnType.NUMBER else "--" for column in columns]
    return "|" + "|".join("-" * (count - 2) + end for count, end in zip(dashes, ends, strict=True)) + "|"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, kind: ColumnType) -> str:
    if cell is None:
        return DASH
    if isinstance(cell, Decimal):
        return f"[{cell:f}]{{.number}}"
    return f"[{cell}]{{.date}}" if kind is ColumnType.DATE else _inlines(cell)


def _inlines(markdown: str) -> str:
    """Markdown with the same meaning inside a cell: what would end the cell, or run on over its end, is escaped."""
    return _TOKENS.sub(lambda found: f"\\{found[0]}" if found["loose"] else found[0], _folded(markdown))


def _folded(markdown: str) -> str:
    return re.sub(r"\s*\n\s*", " ", markdown.strip())
