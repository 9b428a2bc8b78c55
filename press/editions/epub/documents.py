"""A part of a book as the blocks that Pandoc's EPUB writer is given: one heading of level 1, then everything else.

The call of a note is a link, the note an aside at the end of its document, which reading systems pop up (EPUB
Structural Semantics, noteref and footnote). Pandoc's own notes begin anew in each document; these count on through
the book. Cells of a table name the head cells above them, and its long words can be parted where columns are narrow.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pyphen  # type: ignore[import-untyped]

from press import pandoc
from press.content.pictures import FORMATS, file_of
from press.diagnostics import Diagnostic, EngineError, SourceError
from press.editions import formulas, pictures
from press.editions.epub.package import Item
from press.editions.heads import scoped
from press.languages.subtags import direction_of
from press.model.book import CAPTIONED, Book, Fact, Node, Part
from press.model.callout import CALLOUT, KINDS, kind_of
from press.model.formula import tex_of
from press.model.language import Direction
from press.model.publication import Matter

SOFT_HYPHEN = "\u00ad"
_OTHER_SIDE = {"AlignLeft": "AlignRight", "AlignRight": "AlignLeft"}
_WORD = re.compile(r"[^\W\d_]{7,}")
_SEMANTICS = {
    Matter.CHAPTER: {"epub:type": "chapter", "role": "doc-chapter"},
    Matter.APPENDIX: {"epub:type": "appendix", "role": "doc-appendix"},
}
# Blocks that a note may begin with, beside its number.
BESIDE = {"BulletList", "OrderedList", "DefinitionList", "BlockQuote", "CodeBlock"}
_BIBLIOGRAPHY = {"epub:type": "bibliography", "role": "doc-bibliography"}


def separate(blocks: Sequence[Node], first: int, label: str) -> list[Node]:
    """Blocks with links in place of their notes, and the notes as asides after them.

    Args:
        first: number of the first note.
        label: what the section of notes is called, for screen readers.
    """
    notes: list[Sequence[Node]] = []

    def call(node: Node) -> Node:
        if node["t"] != "Note":
            return node
        notes.append(node["c"])
        return _call(first + len(notes) - 1)

    text: list[Node] = pandoc.transform(list(blocks), call)
    asides = [block for number, note in enumerate(notes, first) for block in _aside(note, number)]
    opening = f'<section class="press-notes" epub:type="footnotes" aria-label="{escape(label)}">'
    return [*text, _raw(opening), *asides, _raw("</section>")] if asides else text


def _call(number: int) -> Node:
    """The number as it stands in the text: raised also where a reading system ignores style sheets."""
    raised = {"t": "Superscript", "c": [pandoc.text(str(number))]}
    pairs = {"epub:type": "noteref", "role": "doc-noteref"}
    return pandoc.link([raised], f"#press-note-{number}", f"press-call-{number}", ["press-call"], **pairs)


def _aside(note: Sequence[Node], number: int) -> list[Node]:
    back = pandoc.link([pandoc.text(str(number))], f"#press-call-{number}", "", ["press-nn"], role="doc-backlink")
    first: list[Node] = [block for block in note[:1] if block["t"] in ("Para", "Plain")]
    begun = {"t": "Para", "c": [back, *([pandoc.SPACE, *first[0]["c"]] if first else [])]}
    if note and note[0]["t"] in BESIDE:
        begun = pandoc.div([{"t": "Plain", "c": [back]}], "", ["press-nn-beside"])
    opening = f'<aside epub:type="footnote" role="doc-footnote" id="press-note-{number}">'
    return [_raw(opening), begun, *note[len(first) :], _raw("</aside>")]


def _raw(markup: str) -> Node:
    return {"t": "RawBlock", "c": ["html", markup]}


def prepared(table: Node, tag: str) -> Node:
    """A table with scopes, and soft hyphens in the long words of its cells; mirrored, where lines begin on the right.

    Reading systems hyphenate few languages by themselves, and a column can't be narrower than its longest word.

    Args:
        tag: BCP 47 tag of the text; where no patterns are known for it, words stay whole.
    """
    attributes, caption, *rest = table["c"]
    columns, *rows = _mirrored(rest) if direction_of(tag) is Direction.RIGHT_TO_LEFT else rest
    return scoped({"t": "Table", "c": [attributes, caption, columns, *_parted(rows, tag)]})


def _mirrored(cells: Any) -> Any:
    """Columns and rows whose texts stand on the other side: Markdown's left is where lines begin."""
    if isinstance(cells, list):
        return [_mirrored(child) for child in cells]
    if not isinstance(cells, dict):
        return cells
    return {key: _OTHER_SIDE.get(child, child) if key == "t" else _mirrored(child) for key, child in cells.items()}


def facts(rows: Sequence[Fact]) -> Node:
    """A table of labels and values."""
    nothing, default = pandoc.attributes(), {"t": "AlignDefault"}
    column = [default, {"t": "ColWidthDefault"}]

    def cell(text: str, link: str = "") -> list[Any]:
        inlines = [pandoc.link(pandoc.words(text), link)] if link else pandoc.words(text)
        return [pandoc.attributes(), default, 1, 1, [{"t": "Plain", "c": inlines}]]

    lines = [[nothing, [cell(fact.label), cell(fact.value, fact.link)]] for fact in rows]
    return {
        "t": "Table",
        "c": [nothing, [None, []], [column] * 2, [nothing, []], [[nothing, 1, [], lines]], [nothing, []]],
    }


def _parted(cells: Any, tag: str) -> Any:
    patterns = _patterns(tag)
    if not patterns:
        return cells

    def part(node: Any) -> Any:
        if isinstance(node, list):
            return [part(child) for child in node]
        if not isinstance(node, dict):
            return node
        if node.get("t") in ("Span", "Link") and pandoc.ADDRESS in node["c"][0][1]:
            return node
        if node.get("t") == "Str":
            return pandoc.text(_WORD.sub(lambda word: patterns.inserted(word[0], SOFT_HYPHEN), node["c"]))
        return {key: part(child) for key, child in node.items()}

    return part(cells)


@cache
def _patterns(tag: str) -> Any:
    """Where words of a language may be parted: three letters from either end at the least."""
    known = pyphen.language_fallback(tag)
    return pyphen.Pyphen(lang=known, left=3, right=3) if known else None


def imprint(book: Book, tag: str, content: Path) -> list[Node]:
    """The imprint as a document of its own; empty where the book has none."""
    if not book.imprint:
        return []
    attributes = pandoc.attributes("press-imprint", ["press-imprint"], [("epub:type", "copyright-page")])
    title: Node = {"t": "Header", "c": [1, attributes, pandoc.words(book.word("Imprint"))]}
    return _finish([title, *book.imprint], 1, "imprint", book, tag, content)


def part(part: Part, book: Book, tag: str, content: Path) -> list[Node]:
    """A part as a document: title, provenance, text, notes.

    Args:
        tag: BCP 47 tag of the book's language.
        content: the folder that pictures' paths are relative to.

    Raises:
        EngineError: a picture is of a kind that EPUB lacks (E001).
        SourceError: a picture is remote (S006), missing (S007) or outside the publication (C008).
    """
    above = [pandoc.div([facts(part.provenance)], "", ["press-provenance"])] if part.provenance else []
    return _finish([_title(part), *above, *part.blocks], part.first_note, part.id, book, tag, content)


def is_bibliography(part: Part) -> bool:
    """Whether a part holds the list of works that are cited (citeproc's, `press-refs`)."""
    return any(block["t"] == "Div" and block["c"][0][0] == "press-refs" for block in part.blocks)


def _title(part: Part) -> Node:
    label = [pandoc.span(pandoc.words(part.label), "", ["press-label"]), pandoc.SPACE] if part.label else []
    meaning = _BIBLIOGRAPHY if is_bibliography(part) else _SEMANTICS.get(part.matter, {})
    attributes = pandoc.attributes(part.anchor, [f"press-{part.matter.value}"], list(meaning.items()))
    return {"t": "Header", "c": [1, attributes, [*label, pandoc.span(part.title, "", ["press-title"])]]}


def _finish(blocks: Sequence[Node], first: int, document: str, book: Book, tag: str, content: Path) -> list[Node]:
    """What holds for all documents alike; pictures before notes, since an alternative repeats its caption's notes."""

    def change(node: Node) -> Node | list[Node]:
        if node["t"] == "Image":
            return _picture(node, content, document)
        if tex_of(node):
            return formulas.marked(node)
        return prepared(node, tag) if node["t"] == "Table" else _element(node)

    ready: list[Node] = pandoc.transform(list(blocks), change)
    return separate(ready, first, book.word("Notes"))


def _element(node: Node) -> Node | list[Node]:
    if node["t"] == "Cite":  # only its text is of use here
        return list(node["c"][1])
    at = pandoc.attr(node)
    if not at:
        return node
    # `kind` says what a cross-reference leads to; in HTML it is an attribute of track alone.
    at[2][:] = [pair for pair in at[2] if pair[0] != "kind"]
    at[2] += [["xml:lang", value] for key, value in at[2] if key == "lang"]
    if CALLOUT in at[1] and (meaning := KINDS[kind_of(at[1])].epub):
        at[2].append(["epub:type", meaning])
    if node["t"] == "Link" and "press-pn" in at[1]:
        # A number that links to itself would be one more stop for whoever goes from link to link.
        return {"t": "Span", "c": [at, [*node["c"][1], pandoc.SPACE]]}
    return node


def _picture(image: Node, content: Path, document: str) -> Node:
    """An image that holds its own name for data (see `shown`); its alternative is text alone."""
    attributes, alternative, (target, title) = image["c"]
    path = _inside(target, content, document)
    if path.suffix.lower() not in FORMATS:
        hint = "use one of " + ", ".join(sorted(FORMATS))
        raise EngineError(Diagnostic("E001", f"{document} shows {target}", hint=hint, about=target))
    _, suffix = pictures.published(path, content.parent)
    name = base64.b64encode(str(path.relative_to(content.resolve())).encode()).decode()
    url = f"data:{pictures.TYPES[suffix]};base64,{name}"
    if CAPTIONED in attributes[1]:  # its caption tells of it, and is the name of the figure
        alternative = []
    if not alternative and ["alt", ""] not in attributes[2]:
        attributes[2].append(["alt", ""])
    return {"t": "Image", "c": [attributes, pandoc.words(pandoc.plain(alternative)), [url, title]]}


def shown(picture: Item, content: Path) -> Item:
    """A picture of a package, as Pandoc made it of its name: so Pandoc needs neither files nor memory for pictures."""
    return replace(picture, data=pictures.published(content / picture.data.decode(), content.parent)[0])


def _inside(target: str, content: Path, document: str) -> Path:
    """The file of a picture.

    Raises:
        SourceError: it is not a file of the publication (S006, S007, C008).
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", target):
        hint = "put the picture into content/"
        raise SourceError(Diagnostic("S006", f"{document} shows {target[:80]}", hint=hint, about=target))
    path = file_of(target, content).resolve()
    if not path.is_relative_to(content.resolve()):
        hint = "put the picture into content/"
        raise SourceError(Diagnostic("C008", f"{document} shows {target}", hint=hint, about=target))
    if not path.is_file():
        hint = f"put it at {path}"
        raise SourceError(Diagnostic("S007", f"{document} shows {target}, which is not there", hint=hint, about=target))
    return path
