"""The leak check over a repository: what it holds, and the commits that are about to be pushed.

Of these the authors, messages, hours and files are looked at; what lies at a remote already can't be taken back and is
passed over, as are the identities that it tells.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from press.diagnostics import Diagnostic, Location, Severity
from press.leaks import artifacts, git
from press.leaks.artifacts import judged
from press.leaks.known import COMMITTER, Known
from press.leaks.text import is_nobody_s, traces
from press.leaks.trace import HINTS, Piece, Trace

# What is taken apart wherever it lies: pictures, office files, fonts, archives, catalogs.
_TOLD = frozenset(
    """
    .png .jpg .jpeg .gif .webp .avif .heic .tif .tiff .bmp .pdf .epub .docx .xlsx .pptx .odt .ods .odp .idml .indd
    .psd .ai .po .pot .mo .xlf .xliff .tmx .tbx .zip .gz .tar .tgz .icc .icm .mp3 .mp4 .mov
    """.split()
)
# Whose text is the publication's own. Code beside it has addresses and paths that are examples.
_OWN = ("content", "translations", "templates", "languages")
# What is written for people, and where git and forges list them.
_PROSE = (".md", ".rst", ".txt", ".cff")
_PEOPLE = (".mailmap", ".gitmodules", "CODEOWNERS", "AUTHORS", "CONTRIBUTORS", "MAINTAINERS")
_SECRET = re.compile(
    r"\.env(?:\..+)?|\.netrc|\.pgpass|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|.+\.(?:kdbx|p12|pfx|jks)|credentials\.json"
)
_LEFT = re.compile(
    r".+~|\.?#.+#?|.+\.(?:bak|orig|rej|swp|swo|tmp|backup)|\.DS_Store|Thumbs\.db|desktop\.ini|~\$.+|\.~lock\..+|\._.+|\.viminfo|"
    r"\.bash_history|\.zsh_history|\.python_history"
)
_EXAMPLES = re.compile(r"\.env\.(?:example|sample|template|dist)")
_LARGEST_CODE = 4 * 1024 * 1024  # bytes; what is larger is data
_TRAILER = re.compile(r"^([A-Z][A-Za-z]+(?:-[A-Za-z]+)*): +(.*?<[^<>\s]+@[^<>\s]+>)\s*$", re.MULTILINE)
_PERSON = re.compile(r"^(author|committer|tagger) (.*) \d+ ([+-]\d{4})$", re.MULTILINE)
_REMARK = re.compile(r"^ ?(?:Comment|Version): (.+)$", re.MULTILINE)
# What makes git name the commits that no remote has: all of them, where there is no remote.
_UNPUSHED = ("HEAD", "--branches", "--tags", "--glob=refs/notes", "--not", "--remotes")
_NOTE = re.compile(r"[0-9a-f/]{40,}")  # the path of a note is the name of what it is on


@dataclass(frozen=True)
class Commit:
    """A commit or an annotated tag as git stores it.

    Attributes:
        name: of it, for messages.
        stored: its headers and its message.
    """

    name: str
    stored: str

    @property
    def people(self) -> Iterator[tuple[str, str, str]]:
        """Who is named: as what, as `Name <address>`, and with what offset of the clock; none in the message."""
        head, _, message = self.stored.partition("\n\n")
        yield from _PERSON.findall(head)
        yield from ((part, person, "+0000") for part, person in _TRAILER.findall(message))

    @property
    def message(self) -> str:
        """What is said, without lines that name people, and without a signature."""
        _, _, message = self.stored.partition("\n\n")
        return _TRAILER.sub("", message.partition("-----BEGIN ")[0])

    @property
    def remarks(self) -> list[str]:
        """What the program that signed it says of itself."""
        return _REMARK.findall(self.stored) if "-----BEGIN PGP" in self.stored else []


def find(root: Path, known: Known) -> Iterator[Diagnostic]:
    """What a push of a repository would tell: its files first, then its commits and tags.

    Args:
        root: the publication's folder; outside of a repository nothing is found.
        known: the publication's own words, and the names that should stand nowhere.

    Yields:
        N001–N009; N008 is of commits, which have no file.
    """
    if said := git.refusal(root.resolve()):
        hint = "make git read it, then run this again; where it is somebody else's, git names the command"
        yield Diagnostic("N008", f"git can't tell what the repository holds: {said}", Location(root), hint)
    yield from tracked(root, known)
    yield from commits(root, known)
    yield from buried(root, known)


def tracked(root: Path, known: Known) -> Iterator[Diagnostic]:
    """What the files of a repository tell, as they lie there."""
    for path in git.tracked(root):
        if path.is_symlink() or not path.is_file():
            continue
        yield from _named(path)
        own = any(path.is_relative_to(root.resolve() / folder) for folder in _OWN)
        suffix = path.suffix.lower()
        drawn = suffix == ".svg" and (own or "tests" not in path.parts)  # where drawings stand for those of programs
        if suffix in _TOLD or drawn:
            yield from artifacts.find([path], known if own else _anonymous(known))
        elif own:  # a source, whose comments are for those who work on it
            yield from artifacts.find_in_text(path, known)
        elif (suffix in _PROSE or path.name in _PEOPLE) and "tests" not in path.parts:
            yield from artifacts.find_in_text(path, _anonymous(known))
        elif path.stat().st_size < _LARGEST_CODE:
            yield from _of_code(path, _anonymous(known))


def _named(path: Path) -> Iterator[Diagnostic]:
    """What a file's name says that it is."""
    if _SECRET.fullmatch(path.name) and not _EXAMPLES.fullmatch(path.name):
        yield Diagnostic("N009", "a file of this name holds secrets", Location(path), HINTS["N009"])
    elif _LEFT.fullmatch(path.name):
        said = "an editor or a system left this file, which may hold what was taken out of another"
        yield Diagnostic("N009", said, Location(path), HINTS["N009"], Severity.WARNING)


def _of_code(path: Path, known: Known) -> Iterator[Diagnostic]:
    """What files beside the publication tell: names and folders of this machine, keys."""
    for row in artifacts.find_in_text(path, known):
        if row.code == "N001" or any(folder in row.message for folder in known.folders):
            yield row
    yield from (row.diagnostic(path) for row in _keys(path.read_bytes()))


def _keys(data: bytes) -> Iterator[Trace]:
    """Secret keys with their contents; a line that only names such a thing, as code does, is none."""
    for found in re.finditer(
        rb"^-----BEGIN ([A-Z ]*PRIVATE KEY(?: BLOCK)?)-----\r?\n[A-Za-z0-9+/=:, -]{16,}\r?\n", data, re.MULTILINE
    ):
        yield Trace("N009", f"a secret key stands here: {found[1].decode()}", "", found[1].decode())
    if age := re.search(
        rb"^AGE-SECRET-KEY-1[0-9A-Z]{20,}|^untrusted comment: minisign encrypted secret key", data, re.MULTILINE
    ):
        yield Trace("N009", "a secret key stands here", "", age[0].decode())


def commits(root: Path, known: Known) -> Iterator[Diagnostic]:
    """What the commits and tags tell that no remote has; each person and each zone once."""
    for name in git.lines(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags"):
        for trace in traces(Piece(name), known):
            said = f"the name of the branch or tag {name}: {trace.said}"
            yield Diagnostic(trace.code, said, None, HINTS["N008"], trace.severity)
    left = sum(int(count) for count in git.lines(root, "rev-list", "--count", *_UNPUSHED)) - git.MOST
    if left > 0:
        said = f"{left} commits are too many to be looked at, the oldest of those that no remote has"
        yield Diagnostic("N008", said, Location(root), HINTS["N008"], Severity.WARNING)
    published = set(git.people(root, "--remotes"))
    told: set[tuple[str, str]] = set()
    for commit in _commits(root):
        for trace in _of(commit, known, published):
            if (trace.code, trace.what) not in told:
                told.add((trace.code, trace.what))
                yield Diagnostic(trace.code, f"{commit.name}: {trace.said}", None, HINTS["N008"], trace.severity)


def _commits(root: Path) -> Iterator[Commit]:
    """The commits that no remote has, and all tags: where these have gone to, git doesn't tell."""
    names = git.lines(root, "rev-list", f"--max-count={git.MOST}", *_UNPUSHED)
    tags = [
        row.partition(" ")
        for row in git.lines(root, "for-each-ref", "--format=%(objectname) %(refname:short)", "refs/tags")
    ]
    named = {name: f"commit {name[:10]}" for name in names} | {name: f"tag {tag}" for name, _, tag in tags}
    for name, kind, data in git.objects(root, named):
        if kind in ("commit", "tag"):
            yield Commit(named[name], data.decode("utf-8", "replace"))


def _of(commit: Commit, known: Known, published: Container[str]) -> Iterator[Trace]:
    for part, person, zone in commit.people:
        if person not in published and not known.credits(person):
            said = f"its {part} is {person}, whom neither the publication nor a remote's history names"
            # Who takes an address that can't be had has most likely taken the name for this, too.
            chosen = is_nobody_s(person.partition("<")[2].rstrip(">"))
            yield Trace("N008", said, what=person.casefold(), severity=Severity.WARNING if chosen else Severity.ERROR)
        if zone.strip("+-0"):
            said = f"its {part}'s clock was set to the zone {zone}, which tells where it was made"
            yield Trace("N008", said, what=zone, severity=Severity.WARNING)
    for remark in commit.remarks:
        yield Trace("N008", f"its signature says “{remark}”", what=remark, severity=Severity.WARNING)
    yield from traces(Piece(commit.message), _anonymous(known))


def _anonymous(known: Known) -> Known:
    """The same, without the names of those who commit: they are told as authors."""
    return replace(known, names=tuple(name for name in known.names if name.of != COMMITTER))


def buried(root: Path, known: Known) -> Iterator[Diagnostic]:
    """What files tell that unpushed commits hold and that aren't there any more, or not as they were."""
    here = set(git.lines(root, "ls-tree", "-r", "--format=%(objectname)", "HEAD"))
    rows = (line.partition(" ") for line in git.lines(root, "rev-list", "--objects", *_UNPUSHED))
    wanted = {name: path for name, _, path in rows if path and name not in here and _worth(PurePosixPath(path))}
    seen = 0
    for name, kind, data in git.objects(root, wanted):
        path, seen = Path(wanted[name]), seen + 1
        traces = (*judged(data, _anonymous(known)), *_keys(data)) if kind == "blob" else ()
        found = [*_named(path), *(row.diagnostic(path) for row in traces)]
        for row in dict.fromkeys(found):
            message = f"{path} as it was in an earlier commit: {row.message}"
            yield replace(row, message=message, location=None, hint=HINTS["N008"])
    if seen < len(wanted):
        said = f"{len(wanted) - seen} of {len(wanted)} files of earlier commits are too large to be looked at"
        yield Diagnostic("N008", said, Location(root), HINTS["N008"], Severity.WARNING)


def _worth(path: PurePosixPath) -> bool:
    """Whether a file is taken apart that only the history holds."""
    named = _SECRET.fullmatch(path.name) or _NOTE.fullmatch(str(path))
    return bool(named) or path.suffix.lower() in _TOLD - {".po", ".pot"}
