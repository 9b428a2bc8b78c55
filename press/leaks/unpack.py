"""A file taken apart, at any depth: what it is is seen by how it begins, never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from press.leaks.formats import archives, catalogs, fonts, markup, pdf, pictures, plain
from press.leaks.formats.fields import author
from press.leaks.known import Known
from press.leaks.trace import Found, Piece, Trace, within

DEEPEST: Final = 6  # archives and pictures in one another
_PICTURES: tuple[tuple[re.Pattern[bytes], Callable[[bytes, str], Found]], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), pictures.png),
    (re.compile(rb"\xff\xd8\xff"), pictures.jpeg),
    (re.compile(rb"GIF8[79]a"), pictures.gif),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), pictures.webp),
    (re.compile(rb"II[*+]\0|MM\0[*+]"), pictures.tiff),
    (
        re.compile(rb"....ftyp(?:avi|hei|mif|jp2|msf)|\0\0\0\x0cjP  |\xff\x4f\xff\x51|BM....\0\0\0\0", re.DOTALL),
        pictures.other,
    ),
    (re.compile(rb"wOF2|wOFF|OTTO|true\0|\x00\x01\x00\x00|ttcf"), fonts.opentype),
)
_WITHIN = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"PK\3\4", b"%PDF-1")
_LARGEST_OLD: Final = 4 * 1024 * 1024  # bytes of a text in an old encoding
_RTF = re.compile(r"\{\\(author|operator|manager|company)\s+([^{}]*)\}")  # Rich Text Format 1.9, “Information Group”
Inner = Callable[[bytes, str], Found]
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
MOST: Final = 1024 * 1024 * 1024  # bytes of a file and of all that is unpacked from it
_READ: Final = (".md", ".txt")
_STYLES: Final = 5_000_000  # signs of style sheets that classes are looked for in


def pieces(data: bytes, known: Known, name: str = "", styles: str = "") -> Found:
    """The texts of a file and of all that is packed in it, and what its formats hold beside their content.

    Args:
        data: the file.
        known: what may be told.
        name: the file's, which says whether plain text is read.
        styles: style sheets of the site that a page belongs to.
    """
    return _Unpacker(known, name).pieces(data, "", styles, 0)


class _Unpacker:
    """Takes one file apart, as deep as DEEPEST and MOST let it."""

    def __init__(self, known: Known, name: str) -> None:
        self._known = known
        self._is_read = name.endswith(_READ)
        self._left = MOST

    def pieces(self, data: bytes, where: str, styles: str, depth: int) -> Found:
        """What stands in some bytes that lie at a place within the file."""
        self._left -= len(data)
        if depth > DEEPEST or self._left < 0:
            yield Trace("N006", "it is packed too many times, or too large, to be looked into", where, "depth")
            return

        def inner(packed: bytes, place: str) -> Found:
            return self.pieces(packed, place, "", depth + 1)

        kind = next((read for sign, read in _PICTURES if sign.match(data)), None)
        if kind:
            yield from kind(data, where)
        elif b"%PDF-" in data[:1024]:
            yield from pdf.read(data, where, self._known, inner)
        elif opened := _opened(data, where, self._known):
            yield from self._members(opened, where, depth)
        elif data[36:40] == b"acsp":
            yield from pictures.profile(data, where)
        elif (text := plain.decoded(data)) is None:
            yield from _of_no_kind(data, where, inner)
        elif markup.is_markup(text):
            yield from markup.read(text, where, self._known, inner, styles)
        else:
            seen = where.endswith(_READ) or (not where and self._is_read)
            yield from _written(text, data, where, self._known, inner)
            yield Piece(text, where, seen)

    def _members(self, rows: Iterator[Piece | Trace | archives.Member], where: str, depth: int) -> Found:
        """What the members of an archive hold; pages are judged with the archive's own style sheets."""
        members: list[archives.Member] = []
        for row in rows:
            if isinstance(row, tuple):
                members.append(row)
            else:
                yield row
        styles = "\n".join(data.decode("utf-8", "replace") for name, data in members if name.endswith(".css"))
        for name, data in members:
            yield from self.pieces(data, within(where, name), styles[:_STYLES], depth + 1)
        yield from _unnamed(members, where)


def _opened(data: bytes, where: str, known: Known) -> Iterator[Piece | Trace | archives.Member] | None:
    """The members of an archive with what stands beside them; None: it is none."""
    if data[:4] == b"PK\3\4" or b"PK\5\6" in data[-70_000:]:
        return archives.members_of_zip(data, where, known)
    if data[257:262] == b"ustar":
        return archives.members_of_tar(data, where, known)
    return archives.unpacked(data, where, known) if data.startswith(_PACKED) else None


def _written(text: str, data: bytes, where: str, known: Known, inner: Inner) -> Found:
    """What text that is no markup holds beside its words."""
    if catalogs.is_catalog(text):
        yield from catalogs.read(text, where, known)
    yield from markup.inlined(text, where, inner)
    if b"\0" in data[:4096]:  # it may be bytes that only look like text of two bytes a letter
        yield Piece(plain.readable(data), where)
    for field, name in _RTF.findall(text) if text.startswith("{\\rtf") else ():
        yield from author(field, name, where, known)


def _of_no_kind(data: bytes, where: str, inner: Inner) -> Found:
    """What can be read in bytes, and what begins in the midst of them, as pictures do in icons and sound."""
    yield Piece(plain.readable(data), where)
    if b"\0" not in data[:4096] and len(data) < _LARGEST_OLD:
        yield from (Piece(text, where) for text in plain.in_old_encodings(data))
    for sign in _WITHIN:
        if (at := data.find(sign, 1)) > 0:
            yield from inner(data[at:], within(where, f"from byte {at}"))


def _unnamed(members: list[archives.Member], where: str) -> Found:
    """Files of an EPUB that its package doesn't name, which no reader shows (EPUB 3.3, 3.4)."""
    package = next((data for name, data in members if name.endswith(".opf")), None)
    if package is None:
        return
    named = set(re.findall(r'href="([^"]*)"', package.decode("utf-8", "replace")))
    ends = tuple({"mimetype", "META-INF/container.xml", "META-INF/encryption.xml", *named})
    for name, _ in members:
        if not name.endswith((*ends, ".opf", "/")):
            yield Trace("N006", "a file that the package doesn't name", within(where, name), name)
