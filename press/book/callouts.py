"""Call-outs in a book: each says what it is, in the book's language, unless it has a title of its own."""

from __future__ import annotations

from typing import Any

from press import pandoc
from press.model.callout import CALLOUT, KINDS, TITLE, WORD, kind_of
from press.model.interface import Words


def titled(blocks: Any, words: Words) -> Any:
    """A new tree whose call-outs have a title, and the role that tells a screen reader of them.

    A box has no title but its own.
    """
    titles = {
        "note": words.word("Note"),
        "tip": words.word("Tip"),
        "warning": words.word("Warning"),
        "caution": words.word("Caution"),
        "important": words.word("Important"),
        "example": words.word("Example"),
    }

    def change(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Div" or CALLOUT not in node["c"][0][1]:
            return node
        (anchor, classes, pairs), content = node["c"]
        kind = kind_of(classes)
        own = content and content[0]["t"] == "Div" and TITLE in content[0]["c"][0][1]
        word = [] if own or kind not in titles else [_title(titles[kind])]
        return {"t": "Div", "c": [[anchor, classes, [*pairs, ["role", KINDS[kind].role]]], [*word, *content]]}

    return pandoc.transform(blocks, change)


def _title(word: str) -> pandoc.Node:
    return pandoc.div([{"t": "Para", "c": pandoc.words(word)}], "", [TITLE, WORD])
