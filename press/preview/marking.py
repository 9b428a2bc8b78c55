"""Which segment each piece of a page is: its inlines in Span(segment=ID), which Pandoc writes as data-segment.

A finished part has the containers of its source in the same order, and besides only the notes that citations became
and the originals of parallel text. So segments are told by counting, after everything else has been done to the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from press import pandoc
from press.blockwise import blockwise
from press.book.stages.source import Source
from press.catalogs.containers import Container, containers, duplicate
from press.model.book import MARKER, Book, Part

# What is not the document's own (press.book.parallel, press.book.version_lines).
OTHERS = {"press-original", "press-original-heading", "press-version"}
LEADING = {"press-pn", "press-anchor", "press-hn", "press-cn", MARKER}


def marked_part(part: Part, source: Source) -> Part:
    """A part whose segments say their ids; as it is if it can't be told which is which."""
    title = {"t": "Header", "c": [1, pandoc.attributes(), list(part.title)]}
    found = _marked([title, *part.blocks], source)
    return replace(part, title=found[0]["c"][2], blocks=found[1:]) if found else part


def marked_imprint(book: Book, source: Source) -> Book:
    """A book whose imprint's segments say their ids; its title is not printed."""
    found = _marked([source.tree["blocks"][0], *book.imprint], source)
    return replace(book, imprint=found[1:]) if found else book


def _marked(blocks: Sequence[Any], source: Source) -> list[Any]:
    names = {segment.index: entry.id for segment, entry in zip(source.segments, source.entries, strict=True)}
    own, kinds = _kinds(source.tree["blocks"]), _kinds(blocks)
    if [kind for row in own for kind in row] != [kind for row in kinds for kind in row]:
        return []
    first = len(containers({**source.tree, "blocks": []}))
    ids = iter([names.get(index, "") for index in range(first, first + sum(map(len, own)))])
    return list(_wrapped([(block, tuple(islice(ids, len(row)))) for block, row in zip(blocks, kinds, strict=True)]))


@blockwise
def _kinds(blocks: Sequence[Any]) -> list[list[str]]:
    """The kinds of the containers of each block."""
    return [[container.kind for container in _own(block)] for block in blocks]


@blockwise
def _wrapped(blocks: Sequence[tuple[Any, tuple[str, ...]]]) -> list[Any]:
    """Each block, its containers marked with the ids that stand beside it."""
    return [_wrap(block, ids) for block, ids in blocks]


def _wrap(block: Any, ids: Sequence[str]) -> Any:
    new = duplicate(block)
    for container, identifier in zip(_own(new), ids, strict=True):
        if identifier and container.kind == "alt":
            container.holder[0] = [*container.holder[0][:2], [*container.holder[0][2], ["segment", identifier]]]
        elif identifier:
            at = _text_at(container.inlines)
            before, text = container.inlines[:at], container.inlines[at:]
            container.holder[container.key] = [*before, pandoc.span(text, segment=identifier)]
    return new


def _text_at(inlines: Sequence[Any]) -> int:
    """Where the text begins, behind numbers, markers and anchors."""
    at = 0
    while at < len(inlines) and (_leads(inlines[at]) or (at and inlines[at] == pandoc.SPACE)):
        at += 1
    return at


def _leads(node: Any) -> bool:
    if node["t"] not in ("Span", "Link"):
        return False
    return bool(LEADING & set(node["c"][0][1])) or not node["c"][1]


def _own(block: Any) -> list[Container]:
    """The containers of a block that are its document's: neither of citations nor of the original beside it."""
    cited = {id(inner) for node in pandoc.walk(block) if node["t"] == "Cite" for inner in _noted(node)}
    tree = {"meta": {}, "blocks": list(_translated([block]))}
    return [container for container in containers(tree) if id(container.holder) not in cited]


def _noted(cite: pandoc.Node) -> Iterator[Any]:
    return (block for node in pandoc.walk(cite["c"][1]) if node["t"] == "Note" for block in node["c"])


def _translated(blocks: Sequence[Any]) -> Iterator[Any]:
    """The blocks themselves, Div of them as copies without what is not the document's own."""
    for block in blocks:
        if block["t"] != "Div":
            yield block
        elif not OTHERS & set(block["c"][0][1]):
            yield {"t": "Div", "c": [block["c"][0], list(_translated(block["c"][1]))]}
