"""What can be wrong with a publication, and how it is told.

    Exception
    └── PublicationError            carries one or more Diagnostics
        ├── SourceError             content, settings or catalogs are wrong
        ├── EngineError             Pandoc, WeasyPrint, Jinja or a checker refused its work
        └── ToolMissingError        something that has to be installed is not there

Every message has a stable code, listed in CODES with its title; tests/cases/ has a folder for each. Errors of
foreign libraries are turned into these where they enter (`raise … from error`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from press.diagnostics import CODES


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning a release; those of preflight are only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: line and column are counted from 1; 0 is the file as a whole."""

    path: Path
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([str(self.path), *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True)
class Diagnostic:
    """One thing that is wrong, where, and what to do about it.

    Raises:
        KeyError: the code is not in CODES.
    """

    code: str
    message: str
    location: Location | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        """Refuse a code that no table explains."""
        CODES[self.code]

    def seen_from(self, folder: Path) -> Diagnostic:
        """The same with its path as it is from a folder that it lies in: shorter, and it names no user's folder."""
        if self.location is None or not self.location.path.is_relative_to(folder):
            return self
        return replace(self, location=replace(self.location, path=self.location.path.relative_to(folder)))

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{where}{self.severity} {self.code}: {self.message}{hint}"


class PublicationError(Exception):
    """One or more diagnostics that stop the build."""

    def __init__(self, diagnostics: Diagnostic | Iterable[Diagnostic]) -> None:
        """Keep the diagnostics in the order in which they were found."""
        found = [diagnostics] if isinstance(diagnostics, Diagnostic) else list(diagnostics)
        self.diagnostics = tuple(found)
        super().__init__("\n".join(map(str, found)))


class SourceError(PublicationError):
    """Content, settings or catalogs are wrong: their author can mend it."""


class EngineError(PublicationError):
    """An engine refused its work."""


class ToolMissingError(PublicationError):
    """Something that has to be installed is not there."""
