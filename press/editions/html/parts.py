"""Parts of a book as HTML: one run of Pandoc for the whole book, notes standing at their calls.

Blocks of the parts are separated by comments, which no text of content can hold (Pandoc escapes them), so that the
answer is cut at them again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Any

from press import pandoc
from press.blockwise import active, blockwise
from press.editions import formulas
from press.editions.heads import scoped
from press.editions.html import code
from press.editions.html.phrasing import phrased
from press.editions.lists import unmarked
from press.formulas import mathjax
from press.model.book import CAPTIONED, Book, Node, Part
from press.model.formula import tex_of

MARK = "<!--press:cut-->"
OPTIONS = ("--wrap=none",)
TAB = 4  # columns

_CORNER = re.compile(r"<th\b([^>]*)></th>")
_TIED = re.compile(r'(&\w+;|[^<>\s;])(<button type="button" class="press-call"[^>]*>[^<]*</button>)')


class NoteStyle(StrEnum):
    """How notes stand in HTML: a span that CSS floats to the foot, or the same as a popover behind a button."""

    FOOT = "foot"
    POPOVER = "popover"


@dataclass(frozen=True)
class HtmlPart:
    """A part as HTML: `title` is inlines without label, `body` blocks without the title."""

    part: Part
    title: str
    body: str


def parts(book: Book, notes: NoteStyle) -> tuple[HtmlPart, ...]:
    """The parts of a book as HTML5; the part's title is for the template (h1), its sections are h2 and deeper.

    Raises:
        EngineError: Pandoc failed or warned (S004, S012).
    """
    if not book.parts:
        return ()
    runs: list[Sequence[Node]] = []
    mathjax.read(formulas.of_book(book) if notes is NoteStyle.POPOVER else ())
    for part in book.parts:
        placing = _Notes(part.first_note, notes, book)
        runs += [placing.placed([{"t": "Plain", "c": list(part.title)}]), placing.placed(list(part.blocks))]
    written = _write(runs)
    return tuple(
        HtmlPart(part, title, body) for part, title, body in zip(book.parts, written[::2], written[1::2], strict=True)
    )


def imprint(book: Book, notes: NoteStyle = NoteStyle.POPOVER) -> str:
    """The imprint as HTML5, empty where the book has none.

    Args:
        notes: FOOT for paper, where formulas are drawn.

    Raises:
        EngineError: as of `parts`.
    """
    return _write([_Notes(1, notes, book).placed(list(book.imprint))])[0] if book.imprint else ""


def _write(runs: Sequence[Sequence[Node]]) -> list[str]:
    """Each run of blocks as HTML, by one run of Pandoc."""
    if active() is None:
        return [_finished(text) for text in _converted(runs)]
    pieces = iter(_pieces([block for run in runs for block in run]))
    return [_finished("\n".join(piece for _ in run if (piece := next(pieces)))) for run in runs]


@blockwise
def _pieces(blocks: Sequence[Node]) -> list[str]:
    """Each block as Pandoc writes it."""
    return _converted([[block] for block in blocks])


def _converted(runs: Sequence[Sequence[Node]]) -> list[str]:
    blocks = [block for run in runs for block in (*run, {"t": "RawBlock", "c": ["html", MARK]})]
    return [piece.strip() for piece in pandoc.write(blocks, "html5", *OPTIONS).split(MARK)[:-1]]


def _finished(body: str) -> str:
    """Pandoc's HTML with code in lines, lists told, each note's call tied to the character before it.

    Browsers may break a line before a button, whatever stands before it; a span that doesn't wrap hinders them.
    """
    body = unmarked(_CORNER.sub(r"<td\1></td>", code.in_lines(body)))
    return _TIED.sub(r'<span class="press-tied">\1\2</span>', body)


class _Notes:
    """Puts the notes of a part where they are called; numbers are given on the way down, in order of the calls."""

    def __init__(self, first: int, style: NoteStyle, book: Book) -> None:
        self.numbers, self.style = count(first), style
        self.label = book.word("Note {number}", number="{number}")

    def placed(self, node: Any) -> Any:
        """A tree in which each note is a span at its call."""
        if isinstance(node, list):
            return [new for child in node for new in self._each(child)]
        if isinstance(node, dict):
            if node.get("t") == "Image":
                return _plain_alt(node, self.style)
            if self.style is NoteStyle.POPOVER and tex_of(node):  # on paper it is drawn when its size is known
                return formulas.marked(node)
            node = scoped(node) if node.get("t") == "Table" else node
            if node.get("t") == "CodeBlock" and self.style is NoteStyle.FOOT:  # in pages, tabs are no characters
                return {"t": "CodeBlock", "c": [node["c"][0], node["c"][1].expandtabs(TAB)]}
            return {key: self.placed(value) for key, value in node.items()}
        return node

    def _each(self, child: Any) -> list[Any]:
        """What stands in the place of an element; a citation is no more than the note that it has become."""
        kind = child.get("t") if isinstance(child, dict) else None
        if kind == "Cite":
            inlines: list[Any] = self.placed(child["c"][1])
            return inlines
        if kind != "Note":
            return [self.placed(child)]
        number = next(self.numbers)
        content = self.placed(_note_inlines(child["c"]))
        return _foot(content, number) if self.style is NoteStyle.FOOT else _popover(content, number, self.label)


def _plain_alt(image: Node, style: NoteStyle) -> Node:
    """An image whose alternative is text alone: notes belong to its caption, not to its alternative as well.

    Where its caption tells of it, it has none on the web (HTML 4.8.4.4.6), lest it be told twice; a PDF asks for one
    (ISO 14289-1, 7.3).
    """
    (identifier, classes, pairs), alt, target = image["c"]
    alt = [] if CAPTIONED in classes and style is NoteStyle.POPOVER else alt
    said = [] if alt else [["alt", ""]]  # of one that decorates, or is told of
    attr = [identifier, classes, [pair for pair in pairs if pair != ["alt", ""]] + said]
    return {"t": "Image", "c": [attr, pandoc.words(pandoc.plain(alt)), target]}


def _note_inlines(blocks: Sequence[Node]) -> list[Node]:
    """The blocks of a note as inlines; more than one paragraph are a span each."""
    if [block["t"] for block in blocks] in (["Para"], ["Plain"]):
        return list(blocks[0]["c"])
    return phrased(blocks)


def _foot(content: list[Node], number: int) -> list[Node]:
    pairs = {"data-number": str(number), "role": "doc-footnote"}
    # A word joiner, lest a line begin with the call.
    return [pandoc.text("\u2060"), pandoc.span(content, f"press-note-{number}", ["press-note"], **pairs)]


def _popover(content: list[Node], number: int, label: str) -> list[Node]:
    """A button and the note that it opens; raw, since Pandoc writes `popover` as data-popover."""
    name = html.escape(label.format(number=number))
    call = (
        f'<button type="button" class="press-call" popovertarget="press-note-{number}" aria-label="{name}">'
        f'{number}</button>'
        f'<span class="press-note" id="press-note-{number}" data-number="{number}" role="doc-footnote" popover="">'
    )
    return [_raw(call), *content, _raw("</span>")]


def _raw(markup: str) -> Node:
    return {"t": "RawInline", "c": ["html", markup]}
