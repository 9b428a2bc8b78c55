"""A step as it travels to another machine, and what comes back: no path of one means anything on the other.

Paths travel as the place that they lie in, which each machine has elsewhere: the publication, or a part of the press.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doit.action import PythonAction
from doit.exceptions import BaseFail, TaskFailed

from press import files, project
from press.diagnostics import PublicationError
from press.tasks import made
from press.tasks.actions import guarded
from press.tasks.reporter import Refused
from press.tasks.stored import diagnostic_of, values_of

PUBLICATION = "publication"
EDITION = "press.tasks.editions:edition"
_SAID = ("message", "hint")


@dataclass(frozen=True)
class Job:
    """What a machine that does a step is told; beside it, it is given the contents of the files.

    Attributes:
        call: the action and its arguments, as bytes that `load` reads.
        inside: path of the publication's folder from the current one, if it lies in there: steps tell paths so.
        inputs: of the publication's files, by their paths in it: the SHA-256 of each that is there, or nothing.
    """

    call: bytes
    inside: str | None
    inputs: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What a step came to on another machine.

    Attributes:
        folder: the publication's there, as what the step wrote may name it.
        made: the bytes of each file that is new or another one, by its path in the publication; `gone` were removed.
        diagnostics: what is wrong with the publication or the machine, as of press.tasks.stored; `bug`: what else is.
        seconds: how long it took.
    """

    folder: str
    made: Mapping[str, bytes]
    gone: Sequence[str]
    diagnostics: Sequence[Mapping[str, Any]] = ()
    bug: str = ""
    out: str = ""
    err: str = ""
    seconds: float = field(default=0.0, compare=False)


def places(root: Path) -> dict[str, Path]:
    """The places of this machine, by name; of two in which a path lies, the first counts.

    Args:
        root: the publication's folder.
    """
    press = {"code": project.CODE, "modules": project.MODULES, "templates": project.TEMPLATES}
    return {**press, PUBLICATION: root, "project": project.PROJECT}


def own(path: Path, root: Path) -> str | None:
    """The path of a publication's file in its folder; None: it is the press's, which every machine has."""
    name, folder = _place(path, places(root))
    locks = (project.LIBRARIES_LOCK, project.FONTS_LOCK)
    return path.relative_to(folder).as_posix() if name == PUBLICATION and path not in locks else None


def travels(path: Path) -> bool:
    """Whether a file is the same elsewhere: a plain one that can be read and that no link leads to, or none at all."""
    if not os.path.lexists(path):
        return True
    return path.is_file() and path.resolve() == path and os.access(path, os.R_OK)


def _place(path: Path, known: Mapping[str, Path]) -> tuple[str, Path]:
    return next(((name, folder) for name, folder in known.items() if path.is_relative_to(folder)), ("", path))


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, root: Path) -> None:
        super().__init__(file)
        self.places = places(root)

    def persistent_id(self, value: object) -> tuple[str, str] | None:
        if not isinstance(value, Path) or not value.is_absolute():
            return None
        name, folder = _place(value, self.places)
        return (name, value.relative_to(folder).as_posix()) if name else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, root: Path) -> None:
        super().__init__(file)
        self.places = places(root)

    def persistent_load(self, found: tuple[str, str]) -> Path:
        return self.places[found[0]] / found[1]


def dump(values: object, root: Path) -> bytes:
    """Values, any paths in them as places.

    Args:
        root: the publication's folder.
    """
    file = io.BytesIO()
    _Pickler(file, root).dump(values)
    return file.getvalue()


def load(data: bytes, root: Path) -> Any:
    """What `dump` has dumped, with this machine's paths. Whoever made the bytes may have this process do anything."""
    return _Unpickler(io.BytesIO(data), root).load()


def lay_out(job: Job, contents: Mapping[str, bytes], folder: Path) -> Path:
    """Write the files of a publication that a step needs; the publication's folder.

    Args:
        contents: by SHA-256.
        folder: an empty one; the current folder of the step is to be `home` in it.
    """
    home = folder / "home"
    root = folder / PUBLICATION if job.inside is None else home / job.inside
    for path in (home, root):
        path.mkdir(parents=True, exist_ok=True)
    for name, digest in job.inputs.items():
        if digest:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(contents[digest])
    return root


def carry_out(job: Job, root: Path) -> Answer:
    """Do a step in its folder that is laid out, as doit does it; what it made is not in the answer yet."""
    arguments = load(job.call, root)
    action = PythonAction(guarded, arguments, {"inputs": frozenset(str(root / name) for name in job.inputs)})
    failed: BaseFail | None = action.execute()
    diagnostics = [values_of(row, root) for row in failed.diagnostics] if isinstance(failed, Refused) else []
    bug = failed.get_msg() if failed and not diagnostics else ""
    return Answer(str(root), {}, (), diagnostics, bug, action.out, action.err)


def state(root: Path) -> dict[str, tuple[int, int]]:
    """Which files lie in a folder: each one's inode and the time of its change."""
    found = {path: path.stat() for path in root.rglob("*") if path.is_file()}
    return {path.relative_to(root).as_posix(): (row.st_ino, row.st_mtime_ns) for path, row in found.items()}


def unpack(answer: Answer, root: Path, arguments: Sequence[Any]) -> TaskFailed | None:
    """Have what a step made elsewhere take its place, say what it said, and fail as it failed.

    Args:
        root: the publication's folder.
        arguments: the action that was done there, and its arguments.

    Raises:
        PublicationError: it failed so.
    """
    sys.stdout.write(_from_here(answer.out, answer, root))
    sys.stderr.write(_from_here(answer.err, answer, root))
    _require_below(root / "build", (root / name for name in (*answer.made, *answer.gone)))
    rest = dict(answer.made)
    if arguments[0] == EDITION:
        rest = _place_edition(rest, root, *arguments[1:3])
    for name, data in rest.items():
        files.write_bytes(root / name, data)
    for name in answer.gone:
        files.remove(root / name)
    if answer.diagnostics:
        said = ({**row, **{part: _from_here(row[part], answer, root) for part in _SAID}} for row in answer.diagnostics)
        raise PublicationError([diagnostic_of(row, root) for row in said])
    return TaskFailed(_from_here(answer.bug, answer, root)) if answer.bug else None


def _place_edition(found: dict[str, bytes], root: Path, edition: Any, publication: Any) -> dict[str, bytes]:
    """Have the files of an edition take their places, if it was made; the files that are none of it."""
    folder, parts = root / "build/editions", edition.files(publication.slug)
    if not any(_inside(name, parts.values()) for name in found):
        return found
    with made.placing(folder, edition.name, parts) as temporary:
        for key, path in parts.items():
            for name in [name for name in found if _inside(name, [path])]:
                place = temporary[key] / os.path.relpath(name, f"build/editions/{path}")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(found.pop(name))
    record = made.path_of(folder, edition.name).relative_to(root).as_posix()
    return {name: data for name, data in found.items() if name != record}


def _inside(name: str, parts: Iterable[Any]) -> bool:
    return any(Path(name).is_relative_to(f"build/editions/{path}") for path in parts)


def _require_below(folder: Path, paths: Iterable[Path]) -> None:
    """Refuse what another machine named, if it doesn't lie where a step may write."""
    if wrong := [path for path in paths if not Path(os.path.normpath(path)).is_relative_to(folder)]:
        raise ValueError(f"a step wrote outside of build/: {wrong[0]}")


def _from_here(text: str, answer: Answer, root: Path) -> str:
    return text.replace(answer.folder, str(root))
