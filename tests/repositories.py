"""Git repositories that hold the minimal publication, made by nobody in particular."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from commandline import PROJECT

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "nobody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{who}_DATE": "2024-02-29T00:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}


def git(folder: Path, *words: str, **environment: str) -> str:
    """Run git; what it says."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-c", "protocol.file.allow=always", "-C", str(folder), *words]
    done = subprocess.run(command, env={**given, **NOBODY, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def begun(folder: Path, *options: str) -> Path:
    """A new repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", *options)
    return folder


def committed(folder: Path, *tags: str) -> str:
    """Commit all that is there, and give the commit tags; its name."""
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "One")
    for tag in tags:
        git(folder, "tag", "--force", tag)
    return git(folder, "rev-parse", "HEAD")


def published(folder: Path, *tags: str, inside: str = "") -> Path:
    """The minimal publication in a repository of its own, or in a folder of it; the publication's folder."""
    root = folder / inside
    shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    begun(folder)
    committed(folder, *tags)
    return root
