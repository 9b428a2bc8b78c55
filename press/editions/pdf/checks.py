"""What is wrong with a layout: WeasyPrint's warnings, characters without a glyph, text outside the type area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from press.diagnostics import Diagnostic

TOLERANCE = 1.5  # CSS pixels; a hanging comma or a rounding is no overflow
_NOTDEF = re.compile(r'^\.notdef glyph rendered .*"(.)" \(U\+([0-9A-F]+)\)$', re.DOTALL)


def warnings(messages: Sequence[str], roots: Sequence[Element]) -> Iterator[Diagnostic]:
    """WeasyPrint's warnings as errors: P001 for a missing glyph, else P002."""
    for message in messages:
        if found := _NOTDEF.match(message):
            yield _missing(found[1], found[2], roots)
        else:
            yield Diagnostic("P002", message)


def _missing(character: str, code: str, roots: Sequence[Element]) -> Diagnostic:
    places = [place for root in roots for place in _places(character, root)]
    where = f", in {places[0]}" if places else ""
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    hint = "write it otherwise, or add a face that has it to press/model/fonts.py"
    return Diagnostic("P001", f"no face has “{character}” (U+{code}){where}{more}", hint=hint)


def _places(character: str, root: Element) -> Iterator[str]:
    """Where a character stands: the last anchor before it and the words around it."""
    anchor = ""
    for element in root.iter():
        anchor = element.get("id") or anchor
        for text in (element.text, element.tail):
            at = (text or "").find(character)
            if text and at >= 0:
                yield f"#{anchor}: “{text[max(0, at - 20) : at + 20].strip()}”"


def overflowing(pages: Sequence[Any], front: int) -> Iterator[Diagnostic]:
    """Text and pictures that stand outside the type area, or outside their table cell (P003).

    Args:
        pages: laid-out pages; lengths in CSS pixels.
        front: how many of them are front matter, for the folio in the message.
    """
    for number, page in enumerate(pages, 1):
        folio = f"page {number - front}" if number > front else f"page {number} of the front matter"
        box = page._page_box
        left, top = box.content_box_x(), box.content_box_y()
        notes = [c for c in box.children if isinstance(c, boxes.FootnoteAreaBox) and c.children]
        foot = notes[0].position_y + notes[0].margin_top if notes else top + box.height
        for child in box.children:
            if not isinstance(child, boxes.MarginBox):
                bottom = top + box.height if child in notes else foot
                yield from (_overflow(found, folio) for found in _outside(child, left, left + box.width, bottom))


def _overflow(found: Any, folio: str) -> Diagnostic:
    what = f"“{found.text.strip()[:60]}”" if isinstance(found, boxes.TextBox) else "a picture"
    hint = "let the words break, give the table's columns other widths, or shorten the page's notes"
    return Diagnostic("P003", f"{what} stands outside its column, or among the notes, on {folio}", hint=hint)


def _outside(box: Any, left: float, right: float, bottom: float) -> Iterator[Any]:
    """Boxes of text and pictures beyond the limits; paragraph numbers stand in the margin."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
        if box.element is not None and "pn" in box.element.get("class", "").split():
            return
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        outside = box.position_x < left - TOLERANCE or box.position_x + box.width > right + TOLERANCE
        base = box.position_y + (box.baseline if isinstance(box, boxes.TextBox) else box.height)
        if (outside or base > bottom + TOLERANCE) and not _silent(box):
            yield box
        return
    if isinstance(box, boxes.TableCellBox):
        left, right = box.position_x, box.position_x + box.border_width()
    for child in getattr(box, "children", ()):
        yield from _outside(child, left, right, bottom)


def _silent(box: Any) -> bool:
    return isinstance(box, boxes.TextBox) and not box.text.strip()
