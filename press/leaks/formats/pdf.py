"""PDFs: every object, also those that no page uses, what earlier states left, and what is read (ISO 32000-2)."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from press.diagnostics import Severity
from press.leaks.formats import fonts, pictures
from press.leaks.formats.fields import author, time
from press.leaks.known import Known
from press.leaks.trace import Found, Piece, Trace, within

Inner = Callable[[bytes, str], Found]

_INFO = ("/Title", "/Subject", "/Keywords", "/Creator", "/Producer", "/Trapped", "/Author", "/CreationDate", "/ModDate")
_LONGEST = 512 * 1024 * 1024  # bytes that all streams together are decompressed to
_LARGEST = 64 * 1024 * 1024  # bytes that one is
_SMALL = 256 * 1024  # packed bytes that are unpacked by whatever filter
_FILTERS = ("/DCTDecode", "/JPXDecode")  # whose bytes are a picture's file


def read(data: bytes, where: str, known: Known, inner: Inner) -> Found:
    """Everything that a PDF holds; what is in streams is handed to `inner`."""
    import pikepdf

    yield from _around(data, where)
    try:
        opened = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:  # a password among them
        yield Trace("N006", f"it can't be looked into: {error}", where, "unread")
        return
    with opened as pdf:
        yield from _information(pdf.docinfo, where, known)
        strings: list[str] = []
        left = _LONGEST
        for entry in pdf.objects:
            yield from _entry(entry, where, strings)
            if isinstance(entry, pikepdf.Stream) and left > 0:
                body = _body(entry)
                left -= len(body)
                yield from _stream(entry, body, where, inner)
        if left <= 0:
            yield Trace("N006", "it can't be looked into whole: it holds too much", where, "unread")
        yield Piece("\n".join(strings), within(where, "texts of its objects"))
    yield from _read_text(data, where)


def _around(data: bytes, where: str) -> Found:
    """What stands between objects, behind the end, and in earlier states of the file."""
    ends = [found.end() for found in re.finditer(rb"%%EOF\r?\n?", data)]
    states = len(ends) - (b"/Linearized" in data[:1024])
    if states > 1:
        yield Trace("N006", f"it holds {states - 1} earlier states of itself", where, "states")
    behind = data[ends[-1] :] if ends else b""
    if behind.strip(b"\0\r\n "):
        yield Trace("N005", f"{len(behind)} bytes stand behind its end", where, "behind")
    bare = _without_streams(data).decode("latin-1")
    yield Piece("\n".join(re.findall(r"%(?!PDF|%EOF)[ -~]{4,}", bare)), within(where, "comments"))
    yield Piece(re.sub(r"#([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), bare), within(where, "its bytes"))


def _without_streams(data: bytes) -> bytes:
    """What stands outside of streams."""
    parts, at = [], 0
    while (start := data.find(b"stream", at)) >= 0:
        end = data.find(b"endstream", start)
        if end < 0:
            break
        parts.append(data[at:start])
        at = end + len(b"endstream")
    return b"\n".join((*parts, data[at:]))


def _information(info: Any, where: str, known: Known) -> Found:
    place = within(where, "document information")
    for key in info.keys() if info is not None else ():
        value = _written(info[key])
        if key == "/Author":
            yield from author("Author", value, place, known)
        elif key in ("/CreationDate", "/ModDate"):
            yield from time(key[1:], value, place, known)
        elif key not in _INFO:
            yield Trace("N006", f"it has a field {key[1:]}: {value[:60]}", place, value, Severity.WARNING)
        yield Piece(value, place)


def _entry(entry: Any, where: str, strings: list[str]) -> Found:
    """What an object tells by its keys; its texts are added to others."""
    import pikepdf

    for value in _values(entry):
        if isinstance(value, pikepdf.String):
            strings.append(_written(value))
    if not isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
        return
    if "/PieceInfo" in entry:
        yield Trace("N006", "it holds data of the program that drew it", where, "PieceInfo")
    if "/Thumb" in entry:
        yield Trace("N005", "it holds a thumbnail of a page, which may show another", where, "Thumb")
    if entry.get("/Type") in ("/Filespec", "/F") and "/EF" in entry:
        name = _written(entry.get("/UF", entry.get("/F", "")))
        yield Trace("N006", f"a file is attached: {name}", where, name)
    if entry.get("/Subtype") in ("/Text", "/FreeText", "/Popup", "/Highlight", "/Stamp", "/Ink", "/FileAttachment"):
        who = _written(entry.get("/T", ""))
        yield Trace("N006", f"a note stands on a page, of {who or 'somebody'}", where, who or "note")


def _written(value: Any) -> str:
    """A text or a name as it reads; one whose encoding is broken, its bytes."""
    try:
        return str(value)
    except UnicodeDecodeError:
        return bytes(value).decode("latin-1")


def _values(entry: Any) -> Iterator[Any]:
    import pikepdf

    if isinstance(entry, pikepdf.Array):
        rows = [*entry]
    elif isinstance(entry, pikepdf.Dictionary):
        rows = list(entry.values())
    elif isinstance(entry, pikepdf.Stream):
        rows = list(entry.stream_dict.values())
    else:
        rows = [entry]
    for row in rows:
        if isinstance(row, pikepdf.Array | pikepdf.Dictionary) and not row.is_indirect:
            yield from _values(row)
        else:
            yield row


def _body(entry: Any) -> bytes:
    """What a stream holds, within bounds: predictors of pixels stay, and what is packed otherwise if it is large."""
    import pikepdf

    packed = raw = bytes(entry.read_raw_bytes())
    kinds = entry.get("/Filter", [])
    filters = [_written(kind) for kind in ([kinds] if isinstance(kinds, pikepdf.Name) else kinds)]
    while filters[:1] == ["/FlateDecode"]:
        with suppress(zlib.error):
            raw = zlib.decompressobj().decompress(raw, _LARGEST)
        filters.pop(0)
    if filters and filters[0] not in _FILTERS and len(packed) < _SMALL:
        with suppress(Exception):  # a filter that is not known, or damaged
            return bytes(entry.read_bytes())
    return raw


def _stream(entry: Any, body: bytes, where: str, inner: Inner) -> Found:
    place = within(where, f"object {entry.objgen[0]}")
    kind = _written(entry.get("/Subtype", ""))
    if kind in ("/Type1C", "/CIDFontType0C"):
        yield from fonts.compact(body, place)
    elif "/Length1" in entry or kind == "/OpenType":
        yield from fonts.type1(body, place) if body.startswith(b"%!") else inner(body, place)
    elif body[36:40] == b"acsp":
        yield from pictures.profile(body, within(place, "profile"))
    elif entry.get("/Type") == "/Metadata" or body[:2] == b"\xff\xd8":
        yield from inner(body, place)
    elif kind == "/Image":
        return
    elif entry.get("/Type") == "/EmbeddedFile":
        yield from inner(body, place)
    elif entry.get("/Type") not in ("/ObjStm", "/XRef"):
        yield Piece("\n".join(_sentences(body)), place)


def _sentences(body: bytes) -> Iterator[str]:
    """What a stream says in words: comments, and texts that aren't numbers of glyphs."""
    yield from (found[1].decode("latin-1") for found in re.finditer(rb"%([\x20-\x7e]{4,})", body))
    yield from (found[1].decode("latin-1") for found in re.finditer(rb"\(([\x20-\x27\x2a-\x7e]{4,})\)", body))


def _read_text(data: bytes, where: str) -> Found:
    """The text of the pages, as a reader copies it."""
    import pypdfium2

    with suppress(pypdfium2.PdfiumError):
        document = pypdfium2.PdfDocument(data)
        try:
            for number in range(len(document)):
                page = document[number].get_textpage()
                yield Piece(page.get_text_range(), within(where, f"page {number + 1}"), seen=True)
                page.close()
        finally:
            document.close()
