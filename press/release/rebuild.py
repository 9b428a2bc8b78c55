"""A release built again: its commit, in a clone of its own, by the press that made it or else by this one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.diagnostics import PublicationError
from press.project import CODE, FONTS_LOCK, INSTALLED, LIBRARIES_LOCK, PROJECT
from press.release import source
from press.tasks.identity import press_sum

# What a manifest, which anybody may have written, has us look for in a repository and say on a command line.
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_VERSION = re.compile(r"[0-9A-Za-z]+([.+-][0-9A-Za-z]+)*")
_EDITION = re.compile(r"[a-z0-9]+:[A-Za-z0-9-]+")
_LENT = (".venv", "node_modules", ".tools")  # what the setup installs, each from a lock
_LOCKS = (LIBRARIES_LOCK.name, FONTS_LOCK.name)
_PROGRAM = "import sys; sys.path[0] = sys.argv.pop(1); from press.cli.start import main; sys.exit(main())"


class NoRebuildError(Exception):
    """A release can't be built again here; the message says why, and what to do."""


@dataclass(frozen=True)
class Wanted:
    """What is to be built again.

    Attributes:
        version: of the release.
        commit: by the tag that the version has in the repository here; without one, by the manifest.
        editions: names; empty: all of them, as a whole release.
        remarks: what is other than the manifest says already, for people.
    """

    version: str
    commit: str
    editions: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def wanted(manifest: Mapping[str, Any], folder: Path, names: Sequence[str] | None) -> Wanted:
    """What of a manifest is to be built again.

    The repository's own tag decides which commit a version is: a manifest may name any.

    Args:
        manifest: that of the release.
        folder: the publication's.
        names: the files that are to be compared; None: all.

    Raises:
        NoRebuildError: the manifest names no commit that this repository has for it.
    """
    version, commit = manifest.get("version"), manifest.get("commit")
    if not _is(_VERSION, version) or not _is(_COMMIT, commit):
        raise NoRebuildError("manifest.json names no version and commit")
    try:
        repository = source.find(folder)
    except PublicationError as error:
        raise NoRebuildError(
            f"{error.diagnostics[0].message}: name a clone of its repository with --publication"
        ) from error
    tagged = [found for tag in (f"v{version}", version) if (found := _commit(repository.folder, f"refs/tags/{tag}"))]
    remarks = []
    if tagged and commit not in tagged:
        remarks.append(
            f"the tag of version {version} is commit {tagged[0]} here; the release says that it is of {commit}"
        )
    elif not tagged and not _known(repository.folder, str(commit)):
        hint = "fetch it (`git fetch --tags`), or name another clone with --publication"
        raise NoRebuildError(f"no tag here is version {version}, and no branch holds commit {commit}: {hint}")
    chosen = commit if commit in tagged or not tagged else tagged[0]
    return Wanted(str(version), str(chosen), tuple(_editions(manifest, names)), tuple(remarks))


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))


def _editions(manifest: Mapping[str, Any], names: Sequence[str] | None) -> Iterator[str]:
    """The editions that some files belong to, or all of a part; none: the whole release is to be built."""
    rows = [row for row in manifest["files"] if names is None or row["name"] in names]
    found = [row.get("edition") for row in rows]
    whole = manifest.get("complete") is True and (names is None or not all(_is(_EDITION, one) for one in found))
    yield from () if whole else dict.fromkeys(str(one) for one in found if _is(_EDITION, one))


def _commit(folder: Path, name: str) -> str:
    return _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").stdout.strip()


def _known(folder: Path, commit: str) -> bool:
    """Whether a branch or tag here holds a commit; of what was only fetched, anybody may have written the code."""
    return bool(_git(folder, "for-each-ref", "--count=1", "--contains", commit).stdout.strip())


def rebuild(
    what: Wanted, manifest: Mapping[str, Any], folder: Path, clone: Path, quiet: bool
) -> tuple[Path, list[str]]:
    """Build it; the folder of the new release, and remarks for people.

    Args:
        what: is wanted.
        manifest: that of the release.
        folder: the publication's.
        clone: where to clone its repository to.
        quiet: whether the build is to tell of errors alone.

    Raises:
        NoRebuildError: it can't be cloned or built.
    """
    repository = source.find(folder)
    _clone(repository, what, clone)
    publication = clone / repository.inside
    own, remarks = _press(manifest, clone)
    words = ["release", what.version, *what.editions, "--publication", str(publication), *(["-q"] if quiet else [])]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PRESS_", "WHITEPAPER_"))}
    done = subprocess.run([*own, *words], env=clean, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    made = publication / "build/release" / what.version
    if done.returncode or not made.is_dir():
        raise NoRebuildError(f"commit {what.commit[:12]} can't be built as a release, as is said above")
    return made, remarks


def _clone(repository: source.Source, what: Wanted, clone: Path) -> None:
    """Clone a repository at a commit that bears the version's tag; what Git LFS keeps is found in the first one."""
    top = _git(repository.folder, "rev-parse", "--show-toplevel").stdout.removesuffix("\n")
    quietly = ("--quiet", "--shared", "--no-checkout", "--template=")
    _must(_git(Path(top), "clone", *quietly, "--", top, str(clone)))
    large = repository.objects / "lfs"
    if large.is_dir():
        (clone / ".git/lfs").symlink_to(large)
    _must(_git(clone, "checkout", "--quiet", "--detach", what.commit))
    for name in (f"v{what.version}", what.version):
        _git(clone, "tag", "--delete", name)
    _must(_git(clone, "tag", "--no-sign", f"v{what.version}", what.commit))


def _press(manifest: Mapping[str, Any], clone: Path) -> tuple[list[str], list[str]]:
    """The command line of the press that is to build, and what is to be said of it."""
    made_by = manifest.get("press")
    made_by = made_by if isinstance(made_by, dict) else {}
    ours = [sys.executable, "-c", _PROGRAM, str(CODE.parent)]
    if made_by.get("sha256") == press_sum():
        return ours, []
    if (clone / "whitepaper").is_file() and (clone / "press/release").is_dir():
        return [str(clone / "whitepaper")], [_lend(clone)]
    said = f"the release was made by another press ({made_by.get('version')}) than this, which built it again"
    return ours, [f"{said}: what differs may come of that"]


def _lend(clone: Path) -> str:
    """Let the press of a clone use what is installed here, where its locks are the same."""
    same = all(_bytes(clone / name) == _bytes(PROJECT / name) for name in _LOCKS) and not INSTALLED
    if not same:
        return "built by the press of that commit, with what its own locks name"
    (clone / ".git/info").mkdir(exist_ok=True)
    with (clone / ".git/info/exclude").open("a") as excluded:
        excluded.writelines(f"/{name}\n" for name in _LENT)
    for name in _LENT:
        if (PROJECT / name).is_dir() and not (clone / name).exists():
            (clone / name).symlink_to(PROJECT / name)
    return "built by the press of that commit"


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _must(done: subprocess.CompletedProcess[str]) -> None:
    """Raise if git refused.

    Raises:
        NoRebuildError: it did.
    """
    if done.returncode:
        raise NoRebuildError(f"git refuses: {done.stderr.strip()}")


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git without hooks, filters or the network."""
    options = [("core.hooksPath", os.devnull), ("core.fsmonitor", "false"), ("core.autocrlf", "false")]
    options += [("filter.lfs.smudge", "cat"), ("filter.lfs.process", ""), ("filter.lfs.required", "false")]
    settings = [word for name, value in options for word in ("-c", f"{name}={value}")]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    clean |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
    command = ["git", *settings, "-C", str(folder), *words]
    return subprocess.run(
        command,
        env=clean,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
