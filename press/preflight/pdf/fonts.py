"""Fonts as content streams use them (ISO 32000-1, 9.6 to 9.10): codes, widths, text, and codes without a glyph.

A CMap says which text the codes of a font mean, which glyphs, and which codes have one byte (9.7.5, 9.10.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import islice
from typing import Any

import pikepdf

from press.preflight.pdf.file import DAMAGE

MOST_CODES = 200_000  # codes that are read; a font has 65,536 at most
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
_SPACES = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
_CIDS = re.compile(rb"begin(cidchar|cidrange)(.*?)end\1", re.DOTALL)
_CID = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]+)>\s*)?(\d+)")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
FILES = ("/FontFile", "/FontFile2", "/FontFile3")
MOST_WIDTHS = 200_000  # widths that are read; a font has 65,536 glyphs at most
STANDARD_WIDTH = 0.55  # of an em: about that of Helvetica's letters, for fonts that tell no widths


def to_unicode(data: bytes) -> dict[int, str]:
    """The text of each code; what is no such map gives nothing."""
    return dict(islice(_entries(data), MOST_CODES))


def _entries(data: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in _BLOCK.findall(data):
        if kind == b"bfchar":
            yield from ((_number(code), _text(text)) for code, text in _PAIR.findall(body))
            continue
        for low, high, start, listed in _RANGE.findall(body):
            codes = range(_number(low), min(_number(high), 0xFFFF) + 1)
            texts = map(_text, _HEX.findall(listed)) if listed else _following(_text(start), len(codes))
            yield from zip(codes, texts, strict=False)


def cids(data: bytes) -> dict[int, int]:
    """The glyph (CID) of each code, as far as the map itself says."""
    return dict(islice(_cids(data), MOST_CODES))


def _cids(data: bytes) -> Iterator[tuple[int, int]]:
    for _, body in _CIDS.findall(data):
        for low, high, first in _CID.findall(body):
            codes = range(_number(low), min(_number(high or low), 0xFFFF) + 1)
            yield from ((code, int(first) + step) for step, code in enumerate(codes))


def single_bytes(data: bytes) -> frozenset[int]:
    """The bytes that are codes by themselves, by a CMap's ranges."""
    found: set[int] = set()
    for body in _SPACES.findall(data):
        pairs = ((low, high) for low, high in _PAIR.findall(body) if len(low.split()) == 1 and len(low) == 2)
        found.update(code for low, high in pairs for code in range(_number(low), min(_number(high), 255) + 1))
    return frozenset(found)


def _following(text: str, count: int) -> list[str]:
    """A text and those whose last character comes after its own."""
    last = ord(text[-1]) if text else 0
    return [text[:-1] + chr(min(last + step, 0x10FFFF)) for step in range(count)] if text else []


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16) & 0xFFFFFFFF


def _text(digits: bytes) -> str:
    joined = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(joined + "0" * (len(joined) % 2)).decode("utf-16-be", "replace")


class Font:
    """A font of a page's resources; it reads what it needs, once."""

    def __init__(self, obj: Any) -> None:
        self.obj = obj
        self._known: dict[int, tuple[float, str, bool]] = {}
        kind = obj.get("/Subtype")
        self.kind = str(kind)[1:] if isinstance(kind, pikepdf.Name) else ""
        self.composite = self.kind == "Type0"
        self._inner = self._descendant() if self.composite else obj
        encoding = obj.get("/Encoding")
        self.vertical = self.composite and isinstance(encoding, pikepdf.Name) and str(encoding).endswith("V")
        self._identity = isinstance(encoding, pikepdf.Name) and str(encoding).startswith("/Identity")

    def _descendant(self) -> Any:
        found = self.obj.get("/DescendantFonts")
        one = found[0] if isinstance(found, pikepdf.Array) and len(found) else None
        return one if isinstance(one, pikepdf.Dictionary) else pikepdf.Dictionary()

    @property
    def name(self) -> str:
        """Its BaseFont, with a subset's tag."""
        found = self.obj.get("/BaseFont", self._inner.get("/BaseFont", self.obj.get("/Name")))
        return str(found).lstrip("/") if isinstance(found, pikepdf.Name) else "without a name"

    @property
    def program(self) -> Any:
        """The stream of the embedded font; None: it is not embedded."""
        descriptor = self._inner.get("/FontDescriptor")
        if not isinstance(descriptor, pikepdf.Dictionary):
            return None
        streams = (descriptor.get(key) for key in FILES)
        return next((found for found in streams if isinstance(found, pikepdf.Stream)), None)

    def codes(self, shown: bytes) -> Iterator[int]:
        """The codes of a string: of one byte, in a composite font of two, or of both as its encoding has them."""
        if not self.composite:
            return iter(shown)
        if self._identity or not self._single:
            return (shown[at] << 8 | shown[at + 1] for at in range(0, len(shown) - 1, 2))
        return self._mixed(shown)

    def _mixed(self, shown: bytes) -> Iterator[int]:
        at = 0
        while at < len(shown):
            single = shown[at] in self._single or at + 1 == len(shown)
            yield shown[at] if single else shown[at] << 8 | shown[at + 1]
            at += 1 if single else 2

    @cached_property
    def _single(self) -> frozenset[int]:
        """Bytes that are codes by themselves: of legacy encodings those of ASCII, else what its CMap says."""
        encoding = self.obj.get("/Encoding")
        if isinstance(encoding, pikepdf.Name):
            return frozenset() if str(encoding).startswith(("/Identity", "/Uni")) else frozenset(range(0x81))
        with suppress(*DAMAGE):
            return single_bytes(bytes(encoding.read_bytes()))
        return frozenset()

    def text(self, code: int) -> str:
        """What a code means; "": nobody knows."""
        found = self._unicode.get(code)
        return found if found is not None else "" if self.composite else chr(code)

    def width(self, code: int) -> float:
        """How far a code moves on, in ems: down the page in vertical writing."""
        if self.vertical:
            return 1.0
        glyph = self._cid(code) if self.composite else code
        if glyph is None:
            return self._default / 2 if code in self._single else self._default
        return self._widths.get(glyph, self._default)

    def glyph(self, code: int) -> tuple[float, str, bool]:
        """Width, text, and whether it is missing; each code is looked up once."""
        if code not in self._known:
            self._known[code] = self.width(code), self.text(code), self.missing(code)
        return self._known[code]

    def missing(self, code: int) -> bool:
        """Whether a code shows .notdef (ISO 32000-1, 9.7.6.3)."""
        if self.composite:
            glyph = self._cid(code)
            return glyph is not None and self._glyph(glyph) == 0
        if code in self._unencoded:
            return True
        return code not in self._widths and code != 32 and "/Widths" in self.obj

    def _cid(self, code: int) -> int | None:
        """The glyph of a composite font's code; None: only a predefined map, which isn't in the file, could tell."""
        return code if self._identity else self._cids.get(code)

    @cached_property
    def _cids(self) -> dict[int, int]:
        with suppress(*DAMAGE):
            found = self.obj.get("/Encoding")
            return cids(bytes(found.read_bytes())) if isinstance(found, pikepdf.Stream) else {}
        return {}

    def _glyph(self, cid: int) -> int:
        known = self._glyphs
        if known is None:
            return cid if self._count is None or cid < self._count else 0
        return known[2 * cid] << 8 | known[2 * cid + 1] if 2 * cid + 1 < len(known) else 0

    @cached_property
    def _glyphs(self) -> bytes | None:
        found = self._inner.get("/CIDToGIDMap")
        with suppress(*DAMAGE):
            return bytes(found.read_bytes()) if isinstance(found, pikepdf.Stream) else None
        return None

    @cached_property
    def _count(self) -> int | None:
        """Glyphs in an embedded TrueType font: the field of its `maxp` table."""
        if self._inner.get("/Subtype") != "/CIDFontType2" or self.program is None:
            return None
        with suppress(*DAMAGE):
            data = bytes(self.program.read_bytes())
            for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16):
                if data[at : at + 4] == b"maxp":
                    start = int.from_bytes(data[at + 8 : at + 12], "big")
                    return int.from_bytes(data[start + 4 : start + 6], "big") or None
        return None

    @cached_property
    def _unicode(self) -> dict[int, str]:
        with suppress(*DAMAGE):
            found = self.obj.get("/ToUnicode")
            return to_unicode(bytes(found.read_bytes())) if isinstance(found, pikepdf.Stream) else {}
        return {}

    @cached_property
    def _unencoded(self) -> frozenset[int]:
        """Codes of a simple font that its /Differences give to no glyph; for Type 3, also those without one."""
        found: set[int] = set()
        with suppress(*DAMAGE):
            glyphs = self.obj.get("/CharProcs") if self.kind == "Type3" else None
            code = 0
            for value in self.obj.Encoding.Differences:
                if isinstance(value, pikepdf.Name):
                    if value == "/.notdef" or (glyphs is not None and str(value) not in glyphs):
                        found.add(code)
                    code += 1
                else:
                    code = int(value)
        return frozenset(found)

    @cached_property
    def _default(self) -> float:
        if not self.composite:
            return 0.0 if self._widths else STANDARD_WIDTH
        with suppress(*DAMAGE):
            return float(self._inner.get("/DW", 1000)) / 1000
        return 1.0

    @cached_property
    def _widths(self) -> dict[int, float]:
        found: dict[int, float] = {}
        with suppress(*DAMAGE):
            if self.composite:
                found.update(islice(_composite_widths(list(self._inner.get("/W", []))), MOST_WIDTHS))
            elif "/Widths" in self.obj:
                em = abs(float(self.obj.FontMatrix[0])) if self.kind == "Type3" else 0.001
                first = int(self.obj.get("/FirstChar", 0))
                found.update((first + at, float(value) * em) for at, value in enumerate(self.obj.Widths))
        return found

    def glyph_stream(self, code: int) -> Any:
        """The content of a Type 3 font's glyph; None where there is none."""
        with suppress(*DAMAGE):
            at = 0
            for value in self.obj.Encoding.Differences:
                if not isinstance(value, pikepdf.Name):
                    at = int(value)
                elif at == code:
                    return self.obj.CharProcs.get(str(value))
                else:
                    at += 1
        return None


def _composite_widths(values: list[Any]) -> Iterator[tuple[int, float]]:
    """The entries of a /W array (ISO 32000-1, 9.7.4.3): `first [w w …]` or `first last w`."""
    at = 0
    while at + 1 < len(values):
        start, second = int(values[at]), values[at + 1]
        if isinstance(second, pikepdf.Array):
            yield from ((start + offset, float(value) / 1000) for offset, value in enumerate(second))
            at += 2
        else:
            width = float(values[at + 2]) / 1000
            yield from ((code, width) for code in range(start, min(int(second), 0xFFFF) + 1))
            at += 3
