"""Justification for Chinese: the room of a line is spread between its characters, not over its spaces alone.

WeasyPrint widens spaces only, so Chinese comes out ragged (CSS Text 3, 7.3.1 wants inter-character justification
there). What counts as a place that can be widened is extended, and the setting of text, which widens it. And where the
faces of a line differ in depth, it is kept on the grid. Pages that tests/typesetting/test_chinese.py lays out prove it.

Between an ideograph and a letter or digit stands a sixth of an em (CSS Text 4, `text-autospace`; CLREQ 3.2.2): no
character, so that text is searched and copied as it was written, none at the ends of a line and none beside
punctuation or a note's call. While lines are broken, Pango reserves that room as letter spacing on the ideograph, half
of which falls on either side of it; when they are drawn, the very gap is widened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from math import copysign
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, strut

PART = 0.16  # em: a full sixth is where PDFium, and so a browser, begins to take a gap for a space in what is copied
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
# Chinese: ideographs, kana, full-width forms, and the quotation marks, dashes and dots of Chinese.
WIDE = re.compile("[\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
LETTER = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]")
# WeasyPrint cuts off what is less than a thousandth of an em: a little more lets whole thousandths stay whole.
KEPT = 0.3
FEW = 8  # gaps: a line with fewer is spread over those between Chinese and Latin, too


def parts(before: str, after: str) -> bool:
    """Whether two neighbours are an ideograph and a Latin (or Cyrillic) letter or a digit."""
    return bool((HAN.match(before) and LETTER.match(after)) or (LETTER.match(before) and HAN.match(after)))


def widens(before: str, after: str, few: bool = False) -> bool:
    """Whether the gap between two neighbours can be widened or narrowed; between scripts, where a line has few."""
    return bool(WIDE.match(before) and WIDE.match(after)) or (few and parts(before, after))


def gaps(text: str, few: bool = False) -> int:
    """How many gaps of a piece of text can be widened."""
    return sum(widens(*pair, few) for pair in pairwise(text)) if HAN.search(text) else 0


class SpacedLayout(Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """WeasyPrint's Pango layout of one line, with room between Chinese and Latin, and Chinese that can be justified.

    Attributes:
        few_gaps: whether the gaps between Chinese and Latin are widened, too, since the line has few others.
    """

    few_gaps = False
    _reserved = False
    _to_be_drawn = False

    def set_text(self, text: str, justify: bool = False) -> None:
        """Set the text; while lines are broken, with the room that it takes between Chinese and Latin."""
        self._release()
        super().set_text(text, justify)
        if not justify and HAN.search(self.text):
            self._reserve()

    def reactivate(self, style: Any) -> None:
        """Set the text once more, to be drawn."""
        super().reactivate(style)
        self._to_be_drawn = bool(HAN.search(self.text))

    def get_first_line(self) -> Any:
        """Pango's line, its gaps widened if it is about to be drawn; and where the next begins."""
        found = super().get_first_line()
        if self._to_be_drawn:
            self._to_be_drawn = False
            self._widen(found[0])
        return found

    @property
    def _own_spacing(self) -> float:
        """The letter spacing that the style asks for, in pixels."""
        own = self.style["letter_spacing"]
        return 0.0 if own == "normal" else own

    def _release(self) -> None:
        """Forget what was reserved for another text."""
        if not self._reserved:
            return
        self._reserved = False
        attribute = pango.pango_attr_letter_spacing_new(int(self._own_spacing * TO_UNITS))
        attribute.start_index, attribute.end_index = 0, 2**32 - 1
        pango.pango_attr_list_change(pango.pango_layout_get_attributes(self.layout), attribute)

    def _reserve(self) -> None:
        """Let Pango count the room between Chinese and Latin; it gives a line's ends half of it."""
        text = self.text
        carriers = Counter(at if HAN.match(text[at]) else at + 1 for at in _parted(text))
        if not carriers:
            return
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for at, count in carriers.items():
            count *= 2 if at in (0, len(text) - 1) else 1
            room = count * PART * self.style["font_size"] + self._own_spacing
            attribute = pango.pango_attr_letter_spacing_new(int(room * TO_UNITS))
            attribute.start_index = len(text[:at].encode())
            attribute.end_index = attribute.start_index + len(text[at].encode())
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)
        self._reserved = True

    def _widen(self, line: Any) -> None:
        """Give the gaps of Pango's line their room: what parts the scripts, and their share of the justification."""
        rooms, size, over = self._rooms(), self.style["font_size"], 0.0
        run = line.runs[0] if rooms else ffi.NULL
        while run != ffi.NULL:
            item, glyphs = run.data.item, run.data.glyphs
            for number in range(glyphs.num_glyphs):
                start, last = glyphs.log_clusters[number], number + 1 == glyphs.num_glyphs
                end = item.length if last else glyphs.log_clusters[number + 1]
                wanted = rooms.get(item.offset + end, 0.0) if end > start else 0.0
                if wanted:
                    whole = round(wanted / size * 1000 + over)
                    over += wanted / size * 1000 - whole
                    room = (whole + copysign(KEPT, whole)) * size / 1000 if whole else 0
                    glyphs.glyphs[number].geometry.width += round(room * TO_UNITS)
            run = run.next

    def _rooms(self) -> Mapping[int, float]:
        """The room behind each character that has some, in pixels, by where it ends in bytes."""
        rooms: dict[int, float] = {}
        at = 0
        for before, after in pairwise(self.text):
            at += len(before.encode())
            room = PART * self.style["font_size"] if parts(before, after) else 0.0
            room += self.justification_spacing if widens(before, after, self.few_gaps) else 0.0
            if room:
                rooms[at] = room
        return rooms


def _parted(text: str) -> Iterator[int]:
    return (at for at, pair in enumerate(pairwise(text)) if parts(*pair))


@contextmanager
def justifying() -> Iterator[None]:
    """Justify Chinese, space it from Latin and keep it on the grid, in what is laid out and drawn inside."""
    count, split, add, layout = (
        inline.count_expandable_spaces,
        inline.split_text_box,
        inline.add_word_spacing,
        line_break.Layout,
    )
    inline.count_expandable_spaces, inline.split_text_box = _counting(count), _on_grid(split)
    inline.add_word_spacing, line_break.Layout = _telling(add), SpacedLayout
    try:
        yield
    finally:
        inline.count_expandable_spaces, inline.split_text_box = count, split
        inline.add_word_spacing, line_break.Layout = add, layout


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
