"""Fonts: names, notices and tables that only the program that made them reads (OpenType 1.9, WOFF 1 and 2)."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress
from typing import Any

from press.diagnostics import Severity
from press.leaks.trace import Found, Piece, Trace, within

# FontForge's times and settings, Glyphs' and VTT's sources.
_PROGRAMS = (
    "FFTM",
    "PfEd",
    "TSI0",
    "TSI1",
    "TSI2",
    "TSI3",
    "TSI5",
    "TSIB",
    "TSIC",
    "TSID",
    "TSIJ",
    "TSIP",
    "TSIS",
    "TSIV",
)
_FIELDS = ("Notice", "Copyright", "FullName", "FamilyName", "version", "BaseFontName", "Author")


def opentype(data: bytes, where: str) -> Found:
    """The names of a font, tables of programs, and the metadata that WOFF holds apart."""
    from fontTools.ttLib import TTFont

    yield from _apart(data, where)
    with suppress(Exception):  # it may be damaged in any way, or have no names
        font = TTFont(io.BytesIO(data), lazy=True)
        for tag in font.reader.keys() if font.reader else ():
            if tag in _PROGRAMS:
                said = f"the font holds a table of the program that made it: {tag}"
                yield Trace("N006", said, where, tag, Severity.WARNING)
        if "name" in font:
            yield Piece("\n".join(str(row) for row in font["name"].names), within(where, "names"))
        if "meta" in font:
            yield Piece(" ".join(map(str, font["meta"].data.values())), within(where, "names"))
        if "CFF " in font:
            yield Piece(_named(font["CFF "].cff), within(where, "names"))


def _apart(data: bytes, where: str) -> Found:
    """The metadata and the private data of WOFF (WOFF 2.0, 6)."""
    at = {b"wOFF": 24, b"wOF2": 28}.get(data[:4])
    if at is None:
        return
    meta, length, _, private, size = (int.from_bytes(data[n : n + 4]) for n in range(at, at + 20, 4))
    if length:
        packed = data[meta : meta + length]
        text = b""
        with suppress(Exception):  # a block that is damaged
            text = zlib.decompress(packed) if data[:4] == b"wOFF" else _unbrotli(packed)
        yield Trace("N006", "the font holds metadata of its own", where, "metadata", Severity.WARNING)
        yield Piece(text.decode("utf-8", "replace"), within(where, "metadata"))
    if size:
        yield Trace("N006", f"the font holds {size} bytes of its maker's own", where, "private", Severity.WARNING)
        yield Piece(data[private : private + size].decode("utf-8", "replace"), within(where, "private data"))


def _unbrotli(data: bytes) -> bytes:
    import brotli  # type: ignore[import-untyped]  # what fontTools unpacks WOFF 2 with

    found: bytes = brotli.decompress(data)
    return found


def _named(fonts: Any) -> str:
    """The texts that the top of a CFF font holds."""
    found = [str(name) for name in fonts.fontNames]
    for top in fonts.topDictIndex:
        found += [str(top.rawDict[field]) for field in _FIELDS if field in top.rawDict]
    return "\n".join(found)


def compact(data: bytes, where: str) -> Found:
    """The names of a bare CFF font, as PDFs hold them."""
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    with suppress(Exception):  # it may be damaged in any way
        fonts.decompile(io.BytesIO(data), None)
        yield Piece(_named(fonts), within(where, "names"))


def type1(data: bytes, where: str) -> Found:
    """The part of a Type 1 font that can be read, with its notices."""
    yield Piece(data.partition(b"eexec")[0].decode("latin-1"), where)
