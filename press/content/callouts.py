"""Call-outs as authors write them, brought to the one form of press.model.callout.

Authors write `::: warning`, with `title="…"` or a heading as its first block if it has a title of its own, or
`> [!WARNING]` with the title behind it, as on GitHub and in Obsidian.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from press import pandoc
from press.model.callout import CALLOUT, KINDS, TITLE, kind_of

_ALERT = re.compile(r"\[!([A-Za-z]+)\][-+]?")

Read = Callable[[Sequence[str]], list[list[Any]]]


def opened(blocks: Any, read: Read) -> Any:
    """A new tree in which every call-out is marked as such, its title as its first block.

    Args:
        blocks: as Pandoc read them.
        read: gives the inlines of titles that stand in attributes.
    """
    titles = [title for node in pandoc.walk(blocks) if node["t"] == "Div" and (title := _title(node))]
    known = dict(zip(titles, read(titles), strict=True)) if titles else {}

    def change(node: pandoc.Node) -> pandoc.Node:
        if node["t"] == "BlockQuote":
            return _alert(node)
        return _marked(node, known) if node["t"] == "Div" and kind_of(node["c"][0][1]) else node

    return pandoc.transform(blocks, change)


def _title(div: pandoc.Node) -> str:
    """The title in the attribute of a call-out."""
    _, classes, pairs = div["c"][0]
    return dict(pairs).get("title", "").strip() if kind_of(classes) else ""


def _marked(div: pandoc.Node, titles: dict[str, list[Any]]) -> pandoc.Node:
    (anchor, classes, pairs), blocks = div["c"]
    own = titles.get(_title(div), [])
    if not own and blocks and blocks[0]["t"] == "Header":
        (_, (name, _, _), own), blocks = blocks[0]["c"], blocks[1:]
        anchor = anchor or name
    return _callout(anchor, classes, [pair for pair in pairs if pair[0] != "title"], own, blocks)


def _alert(quote: pandoc.Node) -> pandoc.Node:
    """A quotation that begins with `[!NOTE]` as a call-out."""
    first, *rest = quote["c"] or [{"t": ""}]
    inlines = first["c"] if first["t"] == "Para" else []
    found = _ALERT.fullmatch(inlines[0]["c"]) if inlines and inlines[0]["t"] == "Str" else None
    if not found or found[1].lower() not in KINDS:
        return quote
    at = next((at for at, node in enumerate(inlines) if node["t"] in ("SoftBreak", "LineBreak")), len(inlines))
    text = inlines[at + 1 :]
    blocks = [{"t": "Para", "c": text}, *rest] if text else rest
    title = inlines[2:at] if inlines[1:2] == [pandoc.SPACE] else []
    return _callout("", [found[1].lower()], [], title, blocks)


def _callout(anchor: str, classes: list[str], pairs: list[Any], title: list[Any], blocks: list[Any]) -> pandoc.Node:
    above = [pandoc.div([{"t": "Para", "c": title}], "", [TITLE])] if title else []
    attributes = [anchor, [*classes, CALLOUT, f"{CALLOUT}-{kind_of(classes)}"], pairs]
    return {"t": "Div", "c": [attributes, [*above, *blocks]]}
