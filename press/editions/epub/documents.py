"""A part of a book as the blocks that Pandoc's EPUB writer is given: one heading of level 1, then everything else."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from press import pandoc
from press.editions.epub import epub_notes
from press.editions.epub.epub_tables import facts, prepared
from press.errors import Diagnostic, EngineError, SourceError
from press.model.book import Book, Node, Part
from press.model.publication import Matter

# Core media types (EPUB 3.3, 3.2): what every reading system draws.
MEDIA = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_SEMANTICS = {
    Matter.CHAPTER: {"epub:type": "chapter", "role": "doc-chapter"},
    Matter.APPENDIX: {"epub:type": "appendix", "role": "doc-appendix"},
}
_BIBLIOGRAPHY = {"epub:type": "bibliography", "role": "doc-bibliography"}


def imprint(book: Book, tag: str, content: Path) -> list[Node]:
    """The imprint as a document of its own; empty where the book has none."""
    if not book.imprint:
        return []
    attributes = pandoc.attributes("imprint", ["imprint"], [("epub:type", "copyright-page")])
    title: Node = {"t": "Header", "c": [1, attributes, pandoc.words(book.word("Imprint"))]}
    return _finish([title, *book.imprint], 1, "imprint", book, tag, content)


def part(part: Part, book: Book, tag: str, content: Path) -> list[Node]:
    """A part as a document: title, provenance, text, notes.

    Args:
        tag: BCP 47 tag of the book's language.
        content: the folder that pictures' paths are relative to.

    Raises:
        EngineError: a note is more than paragraphs (S009); a picture is of a kind that EPUB lacks (E001).
        SourceError: a picture is remote (S006), missing (S007) or outside the publication (C008).
    """
    above = [pandoc.div([facts(part.provenance)], "", ["provenance"])] if part.provenance else []
    return _finish([_title(part), *above, *part.blocks], part.first_note, part.id, book, tag, content)


def is_bibliography(part: Part) -> bool:
    """Whether a part holds the list of works that are cited (Pandoc's `refs`)."""
    return any(block["t"] == "Div" and block["c"][0][0] == "refs" for block in part.blocks)


def _title(part: Part) -> Node:
    label = [pandoc.span(pandoc.words(part.label), "", ["label"]), pandoc.SPACE] if part.label else []
    meaning = _BIBLIOGRAPHY if is_bibliography(part) else _SEMANTICS.get(part.matter, {})
    attributes = pandoc.attributes(part.anchor, [part.matter.value], list(meaning.items()))
    return {"t": "Header", "c": [1, attributes, [*label, pandoc.span(part.title, "", ["title"])]]}


def _finish(blocks: Sequence[Node], first: int, document: str, book: Book, tag: str, content: Path) -> list[Node]:
    """What holds for all documents alike; pictures before notes, since an alternative repeats its caption's notes."""

    def change(node: Node) -> Node | list[Node]:
        if node["t"] == "Image":
            return _picture(node, content, document)
        return prepared(node, tag) if node["t"] == "Table" else _element(node)

    ready: list[Node] = pandoc.transform(list(blocks), change)
    return epub_notes.separate(ready, first, document, book.word("Notes"))


def _element(node: Node) -> Node | list[Node]:
    if node["t"] == "Cite":  # only its text is of use here
        return list(node["c"][1])
    at = pandoc.attr(node)
    if not at:
        return node
    # `kind` says what a cross-reference leads to; in HTML it is an attribute of track alone.
    at[2][:] = [pair for pair in at[2] if pair[0] != "kind"]
    at[2] += [["xml:lang", value] for key, value in at[2] if key == "lang"]
    if node["t"] == "Link" and "pn" in at[1]:
        # A number that links to itself would be one more stop for whoever goes from link to link.
        return {"t": "Span", "c": [at, [*node["c"][1], pandoc.SPACE]]}
    return node


def _picture(image: Node, content: Path, document: str) -> Node:
    """An image that holds its own data, so that Pandoc needs no files; its alternative is text alone."""
    attributes, alternative, (target, title) = image["c"]
    path = _inside(target, content, document)
    if path.suffix.lower() not in MEDIA:
        hint = "use one of " + ", ".join(sorted(MEDIA))
        raise EngineError(Diagnostic("E001", f"{document} shows {target}", hint=hint))
    data = base64.b64encode(path.read_bytes()).decode()
    url = f"data:{MEDIA[path.suffix.lower()]};base64,{data}"
    return {"t": "Image", "c": [attributes, pandoc.words(pandoc.plain(alternative)), [url, title]]}


def _inside(target: str, content: Path, document: str) -> Path:
    """The file of a picture.

    Raises:
        SourceError: it is not a file of the publication (S006, S007, C008).
    """
    url = urlsplit(target)
    if url.scheme or url.netloc:
        raise SourceError(Diagnostic("S006", f"{document} shows {target[:80]}", hint="put the picture into content/"))
    path = (content / unquote(url.path)).resolve()
    if not path.is_relative_to(content.resolve()):
        raise SourceError(Diagnostic("C008", f"{document} shows {target}", hint="put the picture into content/"))
    if not path.is_file():
        raise SourceError(Diagnostic("S007", f"{document} shows {target}, which is not in {content}"))
    return path
