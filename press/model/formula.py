"""A formula in a book's tree: Span(class "press-formula") with its TeX, around what it says as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

FORMULA = "press-formula"
DISPLAY = "press-display"  # on a line of its own
EQUATION = "press-equation"  # a formula with an anchor, and behind it its number
NUMBER = "press-en"
TEX = "tex"  # the attribute that holds the TeX


def span(tex: str, display: bool, text: str) -> Any:
    """A formula as an inline of Pandoc's."""
    classes = [FORMULA, DISPLAY] if display else [FORMULA]
    return {"t": "Span", "c": [["", classes, [[TEX, tex]]], [{"t": "Str", "c": text}]]}


def tex_of(node: Any) -> tuple[str, bool] | None:
    """The TeX of an inline and whether it stands on a line of its own; None for what is no formula."""
    if node.get("t") != "Span" or FORMULA not in node["c"][0][1]:
        return None
    return dict(node["c"][0][2])[TEX], DISPLAY in node["c"][0][1]


def stands_alone(inlines: Sequence[Any]) -> bool:
    """Whether inlines are no more than formulas on lines of their own."""
    words = [node for node in inlines if node["t"] != "Space"]
    return bool(words) and all(
        node["t"] == "Span" and {DISPLAY, EQUATION} & set(node["c"][0][1]) for node in words
    )
