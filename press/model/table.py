"""A table that is written as data: typed columns, and rows that give each of them a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Cell = str | Decimal | None


class ColumnType(StrEnum):
    """What the cells of a column hold: Markdown inlines, ISO 8601 dates or intervals, or numbers."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """A column; width is relative to those of the others, the title is Markdown."""

    key: str
    title: str
    type: ColumnType = ColumnType.TEXT
    width: float = 1


@dataclass(frozen=True)
class DataTable:
    """A table of content/data/.

    Attributes:
        id: the anchor, `tbl-…`.
        caption: Markdown inlines.
        rows: each maps the key of every column to a text (Markdown, or a date as ISO 8601), a number or None.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
