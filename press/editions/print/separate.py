"""Pictures of a PDF in inks: each RGB picture is separated once, grey stays grey, line art becomes one bit deep."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import pikepdf
from PIL import Image, UnidentifiedImageError

from press.editions.print.inks import Separation
from press.errors import Diagnostic, EngineError

RGB = ("/DeviceRGB", "/CalRGB")


def separate(pdf: pikepdf.Pdf, inks: Separation, profiles: Mapping[str, bytes]) -> None:
    """Convert every picture of a PDF that is not in inks.

    Args:
        pdf: as WeasyPrint makes it: pictures in DeviceRGB, DeviceGray or DeviceCMYK, their transparency apart.
        inks: the printing condition.
        profiles: ICC profiles that pictures bring, by the checksum in the names that they have in resources.

    Raises:
        EngineError: a picture can't be decoded (P010).
    """
    names = _names(pdf)
    for entry in list(pdf.objects):
        if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image" and _space(entry) in RGB:
            name = names.get(entry.objgen, "")
            profile = next((data for checksum, data in profiles.items() if checksum in name), None)
            _convert(entry, inks, profile, name)


def _names(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """What the pictures are called in resources: a part of it is the checksum of their file."""
    found: dict[tuple[int, int], str] = {}
    for entry in pdf.objects:
        if not isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for holder in (entry, entry.get("/Resources")):
            held = holder.get("/XObject") if isinstance(holder, pikepdf.Dictionary) else None
            if isinstance(held, pikepdf.Dictionary):
                found |= {value.objgen: name for name, value in held.items()}
    return found


def _space(image: pikepdf.Stream) -> str:
    space = image.get("/ColorSpace")
    if isinstance(space, pikepdf.Array):
        return "/DeviceRGB" if space[0] == "/ICCBased" and space[1].get("/N") == 3 else str(space[0])
    return str(space)


def _convert(image: pikepdf.Stream, inks: Separation, profile: bytes | None, name: str) -> None:
    picture = _decoded(image, name).convert("RGB")
    if plain := _neutral(picture):
        two = sum(plain.histogram()[1:255]) == 0
        _write(image, plain.convert("1") if two else inks.grey(plain), "/DeviceGray", 1 if two else 8)
    else:
        _write(image, inks.picture(picture, profile), "/DeviceCMYK", 8)


def _decoded(image: pikepdf.Stream, name: str) -> Image.Image:
    try:
        return pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PdfError, pikepdf.UnsupportedImageTypeError, UnidentifiedImageError, OSError) as error:
        hint = "save it anew as PNG or JPEG"
        raise EngineError(Diagnostic("P010", f"the picture {name} can't be decoded: {error}", hint=hint)) from error


def _neutral(picture: Image.Image) -> Image.Image | None:
    """The picture in grey, if none of its pixels has a colour."""
    red, green, blue = picture.split()
    return green if red.tobytes() == green.tobytes() == blue.tobytes() else None


def _write(image: pikepdf.Stream, picture: Image.Image, space: str, bits: int) -> None:
    """Put other samples into a picture: lossless (ISO 32000-1, 8.9.5)."""
    image.write(zlib.compress(picture.tobytes(), 9), filter=pikepdf.Name.FlateDecode)
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name(space), bits
    for key in ("/Decode", "/DecodeParms", "/Intent"):
        if key in image:
            del image[key]
