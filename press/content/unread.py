"""Attributes that no reader sees and nothing styles: left out of what is published, and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from press import pandoc
from press.diagnostics import Diagnostic, Location, Severity


def without(blocks: Any, where: Callable[[str], Location], remark: Callable[[Diagnostic], None]) -> Any:
    """Blocks without `data-` attributes and without `source`, which Pandoc makes one.

    They are for programs, and may say who wrote a text with which of them; the press's own are given later.

    Args:
        where: the place of a text, of one that is asked for again the next.
        remark: is told what is left out (N006).
    """
    if not any(_own(node) for node in pandoc.walk(blocks)):
        return blocks
    for node in pandoc.walk(blocks):
        for name in _own(node):
            hint = "delete it; give it a class if it is for your style sheets"
            said = f"the attribute {name} is left out: no reader sees it"
            remark(Diagnostic("N006", said, where(name), hint, Severity.WARNING))
    return pandoc.transform(blocks, _bare)


def _is_unread(key: str) -> bool:
    return key.startswith("data-") or key == "source"


def _own(node: pandoc.Node) -> list[str]:
    return [key for key, _ in (pandoc.attr(node) or ["", [], []])[2] if _is_unread(key)]


def _bare(node: pandoc.Node) -> pandoc.Node:
    if _own(node):
        attributes: Any = pandoc.attr(node)
        attributes[2][:] = [pair for pair in attributes[2] if not _is_unread(pair[0])]
    return node
