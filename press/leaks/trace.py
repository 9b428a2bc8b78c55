"""What is looked through, text of a file, and what is found: a trace of somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from press.diagnostics import Diagnostic, Location, Severity

_LIST = "or list it under `public` in content/publication.yaml if everybody may know it"
HINTS = {
    "N001": f"take the name out of what the file is made of, {_LIST}",
    "N002": f"take the path out, {_LIST}",
    "N003": f"take it out, {_LIST}",
    "N004": f"take it out, {_LIST}",
    "N005": "save the file without metadata, with exiftool or mat2: docs/leaks.md",
    "N006": f"remove it in the program that wrote it, {_LIST}",
    "N007": "build it again, or set the time to the publication's date, in UTC",
    "N008": f"rewrite the commits before they are pushed, as docs/leaks.md says; {_LIST}",
    "N009": "take it out of the repository, and out of its history: docs/leaks.md; make a key that was seen anew",
}


@dataclass(frozen=True)
class Piece:
    """Text of a file.

    Attributes:
        where: the place within the file, as `EPUB/text/nav.xhtml: comment`; empty: the file's own text.
        seen: whether it is what a reader reads; else only who looks into the file finds it.
    """

    text: str
    where: str = ""
    seen: bool = False


@dataclass(frozen=True)
class Trace:
    """What tells of somebody.

    Attributes:
        said: a sentence on it.
        what: the name, path or time itself, by which it may be listed as public, and its line be found.
    """

    code: str
    said: str
    where: str = ""
    what: str = ""
    severity: Severity = Severity.ERROR

    def diagnostic(self, path: Path, line: int = 0) -> Diagnostic:
        """The trace as a message at a file."""
        said = f"{self.where}: {self.said}" if self.where else self.said
        return Diagnostic(self.code, said, Location(path, line), HINTS[self.code], self.severity)


Found = Iterator[Piece | Trace]


def within(outer: str, inner: str) -> str:
    """A place in a place."""
    return f"{outer}: {inner}" if outer and inner else outer or inner
