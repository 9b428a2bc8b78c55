"""Pictures in pixels: their formats, and whether one can be decoded."""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

# Their suffixes, with the formats as Pillow names them.
FORMATS = {
    **{".png": ("PNG",), ".jpg": ("JPEG", "MPO"), ".jpeg": ("JPEG", "MPO"), ".gif": ("GIF",), ".webp": ("WEBP",)},
    **{".avif": ("AVIF",), ".tif": ("TIFF",), ".tiff": ("TIFF",), ".bmp": ("BMP",)},
}
_TOO_MANY = ("has more pixels than can be shown", "make it smaller")
MOST = 2**28 // 3  # pixels: 256 MB of three bytes each, as Pillow's own bound, which any library may lift


@contextmanager
def strictly() -> Iterator[None]:
    """Let Pillow refuse a picture that is cut off, which WeasyPrint, once imported, tells it not to; and be silent.

    What it warns of, parts that it passes over, is not published.
    """
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def damage(file: Path | bytes, formats: Collection[str], name: str) -> tuple[str, str, str] | None:
    """What is wrong with a picture, which is decoded, since it may be cut off.

    Args:
        file: its path, or its bytes.
        formats: those that it may have, as Pillow names them.
        name: what such a file is called.

    Returns:
        A code (S007, S032), what it is or does, and a hint.
    """
    from PIL import Image, UnidentifiedImageError

    with strictly():
        try:
            with Image.open(io.BytesIO(file) if isinstance(file, bytes) else file) as picture:
                if picture.format not in formats:
                    return "S007", f"is no {name} file, but {picture.format}", "convert it, or rename it"
                if picture.width * picture.height > MOST:
                    return "S007", *_TOO_MANY
                if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
                    return "S032", "moves, or has several pages", "save the one that is to be shown as PNG"
                picture.load()
                empty = 0 in picture.size
        except Image.DecompressionBombError:
            return "S007", *_TOO_MANY
        except UnidentifiedImageError:
            return "S007", f"is no {name} file", "convert it, or rename it"
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            return "S007", f"is damaged: {error}", "save it again"
    return ("S007", "has no pixels", "save it again") if empty else None
