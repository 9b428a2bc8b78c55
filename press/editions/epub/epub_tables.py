"""Tables of an EPUB: what their head cells head, and long words that can be parted where columns are narrow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pyphen  # type: ignore[import-untyped]

from press import pandoc
from press.model.book import Fact, Node

SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W\d_]{7,}")


def prepared(table: Node, tag: str) -> Node:
    """A table with scopes, and soft hyphens in the long words of its cells.

    Reading systems hyphenate few languages by themselves, and a column can't be narrower than its longest word.

    Args:
        tag: BCP 47 tag of the text; where no patterns are known for it, words stay whole.
    """
    attributes, caption, columns, head, bodies, foot = table["c"]
    cells = _parted([head, bodies, foot], tag)
    ready: Node = {"t": "Table", "c": [attributes, caption, columns, *cells]}
    _scope(ready)
    return ready


def facts(rows: Sequence[Fact]) -> Node:
    """A table of labels and values."""
    nothing, default = pandoc.attributes(), {"t": "AlignDefault"}
    column = [default, {"t": "ColWidthDefault"}]

    def cell(text: str, link: str = "") -> list[Any]:
        inlines = [pandoc.link(pandoc.words(text), link)] if link else pandoc.words(text)
        return [pandoc.attributes(), default, 1, 1, [{"t": "Plain", "c": inlines}]]

    lines = [[nothing, [cell(fact.label), cell(fact.value, fact.link)]] for fact in rows]
    return {
        "t": "Table",
        "c": [nothing, [None, []], [column] * 2, [nothing, []], [[nothing, 1, [], lines]], [nothing, []]],
    }


def _scope(table: Node) -> None:
    """Say of each head cell what it heads (HTML, 4.9.10)."""
    _, _, _, head, bodies, _ = table["c"]
    rows = [(row, len(row[1]), "col") for row in head[1]]
    for _, columns, over, under in bodies:
        rows += [(row, len(row[1]), "col") for row in over] + [(row, columns, "row") for row in under]
    for row, count, scope in rows:
        for cell in row[1][:count]:
            cell[0][2].append(["scope", scope])


def _parted(cells: Any, tag: str) -> Any:
    patterns = _patterns(tag)
    if not patterns:
        return cells

    def part(node: Node) -> Node:
        if node["t"] != "Str":
            return node
        return pandoc.text(_WORD.sub(lambda word: patterns.inserted(word[0], SOFT_HYPHEN), node["c"]))

    return pandoc.transform(cells, part)


@cache
def _patterns(tag: str) -> Any:
    """Where words of a language may be parted: three letters from either end at the least."""
    known = pyphen.language_fallback(tag)
    return pyphen.Pyphen(lang=known, left=3, right=3) if known else None
