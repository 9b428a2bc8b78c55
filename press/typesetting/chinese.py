"""Justification for Chinese: the room of a line is spread between its characters, not over its spaces alone.

WeasyPrint widens spaces only, so Chinese comes out ragged (CSS Text 3, 7.3.1 wants inter-character justification
there). What counts as a place that can be widened is extended, and the setting of text, which widens it. And where the
faces of a line differ in depth, it is kept on the grid. For exactly the version that pdf_engine names;
tests/renderers/test_pdf_chinese.py proves it by a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout, strut

from press.typesetting.chinese_spacing import HAN, WIDE, gaps, release, reserve, widen

FEW = 8  # gaps: a line with fewer is spread over those between Chinese and Latin, too

__all__ = ["gaps", "justifying"]


@contextmanager
def justifying() -> Iterator[None]:
    """Justify Chinese, space it from Latin and keep it on the grid, in what is laid out and drawn inside."""
    count, split, add = inline.count_expandable_spaces, inline.split_text_box, inline.add_word_spacing
    layout = Layout.set_text, Layout.reactivate, Layout.get_first_line
    inline.count_expandable_spaces, inline.split_text_box = _counting(count), _on_grid(split)
    inline.add_word_spacing = _telling(add)
    Layout.set_text, Layout.reactivate, Layout.get_first_line = (
        _reserving(layout[0]),
        _drawn(layout[1]),
        _wide(layout[2]),
    )
    try:
        yield
    finally:
        inline.count_expandable_spaces, inline.split_text_box, inline.add_word_spacing = count, split, add
        Layout.set_text, Layout.reactivate, Layout.get_first_line = layout


def _counting(count: Any) -> Any:
    def own(text: Any) -> float:
        few = getattr(text, "few_gaps", False)
        return float(count(text)) + gaps(text.text.rstrip("\n"), few) + getattr(text, "gap_after", 0)

    def count_expandable(box: Any) -> float:
        if isinstance(box, boxes.TextBox):
            return own(box)
        texts = list(_texts(box)) if isinstance(box, boxes.LineBox | boxes.InlineBox) else []
        if isinstance(box, boxes.LineBox):
            _join(texts)
            few = sum(map(own, texts)) < FEW
            for text in texts:
                text.few_gaps = few
        return sum(map(own, texts))

    return count_expandable


def _join(texts: Sequence[Any]) -> None:
    """Let the gap between two pieces of Chinese (a link and what follows it) be widened like any other."""
    for text in texts:
        text.gap_after, text.few_gaps = 0, False
    for before, after in pairwise(text for text in texts if text.text):
        before.gap_after = int(bool(WIDE.match(before.text[-1]) and WIDE.match(after.text[0])))


def _telling(add: Any) -> Any:
    """Tell the layout of a text, which draws it, what was counted of its line."""

    def add_word_spacing(context: Any, box: Any, *more: Any) -> Any:
        result = add(context, box, *more)
        if isinstance(box, boxes.TextBox) and getattr(box, "few_gaps", False):
            box.pango_layout.few_gaps = True
        return result

    return add_word_spacing


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
