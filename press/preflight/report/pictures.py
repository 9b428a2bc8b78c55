"""The pages of a print file as small pictures for the report of preflight, and where on them an area lies."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2

from press.model.preflight import Area
from press.model.printing import step

if TYPE_CHECKING:
    from PIL import Image

# The longest edge of a page's picture in pixels, by the count of pages, and how much all of them may weigh in bytes.
THUMBNAIL = ((60, 480), (400, 340), (1000, 220), (100_000, 140))
MOST_BYTES = 8_000_000
DETAIL = 820  # of the pages that are shown large
PLATE = 300

INKS = {"Cyan": (0, 158, 224), "Magenta": (226, 0, 122), "Yellow": (255, 222, 0), "Black": (29, 29, 27)}
SPOT = (96, 84, 110)


@dataclass(frozen=True)
class View:
    """What of a page is seen, and how it is turned.

    Attributes:
        box: the part of the page's user space that is seen: CropBox within MediaBox (ISO 32000-1, 14.11.2).
        rotation: clockwise, in degrees: 0, 90, 180 or 270 (ISO 32000-1, table 30).
    """

    box: Area
    rotation: int = 0

    @property
    def width(self) -> float:
        """Width as it is seen, in points."""
        left, bottom, right, top = self.box
        return top - bottom if self.rotation in (90, 270) else right - left

    @property
    def height(self) -> float:
        """Height as it is seen, in points."""
        left, bottom, right, top = self.box
        return right - left if self.rotation in (90, 270) else top - bottom

    def placed(self, area: Area, least: float = 0) -> tuple[float, float, float, float]:
        """Left, top, width and height of an area, in points from the top left of what is seen, and inside it.

        Args:
            least: an area that is narrower or lower than this is shown that wide or high, around its middle.
        """
        corners = [self._seen(area[0], area[1]), self._seen(area[2], area[3])]
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(*corners, strict=True))
        left, right = _within(left, right, self.width, least)
        top, bottom = _within(top, bottom, self.height, least)
        return round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        return {
            0: (x - left, top - y),
            90: (y - bottom, x - left),
            180: (right - x, y - bottom),
            270: (top - y, right - x),
        }[self.rotation]


def _within(start: float, end: float, whole: float, least: float) -> tuple[float, float]:
    """An extent that is `least` long at least and lies within a whole."""
    length = min(whole, max(least, end - start))
    middle = min(max((start + end) / 2, length / 2), whole - length / 2)
    if end - start >= least:
        return max(0.0, min(start, whole)), min(whole, max(end, 0.0))
    return middle - length / 2, middle + length / 2


@dataclass(frozen=True)
class Picture:
    """A picture with its size in pixels; `address` is a data: URL."""

    address: str
    width: int
    height: int


def view(page: Any) -> View:
    """How a page of PDFium's is seen."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return View(box if box[0] < box[2] and box[1] < box[3] else tuple(media), page.get_rotation() % 360)


def thumbnails(pages: Sequence[Any]) -> list[Picture | None]:
    """All pages of a file, small; None for one that can't be drawn. Pages of photographs become smaller than others."""
    edge = int(step(THUMBNAIL, len(pages)))
    made = [picture(page, edge) for page in pages]
    weight = sum(len(row.address) for row in made if row)
    if weight > MOST_BYTES:
        smaller = max(40, int(edge * math.sqrt(MOST_BYTES / weight)))
        made = [picture(page, smaller) for page in pages]
    return made


def picture(page: Any, edge: int) -> Picture | None:
    """A page whose longer edge has so many pixels; None if it can't be drawn."""
    try:
        scale = edge / max(page.get_size())
        drawn: Image.Image = page.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError):
        return None
    return encoded(drawn)


def encoded(drawn: Image.Image) -> Picture:
    """A picture as JPEG or as PNG of 16 greys, whichever is smaller."""
    from PIL import ImageChops

    colour = drawn.convert("RGB")
    grey = colour.convert("L")
    coloured = ImageChops.difference(colour, grey.convert("RGB")).getbbox()
    photo = io.BytesIO()
    (colour if coloured else grey).save(photo, "JPEG", quality=62, optimize=True)
    drawing = b"" if coloured else _sixteen(grey, (0, 0, 0))
    found = ("png", drawing) if drawing and len(drawing) < photo.tell() else ("jpeg", photo.getvalue())
    return _picture(*found, colour.size)


def plate(drawn: Image.Image, ink: str) -> Picture:
    """A plate, small and in the tint of its ink.

    Args:
        drawn: one channel of 8 bits: 0 is paper, 255 full ink.
        ink: its name, as Ghostscript gives it.
    """
    from PIL import ImageChops

    small = ImageChops.invert(drawn.convert("L"))
    small.thumbnail((PLATE, PLATE))
    return _picture("png", _sixteen(small, INKS.get(ink, SPOT)), small.size)


def _sixteen(grey: Image.Image, ink: tuple[int, int, int]) -> bytes:
    """A PNG of 16 tints from an ink's colour (0) to white (255)."""
    from PIL import Image

    levels = grey.point([round(value / 17) for value in range(256)])
    tints = Image.frombytes("P", levels.size, levels.tobytes())
    tints.putpalette([round(base + (255 - base) * step / 15) for step in range(16) for base in ink])
    file = io.BytesIO()
    tints.save(file, "PNG", optimize=True, bits=4)
    return file.getvalue()


def _picture(kind: str, data: bytes, size: tuple[int, int]) -> Picture:
    return Picture(f"data:image/{kind};base64,{base64.b64encode(data).decode()}", *size)
