"""Parallel text over the end of a page: a pair begins on a page with both its columns, or on the next one.

WeasyPrint moves a row of a table to the next page if no cell of it finds room, and else begins it with empty cells: an
original alone at the foot of a page, its translation overleaf (table.py, table_layout). Pages that
tests/typesetting/test_rows.py lays out prove it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

COLUMNS = {"press-translation", "press-original"}


@contextmanager
def beginning_together() -> Iterator[None]:
    """Begin both columns of each pair on the same page in what is laid out inside."""
    original = block.block_container_layout
    block.block_container_layout = _whole(original)
    try:
        yield
    finally:
        block.block_container_layout = original


def _whole(original: Callable[..., Any]) -> Callable[..., Any]:
    def layout(context: Any, box: Any, bottom_space: Any, skip_stack: Any, *rest: Any, **more: Any) -> Any:
        column = skip_stack is None and _is_column(box) and bool(box.children)
        if column:
            box.style["break_inside"] = "auto"  # said of an attempt elsewhere
        result = original(context, box, bottom_space, skip_stack, *rest, **more)
        if column and result[0] is None:
            box.style["break_inside"] = "avoid"  # its row asks for that next, and is moved whole
        return result

    return layout


def _is_column(box: Any) -> bool:
    cell = isinstance(box, boxes.TableCellBox) and box.element is not None
    return cell and bool(COLUMNS & set(box.element.get("class", "").split()))
