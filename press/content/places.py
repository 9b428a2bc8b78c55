"""Paths that settings name: they must lie in the publication, also after symbolic links, and be there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from press.content.report import Report, nearest
from press.content.yaml import Item


def resolve(name: str, item: Item, report: Report, suffixes: Iterable[str] = ()) -> Path | None:
    """The file or folder that a setting names relative to content/, or None if it can't be used.

    Args:
        name: the path as written, with forward slashes.
        item: where it is written.
        report: gets C008 (outside), C006 (not there, with the nearest that is) or C005 (another suffix).
        suffixes: what a file's name may end in; folders pass.
    """
    content = report.root / "content"
    path = Path(os.path.normpath(content / name))
    if not _inside(path, report.root):
        hint = "copy it into content/; symbolic links may not lead out of the publication either"
        report.error("C008", f"{name} lies outside the publication", item.location, hint)
    elif not path.exists():
        near = nearest(name, _names(content))
        hint = f"did you mean {near}?" if near else "write it, or correct its name"
        report.error("C006", f"content/{name} is not there", item.location, hint)
    elif path.is_file() and suffixes and path.suffix not in suffixes:
        report.error("C005", f"{name} is not a file of the right kind", item.location, f"known: {', '.join(suffixes)}")
    else:
        return path
    return None


def resolve_file(name: str, item: Item, report: Report, suffix: str) -> Path | None:
    """As `resolve`, for a file only."""
    path = resolve(name, item, report, [suffix])
    if path and path.is_dir():
        report.error("C005", f"{name} is a folder", item.location, f"name a file that ends in {suffix}")
        return None
    return path


def contains(path: Path, report: Report) -> bool:
    """Whether a path that settings imply lies in the publication; one that doesn't is reported (C008)."""
    if _inside(path, report.root):
        return True
    where = report.place(path)
    report.error("C008", f"{where} leads out of the publication", where, "put the file itself there")
    return False


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.is_relative_to(root) and path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a loop of symbolic links
        return False


def _names(content: Path) -> list[str]:
    return [path.relative_to(content).as_posix() for path in content.rglob("*")]
