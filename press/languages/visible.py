"""What of a text its checks compare: the words that a reader sees, without what the pipeline itself puts there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

# Stands for what is left out, so that the words at its sides don't become neighbours.
GAP = "\ufffc"
# Compared by checks of their own, or the same in every language.
DROPPED = frozenset(("Cite", "Code", "Math", "Note", "RawInline"))
# Written by the pipeline for each language.
VALUES = frozenset(("date", "number"))

Skip = Callable[[dict[str, Any]], bool]


def text(inlines: Sequence[Any] | None, skip: Skip = lambda node: False) -> str:
    """The words of inlines, a GAP for what is left out; `skip` says what else is.

    Superscripts of digits are left out too: they are powers and marks, not numbers of the text.
    """
    pieces: list[str] = []
    _read(inlines or (), skip, pieces)
    return "".join(pieces)


def _read(nodes: Sequence[Any], skip: Skip, pieces: list[str]) -> None:
    for node in nodes:
        kind = node["t"]
        if kind == "Str":
            pieces.append(node["c"])
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            pieces.append(" ")
        elif kind in DROPPED or skip(node) or (kind == "Span" and VALUES & set(node["c"][0][1])) or _is_power(node):
            pieces.append(GAP)
        else:
            content = node.get("c", ())
            _read(content if kind in _BARE else content[1], skip, pieces)


# Elements whose content is their inlines alone; the others have attributes or a kind before them.
_BARE = frozenset(("Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"))


def _is_power(node: dict[str, Any]) -> bool:
    return node["t"] == "Superscript" and all(one["t"] == "Str" and one["c"].isdigit() for one in node["c"])


def language_of(node: dict[str, Any]) -> str:
    """The language that a Span says that it is in, without script and region; empty without one."""
    pairs: list[list[str]] = node["c"][0][2] if node["t"] == "Span" else []
    return next((value for name, value in pairs if name == "lang"), "").split("-")[0]
