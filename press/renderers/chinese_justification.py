"""Justification for Chinese: the room of a line is spread between its characters, not over its spaces alone.

WeasyPrint widens spaces only, so Chinese comes out ragged (CSS Text 3, 7.3.1 wants inter-character justification
there). Two of its functions are extended: what counts as a place that can be widened, and the setting of text, which
widens them. For exactly the version that pdf_engine names; tests/renderers/test_pdf_chinese.py proves it by a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

HAN = re.compile("[\u3400-\u9fff]")
# Runs of Chinese text: ideographs, kana, full-width forms, and the quotation marks, dashes and dots of Chinese.
WIDE = re.compile("[\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")


def gaps(text: str) -> float:
    """How many gaps of a piece of text can be widened; one at its edge counts half, as Pango widens half of it."""
    text = text.rstrip("\n")
    if not HAN.search(text):
        return 0
    count = sum(len(run[0]) for run in WIDE.finditer(text))
    return count - sum(0.5 for edge in (text[:1], text[-1:]) if WIDE.match(edge))


@contextmanager
def justifying() -> Iterator[None]:
    """Justify Chinese in what is laid out and drawn inside."""
    count, set_text = inline.count_expandable_spaces, Layout.set_text

    def count_expandable(box: Any) -> float:
        if isinstance(box, boxes.TextBox):
            return float(count(box)) + gaps(box.text)
        if isinstance(box, boxes.LineBox | boxes.InlineBox):
            return sum(count_expandable(child) for child in box.children)
        return 0

    def set_spaced_text(layout: Any, text: str, justify: bool = False) -> None:
        set_text(layout, text, justify)
        if justify and layout.justification_spacing and HAN.search(layout.text):
            _widen(layout)

    inline.count_expandable_spaces, Layout.set_text = count_expandable, set_spaced_text
    try:
        yield
    finally:
        inline.count_expandable_spaces, Layout.set_text = count, set_text


def _widen(layout: Any) -> None:
    """Give each run of Chinese in a line its share of the line's room, as letter spacing."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for run in WIDE.finditer(layout.text):
        attribute = pango.pango_attr_letter_spacing_new(int(layout.justification_spacing * TO_UNITS))
        attribute.start_index = len(layout.text[: run.start()].encode())
        attribute.end_index = len(layout.text[: run.end()].encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
