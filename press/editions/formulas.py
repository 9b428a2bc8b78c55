"""Formulas of a book as MathML, for editions that are read in browsers and reading systems."""

from __future__ import annotations

from typing import Any

from press import pandoc
from press.formulas import mathjax
from press.formulas.mathjax import Formula
from press.model.book import Book, Node
from press.model.formula import DISPLAY, tex_of


def within(blocks: Any) -> list[Formula]:
    """The formulas of blocks or inlines, in order."""
    return [Formula(*found) for node in pandoc.walk(blocks) if (found := tex_of(node))]


def of_book(book: Book) -> list[Formula]:
    """All formulas of a book."""
    return within([[part.title, part.blocks] for part in book.parts] + [book.imprint])


def marked(node: Node) -> Node:
    """A formula as raw HTML; any other element as it is."""
    found = tex_of(node)
    if not found:
        return node
    mathml = mathjax.read([Formula(*found)])[Formula(*found)].mathml
    shown = f'<span class="{DISPLAY}">{mathml}</span>' if found[1] else mathml
    return {"t": "RawInline", "c": ["html", shown]}
