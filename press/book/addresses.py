"""Addresses of the web and of e-mail, shown as they are: what a reader of the print types has to lead somewhere.

Smart punctuation and typography change marks within them, and hyphenation adds some. An address gets Pandoc's class
`uri`, which typography and hyphenation leave alone, and the marks back that it was written with.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from press import pandoc

# What Pandoc's smart punctuation makes of marks (Pandoc's manual, "smart"), the longer first.
_SMART = {"—": "---", "–": "--", "…": "...", "’": "'", "‘": "'"}
_MARKS = "".join(_SMART)
# RFC 3986, 2: unreserved and reserved characters, but for brackets; no mark that ends a sentence at its end.
_ADDRESS = re.compile(
    rf"(?:https?://|ftp://|www\.)[\w.~:/?#@!$&'*+,;=%{_MARKS}-]*[\w/~#=&%-]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.ASCII,
)
_SCHEME = re.compile("^(?:https?://|mailto:)")


def kept(tree: Any) -> Any:
    """A new tree whose addresses are marked, and have their own marks."""
    return pandoc.transform(tree, _marked)


def _marked(node: pandoc.Node) -> Any:
    if node["t"] == "Str":
        return _parted(node["c"])
    if node["t"] != "Link":
        return node
    (name, classes, pairs), content, (target, title) = node["c"]
    shown = _as_typed(pandoc.plain(content))
    if _bare(shown) not in (_bare(target), _bare(unquote(target))):
        return node
    classes = classes if pandoc.ADDRESS in classes else [*classes, pandoc.ADDRESS]
    return {"t": "Link", "c": [[name, classes, pairs], [pandoc.text(shown)], [target, title]]}


def _parted(text: str) -> Any:
    """Text with each address in a Span of its own."""
    found, at = [], 0
    for match in _ADDRESS.finditer(text):
        before = text[at : match.start()]
        found += [pandoc.text(before)] if before else []
        found.append({"t": "Span", "c": [["", [pandoc.ADDRESS], []], [pandoc.text(_as_typed(match[0]))]]})
        at = match.end()
    if not found:
        return pandoc.text(text)
    return [*found, pandoc.text(text[at:])] if text[at:] else found


def _as_typed(text: str) -> str:
    return re.sub(f"[{_MARKS}]", lambda mark: _SMART[mark[0]], text)


def _bare(address: str) -> str:
    """An address as people shorten it."""
    return _SCHEME.sub("", address).rstrip("/")
