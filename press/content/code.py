"""Code stays as its author wrote it: Jinja finds no template in it, and Pandoc keeps its tabs.

Only Pandoc knows what is code (fences in lists, lines that are indented, spans over lines). So it is asked: each brace
that may open a template is marked by a character of its own, and those that come back in code are set aside.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from press import pandoc
from press.content import dollars

OPENING = re.compile(r"\{(?=\{|%|##)")  # of a template
_ESCAPED = re.compile(rf"((?<!\\)(?:\\\\)*\\){OPENING.pattern}")
# Without one of these nothing is code: backquotes, a fence, an indent.
_CODE = re.compile(r"`|~~~|^(?: {4}| {0,3}\t)", re.MULTILINE)
_TEMPLATE = re.compile(r"\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|\{##[^\n]*?##\}")
# A fence, and what stands before it on its line.
_FENCED = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-*+]|\(?\w{1,4}[.)])[ \t]+)?)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?^[ \t>]*(?P=fence)",
    re.MULTILINE | re.DOTALL,
)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)[^\n]*?[^`\n]\1(?!`)")
# Stand for a brace and a tab: no characters, so that no text holds them (S015).
_BRACE, _TAB = "\ufdd1", "\ufdd2"
_MARKS = 0xF0000  # of Unicode's planes for private use, whose characters Pandoc takes as any other


def without_templates(text: str, reader: str, *options: str) -> str:
    """A text of the same length in which no brace of code opens a template, nor one behind a backslash.

    Raises:
        EngineError: Pandoc can't read it (S004).
    """
    text = _ESCAPED.sub(lambda found: found[1] + _BRACE, text)
    openings = [found.start() for found in OPENING.finditer(text)]
    if not openings or not _CODE.search(text):
        return text
    # A backquote within a template opens no code.
    marked = list(_TEMPLATE.sub(lambda template: template[0].replace("`", "'"), text))
    for number, at in enumerate(openings):
        marked[at] = chr(_MARKS + number)
    tree = dollars.read("".join(marked), reader, *options, "--quiet")
    code = "".join(node["c"][1] for node in pandoc.walk(tree["blocks"]) if node["t"] in ("Code", "CodeBlock"))
    coded = {ord(sign) - _MARKS for sign in code if ord(sign) >= _MARKS}
    out = list(text)
    for number in coded & set(range(len(openings))):
        out[openings[number]] = _BRACE
    return "".join(out)


def with_braces(text: str) -> str:
    """A text with the braces that `without_templates` set aside."""
    return text.replace(_BRACE, "{")


def blanked(text: str) -> str:
    """A text of the same length and lines without its fenced code and its spans on one line, to look for places in."""
    text = _FENCED.sub(lambda found: found["before"] + _blank(found[0][len(found["before"]) :]), text)
    return _SPAN.sub(lambda found: _blank(found[0]), text)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def with_tabs(text: str, read: Callable[[str], pandoc.Tree]) -> pandoc.Tree:
    """The tree of a text, with the tabs of its fenced code, which Pandoc would make spaces of.

    Code in lists and quotations has spaces: tabs there tell what belongs to them.

    Args:
        text: Markdown.
        read: reads it.
    """
    if "\t" not in text:
        return read(text)
    tree = read(_FENCED.sub(lambda found: found[0] if found["before"] else found[0].replace("\t", _TAB), text))

    def change(node: pandoc.Node) -> pandoc.Node:
        tabbed = node["t"] == "CodeBlock" and _TAB in node["c"][1]
        return {"t": "CodeBlock", "c": [node["c"][0], node["c"][1].replace(_TAB, "\t")]} if tabbed else node

    blocks = pandoc.transform(tree["blocks"], change)
    # Pandoc took something else for code: its tabs were space.
    return read(text) if _TAB in json.dumps(blocks, ensure_ascii=False) else {**tree, "blocks": blocks}
