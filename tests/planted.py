"""Pictures that hold what nobody sees: marks, each in a place of its own, and a search that finds them wherever."""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import drawn
import pikepdf
from PIL import Image, ImageCms, PngImagePlugin

MARK = re.compile(rb"MARK-[A-Za-z0-9]+-Nemo")


def mark(name: str) -> str:
    return f"MARK-{name}-Nemo"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def segment(number: int, data: bytes) -> bytes:
    return bytes((0xFF, number)) + struct.pack(">H", len(data) + 2) + data


def told(where: str) -> Any:
    """EXIF: maker, artist, machine, serial number, comment, place."""
    made = Image.Exif()
    made[0x010F], made[0x013B], made[0x013C] = mark(f"{where}Maker"), mark(f"{where}Artist"), mark(f"{where}Host")
    made.get_ifd(0x8769)[0xA431] = mark(f"{where}Serial")
    made.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + mark(f"{where}Comment").encode()
    made.get_ifd(0x8825)[1], made.get_ifd(0x8825)[29] = "N", mark(f"{where}Place")
    return made


def profile(where: str) -> bytes:
    """sRGB under a description of its own."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = mark(f"{where}Profile").encode("utf-16-be")
    at = made.index("built-in".encode("utf-16-be")) - 10
    return made[:at] + name[: len(made) - at] + made[at + len(name) :]


def xmp(where: str) -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{mark(where)}</x:xmpmeta>'.encode()


def png() -> bytes:
    picture = Image.new("RGBA", (64, 64), (20, 120, 60, 255))
    for at, byte in enumerate(mark("Unseen").encode()):
        picture.putpixel((at, 63), (byte, byte, byte, 0))
    told_of, out = PngImagePlugin.PngInfo(), io.BytesIO()
    told_of.add_text("Author", mark("Text"))
    told_of.add_text("Comment", mark("Packed"), zip=True)
    told_of.add_itxt("XML:com.adobe.xmp", xmp("PngXmp").decode())
    picture.save(out, "PNG", pnginfo=told_of, exif=told("Png"), icc_profile=profile("Png"))
    data = out.getvalue()
    more = chunk(b"tIME", b"\x07\xe8\1\2\3\4\5") + chunk(b"prVt", mark("Private").encode())
    more += chunk(b"sPLT", mark("Palette").encode() + b"\0\x08")
    return data[:-12] + more + data[-12:] + mark("AfterPng").encode()


def indexed() -> bytes:
    picture = Image.new("P", (40, 40))
    picture.putpalette(b"\x14\x78\x3c" + mark("Colours").encode() + b"\0" * 9)
    out = io.BytesIO()
    picture.save(out, "PNG")
    data = out.getvalue()
    end = data.index(b"IDAT") - 4
    size = int.from_bytes(data[end : end + 4], "big")
    pixels = data[end + 8 : end + 8 + size] + mark("AfterPixels").encode()
    return data[:end] + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    out, inner = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(inner, "JPEG", comment=mark("Thumbnail").encode())
    picture = Image.linear_gradient("L").convert("RGB").resize((120, 90))
    comment = mark("Remark").encode()
    picture.save(out, "JPEG", exif=told("Jpeg"), comment=comment, icc_profile=profile("Jpeg"), xmp=xmp("JpegXmp"))
    data, resource = out.getvalue(), mark("ByLine").encode()
    iptc = b"\x1c\x02\x50" + struct.pack(">H", len(resource)) + resource
    more = segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc)
    more += segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40 + xmp("MoreXmp"))
    more += segment(0xE0, b"JFXX\0\x10" + inner.getvalue()) + segment(0xEC, b"Ducky" + mark("Ducky").encode())
    more += segment(0xE2, b"MPF\0" + mark("Several").encode()) + segment(0xEF, mark("Other").encode())
    return data[:2] + more + data[2:] + mark("AfterJpeg").encode()


def webp() -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (60, 40), (20, 120, 60))
    picture.save(out, "WEBP", lossless=True, exif=told("Webp"), xmp=xmp("WebpXmp"), icc_profile=profile("Webp"))
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (40, 40), 1).save(out, "GIF", comment=mark("GifComment").encode())
    return out.getvalue() + mark("AfterGif").encode()


def tiff() -> bytes:
    out = io.BytesIO()
    described = {270: mark("TiffDescription"), 315: mark("TiffArtist"), 316: mark("TiffHost")}
    Image.new("RGB", (40, 40), (20, 60, 120)).save(out, "TIFF", tiffinfo=described)
    return out.getvalue()


def svg() -> bytes:
    flat = drawn.PROGRAMS["inkscape"].replace("fill:url('#Nemo fill')", "fill:#8a2b2b")  # print takes no gradients
    return flat.replace("Nemo", mark("Svg")).encode()


MADE = {
    **{"MARK-name-Nemo.png": png, "b.png": indexed, "MARK-photo-Nemo.jpg": jpeg, "d.webp": webp, "e.gif": gif},
    **{"f.tif": tiff, "MARK-drawing-Nemo.svg": svg},
}


def pieces(data: bytes, name: str = "") -> Iterator[bytes]:
    """A file, and what is packed in it, at any depth, as texts can be found in it."""
    yield name.encode()
    yield data
    yield data[1:].decode("utf-16-be", "ignore").encode()
    yield data.decode("utf-16-be", "ignore").encode()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                yield from pieces(archive.read(info), info.filename)
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    if data.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(data)) as picture:
            yield picture.tobytes()
            yield picture.convert("RGB").tobytes()[::3]
        for packed in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
            unpacked = _unpacked(data[packed.start() :])
            yield from (unpacked, unpacked.decode("utf-16-be", "ignore").encode())
    for found in re.finditer(rb"base64,\s*([A-Za-z0-9+/=]+)", data):
        yield from pieces(base64.b64decode(found[1]))


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 1_000_000)
    except zlib.error:
        return b""


def _of_pdf(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield repr(pdf.trailer).encode()
        for entry in pdf.objects:
            yield repr(entry).encode()
            if isinstance(entry, pikepdf.Stream):
                yield from pieces(entry.read_raw_bytes())
                if "/DCTDecode" not in str(entry.get("/Filter")):
                    yield from pieces(entry.read_bytes())


def marks(path: Path) -> set[bytes]:
    """The marks in a file, and in its name."""
    found: set[bytes] = set()
    for piece in pieces(path.read_bytes(), path.name):
        found |= set(MARK.findall(piece))
    return found
