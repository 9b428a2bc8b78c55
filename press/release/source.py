"""What git holds of a publication: the commit that a release is made of, and its tree, written out as it was committed.

Whether anything was changed, and where tags are, git is asked as whoever runs this would ask it. Files are written
from git's objects alone: no setting of a user or a clone, no attribute (export-ignore, eol), filter or hook has a say.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from press.content.publication import SETTINGS
from press.diagnostics import Diagnostic, Location, SourceError, ToolMissingError
from press.project import INSTALLED, PROJECT

FOLDERS = ("content", "translations", "languages", "templates")  # of a publication; its build/ is none of git's
CHANGELOG = "CHANGELOG"  # how the names of files begin that tell what changed
SUBMODULE, LINK = "160000", "120000"  # modes of a tree's entries
MOST_NAMED = 20  # files that are told of a tree that isn't clean
_ROW = re.compile(r"([0-7]+) [a-z]+ ([0-9a-f]+)\t([^\0]+)\0")
_LFS = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")
# Nothing is fetched for a question, and no object stands for another one.
_QUIETLY = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}


@dataclass(frozen=True)
class Source:
    """The commit that a publication's folder stands at.

    Attributes:
        folder: the publication's.
        inside: the publication's folder within its repository, as git has it: "" or "books/one/".
        objects: the repository's own folder, where Git LFS keeps its files, too.
        commit: its name in hexadecimal digits, whole.
        tag: the tag of the release that is made; empty as long as none is.
    """

    folder: Path
    inside: str
    objects: Path
    commit: str
    tag: str = ""


class _Row(NamedTuple):
    """A file of a tree: its mode, its object, and its path from the publication's folder."""

    mode: str
    name: str
    path: str


def find(folder: Path) -> Source:
    """Where a publication's folder stands in git.

    Raises:
        SourceError: no repository, or no commit in it (V001).
        ToolMissingError: there is no git (V001).
    """
    hint = "a release is made of a tagged commit: run `git init`, commit the publication, and tag it"
    place = Location(folder / SETTINGS)
    told = _asked(folder, "rev-parse", "--show-prefix", "--path-format=absolute", "--git-common-dir")
    if told.returncode:
        said = told.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        if "dubious ownership" in said:
            hint = f"it belongs to another user; if you trust it: `git config --global --add safe.directory {folder}`"
        raise SourceError(Diagnostic("V001", f"git knows no repository here: {said}", place, hint))
    inside, common = told.stdout.decode(errors="surrogateescape").splitlines()[:2]
    commit = _line(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if not commit:
        raise SourceError(Diagnostic("V001", "nothing is committed here yet", place, hint))
    return Source(folder, inside, Path(common), commit)


def changes(source: Source) -> Iterator[Diagnostic]:
    """What a publication's folder holds that its commit doesn't, or holds otherwise (V002).

    Where the press lies in the same repository, all of that counts: what makes the release is then of the same commit.
    """
    top = _top(source.folder)
    shared = not INSTALLED and _top(PROJECT) == top
    where = [":/" if shared else ".", ":(exclude)build"]
    options = ("--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=none")
    told = _output(source.folder, "status", *options, "--", *where)
    rows = [row for row in told.decode(errors="surrogateescape").split("\0") if row]
    hint = "commit it, or take it back: a release holds what its tag holds, and nothing else"
    for number, row in enumerate(rows[:MOST_NAMED], 1):
        what = "git does not know it" if row.startswith("??") else "it is not as it was committed"
        left = len(rows) - number
        more = f"; so do {left} others" if number == MOST_NAMED and left else ""
        yield Diagnostic("V002", what + more, Location(top / row[3:]), hint)
    if not rows and not _line(source.folder, "ls-tree", "--name-only", "HEAD", SETTINGS):
        yield Diagnostic("V002", "it is not committed: git ignores it", Location(source.folder / SETTINGS), hint)


def tag_of(source: Source, version: str) -> str:
    """The tag that a release has: v1.0 or 1.0.

    Raises:
        SourceError: there is none, or it names another commit (V003).
    """
    names = (f"v{version}", version)
    ask = ("rev-parse", "--verify", "--quiet")
    commits = {name: _line(source.folder, *ask, f"refs/tags/{name}^{{commit}}") for name in names}
    found = {name: commit for name, commit in commits.items() if commit}
    elsewhere = [name for name, commit in found.items() if commit != source.commit]
    if found and not elsewhere:
        return next(iter(found))
    here = f"this commit, {source.commit[:12]}"
    if elsewhere:
        other = found[elsewhere[0]][:12]
        message = f"the tag {elsewhere[0]} names another commit, {other}, than {here}"
        hint = f"go to it (`git checkout {elsewhere[0]}`), or give this state another version and a tag of its own"
    else:
        message = f"{here}, has no tag {names[0]}"
        hint = f"give it one, `git tag -a {names[0]} -m {names[0]}`, or go to the commit that has it"
    raise SourceError(Diagnostic("V003", message, Location(source.folder / SETTINGS), hint))


def last_release(source: Source) -> str:
    """The tag of the last release before a commit, of those that begin with a digit or with v and one; empty: none.

    Raises:
        SourceError: the clone lacks the history that would tell (V005).
    """
    if _line(source.folder, "rev-parse", "--is-shallow-repository") == "true":
        hint = "run `git fetch --unshallow --tags` first"
        message = "this clone is shallow: it can't tell which release was the last one"
        raise SourceError(Diagnostic("V005", message, Location(source.folder / SETTINGS), hint))
    forms = ("--match", "v[0-9]*", "--match", "[0-9]*")
    return _line(source.folder, "describe", "--tags", "--abbrev=0", *forms, f"{source.commit}^")


def write_out(source: Source, commit: str, target: Path) -> None:
    """Write the publication's files of a commit into a new folder, byte for byte as they were committed.

    What Git LFS keeps stands for its pointers. Where the press lies in the publication's folder, the templates there
    are left out: they are the press's, and no publication's.

    Raises:
        SourceError: a file isn't in this clone, or is none of this repository's (V005).
    """
    target.mkdir(parents=True)
    wrong: list[Diagnostic] = []
    links: list[tuple[Path, bytes]] = []
    rows = list(_tree(source, commit))
    for row, data in zip(rows, _contents(source, rows), strict=True):
        if data and (pointed := _LFS.match(data)):
            data = _large(source, pointed[1].decode())
        if data is None or row.mode == SUBMODULE or not _safe(row.path):
            wrong.append(_lacking(source, row))
            continue
        path = target / row.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if row.mode == LINK:
            links.append((path, data))
        else:
            path.write_bytes(data)
    if wrong:
        raise SourceError(wrong)
    for path, data in links:  # last, so that nothing is written through one
        path.symlink_to(os.fsdecode(data))


def _lacking(source: Source, row: _Row) -> Diagnostic:
    """What to say of a file that can't be written out (V005)."""
    message = "its content is not in this clone"
    hint = "clone the repository whole, without --filter; of what Git LFS keeps: `git lfs fetch --all`"
    if row.mode == SUBMODULE:
        message, hint = "it is a submodule", "put its files into this repository: another one holds a submodule's"
    elif not _safe(row.path):
        message, hint = "its name leads out of the publication", "give it another name, and commit it"
    return Diagnostic("V005", message, Location(source.folder / row.path), hint)


def _safe(path: str) -> bool:
    """Whether a path of a tree stays in the folder that it is written into; a forged tree may hold any."""
    return not {"", ".", ".."} & set(path.split("/"))


def _tree(source: Source, commit: str) -> Iterator[_Row]:
    listed = ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *filter(None, [source.inside]))
    told = _output(source.folder, *listed).decode(errors="surrogateescape")
    rows = [_Row(*about) for about in _ROW.findall(told)]
    rows = [row._replace(path=row.path.removeprefix(source.inside)) for row in rows]
    ours = any(row.path == "press/project.py" for row in rows)
    for row in rows:
        folder, within, _ = row.path.partition("/")
        if (folder in FOLDERS and not (ours and folder == "templates")) if within else folder.startswith(CHANGELOG):
            yield row


def _contents(source: Source, rows: Sequence[_Row]) -> Iterator[bytes | None]:
    """The content of each file of a tree; None: the clone doesn't have it.

    Raises:
        SourceError: it doesn't, and git tells of none behind it (V005).
    """
    with TemporaryFile() as wanted:
        wanted.write("".join(f"{row.name}\n" for row in rows).encode())
        wanted.seek(0)
        with _begun(source.folder, wanted) as process:
            assert process.stdout is not None
            for row in rows:
                about = process.stdout.readline().split()
                if not about:  # git before 2.45 ends where it would have to fetch
                    raise SourceError(_lacking(source, row))
                if about[-1:] == [b"missing"]:
                    yield None
                    continue
                yield process.stdout.read(int(about[2]))
                process.stdout.read(1)


def _begun(folder: Path, wanted: IO[bytes]) -> subprocess.Popen[bytes]:
    words = ["git", "-C", str(folder), "cat-file", "--batch"]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(words, env=_environment(), stdin=wanted, stdout=pipe, stderr=nowhere)


def _large(source: Source, digest: str) -> bytes | None:
    """A file that Git LFS keeps, by its SHA-256; None: it is not here, or damaged."""
    path = source.objects / "lfs/objects" / digest[:2] / digest[2:4] / digest
    data = path.read_bytes() if path.is_file() else b""
    return data if hashlib.sha256(data).hexdigest() == digest else None


def _top(folder: Path) -> Path:
    return Path(_line(folder, "rev-parse", "--show-toplevel") or os.devnull)


def _line(folder: Path, *words: str) -> str:
    """What git answers in a line; nothing if it has no answer."""
    return _asked(folder, *words).stdout.decode(errors="surrogateescape").strip("\n")


def _output(folder: Path, *words: str) -> bytes:
    """What git answers.

    Raises:
        SourceError: it refuses (V001).
    """
    told = _asked(folder, *words)
    if told.returncode:
        said = told.stderr.decode(errors="replace").strip()
        hint = "run `git fsck`: the repository may be damaged; a new clone helps"
        raise SourceError(Diagnostic("V001", f"git refuses: {said}", Location(folder / SETTINGS), hint))
    return told.stdout


def _asked(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *words]
    try:
        return subprocess.run(command, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError as error:
        hint = "install git: a release is made of a tagged commit"
        raise ToolMissingError(Diagnostic("V001", "there is no git on this machine", None, hint)) from error


def _environment() -> dict[str, str]:
    """Ours, without what leads git elsewhere, as within a hook."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _QUIETLY
