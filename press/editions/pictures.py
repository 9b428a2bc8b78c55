"""Pictures as editions publish them: rewritten, of what is seen alone; PNG, JPEG and SVG, in sRGB, the right way up.

Each is rewritten once, for all editions: what comes out is kept in build/pictures/, by the bytes of the file and the
code that rewrites it. One process at a time does so, since a large picture takes a few hundred megabytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageFile, ImageOps, JpegImagePlugin

from press import files
from press.content import pictures, pixels, svg, svg_styles
from press.diagnostics import Location, SourceError
from press.editions import drawings
from press.project import LIBRARIES_LOCK, PROFILES

TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}
_ANEW: dict[str, Any] = {"quality": 92, "subsampling": 0}  # of JPEG, on libjpeg's scale of 100
_INKED = ("CMYK", "LAB")
_INKS = PROFILES / "FOGRA39L.icc"  # of a picture in inks that doesn't say which
_ORIENTATION = 0x0112  # of EXIF
_SAME = 2  # of 255: how far a profile may be from sRGB and still be taken for it
_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION


def published(path: Path, root: Path, *, inks: bool = False) -> tuple[bytes, str]:
    """What is published of a picture's file, with its suffix, one of TYPES; the same input gives the same bytes.

    Args:
        path: the file.
        root: the publication's folder.
        inks: for print, where pictures keep their CMYK and what they say about their colours: the print edition puts
            them into inks by that, and publishes nothing of it.

    Raises:
        SourceError: something is wrong with it (S007, S018, S032).
    """
    data = path.read_bytes()
    inks = inks and _coloured(data)
    lock = root / "build" / "pictures" / ".lock"
    place = lock.parent / ("inks" if inks else "screen") / path.resolve().relative_to(root.resolve())
    key = _digest(data + _version())
    if found := _kept(place, key):
        return found
    with files.alone(lock, lambda: None):
        if found := _kept(place, key):
            return found
        if wrong := tuple(pictures.problems(path, path.name, Location(path))):
            raise SourceError(wrong)
        made = rewritten(data, path.suffix.lower(), inks=inks)
        with files.replacing(place) as folder:  # what was made of an older file goes
            folder.mkdir()
            (folder / f"{key}-{_digest(made[0])}{made[1]}").write_bytes(made[0])
    return made


def name(data: bytes, suffix: str) -> str:
    """A file's name that tells of nothing but the content."""
    return f"{_digest(data)[:10]}{suffix}"


def rewriter(root: Path, *, inks: bool = False) -> Callable[[Path], bytes | None]:
    """What WeasyPrint is given instead of a file: of the publication's pictures, what is published of them."""
    home = root.resolve()

    def instead(path: Path) -> bytes | None:
        if path.suffix.lower() not in pictures.FORMATS or not path.is_relative_to(home):
            return None
        return published(path, root, inks=inks)[0]

    return instead


def _kept(place: Path, key: str) -> tuple[bytes, str] | None:
    """What was made before; not if it is damaged, as a power cut leaves a file."""
    for path in place.glob(f"{key}-*"):
        with suppress(OSError):
            data = path.read_bytes()
            if path.stem == f"{key}-{_digest(data)}":
                return data, path.suffix
    return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@cache
def _version() -> bytes:
    """Stands for the code that rewrites pictures, and its libraries."""
    modules = (drawings, pictures, pixels, svg, svg_styles)
    paths = [Path(__file__), *(Path(str(module.__file__)) for module in modules), LIBRARIES_LOCK]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).digest()


def _coloured(data: bytes) -> bool:
    """Whether a picture says more about its colours than a screen needs."""
    try:
        with pixels.strictly(), Image.open(io.BytesIO(data)) as picture:
            return picture.mode == "CMYK" or bool(picture.info.get("icc_profile"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False  # an SVG; or damaged, which is told


def rewritten(data: bytes, suffix: str = "", *, inks: bool = False) -> tuple[bytes, str]:
    """A picture written anew, with its suffix.

    Args:
        data: a file that press.content.pictures has nothing against.
        suffix: ".svg" is a drawing, anything else a picture in pixels.
        inks: as of `published`.
    """
    if suffix == ".svg":
        return drawings.published(data, _within), ".svg"
    with pixels.strictly(), Image.open(io.BytesIO(data)) as opened:
        opened.load()
        lossy = opened.format in ("JPEG", "MPO", "AVIF") or (opened.format == "WEBP" and b"VP8L" not in data[:64])
        profile: bytes = opened.info.get("icc_profile") or b""
        told = _as_before(opened) if opened.mode in ("L", "RGB") or inks else _ANEW
        picture = _simple(_turned(opened))
    if profile and picture.mode == "P":
        picture = _without_palette(picture)
    if not inks or picture.mode == "LAB":
        picture, profile = _on_screen(picture, profile), b""
    if picture.mode not in ("RGB", "RGBA"):
        profile = b""  # print takes grey and inks as they are
    if "A" in picture.getbands():
        return _png(_blanked(picture), profile)
    return _jpeg(picture, profile, told) if lossy or picture.mode == "CMYK" else _png(picture, profile)


def _within(data: bytes) -> tuple[bytes, str]:
    """A picture within a drawing, with its media type."""
    made, suffix = rewritten(data)
    return made, TYPES[suffix]


def _as_before(opened: Any) -> dict[str, Any]:
    """How to write a JPEG as coarse or fine as it is: by its own tables."""
    if opened.format not in ("JPEG", "MPO"):
        return _ANEW
    tables = [table for _, table in sorted(opened.quantization.items())]
    told = {"qtables": tables, "subsampling": JpegImagePlugin.get_sampling(opened)}
    return {**told, "progressive": bool(opened.info.get("progressive"))}


def _turned(opened: Any) -> Any:
    """A picture turned as its camera was; what it says about that may be damaged."""
    try:
        turned = opened.getexif().get(_ORIENTATION, 1) != 1
    except Exception:  # whatever comes up in a reader of TIFF
        turned = False
    if not turned:
        return opened.copy()
    with suppress(Exception):
        return ImageOps.exif_transpose(opened)
    return opened.copy()


def _simple(picture: Any) -> Any:
    """A picture in one of the modes that all editions know, with nothing said about it; 16 bits become 8."""
    if picture.mode in ("I", "I;16", "I;16B", "F") and picture.getextrema()[1] > 255:
        picture = picture.point(lambda value: value * (1 / 257)).convert("L")
    if picture.mode == "P":
        picture = _compact(picture)
    elif "transparency" in picture.info:
        picture = picture.convert("LA" if picture.mode == "L" else "RGBA")
    elif picture.mode not in ("1", "L", "LA", "RGB", "RGBA", *_INKED):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.info = {key: value for key, value in picture.info.items() if (picture.mode, key) == ("P", "transparency")}
    return picture


def _compact(picture: Any) -> Any:
    """A picture with a palette of the colours that are seen; `transparency` is said where one of them has some."""
    used = [index for index, count in enumerate(picture.histogram()) if count]
    table = [0] * 256
    for new, old in enumerate(used):
        table[old] = new
    row = Image.new("P", (len(used), 1))
    row.putdata(used)
    row.putpalette(picture.getpalette())
    row.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    colours = row.convert("RGBA").tobytes()
    made = picture.point(table)
    made.putpalette(b"".join(colours[at : at + 3] if colours[at + 3] else bytes(3) for at in range(0, len(colours), 4)))
    made.info = {"transparency": colours[3::4]} if set(colours[3::4]) - {255} else {}
    return made


def _without_palette(picture: Any) -> Any:
    made = picture.convert("RGBA" if picture.info else "RGB")
    made.info = {}
    return made


def _blanked(picture: Any) -> Any:
    """A picture without the colours that stand under full transparency."""
    alpha = picture.getchannel("A")
    if alpha.getextrema()[0]:
        return picture
    made = Image.new(picture.mode, picture.size)
    made.paste(picture, mask=alpha.point(lambda value: 255 if value else 0))
    return made


def _on_screen(picture: Any, profile: bytes) -> Any:
    """A picture in sRGB, or in its grey: relative colorimetric with black point compensation."""
    if picture.mode in _INKED:
        return _out_of_inks(picture, profile)
    if not profile or picture.mode == "1":
        return picture
    alpha = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
    plain = picture.convert(picture.mode.removesuffix("A"))
    with suppress(ImageCms.PyCMSError, OSError):
        way = _way(profile, plain.mode)
        cube = _samples(plain.mode)
        far: Any = ImageChops.difference(_through(cube, way), cube.convert("RGB")).getextrema()
        if max(most for _, most in far) > _SAME:
            shown = _through(plain, way)
            picture = shown.getchannel("G") if plain.mode == "L" else shown
            if alpha:
                picture.putalpha(alpha)
    return picture


def _way(profile: bytes, mode: str) -> Any:
    source, made = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    return ImageCms.buildTransform(source, made, mode, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC, _BLACK_POINT)


def _through(picture: Any, way: Any) -> Any:
    return ImageCms.applyTransform(picture, way)


def _samples(mode: str) -> Any:
    """Colours from all over the space of a mode."""
    if mode == "L":
        return Image.linear_gradient("L")
    steps = range(0, 256, 51)
    made = Image.new("RGB", (len(steps) ** 3, 1))
    made.putdata([(red, green, blue) for red in steps for green in steps for blue in steps])
    return made


def _out_of_inks(picture: Any, profile: bytes) -> Any:
    for source in (profile, _INKS.read_bytes() if picture.mode == "CMYK" else b""):
        with suppress(ImageCms.PyCMSError, OSError):  # a profile that is damaged, or of another kind of device
            if source:
                return ImageCms.applyTransform(picture, _way(source, picture.mode))
    if picture.mode == "LAB":
        return ImageCms.profileToProfile(
            picture, ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    return picture.convert("RGB")


def _jpeg(picture: Any, profile: bytes, told: dict[str, Any]) -> tuple[bytes, str]:
    kept = picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")
    out = io.BytesIO()
    # libjpeg can't stop in the middle of a picture whose code it optimises: all of it has to have room.
    before, ImageFile.MAXBLOCK = ImageFile.MAXBLOCK, max(ImageFile.MAXBLOCK, 6 * kept.width * kept.height)
    try:
        kept.save(out, "JPEG", optimize=True, icc_profile=profile or None, **told)
    finally:
        ImageFile.MAXBLOCK = before
    return out.getvalue(), ".jpg"


def _png(picture: Any, profile: bytes) -> tuple[bytes, str]:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True, icc_profile=profile or None)
    return out.getvalue(), ".png"
