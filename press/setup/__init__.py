"""Sets up what is missing, and only that: Debian packages, a virtual environment, fonts; for the tests their tools.

Everything but Debian's packages lies in the project folder. A folder that was installed whole carries a stamp: the
lock that it was installed from, byte for byte. A folder without one (an interrupted installation, another lock) is
installed anew: beside it, and it goes only when the new one is whole.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import invalidate_caches
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from press.files import exchange
from press.model.fonts import FACES, SCOPE, SCRIPTS
from press.project import COMMAND, INSTALLED, locks
from press.setup import installers, integrity
from press.setup.integrity import Pinned
from press.setup.steps import SetupError, say, step
from press.setup.system import VERAPDF, install_packages, missing_packages

AGAIN = "install the package again" if INSTALLED else "get them back with `git checkout`"


def _nothing(_: Path) -> Iterable[Pinned]:
    return ()


@dataclass(frozen=True)
class Installation:
    """Something that is installed from a lock.

    Attributes:
        lock, stamp: paths relative to the project; the stamp lies in the folder that is installed.
        install: makes it, given the project and an empty folder to work in.
        files: what it consists of, as far as that is known.
        of_python: whether it suits only the Python that it was made for.
        watched: whether a file that was touched since the stamp was is compared with its checksum before a build.
    """

    title: str
    lock: str
    stamp: str
    install: Callable[[Path, Path], installers.Made]
    files: Callable[[Path], Iterable[Pinned]] = _nothing
    of_python: bool = False
    watched: bool = False

    def key(self, project: Path) -> bytes:
        """What the stamp holds if everything is as it should be: the lock, and where it counts Python's version."""
        version = f"Python {sys.version_info.major}.{sys.version_info.minor}\n" if self.of_python else ""
        return version.encode() + (locks(project) / self.lock).read_bytes()

    def missing(self, project: Path) -> bool:
        """Whether it was never installed, not to its end, or from another lock."""
        stamp = project / self.stamp
        return not stamp.is_file() or stamp.read_bytes() != self.key(project)

    def run(self, project: Path) -> None:
        """Install it and stamp it; what was there stays as it is until the new one is whole.

        Raises:
            SetupError: it can't be had; its folder is a link: what would be emptied belongs to another project.
        """
        stamp = project / self.stamp
        if not stamp.resolve().is_relative_to(project.resolve()):
            raise SetupError(f"{stamp.parent} leads out of the project; remove the link, then run this command again.")
        with step(self.title), _scratch(project) as folder:
            try:
                made = self.install(project, folder)
            except SetupError as error:
                hint = f"{self.title}: nothing was changed. Once the cause is mended, this tries again: {COMMAND} setup"
                raise SetupError(f"{error}\n{hint}") from error
            stamp.unlink(missing_ok=True)  # or who is killed now would leave half of each under it
            _take_places(made, folder)
            stamp.write_bytes(self.key(project))


def _take_places(made: installers.Made, folder: Path) -> None:
    """Let what was made take its place; what was there before is left in a folder."""
    for number, (place, new) in enumerate(made.items()):
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            exchange(new, place, folder / f"old-{number}")
        else:
            new.replace(place)


@contextmanager
def _scratch(project: Path) -> Iterator[Path]:
    """A folder for an installer's own files, gone afterwards; it lies on the project's disk, for os.replace."""
    folder = project / ".tools/scratch"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


PYTHON = Installation(
    "Python packages",
    "requirements.txt",
    ".venv/.installed-build",
    installers.environment,
    integrity.libraries,
    True,
)
_BASE = tuple(dict.fromkeys(face.package for face in FACES))
BUILD = (
    *(() if INSTALLED else (PYTHON,)),  # pip has installed the libraries of a wheel
    Installation(
        "Fonts",
        "package-lock.json",
        "node_modules/.installed",
        lambda project, folder: installers.fonts(project, folder, _BASE),
        lambda project: integrity.faces(project, _BASE),
        watched=True,
    ),
    Installation("MathJax", "package-lock.json", "node_modules/mathjax/.installed", installers.formulas),
)


def _script(package: str) -> Installation:
    """The installation of a package of fonts that not every publication needs."""
    return Installation(
        f"Fonts: {package}",
        "package-lock.json",
        f"node_modules/{SCOPE}/{package}/.installed",
        lambda project, folder: installers.fonts(project, folder, [package]),
        lambda project: integrity.faces(project, [package]),
        watched=True,
    )


CLUSTER_LOCK = "requirements-cluster.txt"
FONTS = {face.package: _script(face.package) for row in SCRIPTS for face in row.faces}
TESTS = (
    Installation(
        "Test packages",
        "requirements-test.txt",
        ".venv/.installed-test",
        lambda project, folder: installers.packages(project, folder, "requirements-test.txt"),
        integrity.test_libraries,
        True,
    ),
    Installation(
        "Test tools", "tests/tools/package-lock.json", "tests/tools/node_modules/.installed", installers.test_tools
    ),
    # The checksum is the lock of one file, and lies beside it as its stamp.
    Installation(
        "veraPDF", "tests/tools/verapdf.sha256", str(VERAPDF.parent / ".installed"), installers.verapdf, integrity.jar
    ),
)


def prepare(project: Path, tests: bool = False) -> bool:
    """Install what is missing, but for what only editions for print need; whether anything was.

    Args:
        project: where to: press.project.HOME.
        tests: install what tests need, and all else.

    Raises:
        SetupError: an installer failed, only the person at the keyboard can install what is missing, or what was
            installed is no longer whole.
    """
    rows = BUILD + ((*FONTS.values(), *TESTS) if tests else ())
    with _owned(project):
        if not any(row.missing(project) for row in rows) and not missing_packages(project, tests, False):
            _require_whole(project)
            return False
        with _alone(project):
            _install_packages(project, tests, False)
            for row in rows:
                if row.missing(project):
                    row.run(project)
    return True


def prepare_cluster(project: Path) -> None:
    """Install what a machine needs for builds on several ones.

    It has no stamp of its own: that it can't be had is no reason to install anew what all builds need.

    Raises:
        SetupError: as of `prepare`; or pip has installed the press, and has to install this, too.
    """
    if INSTALLED:
        if find_spec("distributed") is None:
            raise SetupError("A build on several machines needs Dask. Run this: pip install 'press[cluster]'")
    elif not integrity.has(project, CLUSTER_LOCK):
        with _owned(project), _alone(project), step("Packages of clusters"), _scratch(project) as folder:
            _take_places(installers.packages(project, folder, CLUSTER_LOCK), folder)
        invalidate_caches()  # of what can be imported


def prepare_fonts(project: Path, packages: Iterable[str]) -> None:
    """Install packages of fonts that a publication needs beside those that every one has.

    Raises:
        SetupError: as of `prepare`.
    """
    rows = [FONTS[package] for package in packages]
    if any(row.missing(project) for row in rows):
        with _owned(project), _alone(project):
            for row in rows:
                if row.missing(project):
                    row.run(project)


def prepare_print(project: Path) -> None:
    """Install what editions for print need beside what `prepare` has installed.

    Raises:
        SetupError: as of `prepare`.
    """
    if missing_packages(project, False, True):
        with _owned(project), _alone(project):
            _install_packages(project, False, True)


def _install_packages(project: Path, tests: bool, printing: bool) -> None:
    """Install what the system lacks now, when nobody else is installing."""
    if packages := missing_packages(project, tests, printing):
        install_packages(project, packages)


@contextmanager
def _owned(project: Path) -> Iterator[None]:
    """Tell what can't be read or written where things are set up."""
    try:
        yield
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise SetupError(f"{what}. What is set up in {project} has to be yours to read and to write.") from error


def _require_whole(project: Path) -> None:
    """Notice by their sizes that files are gone or cut off, and by their times that a face was swapped.

    It takes some hundredths of a second, and a tenth more once after faces were touched.
    """
    rows = (*BUILD, *_set_up(project))
    bad = next(integrity.damaged((file for row in rows for file in row.files(project)), False), None)
    for row in (row for row in rows if row.watched and not bad):
        stamp = project / row.stamp
        touched = integrity.touched(row.files(project), stamp.stat().st_mtime_ns)
        bad = next(integrity.damaged(touched, True), None)
        if touched and not bad:
            with suppress(PermissionError):  # somebody else has set it up: they are compared again the next time
                stamp.touch()
    if bad:
        raise SetupError(f"{bad} is gone, or is not what was installed. Run this: {COMMAND} setup --repair")
    _require_whole_code(project, False)


def _set_up(project: Path) -> list[Installation]:
    """The fonts that some publication has needed so far."""
    return [row for row in FONTS.values() if not row.missing(project)]


def _require_whole_code(project: Path, thorough: bool) -> None:
    """Notice what is gone or differs though the setup has not brought it."""
    libraries = integrity.libraries(project) if INSTALLED else ()
    if bad := list(integrity.damaged(chain(integrity.profiles(project), libraries), thorough)):
        names = "".join(f"\n    {path}" for path in bad)
        raise SetupError(f"These came with the code and are not what they were; {AGAIN}:{names}")


def repair(project: Path) -> list[Path]:
    """Compare all that is installed with its checksums, and have anew what differs, with the next `prepare`.

    Returns:
        The files that differed.

    Raises:
        SetupError: one that differs is not the setup's to make: it came with the code.
    """
    with _alone(project):
        found: list[Path] = []
        for row in (*BUILD, *_set_up(project), *(() if INSTALLED else TESTS)):
            bad = [] if row.missing(project) else list(integrity.damaged(row.files(project), True))
            if bad:
                found += bad
                (project / row.stamp).unlink()
                if row.of_python:  # pip leaves alone what it takes for installed: the whole environment is made anew
                    (project / BUILD[0].stamp).unlink(missing_ok=True)
    _require_whole_code(project, True)
    return found


@contextmanager
def _alone(project: Path) -> Iterator[None]:
    """Let one process at a time install; a second one waits, then finds that nothing is missing.

    An installer inherits the open lock. If this process is killed, the next one waits until it too has ended.
    """
    (project / ".tools").mkdir(parents=True, exist_ok=True)
    with (project / ".tools/lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another setup is at work here; waiting until it has ended …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
