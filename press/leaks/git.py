"""git asked for what a repository holds, within bounds of time and size; it runs no hook, pager or program of settings.

Where it can't say a thing, nothing is given; why it can't say anything, `refusal` tells.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

SECONDS = 60
LARGEST = 64 * 1024 * 1024  # bytes that git may say
MOST = 20_000  # commits that are looked at
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false")


def ask(root: Path, *words: str, given: bytes = b"", most: int = LARGEST) -> bytes:
    """What git says, at most so many bytes of it; nothing where it isn't there or can't say."""
    command = ["git", "--no-pager", *_SAFE, "-C", str(root), *words]
    quiet = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C.UTF-8"}
    try:
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=quiet
        ) as process:
            return _said(process, given, most)
    except OSError:  # there is no git
        return b""


def _said(process: subprocess.Popen[bytes], given: bytes, most: int) -> bytes:
    try:
        said, _ = process.communicate(given, SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return b""
    return said[:most] if process.returncode == 0 else b""


def lines(root: Path, *words: str, given: bytes = b"") -> list[str]:
    """The lines that git says."""
    return ask(root, *words, given=given).decode("utf-8", "replace").splitlines()


def setting(root: Path, name: str) -> str:
    """A value of git's settings; empty if there is none."""
    return ask(root, "config", "--get", name).decode("utf-8", "replace").strip()


def people(root: Path, of: str = "--all") -> Sequence[str]:
    """Who has made or taken up commits, as `Name <address>`; any of them, or with `--remotes` those of remotes."""
    found = lines(root, "log", of, f"--max-count={MOST}", "--format=%an <%ae>%n%cn <%ce>")
    return tuple(dict.fromkeys(found))


def tracked(root: Path) -> Sequence[Path]:
    """The files below a folder that its repository holds."""
    listed = ask(root, "ls-files", "-z", "--full-name", "--", ".").decode("utf-8", "surrogateescape")
    top = lines(root, "rev-parse", "--show-toplevel")
    return [Path(top[0], name) for name in listed.split("\0") if name] if top else []


def objects(root: Path, names: Collection[str]) -> Iterator[tuple[str, str, bytes]]:
    """The objects of some names: name, kind, and what is stored; of all of them so many bytes at most."""
    asked = "".join(f"{name}\n" for name in names).encode()
    sizes = (row.split() for row in lines(root, "cat-file", "--batch-check=%(objectname) %(objectsize)", given=asked))
    left, within = 4 * LARGEST, []
    for row in sizes:
        size = int(row[1]) if len(row) == 2 and row[1].isdecimal() else left
        if size < left:
            within.append(row[0])
            left -= size
    said = ask(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in within).encode(), most=8 * LARGEST)
    at = 0
    while at < len(said):
        end = said.find(b"\n", at)
        name, kind, size_said = (*said[at:end].decode("ascii", "replace").split(), "", "0")[:3]
        at = end + 1
        yield name, kind, said[at : at + int(size_said)]
        at += int(size_said) + 1


def refusal(root: Path) -> str:
    """Why git can't tell what a repository holds; empty if it can, or if there is none."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return ""
    command = ["git", "-C", str(root), "rev-parse", "--git-dir"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return done.stderr.decode("utf-8", "replace").partition("\n")[0] if done.returncode else ""
