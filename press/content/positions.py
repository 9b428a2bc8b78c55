"""Where in a source file something stands: Pandoc's tree keeps no positions, so the file is searched for it."""

from __future__ import annotations

from pathlib import Path

from press.diagnostics import Location


def locate(path: Path, needle: str, shown: Path | None = None) -> Location:
    """The first place of a text in a file; the file as a whole where the text isn't found as it is.

    Args:
        path: the file.
        needle: what to look for.
        shown: the path that a message shows, where it is another.
    """
    text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    return place(text, text.find(needle) if needle else -1, shown or path)


def place(text: str, at: int, path: Path) -> Location:
    """The line and column of an offset; the file as a whole for a negative one."""
    if at < 0:
        return Location(path)
    return Location(path, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1)
