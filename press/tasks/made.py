"""What the press made in build/editions: each edition's files with their checksums, in build/made/FORMAT/LANGUAGE.json.

By it a page or font that was deleted is missed, and what is no longer published leaves. Only files that are as the
press made them are ever removed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePath
from typing import Any

from press import files
from press.diagnostics import MachineError
from press.tasks.stored import read, write

Files = Mapping[str, str]
"""Paths under build/editions, and the SHA-256 of each file."""


def path_of(folder: Path, name: str) -> Path:
    """Where the record of an edition lies.

    Args:
        folder: build/editions.
        name: the edition's, `site:en`.
    """
    return folder.parent / "made" / f"{name.replace(':', '/')}.json"


@contextmanager
def placing(folder: Path, name: str, files_of: Mapping[str, PurePath]) -> Iterator[dict[str, Path]]:
    """Give temporary paths for what an edition consists of; at the end of the block all takes its place, recorded.

    Args:
        folder: build/editions.
        name: the edition's.
        files_of: the files and folders that it consists of, below `folder`, by the names under which they are given.
    """
    with ExitStack() as places:
        temporary = {key: places.enter_context(files.replacing(folder / path)) for key, path in files_of.items()}
        yield temporary
        targets = {folder / path: temporary[key] for key, path in files_of.items()}
        found = written(folder, targets)
        keep_strangers(folder, name, targets)
    record(folder, name, found)


def written(folder: Path, targets: Mapping[Path, Path]) -> Files:
    """The files that are about to take their places under build/editions.

    Args:
        targets: the place of each file or folder, and where it was written.
    """
    found: dict[str, str] = {}
    for target, temporary in targets.items():
        base = os.path.relpath(target, folder)
        for path in _files(temporary):
            found[os.path.normpath(f"{base}/{os.path.relpath(path, temporary)}")] = _digest(path)
    return found


def keep_strangers(folder: Path, name: str, targets: Mapping[Path, Path]) -> None:
    """Copy what somebody else put into a folder of an edition to where the folder that takes its place was written."""
    if not (ours := _known(path_of(folder, name))):
        return  # what the folder holds was made before there were records
    for target, temporary in targets.items():
        for path in _files(target) if target.is_dir() else ():
            place = temporary / path.relative_to(target)
            if os.path.relpath(path, folder) not in ours and not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, place)


def record(folder: Path, name: str, found: Files) -> None:
    """Record the files of an edition that was just made; those that it no longer consists of leave, and are told.

    Args:
        found: as of `written`.
    """
    gone = {path: digest for path, digest in _known(path_of(folder, name)).items() if path not in found}
    write(path_of(folder, name), found)
    left = _remove(folder, gone)
    # Deeper than the pages lie fonts and pictures, named by their content: they come and go with every edit.
    depth = min((path.count("/") for path in found), default=0)
    _tell(name, [path for path in gone if path not in left and path.count("/") <= depth], left)


def whole(folder: Path, name: str) -> bool:
    """Whether all files of an edition are there; those that were touched since it was made are read and compared."""
    record = path_of(folder, name)
    known = {folder / path: digest for path, digest in _known(record).items()}
    try:
        since = record.stat().st_mtime_ns if known else 0
        touched = [path for path in known if path.stat().st_ctime_ns > since]  # a time that nobody can set
        same = all(path.is_file() and _digest(path) == known[path] for path in touched)
    except OSError:
        return False
    if touched and same:
        with suppress(OSError):  # somebody else's: they are compared again the next time
            record.touch()
    return same


def withdrawn(folder: Path, published: Collection[str]) -> tuple[str, ...]:
    """The names of editions that were made and are not among those that are published."""
    root = folder.parent / "made"
    names = (str(path.relative_to(root).with_suffix("")).replace(os.sep, ":") for path in sorted(root.rglob("*.json")))
    return tuple(name for name in names if name not in published)


def withdraw(folder: Path, names: Collection[str]) -> None:
    """Remove editions that are no longer published, and tell so; what was changed since it was made stays."""
    for name in names:
        found = _known(path_of(folder, name))
        left = _remove(folder, found)
        files.remove(path_of(folder, name))
        _tell(name, [path for path in found if path not in left], left)


def _tell(name: str, gone: Collection[str], left: Collection[str]) -> None:
    lines = [f"no longer published, removed: {_shown(gone)}"] if gone else []
    lines += [f"no longer published, but changed since it was made, so left: {', '.join(left)}"] if left else []
    for line in lines:
        print(f"    {name}: {line}")  # noqa: T201  (the task's own line in the build's output)


def _shown(paths: Collection[str]) -> str:
    if len(paths) < 4:
        return ", ".join(paths)
    return f"{os.path.commonpath(paths) or 'build/editions'}{os.sep} ({len(paths)} files)"


def _known(path: Path) -> dict[str, str]:
    try:
        found: Any = read(path)
    except (OSError, MachineError):
        return {}
    return found if isinstance(found, dict) else {}


def _remove(folder: Path, found: Files) -> list[str]:
    """Remove files that are as they were made, and folders that are empty then; the files that are not so."""
    left = []
    for name, digest in found.items():
        path = folder / name
        if path.is_file() and _digest(path) != digest:
            left.append(name)
        elif path.is_file():
            path.unlink()
        with suppress(OSError):  # it holds something, or is no more
            for parent in path.relative_to(folder).parents:
                if parent.name:
                    (folder / parent).rmdir()
    return left


def _files(path: Path) -> Iterator[Path]:
    return (p for p in sorted(path.rglob("*")) if p.is_file()) if path.is_dir() else iter([path])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
