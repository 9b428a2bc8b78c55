"""Notes that WeasyPrint forgets: the calls of a line for which it made room by moving an earlier note to the next page.

Such a line is taken without a look at its own calls (block.py, _linebox_layout: the branch that reports notes), and
their notes stand nowhere. Here they follow the note that was moved. For exactly the version that pdf_engine names;
tests/renderers/test_pdf_notes.py proves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import block


@contextmanager
def keeping_notes() -> Iterator[None]:
    """Lay out every note in what is laid out inside."""
    original = block._linebox_layout

    def layout(context: Any, box: Any, index: Any, child: Any, lines: list[Any], *more: Any) -> Any:
        result = original(context, box, index, child, lines, *more)
        if lines and not result[0]:  # not aborted: the last line stays
            result[4].extend(_forgotten(context, lines[-1]))
        return result

    block._linebox_layout = layout
    try:
        yield
    finally:
        block._linebox_layout = original


def _forgotten(context: Any, line: Any) -> list[Any]:
    """The notes that a line calls and that were not laid out; they are moved to the next page."""
    if not context.footnotes:
        return []
    notes = [box.footnote for box in line.descendants() if box.footnote in context.footnotes]
    for note in notes:
        context.layout_footnote(note)
        context.report_footnote(note)
    return notes
