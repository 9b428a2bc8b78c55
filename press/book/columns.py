"""The column of the original in parallel text: without anchors, with notes of its own that letters call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from press import pandoc

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def letter(number: int) -> str:
    """The letters of a note, counted from 1: a … z, aa, ab …"""
    rest, last = divmod(number - 1, len(LETTERS))
    return (letter(rest) if rest else "") + LETTERS[last]


class Column:
    """The original's column of one document; its notes are counted through it."""

    def __init__(self, tag: str) -> None:
        """Begin a column in the language of a BCP 47 tag."""
        self.tag = tag
        self.notes = 0

    def cell(self, blocks: Sequence[Any]) -> Any:
        """A cell of the column: blocks, and at their end the notes that they call."""
        return self._div(blocks, "original")

    def heading(self, inlines: Sequence[Any]) -> list[Any]:
        """A heading of the original, to stand behind the translation's; it is none for contents lists."""
        return [self._div([{"t": "Para", "c": list(inlines)}], "original-heading")]

    def _div(self, blocks: Sequence[Any], name: str) -> Any:
        lifted: list[Any] = []
        text = self._bare(list(blocks), lifted)
        notes = [pandoc.div(lifted, "", ["column-notes"])] if lifted else []
        return pandoc.div([*text, *notes], "", [name], lang=self.tag)

    def _bare(self, node: Any, lifted: list[Any]) -> Any:
        """A tree without ids, and with letters in place of its notes, whose paragraphs go to `lifted`."""
        if isinstance(node, list):
            out: list[Any] = []
            for child in node:
                kind = child.get("t") if isinstance(child, dict) else None
                if kind == "Note":
                    _call(out, self._lift(child["c"], lifted))
                elif kind == "Header":
                    out.append(self._inner_heading(child, lifted))
                elif not (kind in ("Span", "Link") and _is_anchor(child)):
                    out.append(self._bare(child, lifted))
            return out
        if not isinstance(node, dict):
            return node
        return _without_id({key: self._bare(child, lifted) for key, child in node.items()})

    def _inner_heading(self, header: pandoc.Node, lifted: list[Any]) -> Any:
        """A heading that stands within something else."""
        inlines = self._bare(header["c"][2], lifted)
        return pandoc.div([{"t": "Para", "c": inlines}], "", ["original-heading"])

    def _lift(self, blocks: Sequence[Any], lifted: list[Any]) -> Any:
        """Move the paragraphs of a note to where notes are told; the raised letter that calls it."""
        self.notes += 1
        raised = {"t": "Superscript", "c": [pandoc.text(letter(self.notes))]}
        at = len(lifted)
        lifted.append(None)  # a note within a note stands behind it
        paragraphs = [{"t": "Para", "c": list(block["c"])} for block in self._bare(list(blocks), lifted)]
        paragraphs[0]["c"] = [_lettered([raised]), pandoc.SPACE, *paragraphs[0]["c"]]
        lifted[at : at + 1] = paragraphs
        return raised


def _call(out: list[Any], raised: Any) -> None:
    """Put a call behind what stands before it; its last character and the call don't part at a line's end."""
    if out and out[-1]["t"] == "Str":
        before = out.pop()["c"]
        out += [pandoc.text(before[:-1])] if before[:-1] else []
        out.append(_lettered([pandoc.text(before[-1:]), raised]))
    elif out and _is_lettered(out[-1]):
        out[-1] = _lettered([*out[-1]["c"][1], {"t": "Superscript", "c": [pandoc.text(","), *raised["c"]]}])
    else:
        out.append(_lettered([raised]))


def _lettered(inlines: Sequence[Any]) -> Any:
    return pandoc.span(inlines, "", ["call-letter"])


def _is_lettered(node: Any) -> bool:
    return bool(node["t"] == "Span" and "call-letter" in node["c"][0][1])


def _is_anchor(node: Any) -> bool:
    """Whether an element is no more than a place: the anchor or the number of a paragraph."""
    return bool({"anchor", "pn"} & set(node["c"][0][1]))


def _without_id(node: Any) -> Any:
    """An element without its id; a reference says no page, which would be in the words of the book's language."""
    found = pandoc.attr(node) if "t" in node else None
    if found is None:
        return node
    bare = pandoc.attributes("", [c for c in found[1] if c != "xref"], [pair for pair in found[2] if pair[0] != "kind"])
    at = 1 if node["t"] == "Header" else 0
    return {**node, "c": [bare if place == at else part for place, part in enumerate(node["c"])]}
