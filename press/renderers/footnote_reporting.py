"""Notes that move to the next page: WeasyPrint forgets some, and lets others cover the text there.

- A line for which room was made by moving a note is taken without a look at its own calls (block.py, _linebox_layout:
  the branch that reports notes), and their notes stand nowhere. Here they follow the note that was moved.
- Notes that were moved may fill the whole of the next page, and its first line is set over them. Here they leave room.

For exactly the version that pdf_engine names; tests/renderers/test_pdf_notes.py proves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import LayoutContext, block

SHARE = 0.6  # of a page, for notes: the rest has room for a chapter's title and two lines


@contextmanager
def keeping_notes() -> Iterator[None]:
    """Lay out every note in what is laid out inside."""
    original, lay_out = block._linebox_layout, LayoutContext.layout_footnote

    def layout(context: Any, box: Any, index: Any, child: Any, lines: list[Any], *more: Any) -> Any:
        result = original(context, box, index, child, lines, *more)
        if lines and not result[0]:  # not aborted: the last line stays
            result[4].extend(_forgotten(context, lines[-1]))
        return result

    def layout_footnote(context: Any, note: Any) -> bool:
        overflow, area = lay_out(context, note), context.current_footnote_area
        crowded = len(context.current_page_footnotes) > 1 and area.margin_height() > SHARE * area.page.height
        return bool(overflow or crowded)

    block._linebox_layout, LayoutContext.layout_footnote = layout, layout_footnote
    try:
        yield
    finally:
        block._linebox_layout, LayoutContext.layout_footnote = original, lay_out


def _forgotten(context: Any, line: Any) -> list[Any]:
    """The notes that a line calls and that were not laid out; they are moved to the next page."""
    if not context.footnotes:
        return []
    notes = [box.footnote for box in line.descendants() if box.footnote in context.footnotes]
    for note in notes:
        context.layout_footnote(note)
        context.report_footnote(note)
    return notes
