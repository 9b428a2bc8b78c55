"""Pictures: what stands in them beside the picture, whatever it says.

PNG (third edition), JPEG (ITU-T T.81, annex B), GIF89a, the WebP container, TIFF 6.0; ICC.1:2022 for profiles.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from press.diagnostics import Severity
from press.leaks.trace import Found, Piece, Trace, within

_PNG = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA sRGB iCCP sBIT bKGD pHYs hIST acTL fcTL fdAT cICP mDCV cLLI".split()
)
_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"))
# Tags of TIFF that say how the picture is stored and shown; all others are on where, when and by whom.
_TIFF = frozenset(
    (
        *(254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284),
        *(286, 287, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336),
        *(338, 339, 340, 341, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 34675),
    )
)
_TELLING = {271: "maker", 272: "model", 306: "time", 315: "artist", 316: "machine", 305: "program", 33432: "copyright"}
# What profiles that stand for a colour space call themselves; one that was measured is named after its machine.
_SPACES = re.compile(
    r"\b(?:[es]-?rgb[\w-]*|adobe ?rgb|display p3|dci|prophoto|rec\.? ?\d+|bt\.? ?\d+|gr[ae]y|linear|lab|xyz|fogra\d*"
    r"|gracol\d*|swop\d*|cgats|tr ?00\d|japan color|pso|psr|dot gain|c2|tinyrgb|artifex|wide gamut|cmyk|generic|eci)\b",
    re.IGNORECASE,
)
_MOST = 64 * 1024 * 1024  # bytes that pixels and texts are unpacked to


def _beside(where: str, what: str, more: str = "") -> Trace:
    return Trace("N005", f"the picture holds {what}" + (f": {more}" if more else ""), where, more or what)


def png(data: bytes, where: str) -> Found:
    """Chunks beside those of the picture, what is behind its end, and behind the end of its pixels."""
    at, pixels = 8, zlib.decompressobj()
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        body, at = data[at + 8 : at + 8 + size], at + 12 + size
        if kind == b"IDAT":
            with suppress(zlib.error):
                pixels.decompress(body, _MOST)
        elif kind == b"iCCP":
            yield from profile(_inflated(body.partition(b"\0")[2][1:]), within(where, "profile"))
        elif kind not in _PNG:
            yield from _chunk(kind.decode("latin-1"), body, where)
        if kind == b"IEND":
            break
    if at < len(data):
        yield from _behind(data[at:], where)
    if pixels.unused_data:
        yield _beside(where, f"{len(pixels.unused_data)} bytes behind its pixels")
        yield Piece(pixels.unused_data.decode("latin-1"), where)


def _chunk(kind: str, body: bytes, where: str) -> Found:
    key, _, text = body.partition(b"\0")
    if kind == "eXIf":
        yield from exif(body, where)
        return
    if kind == "zTXt":
        text = _inflated(text[1:])
    if kind == "iTXt" and text[:1] == b"\1":
        text = _inflated(text[2:].split(b"\0", 2)[-1])
    yield _beside(where, f"a chunk {kind}", _shown(key + b" " + text if kind != "tIME" else b""))
    yield Piece((key + b" " + text).decode("utf-8", "replace"), within(where, kind))


def _inflated(data: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(data, _MOST)
    return data


def _shown(data: bytes) -> str:
    """The beginning of what is held, as far as it can be read."""
    text = data.decode("utf-8", "replace")
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())[:60]


def _behind(data: bytes, where: str) -> Found:
    if data.strip(b"\0"):
        yield _beside(where, f"{len(data)} bytes behind its end", _shown(data[:200]))
        yield Piece(data.decode("utf-8", "replace"), within(where, "behind its end"))


def exif(data: bytes, where: str) -> Found:
    """What a block of EXIF says, a position first."""
    from PIL import Image

    told, place = Image.Exif(), False
    with suppress(Exception):  # it may be damaged in any way; that it is there is told all the same
        told.load(data)
        place = bool(told.get_ifd(0x8825))
    if place:
        yield _beside(where, "the position where it was taken")
    named = [name for tag, name in _TELLING.items() if tag in told]
    yield _beside(where, "EXIF", ", ".join(named))
    yield Piece(" ".join(_strings(data)), within(where, "EXIF"))


def _strings(data: bytes) -> Iterator[str]:
    """The readable parts of bytes: of 5 signs at least, in one or in two bytes each."""
    yield from (found.decode("latin-1") for found in re.findall(rb"[\x20-\x7e]{5,}", data))
    yield from (found.decode("utf-16-le") for found in re.findall(rb"(?:[\x20-\x7e]\0){5,}", data))
    yield from (found.decode("utf-16-be") for found in re.findall(rb"(?:\0[\x20-\x7e]){5,}", data))


def jpeg(data: bytes, where: str) -> Found:
    """Segments beside those of the picture, and what is behind its end."""
    at, profiles = 2, b""
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at = _next_marker(data, at)
            continue
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
        elif marker == 0xD9:
            break
        elif 0xD0 <= marker <= 0xD8 or marker == 1:
            at += 2
        else:
            size = int.from_bytes(data[at + 2 : at + 4])
            body, at = data[at + 4 : at + 2 + size], at + 2 + max(size, 2)
            if marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
                profiles += body[14:]
            elif 0xE0 <= marker <= 0xEF or marker == 0xFE:
                yield from _segment(marker, body, where)
            if marker == 0xDA:
                at = _next_marker(data, at)
    if profiles:
        yield from profile(profiles, within(where, "profile"))
    yield from _behind(data[at + 2 :], where)


def _next_marker(data: bytes, at: int) -> int:
    """Where the next marker stands that isn't one within coded pixels."""
    found = re.compile(rb"\xff[^\0\xff\xd0-\xd7]").search(data, at)
    return found.start() if found else len(data)


def _segment(marker: int, body: bytes, where: str) -> Found:
    if marker == 0xE0 and body.startswith(b"JFIF\0") and body[12:14] == b"\0\0" and len(body) == 14:
        return
    if marker == 0xEE and body.startswith(b"Adobe") and len(body) == 12:
        return
    if marker == 0xE1 and body.startswith(b"Exif\0\0") and body[6:8] in (b"II", b"MM"):
        yield from exif(body[6:], where)
    elif marker == 0xE0:
        yield _beside(where, "a thumbnail, which may show another picture")
    elif marker == 0xFE:
        yield _beside(where, "a comment", _shown(body))
    else:
        yield _beside(where, f"a segment APP{marker - 0xE0}", _shown(body[:100]))
    yield Piece(" ".join(_strings(body)), within(where, "segment"))


def webp(data: bytes, where: str) -> Found:
    """Chunks beside those of the picture, and what is behind its end."""
    at, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(end, len(data)):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body, at = data[at + 8 : at + 8 + size], at + 8 + size + size % 2
        if kind == b"ICCP":
            yield from profile(body, within(where, "profile"))
        elif kind == b"EXIF":
            yield from exif(body.removeprefix(b"Exif\0\0"), where)
        elif kind not in _WEBP:
            yield _beside(where, f"a chunk {kind.decode('latin-1').strip()}", _shown(body[:200]))
            yield Piece(body.decode("utf-8", "replace"), where)
    yield from _behind(data[end:], where)


def gif(data: bytes, where: str) -> Found:
    """Comments, what programs keep in it, and what is behind its end."""
    colours = data[10:11]
    at = 13 + (3 << (colours[0] & 7) + 1 if colours and colours[0] & 0x80 else 0)
    while at + 2 < len(data) and data[at] != 0x3B:
        if data[at] == 0x21:
            label, (body, at) = data[at + 1], _blocks(data, at + 2)
            if label in (0x01, 0xFE) or (label == 0xFF and body[:11] not in (b"NETSCAPE2.0", b"ANIMEXTS1.0")):
                yield _beside(where, "a comment" if label == 0xFE else "a block of a program", _shown(body[:200]))
                yield Piece(body.decode("utf-8", "replace"), within(where, "comment"))
        elif data[at] == 0x2C:
            local = data[at + 9] if at + 9 < len(data) else 0
            at += 10 + (3 << (local & 7) + 1 if local & 0x80 else 0)
            _, at = _blocks(data, at + 1)
        else:
            break
    yield from _behind(data[at + 1 :], where)


def _blocks(data: bytes, at: int) -> tuple[bytes, int]:
    """The sub-blocks that begin somewhere, joined, and where they end."""
    parts = []
    while at < len(data) and data[at]:
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return b"".join(parts), at + 1


def tiff(data: bytes, where: str) -> Found:
    """Tags that say more than how the picture is stored."""
    from PIL.TiffImagePlugin import TiffImageFile

    tags: dict[int, object] = {}
    # Not by Image.open, which refuses what has many pixels; none is decoded here. It may be damaged in any way.
    with suppress(Exception), TiffImageFile(io.BytesIO(data)) as picture:
        tags = dict(picture.tag_v2)
    if isinstance(found := tags.get(34675), bytes):
        yield from profile(found, within(where, "profile"))
    if beside := sorted(tags.keys() - _TIFF):
        if 34853 in beside:
            yield _beside(where, "the position where it was taken")
        yield _beside(where, "tags", ", ".join(_TELLING.get(tag, str(tag)) for tag in beside))
        yield Piece(" ".join(str(tags[tag]) for tag in beside), within(where, "tags"))


def other(data: bytes, where: str) -> Found:
    """Formats that aren't taken apart (AVIF, HEIC, JPEG 2000, BMP): known beginnings of metadata anywhere in them."""
    for sign, what in ((b"Exif\0\0", "EXIF"), (b"<x:xmpmeta", "XMP"), (b"Photoshop 3.0\0", "IPTC")):
        if sign in data:
            yield _beside(where, what)
    yield Piece(" ".join(_strings(data)), where)


def profile(data: bytes, where: str) -> Found:
    """What a colour profile calls itself, where that is no colour space's name; its texts."""
    texts = " ".join(_strings(data[128:]))
    yield Piece(texts, where)
    if (name := _described(data)) and not _SPACES.search(name):
        said = f"the colour profile “{name}” may be that of one screen or printer"
        yield Trace("N005", said, where, name, Severity.WARNING)


def _described(data: bytes) -> str:
    """The description of a profile (ICC.1, 9.2.41): a text in one byte each, or the first of several in two."""
    count = int.from_bytes(data[128:132])
    for at in range(132, 132 + 12 * min(count, 100), 12):
        if data[at : at + 4] == b"desc":
            start, size = int.from_bytes(data[at + 4 : at + 8]), int.from_bytes(data[at + 8 : at + 12])
            tag = data[start : start + size]
            if tag[:4] == b"mluc":
                length, offset = int.from_bytes(tag[20:24]), int.from_bytes(tag[24:28])
                return _shown(tag[offset : offset + length].decode("utf-16-be", "replace").encode())
            return _shown(tag[12 : 12 + int.from_bytes(tag[8:12])].rstrip(b"\0"))
    return ""
