"""Texts that others wrote, or have templates write: had at once and within bounds, whatever lies in their place.

A pipe or a device has no end, and a file may be larger than the memory: each is told, and nothing of it is read.
"""

from __future__ import annotations

import codecs
import errno
from collections.abc import Generator
from pathlib import Path

from press import files
from press.diagnostics import Diagnostic, Location, SourceError

LARGEST = 64 * 1024**2  # bytes; a hundred times the text of a long book
_HINTS = {
    errno.EINVAL: "put the file itself there",
    errno.EISDIR: "put the file itself there",
    errno.EFBIG: "part it into several, or take out what does not belong there",
}


def read(path: Path, code: str, hint: str = "save the file as UTF-8", most: int = LARGEST) -> str:
    """The text of a file, without a byte order mark.

    Args:
        path: a file, or a link to one.
        code: of what is told.
        hint: how to save it as UTF-8.
        most: so many bytes it may have.

    Raises:
        SourceError: it is no file or too large; it is not UTF-8, at the line of the first such byte.
        OSError: it is not there, or the machine refuses to read it.
    """
    try:
        data = files.read_bytes(path, most)
    except OSError as error:
        if error.errno not in _HINTS:
            raise
        where = Location(path, int(error.errno == errno.EFBIG))
        told = Diagnostic(code, str(error.strerror), where, _HINTS[error.errno])
        raise SourceError(told) from error
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        where = Location(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        message = f"this is not UTF-8 (byte 0x{data[error.start]:02x})"
        raise SourceError(Diagnostic(code, message, where, hint)) from error


def joined(pieces: Generator[str], most: int, longer: Exception) -> str:
    """The text of the pieces that a template gives.

    Args:
        pieces: as of Jinja's `generate`.
        most: so many characters it may have.
        longer: is thrown into the pieces where they have more, so that it is raised at the line that wrote too much.
    """
    written, length = [], 0
    for piece in pieces:
        written.append(piece)
        length += len(piece)
        if length > most:
            pieces.throw(longer)
    return "".join(written)
