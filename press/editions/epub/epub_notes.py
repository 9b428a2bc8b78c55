"""Notes of an EPUB: a call is a link, the note an aside at the end of its document, which reading systems pop up.

EPUB Structural Semantics, noteref and footnote. Pandoc's own notes begin anew in each document; these count on through
the book.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from press import pandoc
from press.errors import Diagnostic, EngineError
from press.model.book import Node


def separate(blocks: Sequence[Node], first: int, document: str, label: str) -> list[Node]:
    """Blocks with links in place of their notes, and the notes as asides after them.

    Args:
        first: number of the first note.
        document: id of the document, for messages.
        label: what the section of notes is called, for screen readers.

    Raises:
        EngineError: a note is more than paragraphs (S009).
    """
    notes: list[Sequence[Node]] = []

    def call(node: Node) -> Node:
        if node["t"] != "Note":
            return node
        notes.append(node["c"])
        return _call(first + len(notes) - 1)

    text: list[Node] = pandoc.transform(list(blocks), call)
    asides = [block for number, note in enumerate(notes, first) for block in _aside(note, number, document)]
    opening = f'<section class="notes" epub:type="footnotes" aria-label="{escape(label)}">'
    return [*text, _raw(opening), *asides, _raw("</section>")] if asides else text


def _call(number: int) -> Node:
    """The number as it stands in the text: raised also where a reading system ignores style sheets."""
    raised = {"t": "Superscript", "c": [pandoc.text(str(number))]}
    pairs = {"epub:type": "noteref", "role": "doc-noteref"}
    return pandoc.link([raised], f"#note-{number}", f"call-{number}", ["call"], **pairs)


def _aside(note: Sequence[Node], number: int, document: str) -> list[Node]:
    if wrong := [block["t"] for block in note if block["t"] not in ("Para", "Plain")]:
        message = f"note {number} of {document} holds {wrong[0]}"
        raise EngineError(Diagnostic("S009", message, hint="a note holds paragraphs only"))
    back = pandoc.link([pandoc.text(str(number))], f"#call-{number}", "", ["nn"], role="doc-backlink")
    paragraphs = [{"t": "Para", "c": list(block["c"])} for block in note] or [{"t": "Para", "c": []}]
    paragraphs[0]["c"] = [back, pandoc.SPACE, *paragraphs[0]["c"]]
    opening = f'<aside epub:type="footnote" role="doc-footnote" id="note-{number}">'
    return [_raw(opening), *paragraphs, _raw("</aside>")]


def _raw(markup: str) -> Node:
    return {"t": "RawBlock", "c": ["html", markup]}
