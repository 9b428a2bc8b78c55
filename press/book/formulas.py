"""The formulas of a document as text that knows its TeX; editions that can draw them do (press.model.formula)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from press import pandoc
from press.content.formulas import of, within
from press.formulas import mathjax
from press.model.formula import EQUATION, span, tex_of


class Told:
    """Puts what formulas say in their places; made of the blocks and translations that it will be given parts of."""

    def __init__(self, blocks: Any, translations: Mapping[int, Any]) -> None:
        """Have all formulas read at once."""
        self._read = mathjax.read(chain(within(blocks), *map(within, translations.values())))

    def __call__(self, inlines: list[Any]) -> list[Any]:
        """Inlines without Math."""
        if not self._read:
            return inlines
        found: list[Any] = pandoc.transform(inlines, self._change)
        return found

    def _change(self, node: pandoc.Node) -> pandoc.Node:
        if node["t"] == "Math":
            formula = of(node)
            told: pandoc.Node = span(*formula, self._read[formula].text or formula.tex)
            return told
        (anchor, classes, pairs), content = node["c"] if node["t"] == "Span" else (("", [], []), [])
        if anchor and len(content) == 1 and (tex_of(content[0]) or ("", False))[1]:
            return {"t": "Span", "c": [[anchor, [*classes, EQUATION], pairs], content]}
        return node


def stand_in(inlines: list[Any]) -> bool:
    """Whether inlines hold a formula."""
    return any(tex_of(node) for node in pandoc.walk(inlines))
