"""What is wrong with a layout: WeasyPrint's warnings, characters without a glyph, text outside the type area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from press.diagnostics import Diagnostic
from press.typesetting.pages import outside

TOLERANCE = 1.5  # CSS pixels; a hanging comma or a rounding is no overflow
# Elements within a text; of these, what has a text of its own: a line of code, and what notes are made of.
_INLINE = {
    *("span", "a", "code", "em", "strong", "sup", "sub", "u", "s", "del", "ins", "mark", "kbd", "q", "small", "abbr"),
    "img",
}
_OWN = {"press-line", "press-note", "press-note-par", "press-note-code"}
_APART = {"press-pn", "press-note", "press-marker", "press-cn"}  # no part of the text around them
_NOTDEF = re.compile(r'^\.notdef glyph rendered .*"(.)" \(U\+([0-9A-F]+)\)$', re.DOTALL)


def warnings(messages: Sequence[str], roots: Sequence[Element]) -> Iterator[Diagnostic]:
    """WeasyPrint's warnings as errors: P001 for a missing glyph, else P002."""
    for message in messages:
        if found := _NOTDEF.match(message):
            yield _missing(found[1], found[2], roots)
        else:
            hint = "write it otherwise, or mend the style sheet or template that it comes from"
            quoted = re.search(r"[`\"'“‘]([^`\"'“”‘’]{3,})[`\"'”’]|#[\w-]+", message)
            yield Diagnostic("P002", message, hint=hint, about=(quoted[1] or quoted[0]) if quoted else message)


def _missing(character: str, code: str, roots: Sequence[Element]) -> Diagnostic:
    places = [place for root in roots for place in _places(character, root)]
    where = f", in #{places[0][0]}: “{places[0][1]}”" if places else ""
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    hint = "write it otherwise; what a picture or a template says has to be drawn by a face, too"
    about = character
    if places:
        anchor, words = places[0]
        about = words if any(map(str.isalnum, words)) else f"#{anchor}"
    return Diagnostic("P001", f"no face has “{character}” (U+{code}){where}{more}", hint=hint, about=about)


def _places(character: str, root: Element) -> Iterator[tuple[str, str]]:
    """Where a character stands: the last anchor before it and the words around it."""
    anchor = ""
    for element in root.iter():
        anchor = element.get("id") or anchor
        for text in (element.text, element.tail):
            at = (text or "").find(character)
            if text and at >= 0:
                yield anchor, text[max(0, at - 20) : at + 20].strip()


def overflowing(pages: Sequence[Any], front: int, roots: Sequence[Element]) -> Iterator[Diagnostic]:
    """Text and pictures that stand outside the type area, or outside their table cell (P003).

    Args:
        pages: laid-out pages; lengths in CSS pixels.
        front: how many of them are front matter, for the folio in the message.
        roots: the HTML that they show.
    """
    parents: dict[Element, Element] = {}
    for number, page in enumerate(pages, 1):
        folio = f"page {number - front}" if number > front else f"page {number} of the front matter"
        for text, element in outside(page, TOLERANCE):
            parents = parents or {child: parent for root in roots for parent in root.iter() for child in parent}
            what = "a picture" if text is None else f"“{text.strip()[:60]}”"
            hint = "let the words break, give the table's columns other widths, or shorten the page's notes"
            message = f"{what} stands outside its column, or among the notes, on {folio}"
            yield Diagnostic("P003", message, hint=hint, about=_about(text, element, parents))


def _about(text: str | None, element: Element | None, parents: Mapping[Element, Element]) -> str:
    """What tells the place of a box in the sources: all the text that it is a piece of; a picture's file.

    A piece may stand in the book more than once, or be a part of a word.
    """
    if text is None:
        return unquote(element.get("src", "")).rpartition("/")[2] if element is not None else ""
    while element is not None and element.tag in _INLINE and not _OWN & set(element.get("class", "").split()):
        element = parents.get(element)
    return " ".join("".join(_own_text(element)).split()) if element is not None else text


def _own_text(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not _APART & set(child.get("class", "").split()):
            yield from _own_text(child)
        yield child.tail or ""
