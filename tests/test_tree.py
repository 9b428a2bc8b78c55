"""What holds of the repository as a whole: no large file, and nothing of a machine, a registry or one publication."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-test.txt")
MAX_BYTES = 2**20

# In two pieces each, so that this file does not hold what it looks for.
HOSTS = ("registry.npmjs" + ".", "pypi" + ".org", "pythonhosted" + ".org", "maven.apache" + ".org", "repo1.maven" + ".")
HOSTS += ("deb.debian" + ".org", "crates" + ".io", "proxy.golang" + ".org")
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:home|Users|root|work|tmp|opt)/[\w.]")
ONE_PUBLICATION = re.compile(r"\bSCO\b|Shanghai|上海|上合|ШОС|Шанха|counter-terror", re.IGNORECASE)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository, also a new one that git doesn't ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(path for name in listed if name and (path := PROJECT / name).is_file())


def text_of(path: Path) -> str:
    """The text of a file; nothing, if it is none."""
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


def named(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def test_no_file_is_large() -> None:
    assert [named(path) for path in tracked() if path.stat().st_size > MAX_BYTES] == []


@pytest.mark.parametrize("host", HOSTS)
def test_no_address_of_a_registry(host: str) -> None:
    assert [named(path) for path in tracked() if host in text_of(path)] == []


def test_no_path_of_a_machine() -> None:
    found = [f"{named(path)}: {match[0]}" for path in tracked() for match in MACHINE_PATH.finditer(text_of(path))]
    assert found == []


def test_the_press_knows_no_publication() -> None:
    files = [path for path in tracked() if named(path).startswith(("press/", "templates/"))]
    found = [f"{named(path)}: {match[0]}" for path in files for match in ONE_PUBLICATION.finditer(text_of(path))]
    assert found == []


def test_locks_hold_hashes() -> None:
    for name in LOCKS:
        blocks = re.split(r"(?m)^(?=[\w.-]+==)", text_of(PROJECT / name))[1:]
        assert len(blocks) > 20
        assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_test_lock_agrees_with_the_build_lock() -> None:
    build, tests = (set(re.findall(r"(?m)^[\w.-]+==[\w.+-]+", text_of(PROJECT / name))) for name in LOCKS)
    assert build <= tests
