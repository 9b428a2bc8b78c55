"""What WeasyPrint drew, in inks: pictures, the colours of content streams, the overprint of small black text.

Each RGB picture is separated once, grey stays grey, line art becomes one bit deep. The streams are those of the
WeasyPrint that press/typesetting/engine.py names: an operator a line, strings in hexadecimal digits, so that no text
can be taken for an operator. Preflight walks what comes out operator by operator.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping

import pikepdf
from PIL import Image, UnidentifiedImageError

from press.diagnostics import Diagnostic, EngineError
from press.editions.print.inks import Colour, Ink, Separation
from press.editions.print.origins import SPACE

RGB = ("/DeviceRGB", "/CalRGB")
OVER, KNOCK = b"/press-over gs", b"/press-knock gs"
OVERPRINTING = 24.0  # points: larger black text hides what lies under it only if it is knocked out
PIXEL = 0.75  # WeasyPrint draws in CSS pixels, of 0.75 points
_COLOUR = re.compile(rb"([\d.-]+) ([\d.-]+) ([\d.-]+) (rg|RG)")
_INKS = re.compile(rb"([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) (?:scn|k)")
_BLACK = (0.0, 0.0, 0.0, 1.0)


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
        message = f"a picture can't be decoded: {error}"
        raise EngineError(Diagnostic("P010", message, hint=hint, about=name)) from error


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


def in_inks(content: bytes, ink: Callable[[Colour], Ink]) -> bytes:
    """A content stream with CMYK (ISO 32000-1, 8.6.4.4) for RGB; black text below 24 pt overprints (8.6.7).

    Args:
        content: decoded, as WeasyPrint writes it.
        ink: the inks of a colour.

    Raises:
        EngineError: a colour of another space than RGB and CMYK (P010).
    """
    return b"\n".join(_lines(content.split(b"\n"), ink))


def _lines(lines: list[bytes], ink: Callable[[Colour], Ink]) -> Iterator[bytes]:
    fill: Ink = _BLACK  # the initial colour of DeviceGray prints in black alone
    saved: list[Ink] = []
    over = False
    for at, line in enumerate(lines):
        if line == b"q":
            saved.append(fill)
        elif line == b"Q" and saved:
            fill = saved.pop()
        elif line == b"BT" and fill == _BLACK and _size(lines, at) < OVERPRINTING:
            over = True
            yield OVER
        elif found := _INKS.fullmatch(line):
            fill = tuple(map(float, found.groups()))  # type: ignore[assignment]  # four numbers
        elif line.endswith((b" cs", b" CS")) and line[:-3] not in (b"/DeviceCMYK", b"/Pattern"):
            raise EngineError(_other(line[1:-3].decode()))
        elif found := _COLOUR.fullmatch(line):
            inks = ink((float(found[1]), float(found[2]), float(found[3])))
            fill = inks if found[4] == b"rg" else fill
            line = _operator(inks, b"k" if found[4] == b"rg" else b"K")
        yield line
        if line == b"ET" and over:
            over = False
            yield KNOCK


def _other(space: str) -> Diagnostic:
    hint = "write the colour as #rrggbb, rgb() or device-cmyk()"
    return Diagnostic("P010", f"a colour of the space {space} can't be separated", hint=hint, about=SPACE)


def _operator(inks: Ink, name: bytes) -> bytes:
    return b" ".join([*(f"{share:.4g}".encode() for share in inks), name])


def _size(lines: list[bytes], at: int) -> float:
    """The size of a text object, in points, by its font operator."""
    for line in lines[at : at + 6]:
        if line.endswith(b" Tf"):
            return float(line.split()[1]) * PIXEL
    return OVERPRINTING
