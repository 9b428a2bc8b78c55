"""What can be wrong with a publication, how it is told, and the code of each kind. A code is never used again.

C configuration · S source text · T translation · R references · L text lost · P PDF · E EPUB · W web ·
G glossary · X exchange · B cover and booklet · F preflight of print files · V releases · M the machine ·
N names and traces: leaks

    Exception
    └── PublicationError            carries one or more Diagnostics
        ├── SourceError             content, settings or catalogs are wrong
        ├── EngineError             Pandoc, WeasyPrint, Jinja or a checker refused its work
        ├── MachineError            a disk or a folder refused to be written or read
        └── ToolMissingError        something that has to be installed is not there

Every message has a stable code, listed in CODES with its title; tests/cases/ has a folder for each. Errors of
foreign libraries are turned into these where they enter (`raise … from error`).
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from press.characters import visible
from press.project import as_called

CODES = {
    "C001": "YAML that can't be read",
    "C002": "unknown key",
    "C003": "missing key",
    "C004": "wrong type",
    "C005": "impossible value",
    "C006": "missing file",
    "C007": "duplicate id",
    "C008": "path outside the publication",
    "C009": "missing language",
    "C010": "duplicate key",
    "C011": "impossible date in a table",
    "C012": "row that does not suit its columns",
    "C025": "pipe, socket or device in the place of a file",
    "C026": "file larger than any can be",
    "C027": "pattern that could search without end",
    "S001": "template error in content",
    "S002": "template name that is not defined",
    "S003": "content refused by the sandbox",
    "S004": "Pandoc can't read the source",
    "S005": "raw HTML that is not allowed",
    "S006": "remote resource",
    "S007": "missing picture",
    "S008": "document without a title",
    "S009": "note that holds a heading",
    "S010": "duplicate anchor",
    "S011": "source that can't be read as text",
    "S012": "Pandoc warns of the source",
    "S013": "picture without an alternative text",
    "S014": "impossible date or number",
    "S015": "control character or bidirectional override",
    "S016": "link to where none may lead",
    "S017": "front matter in content",
    "S018": "SVG picture that runs or fetches",
    "S019": "note that does not end in its paragraph",
    "S030": "item of a list that would not be printed as it is written",
    "S031": "dollars that could be mathematics or money",
    "S032": "picture that moves, or has several pages",
    "S033": "cell of a table that would not be printed",
    "S034": "note or citation in the imprint",
    "S040": "name that is the press's own",
    "S041": "comment or list of contents of another tool, which is left out",
    "S042": "Markdown of another tool",
    "S050": "formula that can't be read",
    "S051": "formula on a line of its own where there is none",
    "S060": "source that exhausts Pandoc",
    "S061": "document larger than a book",
    "T001": "missing catalog",
    "T002": "catalog that can't be read",
    "T003": "segment without a translation",
    "T004": "fuzzy translation",
    "T005": "translation whose markup can't be parsed",
    "T006": "translation with other notes than its source",
    "T007": "duplicate msgctxt",
    "T008": "catalog older than its source",
    "T009": "translation with other citations or references than its source",
    "T010": "translation of a word with other placeholders than its source",
    "T011": "translation with other markup than its source",
    "T012": "translation with other links than its source",
    "T013": "translation with other numbers or dates than its source",
    "T014": "translation with a forbidden variant of a term",
    "T015": "translation without the glossary's term",
    "T016": "doubled word",
    "T017": "text left untranslated",
    "T018": "Chinese punctuation",
    "T019": "Russian punctuation",
    "T020": "English punctuation",
    "T021": "translation much longer or shorter than its source",
    "T022": "same source translated in two ways",
    "T023": "silenced check without a reason, or that can't be silenced",
    "T024": "silenced check that finds nothing",
    "T025": "translation longer than any can be",
    "T026": "translation that begins as a block",
    "T027": "entry that its document no longer has",
    "T028": "punctuation of a language that only its publication describes",
    "T032": "question without an answer",
    "G001": "glossary that can't be read",
    "G002": "concept or term that stands twice",
    "G003": "impossible value in the glossary",
    "X001": "file that can't be read",
    "X002": "unknown segment",
    "X003": "damaged inline code",
    "X004": "file of another publication, document or language",
    "X005": "source that changed meanwhile",
    "X006": "segment that stands twice",
    "X007": "translator's work that would be overwritten",
    "R001": "reference to nothing",
    "R002": "citation of an unknown work",
    "R003": "citation style that can't be read",
    "R004": "bibliography that can't be read",
    "R005": "reference prefix that does not suit its target",
    "R006": "citation that is read as a list",
    "R008": "reference that could mean several places",
    "R010": "citation style without end",
    "R011": "address in the bibliography that may not be published",
    "L001": "text lost in an edition",
    "W001": "template that can't be rendered",
    "W002": "page larger than its limit",
    "W003": "picture that browsers can't show",
    "P001": "character that no face has",
    "P002": "WeasyPrint warns",
    "P003": "text outside the type area",
    "P004": "resource that may not be fetched",
    "P005": "link to nothing in a PDF",
    "P006": "another version of WeasyPrint",
    "P007": "PDF that is not valid",
    "P008": "note that no page has room for",
    "P009": "interior whose pages are other than those of the screen PDF",
    "P010": "colour profile or picture that can't be separated",
    "P011": "more or fewer pages than the binding or the printer takes",
    "P012": "face that is not set up",
    "P020": "formula wider than its column",
    "B001": "text that the cover has no room for",
    "B002": "spine too narrow for its text",
    "B003": "interior that can't be imposed",
    "F001": "print file that can't be read",
    "F002": "page box that is missing or wrong",
    "F003": "bleed that is not filled",
    "F004": "font that is not embedded, or not as a subset",
    "F005": "Type 3 font",
    "F006": "PDF/X: something that the standard asks for is missing",
    "F007": "PDF/X: something that the standard forbids",
    "F008": "colour that a press has no ink for",
    "F009": "more ink than the paper takes",
    "F010": "picture too coarse for print",
    "F011": "line too thin for print",
    "F012": "text too near the trim",
    "F013": "small text that is knocked out",
    "F014": "spine that does not suit the pages",
    "F015": "count of pages that does not fill its signatures",
    "F016": "character without a glyph",
    "F017": "widow or orphan",
    "F018": "loose line",
    "F019": "line that runs over the measure",
    "F020": "line that begins or ends as none may",
    "F021": "black text in several inks, or knocked out",
    "F022": "Ghostscript that fails",
    "F023": "Ghostscript that is not there",
    "E001": "picture in a format that an EPUB can't hold",
    "E002": "EPUB that breaks the standard",
    "E003": "EPUB that epubcheck warns of",
    "E004": "epubcheck that can't do its work",
    "E005": "EPUB cut otherwise than into its parts",
    "N001": "name of a machine or of somebody who isn't credited",
    "N002": "path on somebody's machine",
    "N003": "e-mail address or telephone number that isn't listed as public",
    "N004": "address of a machine or a network card",
    "N005": "picture or drawing with metadata",
    "N006": "what a program keeps of who worked with it, beside the content",
    "N007": "time or time zone that tells when and where work was done",
    "N008": "commit that tells who made it, where or when",
    "N009": "secret key, or file that an editor or a system left",
    "V001": "publication that git does not know",
    "V002": "tree that is not as it was committed",
    "V003": "commit without its tag",
    "V004": "version that the settings do not name",
    "V005": "content that a clone does not hold",
    "V007": "signature that can't be made or checked",
    "V008": "parts that make no release",
    "M001": "file or folder that can't be read or written",
    "M002": "stored result that is damaged",
    "M007": "scheduler of a cluster that can't be used",
    "M008": "worker of a cluster that builds with other code or tools",
    "M009": "step that a cluster could not do",
}
_ROOM = "make room on the disk, then run the same command again"
_RIGHTS = "let it be read and written by whoever runs this, or work on a copy elsewhere"
_IN_THE_WAY = "move away what lies there, then run the same command again"
# What a machine refuses, with what helps. Any other error of the system is a bug and keeps its traceback.
_REFUSED = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EROFS: _RIGHTS,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.ENAMETOOLONG: "give it a shorter name: file systems take 255 bytes, which are 85 Chinese characters",
    errno.EISDIR: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.EIO: "the disk may fail: copy the publication to another one",
}


class Severity(StrEnum):
    """How much a diagnostic weighs.

    An error stops the build, a warning a release; those of preflight, and of what a source leaves out, are only told.
    """

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

    Attributes:
        about: words of an edition, or an anchor (#…), by which the place is found where only these are known.

    Raises:
        KeyError: the code is not in CODES.
    """

    code: str
    message: str
    location: Location | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    about: str = ""

    def __post_init__(self) -> None:
        """Refuse a code that no table explains."""
        CODES[self.code]

    def seen_from(self, folder: Path) -> Diagnostic:
        """The same with its path as it is from a folder that it lies in: shorter, and it names no user's folder."""
        if self.location is None or not self.location.path.is_relative_to(folder):
            return self
        return replace(self, location=replace(self.location, path=self.location.path.relative_to(folder)))

    def moved(self, tree: Path, folder: Path) -> Diagnostic:
        """The same with its path in another folder, of which the one that it lies in is a copy."""
        if self.location is None or not self.location.path.is_relative_to(tree):
            return self
        path = folder / self.location.path.relative_to(tree)
        return replace(self, location=replace(self.location, path=path))

    @property
    def advice(self) -> str:
        """The hint, with this command as whoever reads it calls it; stored hints all call it `./whitepaper`."""
        return as_called(self.hint)

    def __str__(self) -> str:
        """All of it for a terminal, which no character may steer; no line of it can be taken for another message."""
        where = f"{self.location}: ".replace("\n", "\\n") if self.location else ""
        message = self.message.rstrip().replace("\n", "\n    | ")
        hint = f"\n    {self.advice}" if self.hint else ""
        return visible(f"{where}{self.severity} {self.code}: {message}{hint}")


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


class MachineError(PublicationError):
    """A disk or a folder refused to be written or read."""


class ToolMissingError(PublicationError):
    """Something that has to be installed is not there."""


def refusal(error: OSError) -> MachineError | None:
    """What a machine refused, as M001 at the file that it is about; None if the error is no such thing, but a bug."""
    hint = _REFUSED.get(error.errno or 0)
    if hint is None:
        return None
    where = Location(Path(str(error.filename2 or error.filename))) if error.filename else None
    return MachineError(Diagnostic("M001", error.strerror or str(error), where, hint))
