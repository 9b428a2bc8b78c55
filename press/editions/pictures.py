"""Pictures as an edition can show them: as they are where it can, else as PNG or JPEG, in RGB, the right way up."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from press.content.pictures import IN_PIXELS
from press.project import PROFILES

SAFE = frozenset((".svg", ".png", ".jpg", ".jpeg"))  # what every edition shows
WEB = SAFE | {".gif", ".webp", ".avif"}  # what browsers show
QUALITY = 92  # of JPEG, on libjpeg's scale of 100
_INKED = ("CMYK", "LAB")
_INKS = PROFILES / "FOGRA39L.icc"  # of a picture in inks that doesn't say which
_ORIENTATION = 0x0112  # of EXIF


def converted(path: Path, formats: frozenset[str] = SAFE, *, inks: bool = False) -> tuple[bytes, str] | None:
    """A picture's file in another form, with its suffix; None if it can be shown as it is.

    Colours of print (CMYK) become those of a screen by the picture's own profile, or else by that of FOGRA39; what a
    camera was turned by is carried out. No form keeps EXIF data.

    Args:
        path: of a picture that press.content.pictures has nothing against; a drawing is always shown as it is.
        formats: suffixes of what the edition shows.
        inks: whether CMYK may stay.
    """
    suffix = path.suffix.lower()
    if suffix not in IN_PIXELS:
        return None
    data = path.read_bytes()
    with Image.open(io.BytesIO(data)) as opened:
        inked = opened.mode in _INKED
        turned = opened.getexif().get(_ORIENTATION, 1) != 1
        if suffix in formats and not turned and (inks or not inked):
            return None
        lossy = opened.format in ("JPEG", "MPO", "AVIF") or (opened.format == "WEBP" and b"VP8L" not in data[:64])
        profile = opened.info.get("icc_profile")
        picture: Any = ImageOps.exif_transpose(opened)
    if inked and not inks:
        picture, profile = _on_screen(picture, profile), None
    return _saved(picture, profile, lossy and not picture.has_transparency_data)


def _on_screen(picture: Any, profile: bytes | None) -> Any:
    """A picture in inks, in sRGB: relative colorimetric with black point compensation."""
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    for source in (io.BytesIO(profile) if profile else None, str(_INKS) if picture.mode == "CMYK" else None):
        try:
            if source:
                intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
                made = ImageCms.createProfile("sRGB")
                return ImageCms.profileToProfile(picture, source, made, intent, outputMode="RGB", flags=flags)
        except ImageCms.PyCMSError:
            continue  # a profile that is damaged, or of another kind of device
    return picture.convert("RGB")


def _saved(picture: Any, profile: bytes | None, lossy: bool) -> tuple[bytes, str]:
    out = io.BytesIO()
    told = {"icc_profile": profile} if profile and picture.mode != "CMYK" else {}  # inks are printed as they are
    if lossy or picture.mode == "CMYK":
        kept = picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")
        kept.save(out, "JPEG", quality=QUALITY, subsampling=0, **told)
        return out.getvalue(), ".jpg"
    kept = picture if picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16") else picture.convert("RGB")
    kept.save(out, "PNG", optimize=True, **told)
    return out.getvalue(), ".png"
