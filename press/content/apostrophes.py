"""Apostrophes behind a link, code or a span: Pandoc's smart punctuation takes each for an opening quotation mark.

`[Bob](https://bob.example)'s 'stuff'` is read as Quoted ("s ’stuff"): the mark that opens a quotation further on has
become an apostrophe, and closes what was none. Behind emphasis Pandoc is right by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from press import pandoc

APOSTROPHE, OPENING = "’", "‘"
# Behind which a quotation doesn't begin without a space.
_BEFORE = frozenset(("Link", "Code", "Span", "Image", "Math", "Cite", "Note"))


def mended(node: Any) -> Any:
    """A new tree in which these are apostrophes, and quotations begin where they do."""
    if isinstance(node, list):
        children = [mended(child) for child in node]
        return _inlines(children) if any(_is_quoted(child) for child in children) else children
    if isinstance(node, dict):
        return {key: mended(child) for key, child in node.items()}
    return node


def _inlines(nodes: Sequence[Any]) -> list[Any]:
    out: list[Any] = []
    for before, node, after in zip([None, *nodes], nodes, [*nodes[1:], None], strict=False):
        if before and before["t"] in _BEFORE and _is_quoted(node) and _is_word(node["c"][1][:1]):
            first, *rest = node["c"][1]
            out += _opened([pandoc.text(APOSTROPHE + first["c"]), *rest], after)
        else:
            out.append(node)
    return out


def _opened(inlines: Sequence[Any], after: Any) -> list[Any]:
    """Inlines that began with an apostrophe and ended with a mark: what that mark belongs to, by what comes after."""
    if after and after["t"] not in ("Str", "Space", "SoftBreak", "LineBreak", "Note"):
        return [*inlines, pandoc.SPACE, pandoc.text(OPENING)]  # Pandoc took the space; what it opens ends elsewhere
    for at in range(len(inlines) - 1, 0, -1):
        word = inlines[at]["c"] if inlines[at]["t"] == "Str" else ""
        # “’90s” is short for a year; any other word that begins so is the beginning of a quotation.
        if inlines[at - 1]["t"] in ("Space", "SoftBreak") and word[:1] == APOSTROPHE and not word[1:2].isdigit():
            quoted = [pandoc.text(word[1:]), *inlines[at + 1 :]]
            return [*inlines[:at], {"t": "Quoted", "c": [{"t": "SingleQuote"}, quoted]}]
    return [*inlines, pandoc.text(APOSTROPHE)]


def _is_word(inlines: Sequence[Any]) -> bool:
    return bool(inlines) and inlines[0]["t"] == "Str" and inlines[0]["c"][:1].isalpha()


def _is_quoted(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "Quoted" and node["c"][0]["t"] == "SingleQuote"
