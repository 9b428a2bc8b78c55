"""CMaps (ISO 32000-1, 9.7.5 and 9.10.3): which text the codes of a font mean, and which codes have one byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

MOST = 200_000  # codes that are read; a font has 65,536 at most
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
_SPACES = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


def to_unicode(data: bytes) -> dict[int, str]:
    """The text of each code; what is no such map gives nothing."""
    return dict(islice(_entries(data), MOST))


def _entries(data: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in _BLOCK.findall(data):
        if kind == b"bfchar":
            yield from ((_number(code), _text(text)) for code, text in _PAIR.findall(body))
            continue
        for low, high, start, listed in _RANGE.findall(body):
            codes = range(_number(low), min(_number(high), 0xFFFF) + 1)
            texts = map(_text, _HEX.findall(listed)) if listed else _following(_text(start), len(codes))
            yield from zip(codes, texts, strict=False)


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
