"""What a reader has of a release, held against SHA256SUMS and manifest.json; the standard library alone.

Everything here may come from anybody: names lead out of no folder, nothing is opened that is no file, nothing is read
whole but the two lists, and these only up to a size.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from press import characters, files
from press.release.checksums import SIGNATURE, SUMS

MANIFEST = "manifest.json"
FORMAT = 1  # of the manifest; raised when a key changes its meaning or goes
MOST = 16 * 1024**2  # bytes of a list; that of a site of 10 000 pages has 1 MB
MOST_FAULTS = 20  # lines that are told of a list that is none
# As sha256sum and shasum write a line, in text or binary mode, and as the BSDs do.
_GNU = re.compile(r"([0-9A-Fa-f]{64}) [ *](.+)")
_BSD = re.compile(r"SHA256 \((.+)\) = ([0-9A-Fa-f]{64})")


class State(StrEnum):
    """What became of a file."""

    OK = "ok"
    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class File:
    """A file of a release as it was received.

    Attributes:
        name: as SHA256SUMS has it; of one that it doesn't name, as the folder has it.
        expected: its SHA-256 by SHA256SUMS; empty: it names none.
        found: its SHA-256; empty: it couldn't be read.
        said: what else there is to say of it.
    """

    name: str
    state: State
    expected: str = ""
    found: str = ""
    said: str = ""


@dataclass(frozen=True)
class Received:
    """What was found.

    Attributes:
        files: in the order of their names.
        faults: what is wrong with the lists themselves.
        manifest: what manifest.json says; empty: there is none, or it can't be trusted to be that of these files.
    """

    files: tuple[File, ...]
    faults: tuple[str, ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether everything is as it was released."""
        return not self.faults and all(file.state is State.OK for file in self.files)


class UnknownSumsError(Exception):
    """There is nothing to check by: no SHA256SUMS, or none that can be read."""


def read_sums(data: bytes) -> tuple[dict[str, str], list[str]]:
    """The checksum of each file that a list names, in small letters, and what is wrong with the list.

    Lines may end in CRLF, be of binary mode (`*`), of the BSDs' form, in capitals, or begin with ./; all of that
    sha256sum itself reads. A name has to be one that stays in its folder and that can be seen.
    """
    sums: dict[str, str] = {}
    faults = []
    text = data.decode("utf-8-sig", errors="surrogateescape")
    for number, line in enumerate(re.split(r"\r?\n", text), 1):
        if not line or line.startswith("#"):
            continue
        gnu, bsd = _GNU.fullmatch(line), _BSD.fullmatch(line)
        digest, name = (gnu[1], gnu[2]) if gnu else (bsd[2], bsd[1]) if bsd else ("", "")
        name = name.removeprefix("./")
        wrong = _wrong(name) if digest else "it is no checksum and name"
        if not wrong and name in sums:
            wrong = f"{name} stands twice"
        if wrong:
            faults.append(f"line {number}: {wrong}")
        else:
            sums[name] = digest.lower()
    return sums, faults


def _wrong(name: str) -> str:
    """What is wrong with the name of a file; nothing: it is one."""
    shown = characters.visible(name[:80])
    if any(characters.controls(name)) or not name.isprintable():
        return f"the name {shown} holds characters that can't be seen"
    path = PurePosixPath(name)
    if path.is_absolute() or "\\" in name or re.match(r"[A-Za-z]:", name) or {"..", "."} & {*name.split("/")}:
        return f"the name {shown} leads out of the folder"
    return "" if str(path) == name else f"{shown} is no name of a file"


def check_folder(folder: Path, sums: Path) -> Received:
    """Hold a folder against a list: everything that the list names, and nothing else, has to be in it.

    Raises:
        UnknownSumsError: the list can't be read, or names nothing.
    """
    expected, faults = _sums(sums)
    found = [_held(folder / name, name, digest) for name, digest in expected.items()]
    own = {SUMS, SIGNATURE, *([sums.name] if sums.parent.resolve() == folder.resolve() else [])}
    extra = (name for name in _names(folder) if name.removesuffix("/") not in {*expected, *own})
    found += [File(name, State.EXTRA, said="the list does not name it") for name in extra]
    manifest, wrong = _manifest(folder / MANIFEST, expected, {name: folder / name for name in expected})
    wrong += [] if not manifest else _unlisted(manifest, expected)
    return Received(tuple(sorted(found, key=lambda file: file.name)), (*faults, *wrong), manifest)


def check_files(paths: Collection[Path], sums: Path) -> Received:
    """Hold some files against a list, which may name others too; one that was renamed is known by its content.

    Raises:
        UnknownSumsError: the list can't be read, or names nothing.
    """
    expected, faults = _sums(sums)
    names = {digest: name for name, digest in expected.items()}
    found = []
    for path in paths:
        file = _held(path, path.name, expected.get(path.name, ""), links=True)
        named = names.get(file.found)
        if named and not file.expected:
            file = File(named, State.OK, file.found, file.found, f"under the name {path.name}")
        elif not file.expected and file.found:
            file = File(file.name, State.EXTRA, "", file.found, "the list does not name it")
        found.append(file)
    there = {file.name: path for file, path in zip(found, paths, strict=True) if file.state is State.OK}
    manifest, wrong = _manifest(sums.parent / MANIFEST, expected, there)
    return Received(tuple(found), (*faults, *wrong), manifest)


def _sums(path: Path) -> tuple[dict[str, str], list[str]]:
    try:
        expected, faults = read_sums(files.read_bytes(path, MOST))
    except OSError as error:
        raise UnknownSumsError(f"{path} can't be read: {error.strerror}") from error
    if not expected:
        raise UnknownSumsError(f"{path} names no file that can be checked" + "".join(f"\n    {one}" for one in faults))
    told = [f"{path.name}, {fault}" for fault in faults[:MOST_FAULTS]]
    more = len(faults) - len(told)
    return expected, [*told, *([f"{path.name}: {more} more lines are wrong"] if more else [])]


def _names(folder: Path) -> Iterator[str]:
    """The paths of all that is no folder in a folder, from there, without following links; empty folders, too.

    Of a folder that can't be looked into, its own path.
    """
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        inside = Path(place).relative_to(folder)
        linked = [name for name in folders if Path(place, name).is_symlink()]
        if not (folders or names) and place != str(folder):
            yield f"{inside.as_posix()}/"
        yield from ((inside / name).as_posix() for name in (*names, *linked))
    for error in closed:
        yield f"{Path(error.filename).relative_to(folder).as_posix()}/"


def _held(path: Path, name: str, expected: str, links: bool = False) -> File:
    """A file held against its checksum; read in pieces, and only if it is a file.

    Args:
        links: whether it may be a link to one.
    """
    try:
        found = _digest(path, links)
    except FileNotFoundError:
        return File(name, State.MISSING, expected)
    except OSError as error:
        return File(name, State.UNREADABLE, expected, said=error.strerror or "it can't be read")
    state = State.OK if found == expected else State.CHANGED
    return File(name, state, expected, found)


def _digest(path: Path, links: bool) -> str:
    """The SHA-256 of a file.

    Raises:
        OSError: it can't be read, or is none.
    """
    if not links and path.is_symlink():
        raise OSError(0, "it is a link, not a file", str(path))
    with files.opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(
    path: Path, expected: Mapping[str, str], there: Mapping[str, Path]
) -> tuple[Mapping[str, Any], list[str]]:
    """What a manifest says, if it is the one of these checksums, and what is wrong with it.

    Args:
        path: that of the manifest.
        expected: the checksums.
        there: the files to hold against it, by their names.
    """
    if not os.path.lexists(path):
        return {}, []
    if MANIFEST not in expected:
        return {}, [f"{MANIFEST} is none of the files that {SUMS} names: what it says was not looked at"]
    try:
        data = files.read_bytes(path, MOST)
        if hashlib.sha256(data).hexdigest() != expected[MANIFEST]:
            return {}, []  # told as a file that changed
        values = json.loads(data)
        rows = {str(row["name"]): (row["size"], row["sha256"]) for row in values["files"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        return {}, [f"{MANIFEST} can't be read: {type(error).__name__}"]
    if values.get("format") != FORMAT:
        return {}, [f"{MANIFEST} has another format than {FORMAT}: a later version of this command may read it"]
    faults = []
    for name, (size, digest) in rows.items():
        shown = characters.visible(name)
        if expected.get(name) != digest:
            said = "another checksum" if name in expected else "none"
            faults.append(f"{MANIFEST} tells of {shown}, for which {SUMS} has {said}")
        elif name in there and there[name].is_file() and there[name].stat().st_size != size:
            faults.append(f"{MANIFEST} gives {shown} another size than it has")
    return values, faults


def _unlisted(manifest: Mapping[str, Any], expected: Mapping[str, str]) -> list[str]:
    rows = {str(row["name"]) for row in manifest["files"]}
    return [f"{MANIFEST} does not tell of {name}" for name in expected if name not in rows and name != MANIFEST]
