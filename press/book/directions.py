"""The direction of passages: that of their language (HTML, 3.2.6.4: `dir` isolates what it is said of).

Without it, what follows an Arabic name in an English sentence, a date say, is taken for a part of the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from press.blockwise import blockwise
from press.languages.subtags import direction_of
from press.model.language import Direction


@blockwise
def directed(nodes: Sequence[Any], direction: Direction) -> list[Any]:
    """New blocks or inlines whose passages in another language say their direction, where it is not that around them.

    Args:
        nodes: blocks or inlines.
        direction: that of the text that they stand in.
    """
    return [_directed(node, direction) for node in nodes]


def _directed(node: Any, direction: Direction) -> Any:
    if isinstance(node, list):
        return [_directed(child, direction) for child in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") not in ("Span", "Div"):
        return {key: _directed(child, direction) for key, child in node.items()}
    (name, classes, pairs), content = node["c"]
    said = dict(pairs)
    own = said.get("dir") or (direction_of(said["lang"]) if said.get("lang") else direction)
    added = [] if own == direction or "dir" in said else [["dir", str(own)]]
    inner = next((each for each in Direction if each == own), direction)
    return {**node, "c": [[name, classes, [*pairs, *added]], _directed(content, inner)]}
