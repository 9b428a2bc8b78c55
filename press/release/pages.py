"""How two PDFs differ: in words, page by page, in what is drawn, in metadata, in fonts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import ImageChops

from press.release.words import Line, differing

SCALE = 1.5  # 108 pixels an inch: a hair line of 0.25 pt darkens one
PIXELS = 20_000_000  # a page is drawn with no more: it may say that it is as large as a house
POINTS = 72 / 25.4  # of a millimetre


def differing_pages(released: Path, rebuilt: Path) -> Iterator[str]:
    """What a reader of two PDFs would see that differs, and what of it is hidden.

    Raises:
        PdfiumError, PdfError, OSError: one is no PDF.
    """
    with ExitStack() as stack:
        old, new = (stack.enter_context(closing(pypdfium2.PdfDocument(path))) for path in (released, rebuilt))
        if len(old) != len(new):
            yield f"{len(old)} pages, built again {len(new)}"
        yield from differing(list(_lines(old)), list(_lines(new)))
        drawn = [(number, box) for number in range(min(len(old), len(new))) if (box := _box(old[number], new[number]))]
        yield from _drawn(drawn)
    with pikepdf.open(released) as one, pikepdf.open(rebuilt) as other:
        yield from _metadata(one, other)
        yield from _fonts(one, other)
        yield from _hidden(one, other)


def _lines(pdf: Any) -> Iterator[Line]:
    for number in range(len(pdf)):
        with closing(pdf[number]) as page, closing(page.get_textpage()) as text:
            yield from (
                Line(f"page {number + 1}", line) for line in text.get_text_bounded().splitlines() if line.strip()
            )


def _box(old: Any, new: Any) -> tuple[float, float, float, float] | None:
    """Where two pages are drawn otherwise: left, top, right and bottom in millimetres; None: nowhere."""
    with closing(old), closing(new):
        scale = min(SCALE, (PIXELS / max(_area(old), _area(new), 1)) ** 0.5)
        one, other = (page.render(scale=scale).to_pil().convert("RGB") for page in (old, new))
        if one.size != other.size:
            return (0.0, 0.0, old.get_width() / POINTS, old.get_height() / POINTS)
        box = ImageChops.difference(one, other).getbbox()
    return tuple(side / scale / POINTS for side in box) if box else None


def _area(page: Any) -> float:
    return float(page.get_width() * page.get_height())


def _drawn(found: list[tuple[int, tuple[float, float, float, float]]]) -> Iterator[str]:
    """Where pages look otherwise: alone, with the place; of neighbours, from which to which."""
    for _, group in groupby(enumerate(found), lambda row: row[1][0] - row[0]):
        rows = [row for _, row in group]
        first, last = rows[0][0] + 1, rows[-1][0] + 1
        left, top, right, bottom = rows[0][1]
        where = f", {left:.0f}–{right:.0f} mm from the left, {top:.0f}–{bottom:.0f} mm from the top"
        yield f"page {first} looks otherwise{where}" if first == last else f"pages {first}–{last} look otherwise"


def _metadata(one: Any, other: Any) -> Iterator[str]:
    old, new = ({str(k): str(v) for k, v in pdf.docinfo.items()} for pdf in (one, other))
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            yield f"metadata {key}: [-{old.get(key, '')}-] {{+{new.get(key, '')}+}}"
    streams = [bytes(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else b"" for pdf in (one, other)]
    if streams[0] != streams[1]:
        texts = (stream.decode("utf-8", errors="replace").splitlines() for stream in streams)
        rows = ([Line("XMP metadata", line) for line in lines] for lines in texts)
        yield from differing(next(rows), next(rows))


def _fonts(one: Any, other: Any) -> Iterator[str]:
    old, new = _embedded(one), _embedded(other)
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield f"font {name}: in the release alone"
        elif name not in old:
            yield f"font {name}: in what was built again alone"
        elif old[name] != new[name]:
            yield f"font {name}: other outlines or letters"


def _embedded(pdf: Any) -> dict[str, set[bytes]]:
    """The font files that a PDF holds, by their names without the tag of a subset (ISO 32000-1, 9.6.4)."""
    found: dict[str, set[bytes]] = {}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontName" in item:
            name = str(item.FontName).lstrip("/").rpartition("+")[2]
            streams = (item[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in item)
            found.setdefault(name, set()).update(bytes(stream.read_bytes()) for stream in streams)
    return found


def _hidden(one: Any, other: Any) -> Iterator[str]:
    """What no page shows: where links lead, and what a document is opened with, holds or runs."""
    for what, found in (("link to", _links), ("catalog entry", _entries)):
        old, new = found(one), found(other)
        yield from (f"{what} {name}: in the release alone" for name in sorted(old - new))
        yield from (f"{what} {name}: in what was built again alone" for name in sorted(new - old))


def _links(pdf: Any) -> set[str]:
    return {str(item.URI) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/URI" in item}


def _entries(pdf: Any) -> set[str]:
    names = pdf.Root.get("/Names", {})
    return {*map(str, pdf.Root.keys()), *(f"/Names{key}" for key in names)}
