"""Links from one source file to another, as `other.md#x`: they lead to what the file is in every edition."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from press import pandoc
from press.book import anchors
from press.book.localise import Localised
from press.diagnostics import Diagnostic, Location, SourceError
from press.model.publication import Document, Publication
from press.spelling import nearest


def problems(
    publication: Publication, document: Document, elements: Any, where: Callable[[str], Location | None]
) -> Iterator[Diagnostic]:
    """Links of a document, or of a translation of it, to files that are not in the reading order.

    Args:
        elements: blocks or inlines.
        where: the place of a text.
    """
    for target in (target for node in pandoc.walk(elements) if (target := _of_file(node))):
        if _document(publication, document, target) is None:
            path = unquote(target.partition("#")[0])
            near = nearest(Path(path).stem, (d.path.stem for d in _read(publication) if d.path))
            meant = f"did you mean {near}.md? Or " if near else ""
            hint = f"{meant}name it under reading_order: in content/publication.yaml, or link to a web address"
            yield Diagnostic("S016", f"the file {path} is not in the reading order", where(target), hint)


def resolved(
    publication: Publication,
    texts: Mapping[str, Localised],
    known: Mapping[str, Localised],
    where: Callable[[str, str], Location | None],
) -> dict[str, Localised]:
    """Documents whose links to files lead to the title of the file, or to the anchor that they name in it.

    Args:
        texts: documents in one language, by id.
        known: every document of the book, by id.
        where: the place of a text in a document, by the document's id.

    Raises:
        SourceError: a file lacks the anchor (R001), or left the reading order since the texts were read (S016).
    """
    found: list[Diagnostic] = []
    ordered = [d.id for d in publication.documents if d.id in known]
    named: list[anchors.Named] = [(name, known[name].tree["blocks"], known[name].automatic) for name in ordered]
    names = dict(zip(ordered, anchors.renamings(named), strict=True))

    def led(identifier: str, node: pandoc.Node) -> pandoc.Node:
        target = _of_file(node)
        other = _document(publication, _named(publication, identifier), target) if target else None
        if other is None:
            return node
        blocks = known[other.id].tree["blocks"]
        anchor = target.partition("#")[2] or blocks[0]["c"][1][0]
        there = [one for block in pandoc.anchors(blocks) for one in block]
        if anchor not in there:
            near = nearest(anchor, there)
            hint = f"did you mean {near}?" if near else "write the anchor in that file ({#…}), or correct the link"
            found.append(Diagnostic("R001", f"{target} leads to nothing", where(identifier, target), hint))
        (own, classes, pairs), inlines, (_, title) = node["c"]
        lead = f"#{names[other.id].get(anchor, anchor)}"
        return {"t": "Link", "c": [[own, [*classes, anchors.LED], pairs], inlines, [lead, title]]}

    out = {}
    for identifier, text in texts.items():
        document = _named(publication, identifier)
        found += problems(publication, document, text.tree["blocks"], partial(where, identifier))
        linked = any(map(_of_file, pandoc.walk(text.tree["blocks"])))
        blocks = pandoc.transform(text.tree["blocks"], partial(led, identifier)) if linked else []
        out[identifier] = replace(text, tree={**text.tree, "blocks": blocks}) if linked else text
    if found:
        raise SourceError(found)
    return out


def _of_file(node: pandoc.Node) -> str:
    """The target of a link to a Markdown file; empty for any other element."""
    target: str = node["c"][2][0] if node["t"] == "Link" else ""
    path = target.partition("#")[0]
    return target if path.endswith(".md") and ":" not in path else ""


def _document(publication: Publication, document: Document, target: str) -> Document | None:
    """The document that a link leads to: from the file that it stands in, or from content/ if it begins with /."""
    path = unquote(target.partition("#")[0])
    content = publication.root / "content"
    folder = content if path.startswith("/") or document.path is None else document.path.parent
    file = Path(os.path.normpath(folder / path.lstrip("/")))
    return next((d for d in _read(publication) if d.path == file), None)


def _named(publication: Publication, identifier: str) -> Document:
    return next(d for d in publication.texts if d.id == identifier)


def _read(publication: Publication) -> list[Document]:
    """The documents that readers find in every edition: not the imprint, which has no title in print."""
    return [document for document in publication.documents if document.path]
