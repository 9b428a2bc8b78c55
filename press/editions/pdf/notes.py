"""Notes in a PDF: long ones are cut into pieces, since WeasyPrint never splits a note over a page end.

The first piece stays with its call; the others are notes without call or marker (class "press-more"), which the layout
may move to the next page. The structure tree joins the pieces again by their `data-of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from press.typesetting.pages import footnotes

JOINERS = " \n\u00a0\u2060"  # what may stand between two calls
LONG = 2000  # letters: some 28 lines, over half a page
PIECE = 500
_SENTENCES = re.compile(r".*?(?:[.!?;:]\s+|[。！？；]|$)", re.DOTALL)


def split(root: Element) -> None:
    """Cut the long notes of a document and mark notes that follow upon each other (class "press-next")."""
    for parent in list(root.iter()):
        notes = [child for child in parent if "press-note" in child.get("class", "").split()]
        for note in notes:
            if _length("".join(note.itertext())) > LONG:
                _cut(parent, note)
            else:
                _tie(parent, note)


def lost(root: Element, pages: Sequence[Any]) -> list[Element]:
    """Notes of a document that stand on none of its pages."""
    shown = {id(element) for page in pages for element in footnotes(page)}
    return [e for e in root.iter("span") if "press-note" in e.get("class", "").split() and id(e) not in shown]


def rebreak(root: Element, notes: Sequence[Element], style: str) -> None:
    """Give the blocks that call some notes a style, and the block after each, at whose break a note is dropped."""
    wanted = {id(note) for note in notes}
    blocks = [element for element in root.iter() if element.tag in ("p", "li", "dd", "td")]
    for at, block in enumerate(blocks):
        if any(id(element) in wanted for element in block.iter("span")):
            for near in blocks[at : at + 2]:
                near.set("style", style)


def _tie(parent: Element, note: Element) -> None:
    """Let the number of a note keep apart from the one before it."""
    at = list(parent).index(note)
    before = parent[at - 1]
    if at and "press-note" in before.get("class", "").split() and not (before.tail or "").strip(JOINERS):
        note.set("class", f"{note.get('class')} press-next")


def _cut(parent: Element, note: Element) -> None:
    """Replace a note by pieces of it, the first with its attributes."""
    tail, attributes = note.tail, dict(note.attrib)
    pieces: list[Element] = []
    room = 0
    for length, kind, content in _runs(note):
        if not pieces or (room and room + length > PIECE):
            more = {"class": "press-note press-more", "data-of": attributes.get("id", "")}
            pieces.append(Element("span", more if pieces else attributes))
            room = 0
        _append(pieces[-1], kind, content)
        room += length
    at = list(parent).index(note)
    parent.remove(note)
    for offset, piece in enumerate(pieces):
        parent.insert(at + offset, piece)
    pieces[-1].tail = tail


def _runs(note: Element) -> Iterator[tuple[int, str, Element | str]]:
    """The content of a note as sentences and elements, each with its length; long paragraphs as paragraphs of them."""
    yield from _sentences(note.text)
    for child in note:
        tail, child.tail = child.tail, None
        if child.get("class") == "press-note-par":
            yield from ((length, "par" if first else "more", content) for first, (length, _, content) in _firsts(child))
        elif child.get("class") == "press-note-list":
            yield from ((_length("".join(item.itertext())), "", _alone(child, item)) for item in list(child))
        else:
            yield _length("".join(child.itertext())), "", child
        yield from _sentences(tail)


def _alone(items: Element, item: Element) -> Element:
    """An item of a list as a list of its own, which may stand on another page than the item before it."""
    made = Element(items.tag, items.attrib)
    made.append(item)
    return made


def _firsts(paragraph: Element) -> Iterator[tuple[bool, tuple[int, str, Element | str]]]:
    return ((not at, run) for at, run in enumerate(_runs(paragraph)))


def _sentences(text: str | None) -> Iterator[tuple[int, str, Element | str]]:
    return ((_length(sentence), "", sentence) for sentence in _SENTENCES.findall(text or "") if sentence)


def _append(piece: Element, kind: str, content: Element | str) -> None:
    """Add a run to a piece; one of a paragraph to its paragraph, which "par" begins."""
    if kind == "par" or (kind == "more" and not len(piece)):
        piece.append(Element("span", {"class": "press-note-par"}))
    holder = piece[-1] if kind else piece
    if isinstance(content, Element):
        holder.append(content)
    elif len(holder):
        holder[-1].tail = (holder[-1].tail or "") + content
    else:
        holder.text = (holder.text or "") + content


def _length(text: str) -> int:
    """Letters; a Chinese character takes the room of two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
