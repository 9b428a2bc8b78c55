"""What preflight judges a print file by, and what it finds. Lengths in points, areas in a page's own user space."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from press.diagnostics import Diagnostic, Location, Severity
from press.model.language import Language
from press.model.printing import Printer

if TYPE_CHECKING:
    from PIL import Image

Area = tuple[float, float, float, float]  # left, bottom, right, top

# Draws the plates of some pages, counted from 1. A plate goes by the name that Ghostscript's tiffsep gives its
# ink (Cyan, Magenta, Yellow, Black, or that of a spot colour); it has one channel of 8 bits: 0 is paper, 255 full ink.
Plates = Callable[[Sequence[int]], Mapping[int, Mapping[str, "Image.Image"]]]


class Kind(StrEnum):
    """What a print file is."""

    INTERIOR = "interior"
    COVER = "cover"


@dataclass(frozen=True)
class Rules:
    """What a file is judged by.

    Attributes:
        kind: interior or cover; it decides what is looked for.
        printer: the house that it is for.
        trim: width and height that its pages should have once trimmed; None: whatever its TrimBox says.
        language: the language of its text, for the checks of lines; None: not known.
        spine: width of the spine that the cover should have; None: not known, or no cover.
        signature: what the count of pages should be a multiple of.
        known: the languages among which that of a text is guessed by its letters, and whose rules hold where their
            script stands in another language.
    """

    kind: Kind
    printer: Printer
    trim: tuple[float, float] | None = None
    language: Language | None = None
    spine: float | None = None
    signature: int = 1
    known: tuple[Language, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with a print file.

    Attributes:
        page: counted from 1; None: the file as a whole.
        area: where on the page, in its user space; None: the page as a whole.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    page: int | None = None
    area: Area | None = None

    def diagnostic(self, path: Path) -> Diagnostic:
        """The finding as a message for people."""
        where = f"page {self.page}: " if self.page else ""
        return Diagnostic(self.code, f"{where}{self.message}", Location(path), self.hint, self.severity)


@dataclass(frozen=True)
class Report:
    """All findings of one file, errors first, then by page.

    Attributes:
        pages: how many the file has.
        coverage: the most ink on each page in percent, by Ghostscript; empty where it was not measured.
    """

    path: Path
    rules: Rules
    findings: tuple[Finding, ...]
    pages: int
    coverage: tuple[float, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What a print house would refuse."""
        return tuple(row for row in self.findings if row.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What should be looked at."""
        return tuple(row for row in self.findings if row.severity is not Severity.ERROR)


def counted(count: int, word: str) -> str:
    """A count of something: `1 error`, `2,000 errors`."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
