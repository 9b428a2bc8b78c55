"""What is wrong with a layout: WeasyPrint's warnings, characters without a glyph, text outside the type area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from press.diagnostics import Diagnostic
from press.typesetting.pages import outside

TOLERANCE = 1.5  # CSS pixels; a hanging comma or a rounding is no overflow
_NOTDEF = re.compile(r'^\.notdef glyph rendered .*"(.)" \(U\+([0-9A-F]+)\)$', re.DOTALL)


def warnings(messages: Sequence[str], roots: Sequence[Element]) -> Iterator[Diagnostic]:
    """WeasyPrint's warnings as errors: P001 for a missing glyph, else P002."""
    for message in messages:
        if found := _NOTDEF.match(message):
            yield _missing(found[1], found[2], roots)
        else:
            hint = "write it otherwise, or mend the style sheet or template that it comes from"
            quoted = re.search(r"[\"'“‘]([^\"'“”‘’]{3,})[\"'”’]|#[\w-]+", message)
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


def overflowing(pages: Sequence[Any], front: int) -> Iterator[Diagnostic]:
    """Text and pictures that stand outside the type area, or outside their table cell (P003).

    Args:
        pages: laid-out pages; lengths in CSS pixels.
        front: how many of them are front matter, for the folio in the message.
    """
    for number, page in enumerate(pages, 1):
        folio = f"page {number - front}" if number > front else f"page {number} of the front matter"
        for text in outside(page, TOLERANCE):
            what = "a picture" if text is None else f"“{text.strip()[:60]}”"
            hint = "let the words break, give the table's columns other widths, or shorten the page's notes"
            message = f"{what} stands outside its column, or among the notes, on {folio}"
            yield Diagnostic("P003", message, hint=hint, about=text or f"#{next(iter(page.anchors), '')}")
