"""The inline containers of a Pandoc tree: each paragraph, heading, cell, caption … that holds a run of inlines.

A tree is first brought to normal form, in which reading the Markdown of a container gives the same inlines back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from press import pandoc
from press.catalogs import side_by_side
from press.model.book import ALONE, MARKER, TASK
from press.model.callout import TITLE, WORD

_BOXES = {"☐": "☐", "☒": "☑"}  # what Pandoc reads of [ ] and [x], and what is shown
# Two signs that no space parts: Chinese or Japanese, or one of them and a mark. Korean parts its words by spaces.
_WIDE = "\u3001-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd"
_UNSPACED = re.compile(f"[{_WIDE}][{_WIDE}“”‘’—…]|[“”‘’—…][{_WIDE}]")
TRANSLATABLE_META = ("title", "subtitle", "abstract", "description", "keywords")


@dataclass
class Container:
    """A place in a tree that holds inlines: `holder[key]`; `section` is the anchor of the heading above it."""

    holder: Any
    key: Any
    kind: str
    section: str

    @property
    def inlines(self) -> list[Any]:
        """The inlines themselves, not a copy."""
        found: list[Any] = self.holder[self.key]
        return found


def normalise(tree: pandoc.Tree, quotes: tuple[str, str, str, str]) -> pandoc.Tree:
    """A new tree without what Markdown can't carry back and forth.

    Quoted becomes literal marks, SoftBreak a space, or nothing between Chinese or Japanese signs, neighbouring Str
    one Str; citations side by side are whole again, and lose their fallback text and their numbers, which are given
    anew when the book is assembled. What an item of a list begins with and nobody translates becomes a paragraph of
    its own before it: empty spans with anchors, and the box of a task as Span(class "press-task").

    Args:
        tree: a document.
        quotes: outer opening and closing marks, inner opening and closing marks.
    """
    return {
        **tree,
        "meta": pandoc.transform(tree["meta"], lambda node: _plainer(node, quotes)),
        "blocks": _merged(pandoc.transform(tree["blocks"], lambda node: _plainer(node, quotes))),
    }


def normal_inlines(inlines: list[Any], quotes: tuple[str, str, str, str]) -> list[Any]:
    """Inlines in the same normal form."""
    found: list[Any] = _merged(pandoc.transform(inlines, lambda node: _plainer(node, quotes)))
    return found


def _plainer(node: pandoc.Node, quotes: tuple[str, str, str, str]) -> Any:
    match node["t"]:
        case "Quoted":
            at = 0 if node["c"][0]["t"] == "DoubleQuote" else 2
            return [pandoc.text(quotes[at]), *node["c"][1], pandoc.text(quotes[at + 1])]
        case "Cite":
            # A citation's note number is of its place in the document; the whole book is counted when it is assembled.
            return {"t": "Cite", "c": [[{**c, "citationNoteNum": 0, "citationHash": 0} for c in node["c"][0]], []]}
        case "Plain" if [inline["t"] for inline in node["c"]] == ["Image"] and node["c"][0]["c"][0][0]:
            return _figure(node["c"][0])
        case "BulletList":
            return {**node, "c": [_headed(item) for item in node["c"]]}
        case "OrderedList":
            return {**node, "c": [node["c"][0], [_headed(item) for item in node["c"][1]]]}
        case "DefinitionList":
            return {**node, "c": [[term, [_parted(one) for one in defined]] for term, defined in node["c"]]}
    return node


def _parted(definition: list[Any]) -> list[Any]:
    """A definition whose paragraphs are such: Pandoc makes several of a tight one Plain, which HTML runs together."""
    if len(definition) < 2:
        return definition
    return [{**block, "t": "Para"} if block["t"] == "Plain" else block for block in definition]


def is_head(inlines: list[Any]) -> bool:
    """Whether inlines are no text, but what stands before that of an item: anchors, a box, a marker."""
    return bool(inlines) and all(node["t"] == "Span" and _leads(node["c"]) for node in inlines)


def _leads(content: list[Any]) -> bool:
    # The press's own anchors (press.book.localise) stand in text, also where its translation is empty.
    return bool({ALONE, MARKER, TASK} & set(content[0][1])) or not (content[1] or content[0][1])


def _headed(item: list[Any]) -> list[Any]:
    """An item whose anchors and box stand before its text."""
    if not item or item[0]["t"] not in ("Plain", "Para"):
        return item
    first, *rest = item
    text = list(first["c"])
    head = [*_anchors(text)]
    if text[1:2] == [pandoc.SPACE] and text[0]["t"] == "Str" and text[0]["c"] in _BOXES:
        head.append(pandoc.span([pandoc.text(_BOXES[text[0]["c"]])], "", [TASK]))
        del text[:2]
        head += _anchors(text)
    return [{"t": "Plain", "c": head}, {**first, "c": text}, *rest] if head and text else item


def _anchors(text: list[Any]) -> Iterator[Any]:
    """Take empty spans from the beginning of a text, and the space behind each."""
    while text and text[0]["t"] == "Span" and text[0]["c"][0][0] and not text[0]["c"][1]:
        yield text.pop(0)
        if text[:1] == [pandoc.SPACE]:
            text.pop(0)


def _figure(image: pandoc.Node) -> pandoc.Node:
    """A picture with an anchor that is all of a cell: for Pandoc, only one that is a paragraph is a figure."""
    (anchor, classes, pairs), caption, target = image["c"]
    own = dict(pairs)
    alternative = pandoc.words(own.pop("alt")) if "alt" in own else caption
    bare = {"t": "Image", "c": [pandoc.attributes("", classes, list(own.items())), alternative, target]}
    caption = [None, [{"t": "Plain", "c": caption}] if caption else []]
    return {"t": "Figure", "c": [pandoc.attributes(anchor), caption, [{"t": "Plain", "c": [bare]}]]}


def _merged(node: Any) -> Any:
    """The tree with neighbouring Str, and neighbouring Space, joined, and citations that are torn made whole."""
    if isinstance(node, dict):
        return {key: _merged(child) for key, child in node.items()}
    if not isinstance(node, list):
        return node
    out: list[Any] = []
    for child in map(_merged, _on_one_line(node)):
        last = out[-1] if out and isinstance(out[-1], dict) and isinstance(child, dict) else {}
        if last.get("t") == child_type(child) == "Str":
            out[-1] = pandoc.text(last["c"] + child["c"])
        elif not last.get("t") == child_type(child) == "Space":
            out.append(child)
    return side_by_side.mended(out) if any(child_type(child) == "Cite" for child in out) else out


def _on_one_line(inlines: list[Any]) -> list[Any]:
    """Inlines without the ends of the source's lines: a space, or nothing between signs that are written without."""
    if all(child_type(node) != "SoftBreak" for node in inlines):
        return inlines
    out: list[Any] = []
    for at, node in enumerate(inlines):
        if child_type(node) != "SoftBreak":
            out.append(node)
            continue
        before, after = pandoc.plain(inlines[max(0, at - 1) : at]), pandoc.plain(inlines[at + 1 : at + 2])
        if not _UNSPACED.fullmatch(before[-1:] + after[:1]):
            out.append(pandoc.SPACE)
    return out


def child_type(node: Any) -> Any:
    """The element's name, or a value that no element has."""
    return node.get("t", False) if isinstance(node, dict) else False


def containers(tree: pandoc.Tree) -> list[Container]:
    """Every container in reading order; those of a note follow the container that calls it.

    They are places in the tree itself: assigning to `holder[key]` changes it.
    """
    walk = _Walk()
    meta = [walk.meta(tree["meta"], key) for key in TRANSLATABLE_META if key in tree["meta"]]
    return [container for found in (*meta, walk.blocks(tree["blocks"], "p")) for container in found]


def duplicate(tree: pandoc.Tree) -> pandoc.Tree:
    """A copy to change."""
    found: pandoc.Tree = pandoc.transform(tree, lambda node: node)
    return found


class _Walk:
    """The traversal, which remembers the heading that it passed last, and whether it is in a note."""

    section = ""
    noted = False

    def inlines(self, holder: Any, key: Any, kind: str) -> Iterator[Container]:
        yield Container(holder, key, "note" if self.noted and kind != "alt" else kind, self.section)
        noted, self.noted = self.noted, True
        for note in (node for node in pandoc.walk(holder[key]) if node["t"] == "Note"):
            yield from self.blocks(note["c"], "note")
        self.noted = noted

    def meta(self, holder: Any, key: Any) -> Iterator[Container]:
        node = holder[key]
        if node["t"] == "MetaInlines":
            yield from self.inlines(node, "c", "meta")
        elif node["t"] == "MetaBlocks":
            yield from self.blocks(node["c"], "meta")
        elif node["t"] == "MetaList":
            for index in range(len(node["c"])):
                yield from self.meta(node["c"], index)

    def blocks(self, blocks: list[Any], kind: str) -> Iterator[Container]:
        for block in blocks:
            yield from self.block(block, kind)

    def block(self, block: pandoc.Node, kind: str) -> Iterator[Container]:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain" if not is_head(content):
                yield from self.inlines(block, "c", kind)
            case "Header":
                self.section = content[1][0]
                yield from self.inlines(content, 2, f"h{content[0]}")
            case "LineBlock":
                for index in range(len(content)):
                    yield from self.inlines(content, index, "line")
            case "BlockQuote":
                yield from self.blocks(content, "quote" if kind == "p" else kind)
            case "BulletList" | "OrderedList":
                for item in content if block["t"] == "BulletList" else content[1]:
                    yield from self.blocks(item, "li" if kind == "p" else kind)
            case "DefinitionList":
                yield from self.definitions(content)
            case "Div" if WORD not in content[0][1]:
                yield from self.blocks(content[1], "title" if TITLE in content[0][1] else kind)
            case "Figure":
                yield from self.figure(content)
            case "Table":
                yield from self.table(content)

    def definitions(self, content: list[Any]) -> Iterator[Container]:
        for definition in content:
            yield from self.inlines(definition, 0, "term")
            for blocks in definition[1]:
                yield from self.blocks(blocks, "def")

    def figure(self, content: list[Any]) -> Iterator[Container]:
        yield from self.blocks(content[1][1], "caption")
        for image in (node for node in pandoc.walk(content[2]) if node["t"] == "Image"):
            yield from self.inlines(image["c"], 1, "alt")

    def table(self, content: list[Any]) -> Iterator[Container]:
        _, caption, _, head, bodies, foot = content
        yield from self.blocks(caption[1], "caption")
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        for row in rows:
            for cell in row[1]:
                yield from self.blocks(cell[4], "cell")
