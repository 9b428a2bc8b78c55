"""Cells that a table has no column for: Pandoc leaves them out, without a word.

Where a row of a pipe table may have more cells than the line under its head, the source is read once more with a mark
in each cell: a mark that doesn't come back stood in a cell that is lost. So code, formulas and escaped bars, which only
Pandoc knows, part no cells here either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from press import pandoc
from press.diagnostics import Diagnostic, EngineError, Location

# Quotations and lists may stand before a row.
_TABLE = re.compile(
    r"^(?P<head>[^\n]*\|[^\n]*)\n(?P<rule>[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*)\n"
    r"(?P<rows>(?:[^\n]*\|[^\n]*(?:\n|\Z))*)",
    re.M,
)
_CELL = re.compile(r"\|(?=[ \t]*[^|\s])")
_MARKS = 0x100000  # of Unicode's second plane for private use


def problems(
    source: str, read: Callable[[str], pandoc.Tree], where: Callable[[int, str], Location]
) -> Iterator[Diagnostic]:
    """Rows of pipe tables that have more cells than their table has columns (S033): the first of each table.

    Args:
        source: Markdown that can be read.
        read: reads it.
        where: the place of an offset in it, and of the line that begins there.
    """
    tables = [found for found in _TABLE.finditer(source) if _is_doubtful(found)]
    if not tables:
        return
    texts = [table.span(part) for table in tables for part in ("head", "rows")]
    bars = [bar.start() for text in texts for bar in _CELL.finditer(source, *text)]
    marked = source
    for number, at in reversed(list(enumerate(bars))):
        marked = f"{marked[: at + 1]}{chr(_MARKS + number)}{marked[at + 1 :]}"
    try:
        kept = unquote(json.dumps(read(marked)["blocks"], ensure_ascii=False))
    except EngineError:  # a mark stands where Pandoc warns of it
        return
    lost = [at for number, at in enumerate(bars) if chr(_MARKS + number) not in kept]
    for table in tables:
        for at in [at for at in lost if table.start() <= at < table.end()][:1]:
            line = source[at:].partition("\n")[0]
            cell = line.split("|")[1].strip()
            message = f"“{cell[:40]}” stands in a cell that the table has no column for, and would not be printed"
            hint = r"give each line as many cells as the head and the line under it; a bar within a cell is written \|"
            yield Diagnostic("S033", message, where(at, line), hint)


def _is_doubtful(table: re.Match[str]) -> bool:
    """Whether a row may have more cells than there are columns."""
    lines: list[str] = [table["head"], *table["rows"].splitlines()]
    return max(line.strip(" \t>|").count("|") for line in lines) + 1 > len(re.findall("-+", table["rule"]))
