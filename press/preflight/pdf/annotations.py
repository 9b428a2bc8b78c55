"""Appearances of annotations that are printed (ISO 32000-1, 12.5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf

from press.preflight.pdf.file import DAMAGE
from press.preflight.pdf.geometry import IDENTITY, Matrix, box_of, times, turned

HIDDEN, PRINT = 2, 4  # bits of /F


def annotated(page: Any) -> Iterator[Any]:
    """The annotations of a page's dictionary."""
    found = page.get("/Annots")
    rows = list(found) if isinstance(found, pikepdf.Array) else []
    return (row for row in rows if isinstance(row, pikepdf.Dictionary))


def appearances(page: Any) -> Iterator[tuple[str, Any, Matrix]]:
    """Name, stream and matrix of what each printed annotation shows."""
    for row in annotated(page):
        with suppress(*DAMAGE):
            flags = int(row.get("/F", 0))
            stream = _normal(row)
            if flags & PRINT and not flags & HIDDEN and isinstance(stream, pikepdf.Stream):
                yield f"annotation {str(row.get('/Subtype', ''))[1:]}", stream, _matrix(row, stream)


def _normal(row: Any) -> Any:
    """The appearance that it has normally; of several, that of its state."""
    found = row.AP.N if "/AP" in row else None
    if isinstance(found, pikepdf.Dictionary) and not isinstance(found, pikepdf.Stream):
        return found.get(str(row.get("/AS", "/Off")))
    return found


def _matrix(row: Any, stream: Any) -> Matrix:
    """What brings the appearance's box into the annotation's rectangle (algorithm 8.1)."""
    a, b, c, d, e, f = (float(value) for value in stream.get("/Matrix", IDENTITY))
    box = turned((a, b, c, d, e, f), box_of(stream.BBox))
    left, bottom, right, top = box_of(row.Rect)
    wide, high = box[2] - box[0], box[3] - box[1]
    across = (right - left) / wide if wide else 1.0
    up = (top - bottom) / high if high else 1.0
    fit = (across, 0.0, 0.0, up, left - box[0] * across, bottom - box[1] * up)
    return times((a, b, c, d, e, f), fit)
