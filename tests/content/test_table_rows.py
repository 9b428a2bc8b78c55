"""Cells that have no column."""

from pathlib import Path

import pytest

from press import pandoc
from press.content.table_rows import problems
from press.diagnostics import Location


def told(text):
    def where(at, line):
        return Location(Path("a.md"), text.count("\n", 0, at) + 1)

    found = problems(text, lambda source: pandoc.read(source, "markdown"), where)
    return [(d.location.line, d.message[1:].partition("”")[0]) for d in found]


HEAD = "| a | b |\n|---|:-:|\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}| 1 | 2 |\n| 3 |\n",
        f"{HEAD}| 1 | 2 |   |\n| 1 | 2 | |\n",
        f"{HEAD}| `x|y` | 2 |\n| 1 \\| 2 | 3 |\n| $|x|$ | 2 |\n",
        f"```\n{HEAD}| 1 | 2 | 3 |\n```\n",
        f"    {HEAD}    | 1 | 2 | 3 |\n",
        "a | b\n---\n\n1 | 2 | 3\n",
    ],
)
def test_what_loses_nothing(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "line", "cell"),
    [
        (f"Text.\n\n{HEAD}| 1 | 2 | 3 |\n", 5, "3"),
        (f"{HEAD}| 1 | 2 |\n| 1 | 2 | `three` | 4\n", 4, "`three`"),
        (f"> {HEAD.replace(chr(10), chr(10) + '> ', 1)}> | 1 | 2 | 3 |\n", 3, "3"),
        ("- item\n\n  a | b\n  --|--\n  1 | 2 | three\n", 5, "three"),
        (f"{HEAD}| [x](http://a.b/c|d) | 2 |\n", 3, "2"),
        ("| a | b | c |\n|---|---|\n| 1 | 2 |\n", 1, "c"),
    ],
)
def test_a_cell_without_a_column_is_told_at_its_line(text, line, cell):
    assert told(text) == [(line, cell)]
