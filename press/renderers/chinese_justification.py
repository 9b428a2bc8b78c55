"""Justification for Chinese: the room of a line is spread between its characters, not over its spaces alone.

WeasyPrint widens spaces only, so Chinese comes out ragged (CSS Text 3, 7.3.1 wants inter-character justification
there). What counts as a place that can be widened is extended, and the setting of text, which widens it. And where the
faces of a line differ in depth, it is kept on the grid. For exactly the version that pdf_engine names;
tests/renderers/test_pdf_chinese.py proves it by a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout, strut

from press.renderers.chinese_spacing import HAN, WIDE, gaps, release, reserve, widen

__all__ = ["gaps", "justifying"]


@contextmanager
def justifying() -> Iterator[None]:
    """Justify Chinese, space it from Latin and keep it on the grid, in what is laid out and drawn inside."""
    count, split = inline.count_expandable_spaces, inline.split_text_box
    layout = Layout.set_text, Layout.reactivate, Layout.get_first_line
    inline.count_expandable_spaces, inline.split_text_box = _counting(count), _on_grid(split)
    Layout.set_text, Layout.reactivate, Layout.get_first_line = (
        _reserving(layout[0]),
        _drawn(layout[1]),
        _wide(layout[2]),
    )
    try:
        yield
    finally:
        inline.count_expandable_spaces, inline.split_text_box = count, split
        Layout.set_text, Layout.reactivate, Layout.get_first_line = layout


def _counting(count: Any) -> Any:
    def count_expandable(box: Any) -> float:
        if isinstance(box, boxes.LineBox):
            _join(box)
        if isinstance(box, boxes.TextBox):
            return float(count(box)) + gaps(box.text.rstrip("\n")) + getattr(box, "gap_after", 0)
        if isinstance(box, boxes.LineBox | boxes.InlineBox):
            return sum(count_expandable(child) for child in box.children)
        return 0

    return count_expandable


def _join(line: Any) -> None:
    """Let the gap between two pieces of Chinese (a link and what follows it) be widened like any other."""
    pieces = [box for box in _texts(line) if box.text]
    for piece in pieces:
        piece.gap_after = 0
    for before, after in pairwise(pieces):
        before.gap_after = int(bool(WIDE.match(before.text[-1]) and WIDE.match(after.text[0])))


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _texts(child)


def _on_grid(split: Any) -> Any:
    """Give each text the baseline of its style's first face, else a line with two faces is taller than line-height."""

    def split_text_box(context: Any, box: Any, *more: Any, **named: Any) -> Any:
        result = split(context, box, *more, **named)
        if (text := result[0]) is not None:
            line_height, baseline = strut(text.style)
            text.margin_top += baseline - text.baseline
            text.margin_bottom = line_height - text.height - text.margin_top
            text.baseline = baseline
        return result

    return split_text_box


def _reserving(set_text: Any) -> Any:
    def set_spaced_text(layout: Any, text: str, justify: bool = False) -> None:
        release(layout)
        set_text(layout, text, justify)
        if not justify and HAN.search(layout.text):
            reserve(layout)

    return set_spaced_text


def _drawn(reactivate: Any) -> Any:
    def begin_to_draw(layout: Any, style: Any) -> None:
        reactivate(layout, style)
        layout.to_be_drawn = bool(HAN.search(layout.text))

    return begin_to_draw


def _wide(get_first_line: Any) -> Any:
    def get_wide_line(layout: Any) -> Any:
        found = get_first_line(layout)
        if getattr(layout, "to_be_drawn", False):
            layout.to_be_drawn = False
            widen(layout, found[0])
        return found

    return get_wide_line
