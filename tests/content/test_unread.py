"""Attributes for programs are left out of every kind of element, wherever it stands, and each is told."""

from __future__ import annotations

from pathlib import Path

from press import pandoc
from press.content import markdown
from press.diagnostics import Diagnostic

TEXT = """# Title {#sec-a data-a=1}

[One]{data-b=2 lang=ru} and [a link](https://example.org){data-c=3} and `code`{data-d=4}.^[A [note]{data-e=5}.]

::: {.box data-f=6}
- [item]{data-b=7}
:::

| A | B |
|---|---|
| [x]{source=8} | y |
"""


def test_none_is_left_and_each_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT)
    told: list[Diagnostic] = []
    tree = markdown.read(path, {}, (), tmp_path, told.append)
    kept = [pair for node in pandoc.walk(tree["blocks"]) for pair in (pandoc.attr(node) or ["", [], []])[2]]
    assert kept == [["lang", "ru"]]
    names = [row.message.split()[2] for row in told]
    assert sorted(names) == ["data-a", "data-b", "data-b", "data-c", "data-d", "data-e", "data-f", "source"]
    assert [row.location.line for row in told if row.location and "data-b" in row.message] == [3, 6]
    assert {row.code for row in told} == {"N006"}
