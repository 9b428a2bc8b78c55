"""What pip installs works without the checkout: from elsewhere, with what it fetches in the user's cache."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys; from press.cli.main import main; sys.exit(main())"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of what the repository holds, built in a copy: setuptools writes beside the sources."""
    root = tmp_path_factory.mktemp("wheel")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=PROJECT, capture_output=True, check=True).stdout.decode().split("\0"):
        if name and not name.startswith(("tests/", "content/")) and (PROJECT / name).is_file():
            (root / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PROJECT / name, root / "copy" / name)
    program = "from setuptools.build_meta import build_wheel; print(build_wheel('..'))"
    command = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(command, cwd=root / "copy", capture_output=True, text=True, check=True)
    return root / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's modules in lib/, and in cache/ the fonts that the set-up would have fetched."""
    root = tmp_path_factory.mktemp("place")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(root / "lib")
    lock = hashlib.sha256((PROJECT / "package-lock.json").read_bytes()).hexdigest()[:16]
    home = root / "cache/whitepaper" / lock
    home.mkdir(parents=True)
    (home / "node_modules").symlink_to(PROJECT / "node_modules")
    (root / "empty").mkdir()
    return root


def run(place: Path, *words: str | Path, folder: str = "empty") -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PRESS_")}
    settings = {**clean, "PYTHONPATH": str(place / "lib"), "XDG_CACHE_HOME": str(place / "cache")}
    command = [sys.executable, "-P", "-c", PROGRAM, *words]
    return subprocess.run(command, cwd=place / folder, env=settings, capture_output=True, text=True, check=False)


def test_it_gives_the_bytes_that_a_checkout_gives(place: Path, tmp_path: Path) -> None:
    roots = [tmp_path / name for name in ("checkout", "wheel")]
    for root in roots:
        shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    words = ("build", "epub:ru", "cover:en")  # the interior gives the cover its spine, and the screen PDF its pages
    ours = subprocess.run([PROJECT / "whitepaper", "--publication", roots[0], *words], capture_output=True, check=False)
    done = run(place, "--publication", roots[1], *words)
    assert (ours.returncode, done.returncode, done.stderr) == (0, 0, "")
    made = [
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (root / "build/editions").iterdir()}
        for root in roots
    ]
    assert made[0] == made[1]
    assert len(made[0]) == 4
    assert list((place / "empty").iterdir()) == []


def test_a_publication_is_begun_and_is_the_current_folder(place: Path) -> None:
    assert run(place, "new", "book").returncode == 0
    done = run(place, "list", folder="empty/book")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["site:en", "page:en", "epub:en", "pdf:en"]
    shutil.rmtree(place / "empty/book")


def test_messages_name_the_command_that_is_installed(place: Path, tmp_path: Path) -> None:
    root = tmp_path / "p"
    shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    (root / "translations/ru/borrowing.po").unlink()
    done = run(place, "build", "text:ru:borrowing", "--publication", root)
    assert done.returncode == 1
    assert "run `whitepaper translations update`, which makes it" in done.stdout + done.stderr
    assert run(place, "build", "--help").stdout.startswith("usage: whitepaper build ")
    for words in (["completion", "bash"], ["--help"], ["buidl"], ["new", "there"]):
        done = run(place, *words)
        assert "./whitepaper" not in done.stdout + done.stderr
    shutil.rmtree(place / "empty/there")


def test_the_doctor_and_the_setup_know_where_they_are(place: Path) -> None:
    done = run(place, "doctor")
    assert re.search(r"(?m)^  faces +(\d+) +\1$", done.stdout), done.stdout
    assert "veraPDF" not in done.stdout
    assert done.returncode == 0, done.stdout
    done = run(place, "setup", "--tests", "--publication", PROJECT / "tests/fixtures/minimal")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the tests are in the repository" in done.stderr


def test_it_requires_the_libraries_of_the_lock(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        told = re.findall(r"(?m)^Requires-Dist: ([^\s;]+)(.*)$", archive.read(name).decode())
    every, of_clusters = (
        set(re.findall(r"(?m)^[\w.-]+==[\w.+-]+", (PROJECT / f"requirements{which}.txt").read_text()))
        for which in ("", "-cluster")
    )
    assert sorted(told) == sorted(
        [*((pin, "") for pin in every), *((pin, '; extra == "cluster"') for pin in of_clusters - every)]
    )
