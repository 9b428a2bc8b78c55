"""Whether a print cover has room for its text, measured in its layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox

from press.errors import Diagnostic, Location
from press.model.language import Language
from press.model.publication import Publication

CLEAR = 14.0  # least white between the text of a side and what stands at its foot, in points
TOLERANCE = 1.5  # a hanging comma or a rounding is no overflow, in points
_POINT = 4 / 3  # in CSS pixels, of which WeasyPrint counts
# Boxes of the template by their id: the text of each side, what stands at its foot, and the keys that it is made of.
_SIDES = (
    ("front", "front-text", ("front-foot",), "title.{0} or subtitle.{0}"),
    ("back", "back-text", ("back-foot", "back-code"), "print.blurb.{0}, or description.{0} if there is none"),
)


def crowded(document: Any, language: Language, publication: Publication) -> Iterator[Diagnostic]:
    """Text that runs into what stands below it, or out of its column (B001)."""
    boxes = {box.element.get("id"): box for box in _boxes(document.pages[0]._page_box) if box.element is not None}
    for side, name, below, keys in _SIDES:
        if name in boxes and (excess := _excess(boxes, name, below)) > TOLERANCE:
            message = f"the text on the {side} of the cover in {language.name} lacks {excess:.0f} pt of room"
            yield Diagnostic("B001", message, settings(publication), f"shorten {keys.format(language.code)}")


def settings(publication: Publication) -> Location:
    """Where the words of a cover are written."""
    return Location(publication.root / "content/publication.yaml")


def _excess(boxes: Mapping[str, Any], name: str, below: tuple[str, ...]) -> float:
    """How many points a text is too long, or its lines too wide."""
    text = boxes[name]
    right, bottom = text.position_x + text.width, text.position_y + text.margin_height()
    feet = [boxes[foot].position_y for foot in below if foot in boxes]
    long: list[float] = [bottom + CLEAR * _POINT - foot for foot in feet]
    wide: list[float] = [box.position_x + box.width - right for box in _boxes(text) if isinstance(box, TextBox)]
    return max(long + wide, default=0.0) / _POINT


def _boxes(box: Any) -> Iterator[Any]:
    """A box and all in it."""
    box = getattr(box, "_box", box)  # what is placed absolutely is wrapped
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)
