"""Markdown for the page of a release on a forge, of text that may hold anything.

GitHub, GitLab and Forgejo read HTML, show pictures from anywhere, tell whomever an @ names, and turn #12, !3, $4,
~label and addresses into links, all of it after escapes were taken out. A word joiner (U+2060), which nobody sees,
keeps a sign from what stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from press import characters, pandoc
from press.worddiff import Change, Kind

JOINER, HAIR = "\u2060", "\u200a"
READER = "commonmark+pipe_tables+strikeout"
WRITER = "commonmark+strikeout+pipe_tables"
_SIGNS = re.compile(r"[@#!$~%&:^](?=[\w\"'])|\b(?:GH(?=-\d)|www(?=\.))|:(?=//)")
_COMMIT = re.compile(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)([0-9a-f])([0-9a-f]{6,39})\b")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SIGN = {Kind.DELETED: "~~", Kind.INSERTED: "**"}
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$]")


def inert(text: str) -> str:
    """Text in which a forge finds nothing to link, and a terminal and a page nothing that can't be seen."""
    shown = "".join(each for each in " ".join(text.split()) if not any(characters.controls(each)))
    return _SIGNS.sub(lambda found: f"{found[0]}{JOINER}", _COMMIT.sub(rf"\1{JOINER}\2", shown))


def escaped(text: str) -> str:
    """Plain text, which may hold anything, as Markdown within a line."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", inert(text))


def marked(changes: Iterable[Change]) -> str:
    """Changes of a text as Markdown: what went struck through, what came in bold.

    Signs of emphasis count as such only where spaces, punctuation and letters stand as CommonMark has it (0.31, 6.2),
    and readers of Markdown differ in it; between spaces, they always do.
    """
    told = ""
    for change in changes:
        text, before, after = escaped(change.text), change.text[:1].isspace(), change.text[-1:].isspace()
        sign = _SIGN.get(change.kind) if text else None
        if told and not told[-1].isspace():
            beside = told.endswith(tuple(_SIGN.values()))
            apart = HAIR if beside or sign else ""
            told += " " if before or (beside and sign) else apart
        told += f"{sign}{text}{sign}" if sign else text
        told += " " if after and text else ""
    return told.strip()


def quoted(markdown: str, deepest: int) -> str:
    """Markdown that somebody wrote, without what a forge would run, fetch, link or tell anybody.

    Args:
        markdown: a part of a changelog.
        deepest: the level that its highest headings get.

    Raises:
        EngineError: Pandoc refused it.
    """
    blocks = pandoc.read(markdown, READER)["blocks"]
    highest = min((node["c"][0] for node in pandoc.walk(blocks) if node["t"] == "Header"), default=1)
    safe = pandoc.transform(blocks, lambda node: _safe(node, deepest - highest))
    return pandoc.write(safe, WRITER, "--wrap=none").strip()


def _safe(node: pandoc.Node, deeper: int) -> Any:
    match node["t"]:
        case "Str":
            return pandoc.text(inert(node["c"]))
        case "Code" | "CodeBlock":
            return {"t": node["t"], "c": [["", [], []], node["c"][1]]}  # in which a forge looks for nothing
        case "RawInline" | "RawBlock":
            shown = pandoc.text(inert(_COMMENT.sub("", node["c"][1])))
            return shown if node["t"] == "RawInline" else {"t": "Para", "c": [shown]}
        case "Image" | "Link":
            address = node["c"][2][0]
            kept = node["t"] == "Link" and address.startswith("https://")
            return {"t": "Link", "c": [["", [], []], node["c"][1], [address, ""]]} if kept else node["c"][1]
        case "Header":
            return {"t": "Header", "c": [min(node["c"][0] + deeper, 6), ["", [], []], node["c"][2]]}
    return node
