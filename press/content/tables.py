"""content/data/*.yaml: tables as data, checked cell by cell, and as the Markdown that a document takes in.

Dates, intervals and numbers are checked as they stand, before they are formatted for a language; the Markdown is
Pandoc's notation of pipes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from press.content.fields import LONGEST_TEXT, SLUG, Fields, contains, text, wrong
from press.content.yaml import Item, Report, read
from press.diagnostics import Location
from press.model.table import Cell, Column, ColumnType, DataTable
from press.spelling import suggestion

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
DATE_FORM = "write 2007, 2007-08, 2007-08-09, or two of a kind with a slash: 2007-08-09/2007-08-17"
NUMBER_FORM = "write digits only, with a point for decimals: 1234.5"
DASH = "–"
MOST_CELLS = 5_000  # some thirty pages; in seconds
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
_ANCHOR = re.compile(r"tbl-[a-z0-9]+(-[a-z0-9]+)*")
_KEY = re.compile(r"[a-z][a-z0-9_]*")


def interval_problem(said: str) -> tuple[str, str] | None:
    """What is wrong with a date or an interval of two dates of the same precision (ISO 8601), and what to do."""
    parts = said.split("/")
    days = [_day(part) for part in parts]
    if len(parts) > 2 or None in days or len({len(part) for part in parts}) > 1:
        return f"{said} is no date or interval", DATE_FORM
    if days != sorted(day for day in days if day):
        return f"{said} ends before it begins", "swap the two dates"
    return None


def is_number(said: str) -> bool:
    """Whether a text is a plain decimal."""
    return bool(_NUMBER.fullmatch(said))


def _day(said: str) -> date | None:
    match = _DATE.fullmatch(said)
    try:
        return date(*(int(part or 1) for part in match.groups())) if match else None
    except ValueError:
        return None


def table_markdown(table: DataTable) -> str:
    """The table in Markdown, with caption and anchor; a line break inside a cell becomes a space."""
    lines = [
        _line([_kept_in_cell(column.title) for column in table.columns]),
        _rule(table.columns),
        *(_line([_cell_markdown(row[column.key], column.type) for column in table.columns]) for row in table.rows),
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


def _cell_markdown(cell: Cell, kind: ColumnType) -> str:
    if cell is None:
        return DASH
    if isinstance(cell, Decimal):
        return f"[{cell:f}]{{.number}}"
    return f"[{cell}]{{.date}}" if kind is ColumnType.DATE else _kept_in_cell(cell)


def _kept_in_cell(markdown: str) -> str:
    """Markdown with the same meaning inside a cell: what would end the cell, or run on over its end, is escaped."""
    return _TOKENS.sub(lambda found: f"\\{found[0]}" if found["loose"] else found[0], _folded(markdown))


def _folded(markdown: str) -> str:
    return re.sub(r"\s*\n\s*", " ", markdown.strip())


def read_table(path: Path, root: Path) -> DataTable:
    """Read a table.

    Args:
        path: the file.
        root: the publication's folder.

    Raises:
        SourceError: everything that is wrong with it: C001–C008, C010, C011 (date), C012 (row unlike the columns).
    """
    report = Report(root)
    item = read(path, report) if contains(path, report) else None
    if item:
        with Fields(item, report) as fields:
            form = "tbl- and small ASCII letters and digits, words joined by hyphens"
            identifier = fields.text("id", None, _ANCHOR, form)
            caption = _inlines(fields.find("caption"), report, "caption")
            columns = _columns(fields)
            table = DataTable(identifier, caption, columns, _rows(fields, columns))
    report.finish()
    return table


def names(content: Path) -> Mapping[str, Any]:
    """What a document's templates may use: `table(NAME)` is content/data/NAME.yaml as Markdown.

    Calling it raises SourceError: the table is wrong, or there is none (C006).
    """

    def table(name: object) -> str:
        path = content / "data" / f"{name}.yaml"
        if not SLUG.fullmatch(str(name)) or not path.exists():
            report = Report(content.parent)
            known = [file.stem for file in (content / "data").glob("*.yaml")]
            given = isinstance(name, str)
            hint = suggestion(str(name), known) if given else f"put it in quotes: {', '.join(map(repr, known))}"
            message = f"there is no table {name}" if given else "a table is called by its name"
            report.error("C006", message, Location(Path("content/data")), hint)
            report.finish()
        return table_markdown(read_table(path, content.parent))

    return {"table": table}


def _columns(fields: Fields) -> tuple[Column, ...]:
    items = fields.sequence("columns", required=True)
    seen: dict[str, Item] = {}
    found = []
    for item in items:
        with Fields(item, fields.report, "columns") as column:
            key = column.text("key", None, _KEY, "small ASCII letters, digits and _")
            if key in seen:
                hint = f"the first is at {seen[key].location}"
                fields.report.error("C007", f"two columns have the key {key}", item.location, hint)
            seen[key] = item
            title = _inlines(column.find("title"), fields.report, "columns.title")
            kind = column.choice("type", [kind.value for kind in ColumnType], "text")
            known = ColumnType(kind) if kind in list(ColumnType) else ColumnType.TEXT
            found.append(Column(key, title, known, _width(column)))
    if fields.has("columns") and fields.items["columns"].value == []:
        fields.impossible("columns", "there is none", "write - {key: name, title: Name} for each")
    return tuple(found)


def _width(column: Fields) -> float:
    item = column.find("width", False)
    if not item:
        return 1
    value = item.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        wrong(column.report, item, "a number", "columns.width")
    elif not 0 < value <= 100:
        column.impossible("width", f"{value} can't be", "a width is above 0, at most 100, and relative to the others")
    else:
        return float(value)
    return 1


def _rows(fields: Fields, columns: tuple[Column, ...]) -> tuple[Mapping[str, Cell], ...]:
    items = fields.sequence("rows", required=True)
    if fields.has("rows") and fields.items["rows"].value == []:
        fields.impossible("rows", "there is none", "a table needs one row at least")
    if len(items) * len(columns) > MOST_CELLS:
        said = f"{len(items)} rows of {len(columns)} cells are more than {MOST_CELLS} cells"
        fields.impossible("rows", said, "part the table into several, or print a summary of it")
        items = items[:1]
    return tuple(_row(item, columns, fields.report) for item in items)


def _row(item: Item, columns: tuple[Column, ...], report: Report) -> Mapping[str, Cell]:
    """The cells of a row; every column is there, and nothing else."""
    if not isinstance(item.value, dict):
        wrong(report, item, "keys with values", "a row")
        return {}
    keys = [column.key for column in columns]
    for key in item.value.keys() - set(keys):
        hint = suggestion(key, keys)
        report.error("C012", f"no column has the key {key}", item.value[key].key, hint)
    for key in keys:
        if key not in item.value:
            hint = f"add {key}: …, or {key}: null for a dash"
            report.error("C012", f"the row has nothing for {key}", item.location, hint)
    return {column.key: _cell(item.value[column.key], column, report) for column in columns if column.key in item.value}


def _cell(item: Item, column: Column, report: Report) -> Cell:
    if item.value is None:
        return None
    if column.type is ColumnType.NUMBER:
        return _number(item, report, column.key)
    return _date(item, report, column.key) if column.type is ColumnType.DATE else _inlines(item, report, column.key)


def _number(item: Item, report: Report, name: str) -> Decimal | None:
    if isinstance(item.value, bool) or not isinstance(item.value, int | float):
        wrong(report, item, "a number", name, "write digits only, with a point for decimals, or null for a dash")
        return None
    return Decimal(str(item.value))


def _date(item: Item, report: Report, name: str) -> str | None:
    """A date or an interval of two dates of the same precision, as ISO 8601."""
    if not isinstance(item.value, str | int | date) or isinstance(item.value, bool):
        wrong(report, item, "a date", name, DATE_FORM)
        return None
    said = str(item.value)
    if problem := interval_problem(said):
        report.error("C011", f"{name}: {problem[0]}", item.location, problem[1])
    return said


def _inlines(item: Item | None, report: Report, name: str) -> str:
    """Markdown of one paragraph; a number or a date in a text is told, since its form would depend on YAML."""
    found = text(item, report, name, LONGEST_TEXT, lines=True) if item else ""
    if item and re.search(r"\n[ \t]*\n", found):
        report.error("C005", f"{name} holds more than one paragraph", item.location, "join the lines")
    return found
