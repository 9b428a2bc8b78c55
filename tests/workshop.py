"""Real builds of the minimal publication: doit in a process of its own as ./whitepaper runs it, without a network."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MINIMAL = PROJECT / "tests/fixtures/minimal"
LANGUAGES = {"en": "en", "zh": "zh-Hans", "ru": "ru"}
SECONDS = 400
DEAD = "http://127.0.0.1:9"
# Who builds: no word that stands in an edition anyway.
USER = "zqvx-borrower"
# Read by every Python as it starts: no address of the internet can be connected to, not even this machine's.
REFUSAL = """
import socket

def refused(self, address, real=socket.socket.connect):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        raise OSError(f"the network is cut: {address}")
    return real(self, address)

socket.socket.connect = socket.socket.connect_ex = refused
"""


@cache
def namespace() -> tuple[str, ...]:
    """A command that runs another in a network of its own, in which there is nothing; empty where that can't be had."""
    for command in (("unshare", "-n"), ("unshare", "-rn")):
        if shutil.which(command[0]) and not subprocess.call([*command, "true"], stderr=subprocess.DEVNULL):
            return command
    return ()


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The caller's settings without the press's own, and with the network refused; `folder` is for a file of ours."""
    (folder / "offline").mkdir(exist_ok=True)
    (folder / "offline/sitecustomize.py").write_text(REFUSAL)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PRESS_", "PYTEST_"))}
    dead = {f"{scheme}_proxy": DEAD for scheme in ("http", "https", "all")}
    return {**clean, **dead, "PYTHONPATH": str(folder / "offline"), **more}


def command(*words: str) -> list[str]:
    """The command line: `list` or `release` with its options, or else a build of what is named."""
    named = words[:1] in (("list",), ("release",))
    return [*namespace(), str(PROJECT / "whitepaper"), *(words if named else ("build", *words))]


def run(root: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run it on a publication."""
    return subprocess.run(
        command(*words),
        cwd=PROJECT,
        env=environment(root.parent, PRESS_PUBLICATION=str(root), **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def restore(root: Path) -> None:
    """Make the sources of a publication those of the minimal one; what was built stays."""
    for name in ("content", "translations"):
        shutil.rmtree(root / name, ignore_errors=True)
        shutil.copytree(MINIMAL / name, root / name)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one of the processes that run tests do something at a time."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True)
class Built:
    """A built publication, and what doit said while it built it."""

    root: Path
    status: int
    said: str
    errors: str
    sums: dict[str, str]

    @property
    def editions(self) -> Path:
        return self.root / "build/editions"

    def file(self, code: str, suffix: str) -> Path:
        """The page, EPUB or PDF in a language."""
        return self.editions / f"reading-room-{code}.{suffix}"

    def pages(self, code: str) -> Sequence[Path]:
        """The pages of the site in a language."""
        return sorted((self.editions / "site" / code).glob("*.html"))


def sums(root: Path) -> dict[str, str]:
    """SHA-256 of every file of all editions, by its path."""
    folder = root / "build/editions"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
