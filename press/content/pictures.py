"""Picture files: which can be shown, how Markdown names them, and what is wrong with one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from press import files, pandoc
from press.content import pixels, svg
from press.diagnostics import Diagnostic, Location

FORMATS = {".svg", *pixels.FORMATS}  # the suffixes of pictures

LONGEST_NAME = 200  # bytes
LARGEST = 256 * 1024**2  # bytes
LARGEST_DRAWING = 16 * 1024**2  # some times what a drawing of svg.ELEMENTS has


def is_picture(name: str) -> bool:
    """Whether a file's name is that of a picture."""
    return name.lower().endswith(tuple(FORMATS))


def file_of(target: str, content: Path) -> Path:
    """The file that a picture in Markdown or HTML names: as it is written, or else with %20 and the like undone.

    Pandoc encodes spaces and quotation marks, but neither `%` nor `#` and `?`, so that names have to be tried.
    """
    # Neither os.path.isfile nor realpath raises where a name is too long.
    literal = content / target
    return literal if os.path.isfile(literal) else content / unquote(target)  # noqa: PTH113


def named(blocks: Any, document: Path, content: Path) -> Any:
    """A new tree whose pictures are named by their paths under content/.

    Other tools name them from the file that shows them, and GitHub by an address (`a.png?raw=true`); such a name is
    taken where no file under content/ has it.

    Args:
        blocks: as Pandoc read them.
        document: the file that shows them.
        content: the folder that holds all pictures.
    """

    def change(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Image":
            return node
        (anchor, classes, pairs), said, (target, title) = node["c"]
        alternative = dict(pairs).get("alt", "")
        if alternative:  # which Pandoc heeds in a figure only
            said, pairs = pandoc.words(alternative), [pair for pair in pairs if pair[0] != "alt"]
        attributes = [anchor, classes, pairs]
        return {"t": "Image", "c": [attributes, said, [_from_content(target, document.parent, content), title]]}

    return pandoc.transform(blocks, change)


def _from_content(target: str, folder: Path, content: Path) -> str:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", target):
        return target
    bare = target.partition("?")[0]
    for name, beside in ((target, content), (target, folder), (bare, content), (bare, folder)):
        file = os.path.normpath(file_of(name, beside))
        if os.path.isfile(file) and Path(file).is_relative_to(content):  # noqa: PTH113  (as in file_of)
            return target if (name, beside) == (target, content) else Path(file).relative_to(content).as_posix()
    return target


def problems(path: Path, target: str, where: Location) -> Iterator[Diagnostic]:
    """What is wrong inside a picture's file.

    Args:
        path: the file.
        target: its name, for messages.
        where: the place that shows it.

    Yields:
        S007 it is damaged or not what its name says, S032 it is several, S018 an SVG that runs or fetches.
    """
    state = path.stat()
    drawn = path.suffix.lower() == ".svg"
    if state.st_size > (most := LARGEST_DRAWING if drawn else LARGEST):
        hint = f"make it smaller: it can have {most // 1024**2} MB"
        yield Diagnostic("S007", f"the picture {target} has {state.st_size // 1024**2} MB", where, hint)
    elif drawn:
        yield from _drawn(path, state.st_mtime_ns, state.st_size)
    elif found := _in_pixels(path, state.st_mtime_ns, state.st_size):
        yield Diagnostic(found[0], f"the picture {target} {found[1]}", where, found[2])


@lru_cache(maxsize=1000)
def _in_pixels(path: Path, *_stamp: int) -> tuple[str, str, str] | None:
    kind = path.suffix.lower()
    try:
        data = files.read_bytes(path, LARGEST)
    except OSError as error:  # it has become something else just now
        return "S007", f"can't be read: {error.strerror}", "put the file itself there"
    return pixels.damage(data, pixels.FORMATS[kind], kind[1:].upper())


@lru_cache(maxsize=1000)
def _drawn(path: Path, *_stamp: int) -> tuple[Diagnostic, ...]:
    return tuple(svg.problems(path))
