"""Lines from right to left, where WeasyPrint leaves them beside their place.

- It takes the indent of a line from its end (inline.py, get_next_linebox): what a line is indented by counts in its
  width, by which it is moved to where it begins.
- It takes the space from the end of a line, but the text is still drawn with it (remove_last_whitespace), and moved by
  it: once a justified line is drawn anew, without the space, the text stands outside.
- It justifies a line by letter spacing on its spaces, which parts them from their words for Pango: what the face kerns
  there is lost, and the line comes out too short or too long (add_word_spacing).

Pages that tests/typesetting/test_right_to_left.py lays out prove it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import line_size

from press.characters import LEFTWARD

_LEFTWARD = re.compile(f"[{LEFTWARD}]")


@contextmanager
def in_place() -> Iterator[None]:
    """Set lines from right to left where they belong in what is laid out inside."""
    line, trim, widen = inline.get_next_linebox, inline.remove_last_whitespace, inline.add_word_spacing
    inline.get_next_linebox, inline.remove_last_whitespace = _indented(line), _trimmed(trim)
    inline.add_word_spacing = _filled(widen)
    try:
        yield
    finally:
        inline.get_next_linebox, inline.remove_last_whitespace, inline.add_word_spacing = line, trim, widen


def _indented(original: Callable[..., Any]) -> Callable[..., Any]:
    def next_line(context: Any, linebox: Any, y: Any, bottom: Any, skip: Any, block: Any, *more: Any) -> Any:
        indent = linebox.text_indent
        line, resume = original(context, linebox, y, bottom, skip, block, *more)
        if line is not None and indent and block.style["direction"] == "rtl":
            line.translate(-indent, 0)
        return line, resume

    return next_line


def _trimmed(original: Callable[..., Any]) -> Callable[..., Any]:
    def remove(context: Any, line: Any) -> None:
        ends = list(_ends(line))
        places = [box.position_x for box in ends]
        original(context, line)
        if not ends or ends[-1].position_x == places[-1]:
            return
        for box, place in zip(ends, places, strict=True):
            box.position_x = place
        text = ends[-1]
        text.pango_layout = inline.create_layout(text.text, text.style, context, None, text.justification_spacing)
        text.pango_layout.deactivate()

    return remove


def _filled(original: Callable[..., Any]) -> Callable[..., Any]:
    def widen(context: Any, box: Any, spacing: Any, advance: Any) -> Any:
        natural = box.width
        result = original(context, box, spacing, advance)
        extra = box.width - natural
        if isinstance(box, boxes.TextBox) and extra and _LEFTWARD.search(box.text):
            layout = inline.create_layout(box.text, box.style, context, None, spacing)
            layout.set_text(box.text, justify=True)
            lacking = natural + extra - line_size(layout.get_first_line()[0], box.style)[0]
            box.justification_spacing = spacing + lacking / inline.count_expandable_spaces(box)
            box.pango_layout = inline.create_layout(box.text, box.style, context, None, box.justification_spacing)
            box.pango_layout.deactivate()
        return result

    return widen


def _ends(box: Any) -> Iterator[Any]:
    """The boxes that a line ends with, each in the one before."""
    while isinstance(box, boxes.LineBox | boxes.InlineBox) and box.children:
        box = box.children[-1]
        yield box
