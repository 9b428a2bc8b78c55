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
from press.diagnostics import Diagnostic, EngineError
from press.model.book import Book, Node, Part

MARK = "<!--press:cut-->"
OPTIONS = ("--wrap=none", "--syntax-highlighting=none")

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
_TIED = re.compile(r'(&\w+;|[^<>\s;])(<button type="button" class="call"[^>]*>[^<]*</button>)')


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
        EngineError: a note is more than paragraphs (S009); Pandoc failed or warned (S004, S012).
    """
    if not book.parts:
        return ()
    runs: list[Sequence[Node]] = []
    for part in book.parts:
        placing = _Notes(part.id, part.first_note, notes, book)
        runs += [placing.placed([{"t": "Plain", "c": list(part.title)}]), placing.placed(list(part.blocks))]
    written = _write(runs)
    return tuple(
        HtmlPart(part, title, body) for part, title, body in zip(book.parts, written[::2], written[1::2], strict=True)
    )


def imprint(book: Book) -> str:
    """The imprint as HTML5, empty where the book has none.

    Raises:
        EngineError: as of `parts`.
    """
    return _write([_Notes("imprint", 1, NoteStyle.FOOT, book).placed(list(book.imprint))])[0] if book.imprint else ""


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
    """Pandoc's HTML with scopes on the heads of tables and each note's call tied to the character before it.

    Browsers may break a line before a button, whatever stands before it; a span that doesn't wrap hinders them.
    """
    body = _TABLE.sub(lambda table: _scoped(table[0]), body) if "<table" in body else body
    return _TIED.sub(r'<span class="tied">\1\2</span>', body)


def _scoped(table: str) -> str:
    head = _HEAD.search(table)
    end = head.end() if head else 0
    return _scope(table[:end], "col") + _scope(table[end:], "row")


def _scope(rows: str, scope: str) -> str:
    """Say of each th what it heads (HTML, 4.9.10); an empty corner heads nothing and is a td."""
    rows = re.sub(r"<th\b([^>]*)></th>", r"<td\1></td>", rows)
    return re.sub(r"<th\b(?![^>]*\bscope=)", f'<th scope="{scope}"', rows)


class _Notes:
    """Puts the notes of a part where they are called; numbers are given on the way down, in order of the calls."""

    def __init__(self, part: str, first: int, style: NoteStyle, book: Book) -> None:
        self.part, self.numbers, self.style = part, count(first), style
        self.label = book.word("Note {number}", number="{number}")

    def placed(self, node: Any) -> Any:
        """A tree in which each note is a span at its call."""
        if isinstance(node, list):
            return [new for child in node for new in self._each(child)]
        if isinstance(node, dict):
            if node.get("t") == "Image":
                return _plain_alt(node)
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
        content = self.placed(_note_inlines(child["c"], self.part, number))
        return _foot(content, number) if self.style is NoteStyle.FOOT else _popover(content, number, self.label)


def _plain_alt(image: Node) -> Node:
    """An image whose alternative is text alone: notes belong to its caption, not to its alternative as well."""
    attr, alt, target = image["c"]
    return {"t": "Image", "c": [attr, pandoc.words(pandoc.plain(alt)), target]}


def _note_inlines(blocks: Sequence[Node], part: str, number: int) -> list[Node]:
    """The paragraphs of a note as inlines; several are a span each."""
    if wrong := [block["t"] for block in blocks if block["t"] not in ("Para", "Plain")]:
        raise EngineError(
            Diagnostic(
                "S009",
                f"note {number} of {part} holds {wrong[0]}",
                hint="a note holds paragraphs only",
                about=pandoc.plain(blocks),
            )
        )
    if len(blocks) == 1:
        return list(blocks[0]["c"])
    return [pandoc.span(block["c"], "", ["note-par"]) for block in blocks]


def _foot(content: list[Node], number: int) -> list[Node]:
    pairs = {"data-number": str(number), "role": "doc-footnote"}
    # A word joiner, lest a line begin with the call.
    return [pandoc.text("\u2060"), pandoc.span(content, f"note-{number}", ["note"], **pairs)]


def _popover(content: list[Node], number: int, label: str) -> list[Node]:
    """A button and the note that it opens; raw, since Pandoc writes `popover` as data-popover."""
    name = html.escape(label.format(number=number))
    call = (
        f'<button type="button" class="call" popovertarget="note-{number}" aria-label="{name}">{number}</button>'
        f'<span class="note" id="note-{number}" data-number="{number}" role="doc-footnote" popover="">'
    )
    return [_raw(call), *content, _raw("</span>")]


def _raw(markup: str) -> Node:
    return {"t": "RawInline", "c": ["html", markup]}
