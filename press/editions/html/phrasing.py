"""The blocks of a note as phrasing content: a note stands within a paragraph, where HTML allows no other (3.2.5.2.5).

Lists, quotations, code and tables are spans that the style sheet sets as what their roles say they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from press import pandoc
from press.editions.heads import scoped
from press.model.book import Node, marker_of

_HEADS = {"col": "columnheader", "row": "rowheader"}


def phrased(blocks: Sequence[Node]) -> list[Node]:
    """Blocks as inlines: a span each, with a class and, where HTML has an element for it, the role of that.

    Raises:
        ValueError: a heading, which no note may hold (S009).
    """
    return [inline for block in blocks for inline in _block(block)]


def _block(block: Node) -> Sequence[Node]:  # noqa: C901, PLR0911  (one case for each of Pandoc's kinds)
    kind, content = block["t"], block.get("c")
    match kind:
        case "Para" | "Plain":
            return [pandoc.span(content, "", ["press-note-par"])]
        case "LineBlock":
            lines = [node for line in content for node in (*line, {"t": "LineBreak"})][:-1]
            return [pandoc.span(lines, "", ["press-note-par"])]
        case "BulletList":
            return [_list(content)]
        case "OrderedList":
            return [_list(content[1])]
        case "DefinitionList":
            return [part for term, definitions in content for part in _definition(term, definitions)]
        case "BlockQuote":
            return [pandoc.span(phrased(content), "", ["press-note-quote"], role="blockquote")]
        case "CodeBlock":
            (anchor, classes, pairs), text = content
            return [{"t": "Code", "c": [[anchor, [*classes, "press-note-code"], pairs], text]}]
        case "HorizontalRule":
            return [pandoc.span([], "", ["press-note-rule"], role="separator")]
        case "Table":
            return [_table(scoped(block))]
        case "Figure":
            attributes, (_, caption), shown = content
            return [_division(attributes, [*phrased(shown), *phrased(caption)])]
        case "Div":
            return [_division(content[0], phrased(content[1]))]
        case "RawBlock":
            return [{"t": "RawInline", "c": content}]
    raise ValueError(f"a note holds no {kind}")


def _division(attributes: Any, inlines: Sequence[Node]) -> Node:
    anchor, classes, pairs = attributes
    return {"t": "Span", "c": [[anchor, [*classes, "press-note-division"], pairs], list(inlines)]}


def _list(items: Sequence[Sequence[Node]]) -> Node:
    shown = [pandoc.span(phrased(_led(item)), "", ["press-note-item"], role="listitem") for item in items]
    return pandoc.span(shown, "", ["press-note-list"], role="list")


def _led(item: Sequence[Node]) -> Sequence[Node]:
    """An item that begins with its marker as a note sets it; a dash, if it has none."""
    text = bool(item) and item[0]["t"] in ("Para", "Plain")
    marker, rest = marker_of(item[0]["c"]) if text else ("", [])
    led = pandoc.span([pandoc.text(marker or "–"), pandoc.SPACE], "", ["press-note-marker"])
    return [{**item[0], "c": [led, *rest]}, *item[1:]] if text else [{"t": "Plain", "c": [led]}, *item]


def _definition(term: Sequence[Node], definitions: Sequence[Sequence[Node]]) -> Iterator[Node]:
    yield pandoc.span([{"t": "Strong", "c": list(term)}], "", ["press-note-par"])
    for blocks in definitions:
        yield pandoc.span(phrased(blocks), "", ["press-note-quote"])


def _table(table: Node) -> Node:
    attributes, (_, caption), _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    shown = [pandoc.span([_cell(*cell) for cell in cells], "", ["press-note-row"], role="row") for _, cells in rows]
    told = pandoc.span(shown, "", ["press-note-table"], role="table")
    title = [pandoc.span(phrased(caption), "", ["press-note-caption"])] if caption else []
    return _division(attributes, [*title, told])


def _cell(attributes: Any, _align: Any, high: int, broad: int, blocks: Sequence[Node]) -> Node:
    role = _HEADS.get(dict(attributes[2]).get("scope", ""), "cell")
    spans = {f"aria-{name}": str(count) for name, count in (("rowspan", high), ("colspan", broad)) if count > 1}
    inlines = blocks[0]["c"] if [block["t"] for block in blocks] in (["Plain"], ["Para"]) else phrased(blocks)
    return pandoc.span(inlines, "", [f"press-note-{role}"], role=role, **spans)
