"""Text of other kinds, and bytes of no kind that is known: what can be read of them in one of the usual encodings."""

from __future__ import annotations

import codecs
import re

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_ASCII = re.compile(rb"[\t\n\r\x20-\x7e]{8,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\0){6,}|(?:\0[\x20-\x7e]){6,}")


def decoded(data: bytes) -> str | None:
    """The text that bytes are, in UTF-8 or, with or without a mark, in UTF-16; None: they are no text."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return data.decode(name, "replace")
    if b"\0" not in data[:4096]:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return None
    for name, ours in (("utf-16-le", data[1:200:2]), ("utf-16-be", data[0:200:2])):
        if ours and ours.count(0) * 2 > len(ours) and len(data) % 2 == 0:
            return data.decode(name, "replace")
    return None


def in_old_encodings(data: bytes) -> list[str]:
    """What bytes would say in the encodings of one or two bytes that Russian and Chinese were written in."""
    return [data.decode(name, "replace") for name in ("cp1251", "koi8-r", "gb18030", "big5")]


def readable(data: bytes) -> str:
    """What stands in bytes that are no text: pieces of 8 signs at least, or of 6 in two bytes each."""
    found = [part.decode("latin-1") for part in _ASCII.findall(data)]
    found += [part.replace(b"\0", b"").decode("latin-1") for part in _WIDE.findall(data)]
    return "\n".join(found)
