"""What stands on laid-out pages, in plain values: no other room looks into WeasyPrint's boxes.

A page is one of `Document.pages`; lengths are in CSS pixels, from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder


@dataclass(frozen=True)
class Area:
    """What an element takes, from its top to its bottom with margins; and how far texts of it stand out at a side."""

    top: float
    bottom: float
    beyond: float


def lines(page: Any) -> Iterator[tuple[float, str]]:
    """The lines of a page, from the tree's beginning to its end: how far down each stands, and its text."""
    top = page._page_box.position_y
    for line in _lines(page._page_box):
        yield line.position_y - top, "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))


def footnotes(page: Any) -> Iterator[Element]:
    """The elements of which something stands among the notes at the foot of a page."""
    for area in page._page_box.children:
        if isinstance(area, boxes.FootnoteAreaBox):
            yield from (box.element for box in area.descendants())


def area(page: Any, name: str) -> Area | None:
    """What the element with an id takes of a page; None if it isn't there."""
    found = [box for box in _with_descendants(page._page_box) if _id(box) == name]
    if not found:
        return None
    box = found[-1]
    top, left, right = box.position_y, box.position_x, box.position_x + box.width
    texts = [text for text in _with_descendants(box) if isinstance(text, boxes.TextBox)]
    beyond = (max(left - text.position_x, text.position_x + text.width - right) for text in texts)
    return Area(top, top + box.margin_height(), max(0.0, *beyond) if texts else 0.0)


def shift(page: Any, right: float) -> None:
    """Move everything on a page but what is painted behind it."""
    for child in page._page_box.children:
        child.translate(right, 0)


def keep_links_once(page: Any) -> None:
    """Let a page keep each link of its own element alone, not once more for each element inside it."""
    page.links = [link for link in page.links if link[3].link]


def outside(page: Any, tolerance: float) -> Iterator[str | None]:
    """What stands outside the type area, outside its table cell or among the notes: its text; None: a picture.

    Paragraph numbers (class "press-pn") stand in the margin.
    """
    box = page._page_box
    left, top = box.content_box_x(), box.content_box_y()
    notes = [child for child in box.children if isinstance(child, boxes.FootnoteAreaBox) and child.children]
    foot = notes[0].position_y + notes[0].margin_top if notes else top + box.height
    for child in box.children:
        if not isinstance(child, boxes.MarginBox):
            bottom = top + box.height if child in notes else foot
            for found in _outside(child, left - tolerance, left + box.width + tolerance, bottom + tolerance, tolerance):
                yield found.text if isinstance(found, boxes.TextBox) else None


def _outside(box: Any, left: float, right: float, bottom: float, tolerance: float) -> Iterator[Any]:
    """Boxes of text and pictures beyond the limits, in which the tolerance is."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
        if box.element is not None and "press-pn" in box.element.get("class", "").split():
            return
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        # A formula's margins are negative: it may reach into the white below its line.
        base = box.position_y + (box.baseline if isinstance(box, boxes.TextBox) else box.margin_height())
        beyond = box.position_x < left or box.position_x + _shown(box) > right or base > bottom
        if beyond and not (isinstance(box, boxes.TextBox) and not box.text.strip()):
            yield box
        return
    if isinstance(box, boxes.TableCellBox):
        left, right = box.position_x - tolerance, box.position_x + box.border_width() + tolerance
    for child in getattr(box, "children", ()):
        yield from _outside(child, left, right, bottom, tolerance)


def _shown(box: Any) -> float:
    """The width of a picture, or of a text without the spaces that hang at the end of a line of code."""
    text = getattr(box, "text", "")
    hangs = text.endswith(" ") and box.style["white_space"] == "pre-wrap"  # all its characters are as wide
    return float(box.width * len(text.rstrip(" ")) / len(text) if hangs else box.width)


def _lines(box: Any) -> Iterator[Any]:
    box = _placed(box)
    if isinstance(box, boxes.LineBox):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _with_descendants(box: Any) -> Iterator[Any]:
    box = _placed(box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _with_descendants(child)


def _placed(box: Any) -> Any:
    """A box itself: what is placed absolutely is wrapped."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def _id(box: Any) -> str | None:
    return None if box.element is None else box.element.get("id")
