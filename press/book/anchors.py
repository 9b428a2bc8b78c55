"""Anchors that Pandoc makes of headings' words: where several documents have one, each gets its own.

The first document in reading order keeps it, another's begins with the document's id; links and references within a
document keep to its own. Anchors that an author gave are never changed: twice, they are a mistake (S010).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import dropwhile
from os.path import commonpath
from pathlib import Path
from typing import Any

from press import pandoc
from press.diagnostics import Diagnostic, Location

LED = "press-led"  # the class of a link to a file, which leads to an anchor as it is in the book (press.book.links)

# A document: its id, its blocks, and the headings of the anchors that are made of their words.
Named = tuple[str, Any, Mapping[str, str]]


def automatic(tree: pandoc.Tree) -> dict[str, str]:
    """The anchors of a source that are made of headings' words, each with its heading as plain text."""
    headings = ((node["c"][1][0], pandoc.plain(node["c"][2])) for node in pandoc.walk(tree["blocks"]) if _is(node))
    return {anchor: text for anchor, text in headings if re.fullmatch(rf"{re.escape(_made_of(text))}(-\d+)?", anchor)}


def _is_led(node: pandoc.Node) -> bool:
    return bool(node["t"] == "Link" and LED in node["c"][0][1])


def _is(node: pandoc.Node) -> bool:
    return bool(node["t"] == "Header")


def _made_of(text: str) -> str:
    """What Pandoc makes of a heading (its manual, Extension: auto_identifiers)."""
    kept = "".join(letter for letter in text.lower() if letter.isalnum() or letter.isspace() or letter in "_-.")
    return "".join(dropwhile(lambda letter: not letter.isalpha(), "-".join(kept.split()))) or "section"


def renamings(documents: Sequence[Named]) -> list[dict[str, str]]:
    """For each document in reading order, its anchors that another has already, with what they become."""
    taken = {anchor for _, blocks, made in documents for anchor in _anchors(blocks) if anchor not in made}
    found: list[dict[str, str]] = []
    for identifier, _, made in documents:
        new: dict[str, str] = {}
        for anchor in made:
            name = anchor
            if name in taken:
                name = new[anchor] = _free(f"{identifier}-{anchor}", taken)
            taken.add(name)
        found.append(new)
    return found


def _anchors(blocks: Any) -> Iterator[str]:
    return (anchor for found in pandoc.anchors(blocks) for anchor in found)


def _free(name: str, taken: set[str]) -> str:
    number = 1
    while (found := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return found


def renamed(blocks: Any, names: Mapping[str, str]) -> Any:
    """Blocks with other anchors, and their links and references to them; links to files lead where they shall."""
    if not names and not any(map(_is_led, pandoc.walk(blocks))):
        return blocks

    def change(node: pandoc.Node) -> pandoc.Node:
        if _is_led(node):
            (anchor, classes, pairs), *more = node["c"]
            return {"t": "Link", "c": [[anchor, [name for name in classes if name != LED], pairs], *more]}
        if node["t"] == "Header" and node["c"][1][0] in names:
            level, (anchor, *more), inlines = node["c"]
            return {**node, "c": [level, [names[anchor], *more], inlines]}
        if node["t"] == "Link" and (anchor := node["c"][2][0].removeprefix("#")) in names and anchor != node["c"][2][0]:
            return {**node, "c": [*node["c"][:2], [f"#{names[anchor]}", node["c"][2][1]]]}
        if node["t"] == "Cite":
            cited = [{**c, "citationId": names.get(c["citationId"], c["citationId"])} for c in node["c"][0]]
            return {**node, "c": [cited, node["c"][1]]}
        return node

    return pandoc.transform(blocks, change)


def ambiguous(documents: Sequence[Named], where: Callable[[str, str, int], Location | None]) -> Iterator[Diagnostic]:
    """Links and references from one document to an anchor that several others have.

    Args:
        documents: before their anchors are renamed.
        where: the place of a text in a document, by the document's id: the first, or that behind as many others.
    """
    owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for identifier, _, made in documents:
        for anchor, heading in made.items():
            owners[anchor].append((identifier, heading))
    several = {anchor: found for anchor, found in owners.items() if len(found) > 1}
    for identifier, blocks, made in documents if several else ():
        own = {*made, *_anchors(blocks)}
        for said in _asked(blocks):
            if said[1:] in several and said[1:] not in own:
                here = where(identifier, said, 0)
                places = [where(owner, f"# {heading}", 0) for owner, heading in several[said[1:]]]
                hint = f"give one heading an anchor of its own, as in `## {owners[said[1:]][0][1]} {{#sec-name}}`"
                message = f"{said} is the anchor of several headings: {_told([p for p in places if p])}"
                yield Diagnostic("R008", message, here, f"{hint}, and refer to that")


def _asked(blocks: Any) -> Iterator[str]:
    """What blocks refer to, as it is written: #anchor of a link, @key of a citation."""
    for node in pandoc.walk(blocks):
        if node["t"] == "Link" and node["c"][2][0].startswith("#") and not _is_led(node):
            yield node["c"][2][0]
        if node["t"] == "Cite":
            yield from (f"@{citation['citationId']}" for citation in node["c"][0])


def _told(places: Sequence[Location]) -> str:
    """Places in words, their paths as short as tells them apart."""
    folder = commonpath([place.path.parent for place in places]) if places else ""
    lines = (f":{place.line}" if place.line else "" for place in places)
    return " and ".join(f"{Path(p.path).relative_to(folder)}{line}" for p, line in zip(places, lines, strict=True))
