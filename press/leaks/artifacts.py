"""The leak check over files: everything in them that tells of whoever made them.

What is looked for, and what isn't, is told in docs/leaks.md.
"""

from __future__ import annotations

import errno
import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from press import files
from press.diagnostics import Diagnostic, Location
from press.leaks.formats import plain
from press.leaks.known import Known
from press.leaks.text import traces
from press.leaks.trace import HINTS, Piece, Trace
from press.leaks.unpack import pieces

LARGEST = 1024 * 1024 * 1024  # bytes of a file
_LARGEST_SHEET = 4 * 1024 * 1024  # bytes of a style sheet, with fonts that it holds


def find(paths: Iterable[Path], known: Known) -> Iterator[Diagnostic]:
    """What files tell; of folders, all that lies in them.

    Args:
        paths: files and folders, as of `listed`.
        known: the publication's own words, and the names that should stand nowhere.

    Yields:
        N001–N009, each thing once for a file, at its line where the file is text. Errors stop a release; warnings are
        remarks.

    Raises:
        OSError: a file can't be read.
    """
    for path in listed(paths):
        yield from _of(path, known)


def find_in_text(path: Path, known: Known) -> Iterator[Diagnostic]:
    """What the words of a source tell, whatever its format is; as `find`."""
    data = files.read_bytes(path, LARGEST)
    text = plain.decoded(data)
    piece = Piece(plain.readable(data) if text is None else text, seen=path.suffix == ".md")
    for trace in traces(piece, known):
        yield trace.diagnostic(path, _line(data, trace))


def listed(paths: Iterable[Path]) -> list[Path]:
    """The files of some paths that are there, each once, in order.

    What is named itself is one, whatever it is; in folders, neither links nor pipes and devices are.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inner = sorted(path.rglob("*")) if path.is_dir() else []
        found |= dict.fromkeys(one for one in inner if one.is_file() and not one.is_symlink())
        if path.exists() and not path.is_dir():
            found[path] = None
    return list(found)


def _of(path: Path, known: Known) -> Iterator[Diagnostic]:
    try:
        data = files.read_bytes(path, LARGEST)
    except OSError as error:
        if error.errno not in (errno.EFBIG, errno.EINVAL):
            raise
        yield Diagnostic("N006", f"it can't be looked into: {error.strerror}", Location(path), HINTS["N006"])
        return
    told = set()
    for trace in judged(data, known, path.name, styles(path)):
        if (trace.code, trace.what, trace.said) not in told:
            told.add((trace.code, trace.what, trace.said))
            yield trace.diagnostic(path, _line(data, trace))


@contextmanager
def _silently() -> Iterator[None]:
    """Keep libraries from saying what they think of damaged files."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def judged(data: bytes, known: Known, name: str = "", styles: str = "") -> list[Trace]:
    """What a file's name and bytes tell, with all that is packed in it."""
    with _silently():
        return list(_judged(data, known, name, styles))


def _judged(data: bytes, known: Known, name: str, styles: str) -> Iterator[Trace]:
    yield from traces(Piece(name, "its name"), known)
    for row in pieces(data, known, name, styles):
        if isinstance(row, Piece):
            yield from traces(row, known)
        elif not known.allows(row.what):
            yield row


def styles(path: Path) -> str:
    """The style sheets and scripts that lie beside a page; those that can't be read style nothing."""
    if path.suffix not in (".html", ".xhtml"):
        return ""
    found = []
    for sheet in sorted((*path.parent.glob("*.css"), *path.parent.glob("*.js"))):
        with suppress(OSError):
            found.append(files.read_bytes(sheet, _LARGEST_SHEET).decode("utf-8", "replace"))
    return "\n".join(found)


def _line(data: bytes, trace: Trace) -> int:
    """The line of a thing in a file that is text itself; 0 where it isn't, or writes it otherwise."""
    what = trace.what.encode("utf-8", "replace")  # an escape may stand for half of a pair
    at = data.find(what) if what and not trace.where and b"\0" not in data[:4096] else -1
    return data.count(b"\n", 0, at) + 1 if at >= 0 else 0
