"""Notes that move to the next page: WeasyPrint forgets some, and lets others cover the text there.

- A line for which room was made by moving a note is taken without a look at its own calls (block.py, _linebox_layout:
  the branch that reports notes), and their notes stand nowhere. Here they follow the note that was moved.
- Notes that were moved may fill the whole of the next page, and its first line is set over them. Here they leave room.
- A page that is laid out again, for a page number that it names, does not know what was moved to it from a page that
  is not (page.py, make_all_pages). Here it is told.

Pages that tests/editions/pdf/test_notes.py lays out prove it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import document
from weasyprint.layout import LayoutContext, block, page

SHARE = 0.6  # of a page, for notes: the rest has room for a chapter's title and two lines


@contextmanager
def keeping_notes() -> Iterator[None]:
    """Lay out every note in what is laid out inside."""
    lines, contexts, pages = block._linebox_layout, document.LayoutContext, page.make_page
    block._linebox_layout, document.LayoutContext, page.make_page = _with_calls(lines), _Context, _with_moved(pages)
    try:
        yield
    finally:
        block._linebox_layout, document.LayoutContext, page.make_page = lines, contexts, pages


class _Context(LayoutContext):  # type: ignore[misc]  # WeasyPrint has no types
    """What WeasyPrint knows of a document while it lays it out; and which notes were moved away from which page."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.moved: dict[int, list[Any]] = {}

    def layout_footnote(self, footnote: Any) -> bool:
        """Lay out a note; True: it finds no room on this page, of which notes take their share at most."""
        overflow, area = super().layout_footnote(footnote), self.current_footnote_area
        crowded = len(self.current_page_footnotes) > 1 and area.margin_height() > SHARE * area.page.height
        return bool(overflow or crowded)


def _with_calls(original: Callable[..., Any]) -> Callable[..., Any]:
    def layout(context: Any, box: Any, index: Any, child: Any, lines: list[Any], *more: Any) -> Any:
        result = original(context, box, index, child, lines, *more)
        if lines and not result[0]:  # not aborted: the last line stays
            result[4].extend(_forgotten(context, lines[-1]))
        return result

    return layout


def _forgotten(context: Any, line: Any) -> list[Any]:
    """The notes that a line calls and that were not laid out; they are moved to the next page."""
    if not context.footnotes:
        return []
    notes = [box.footnote for box in line.descendants() if box.footnote in context.footnotes]
    for note in notes:
        context.layout_footnote(note)
        context.report_footnote(note)
    return notes


def _with_moved(original: Callable[..., Any]) -> Callable[..., Any]:
    def make_page(context: Any, root: Any, kind: Any, resume_at: Any, number: int, state: Any) -> Any:
        moved = context.moved
        context.reported_footnotes = list(moved.get(number - 1, ()))
        made = original(context, root, kind, resume_at, number, state)
        if moved.get(number, []) != context.reported_footnotes and number < len(context.page_maker):
            context.page_maker[number][-1]["content_changed"] = True  # the next page: lay it out again
        moved[number] = list(context.reported_footnotes)
        return made

    return make_page
