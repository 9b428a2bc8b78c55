"""Releases of the minimal publication, as ./whitepaper makes them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from repositories import git
from workshop import USER, alone, run

VERSION = "1.1"
KEPT = "https://books.example.org/releases"
PARTS = (
    ("site", "page:ru", "epub", "txt", "pdf:en"),
    ("pdf:zh", "pdf:ru", "page:en", "page:zh"),
    ("print", "cover", "booklet"),
)
# Another user, umask, zone, clock's locale, and place in the random order of sets.
OTHERS = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "USER": "somebody", "COLUMNS": "31"}


def settled(root: Path, old: str, new: str, name: str = "content/publication.yaml") -> None:
    """Change a file of a publication in one place."""
    text = (root / name).read_text("utf-8")
    assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
    (root / name).write_text(text.replace(old, new), "utf-8")


def key(folder: Path) -> Path:
    """A new signing key, whose comment says who has it."""
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", f"{USER}@{USER}-host", "-f", str(folder / "key")]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    return folder / "key"


def released(root: Path, *words: str, umask: int = 0o022, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command, as a user whose home is empty."""
    home = root.parent / f"home-{USER}"
    home.mkdir(exist_ok=True)
    before = os.umask(umask)
    try:
        return run(root, "release", *words, **{"HOME": str(home), "USER": USER, "LOGNAME": USER, **more})
    finally:
        os.umask(before)


def cloned(origin: Path, folder: Path) -> Path:
    folder.parent.mkdir(parents=True, exist_ok=True)
    git(origin, "clone", "--quiet", str(origin), str(folder))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a release, with its bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def once(base: Path, name: str, make: Callable[[Path], Mapping[str, Any]]) -> dict[str, Any]:
    """What one of the processes that run tests made for all of them, in a folder of its own."""
    folder = base / name
    folder.mkdir(exist_ok=True)
    with alone(base / f"{name}.lock"):
        stored = folder / "made.json"
        if not stored.exists():
            stored.write_text(json.dumps(make(folder)))
    return dict(json.loads(stored.read_text()))
