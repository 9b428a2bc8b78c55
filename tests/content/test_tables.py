"""Tables: data to model to Markdown to Pandoc. What is wrong with them is in tests/cases/C0*, stage data."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press import pandoc
from press.content.tables import names, read_table, table_markdown
from press.diagnostics import SourceError
from press.model.table import Cell, Column, ColumnType, DataTable

MINIMAL = Path(__file__).parents[1] / "fixtures" / "minimal"
READER = "markdown+smart-yaml_metadata_block-pandoc_title_block"
SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def table(*cells: Cell, kind: ColumnType = ColumnType.TEXT) -> DataTable:
    """A table of one row, between two columns that must stay whole."""
    columns = [Column("first", "First"), *(Column(f"c{n}", f"C{n}", kind) for n, _ in enumerate(cells))]
    row = {"first": "first", **{f"c{n}": cell for n, cell in enumerate(cells)}, "last": "last"}
    return DataTable("tbl-x", "Caption", (*columns, Column("last", "Last")), (row,))


def row_of(made: DataTable) -> list[list[Any]]:
    """The inlines of each cell of the first row, as Pandoc reads them."""
    blocks = pandoc.read(table_markdown(made), READER, "--abbreviations=/dev/null")["blocks"]
    assert [block["t"] for block in blocks] == ["Table"]
    cells = blocks[0]["c"][4][0][3][0][1]
    return [cell[4][0]["c"] if cell[4] else [] for cell in cells]


def escape(text: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def uncounted(inlines: list[Any]) -> str:
    """Inlines as text, without the number that Pandoc gives each citation of a file."""
    return re.sub(r'"citationNoteNum": \d+', "", json.dumps(inlines))


@SLOW
@given(texts=st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"])), min_size=1, max_size=4))
def test_any_text_survives(texts: list[str]) -> None:
    cells = [pandoc.plain(cell) for cell in row_of(table(*map(escape, texts)))]
    assert cells == ["first", *texts, "last"]


MARKUP = st.lists(
    st.sampled_from([*"|a `*\\$<>–", "``", "**", "\\|", "b c", "[d]{lang=ru}", "[@k]"]),
    min_size=1,
).map(lambda parts: f"x{''.join(parts)}")


@SLOW
@given(cells=st.lists(MARKUP, min_size=2, max_size=3))
def test_markup_of_one_cell_never_reaches_the_next(cells: list[str]) -> None:
    rows = row_of(table(*cells))
    assert len(rows) == len(cells) + 2
    assert (pandoc.plain(rows[0]), pandoc.plain(rows[-1])) == ("first", "last")
    assert all(pandoc.plain(row).startswith("x") for row in rows[1:-1])


@pytest.mark.parametrize(
    ("markdown", "same_as"),
    [
        ("a | b", r"a \| b"),
        (r"a \| b", r"a \| b"),
        ("`a | b`", "`a | b`"),
        ("*a* **b** [c]{lang=ru}[@d, 4]", "*a* **b** [c]{lang=ru}[@d, 4]"),
        ("costs $5 and 6", r"costs \$5 and 6"),
        ("$x^2$", "$x^2$"),
        ("<https://example.org/a>", "<https://example.org/a>"),
        ("2 < 3", r"2 \< 3"),
        ("end\\", "end\\\\"),
        ("two\n  lines", "two lines"),
    ],
)
def test_a_cell_means_what_the_paragraph_means(markdown: str, same_as: str) -> None:
    paragraph = pandoc.read(same_as, READER, "--abbreviations=/dev/null")["blocks"][0]["c"]
    cell = row_of(table(markdown))[1]
    assert uncounted(cell) == uncounted(paragraph)


def test_dates_numbers_and_nothing() -> None:
    made = table_markdown(table("2007-08-09/2007-08-17", None, kind=ColumnType.DATE))
    assert "[2007-08-09/2007-08-17]{.date} | – |" in made
    assert "[6500.5]{.number}" in table_markdown(table(Decimal("6500.5"), kind=ColumnType.NUMBER))


def test_widths_are_relative() -> None:
    columns = tuple(Column(f"c{n}", "T", width=width) for n, width in enumerate((3, 1)))
    made = DataTable("tbl-x", "C", columns, ({"c0": "a", "c1": "b"},))
    specs = pandoc.read(table_markdown(made), READER)["blocks"][0]["c"][2]
    assert [spec[1]["c"] for spec in specs] == [pytest.approx(0.75), pytest.approx(0.25)]


def test_the_fixture() -> None:
    made = read_table(MINIMAL / "content/data/hours.yaml", MINIMAL)
    assert [column.type.value for column in made.columns] == ["text", "date", "text", "number"]
    assert made.rows[0]["visitors"] == Decimal(1204)
    assert made.rows[2]["dates"] == "2023-12-27"
    assert made.rows[2]["visitors"] is None


def test_names_give_a_table() -> None:
    markdown = names(MINIMAL.resolve() / "content")["table"]("hours")
    block = pandoc.read(markdown, READER)["blocks"][0]
    assert block["c"][0][0] == "tbl-hours"


@pytest.mark.parametrize("name", ["hour", "../references", "/etc/passwd", "no such"])
def test_a_table_that_is_not_there(name: str) -> None:
    with pytest.raises(SourceError, match="C006") as raised:
        names(MINIMAL.resolve() / "content")["table"](name)
    assert str(raised.value.diagnostics[0].location) == "content/data"
