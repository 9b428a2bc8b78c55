"""Archives: their members, and what they say of whoever packed them (APPNOTE.TXT 6.3.10, RFC 1952, POSIX pax)."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath

from press.diagnostics import Severity
from press.leaks.known import Known
from press.leaks.trace import Found, Piece, Trace, within

MOST = 256 * 1024 * 1024  # bytes of all members together
_MEMBERS = 20_000
_EXTRA = {
    0x5455: "times",
    0x7875: "the number of a user",
    0x7855: "the number of a user",
    0x000A: "times",
    0x000D: "a user",
}
_ALIEN = re.compile(
    r"(?:^|/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX(?:/.*)?|iTunesMetadata.*|calibre_bookmarks\.txt|\._.*|.*~|\.~lock.*)$"
)

# What unpacking raises: NotImplementedError, a RuntimeError, of an unknown way, OSError of bzip2.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, RuntimeError, ValueError),
)
Member = tuple[str, bytes]


def _unread(where: str, why: str) -> Trace:
    return Trace("N006", f"it can't be looked into: {why}", where, why)


def members_of_zip(data: bytes, where: str, known: Known) -> Iterator[Piece | Trace | Member]:
    """Each member, and the fields that zip has for it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield _unread(where, str(error))
        return
    with archive:
        if archive.comment:
            yield Trace(
                "N006", f"the archive has a comment: {archive.comment[:60]!r}", where, archive.comment.decode("latin-1")
            )
            yield Piece(archive.comment.decode("utf-8", "replace"), within(where, "comment"))
        rows = archive.infolist()
        if first := min((row.header_offset for row in rows), default=0):
            yield Trace("N006", f"{first} bytes stand before the archive", where, "before")
            yield Piece(data[:first].decode("utf-8", "replace"), within(where, "before the archive"))
        left = MOST
        for row in rows[:_MEMBERS]:
            yield from _fields(data, row, where, known)
            left -= row.file_size
            if left < 0 or row.flag_bits & 1:
                yield _unread(within(where, row.filename), "it is encrypted" if left > 0 else "it is too large")
                return
            try:
                yield row.filename, archive.read(row)
            except _DAMAGED as error:
                yield _unread(within(where, row.filename), str(error))
        if len(rows) > _MEMBERS:
            yield _unread(where, f"{len(rows) - _MEMBERS:,} of its members are too many")


def _fields(data: bytes, row: zipfile.ZipInfo, where: str, known: Known) -> Found:
    place = within(where, row.filename)
    yield Piece(row.filename, within(where, "names"))
    if _ALIEN.search(row.filename):
        yield Trace("N006", "a file that a program or a system left", place, row.filename)
    try:
        moment = datetime(*row.date_time)
    except ValueError:
        moment = datetime(1980, 1, 1)
    if not known.timely(moment):
        yield Trace("N007", f"it is of {moment:%Y-%m-%d %H:%M:%S}", place, str(moment.date()))
    if row.comment:
        yield Trace("N006", f"it has a comment: {row.comment[:60]!r}", place, row.comment.decode("latin-1"))
        yield Piece(row.comment.decode("utf-8", "replace"), place)
    at = row.header_offset
    name, size = int.from_bytes(data[at + 26 : at + 28], "little"), int.from_bytes(data[at + 28 : at + 30], "little")
    extras = {*_extra(row.extra), *_extra(data[at + 30 + name : at + 30 + name + size])}
    for kind in sorted(extras - {1}):  # which holds sizes of large files
        what = _EXTRA.get(kind, f"an extra field 0x{kind:04x}")
        yield Trace("N006", f"zip's fields for it hold {what}", place, what)


def _extra(field: bytes) -> Iterator[int]:
    at = 0
    while at + 4 <= len(field):
        yield int.from_bytes(field[at : at + 2], "little")
        at += 4 + int.from_bytes(field[at + 2 : at + 4], "little")


def members_of_tar(data: bytes, where: str, known: Known) -> Iterator[Piece | Trace | Member]:
    """Each member, its owner and its time."""
    left = MOST
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for row in archive:
                place = within(where, row.name)
                yield Piece(" ".join((row.name, row.linkname, *row.pax_headers.values())), within(where, "names"))
                if owner := {row.uname, row.gname} - {"", "root", "0"} or {row.uid, row.gid} - {0}:
                    said = f"it belongs to {', '.join(map(str, sorted(owner, key=str)))}"
                    yield Trace("N006", said, place, " ".join(map(str, owner)))
                moment = datetime.fromtimestamp(int(row.mtime), UTC) if 0 <= row.mtime < 2**33 else datetime(1, 1, 1)
                if not known.timely(moment):
                    yield Trace("N007", f"it is of {moment:%Y-%m-%d %H:%M:%S}", place, str(moment.date()))
                left -= row.size
                if left < 0:
                    yield _unread(where, "it is too large")
                    return
                if row.isfile() and (file := archive.extractfile(row)):
                    yield row.name, file.read()
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        yield _unread(where, str(error))


def unpacked(data: bytes, where: str, known: Known) -> Iterator[Piece | Trace | Member]:
    """What is packed by gzip, bzip2 or xz, and the fields of gzip: name, comment, time."""
    if data[:2] == b"\x1f\x8b":
        yield from _gzip_fields(data, where, known)
    openers = {b"\x1f": gzip.open, b"B": bz2.open, b"\xfd": lzma.open}
    try:
        with openers[data[:1]](io.BytesIO(data)) as file:  # type: ignore[operator]  # three functions, alike in this
            found = file.read(MOST + 1)
    except _DAMAGED as error:
        yield _unread(where, str(error))
        return
    if len(found) > MOST:
        yield _unread(where, "it is too large")
        return
    yield PurePosixPath(where.rpartition(": ")[2]).stem, found


def _gzip_fields(data: bytes, where: str, known: Known) -> Found:
    flags, seconds, at = int.from_bytes(data[3:4]), int.from_bytes(data[4:8], "little"), 10
    moment = datetime.fromtimestamp(seconds, UTC)
    if not known.timely(moment):
        yield Trace("N007", f"gzip packed it at {moment:%Y-%m-%d %H:%M:%S}", where, str(moment.date()))
    if flags & 4:
        yield Trace("N006", "gzip's fields hold something of a program", where, "extra")
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for flag, what in ((8, "the name of the file that it was"), (16, "a comment")):
        if flags & flag:
            end = data.find(b"\0", at)
            text, at = data[at:end].decode("latin-1"), end + 1
            yield Trace("N006", f"gzip's fields hold {what}: {text[:60]}", where, text, Severity.WARNING)
            yield Piece(text, where)
