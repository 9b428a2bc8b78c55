"""How far translations are, counted in segments and in words of their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

# Raised when a key of `dump` changes its meaning or goes.
VERSION = 1
WORDS = "ui"  # stands among the documents for the words of the templates
PARTS = ("translated", "fuzzy", "missing", "reviewed")


@dataclass(frozen=True)
class Count:
    """So many segments, and so many words in their sources."""

    segments: int = 0
    words: int = 0

    def __add__(self, other: Count) -> Count:
        """Both together."""
        return Count(self.segments + other.segments, self.words + other.words)


@dataclass(frozen=True)
class Tally:
    """What is translated, fuzzy and missing, which is all there is; what is reviewed is translated as well.

    A fuzzy translation is not counted as translated: no release publishes it.
    """

    translated: Count = Count()
    fuzzy: Count = Count()
    missing: Count = Count()
    reviewed: Count = Count()

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(getattr(self, name) + getattr(other, name) for name in PARTS))

    @property
    def total(self) -> Count:
        """All that there is to translate."""
        return self.translated + self.fuzzy + self.missing

    @property
    def percent(self) -> int:
        """Words translated in a hundred, rounded down: 100 only where nothing is fuzzy or missing."""
        if self.translated.segments == self.total.segments:
            return 100
        return min(99, 100 * self.translated.words // max(1, self.total.words))


@dataclass(frozen=True)
class Work:
    """A segment that waits for a translator.

    Attributes:
        state: `fuzzy` or `missing`; `asked` where all that lacks is an answer.
        note: what it is and where: "paragraph under #sec-shelves; its notes: 1".
        file, line: its catalog, relative to the publication, and the line of its msgctxt; 0 where it isn't in it yet.
        previous: the source that `target` translates; empty where it is the same or isn't known.
        target: the stale translation.
        comments: translator's comments.
        questions: those of them that ask something and have no answer.
    """

    id: str
    kind: str
    state: str
    note: str
    file: str
    line: int
    source: str
    previous: str = ""
    target: str = ""
    comments: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentStatus:
    """A document in one language; `original` is the tag of the language that it is translated from."""

    document: str
    original: str
    catalog: str
    tally: Tally
    work: tuple[Work, ...] = ()


@dataclass(frozen=True)
class LanguageStatus:
    """All documents that are translated into a language."""

    code: str
    tag: str
    name: str
    documents: tuple[DocumentStatus, ...]

    @property
    def tally(self) -> Tally:
        """The sum of its documents."""
        return sum((row.tally for row in self.documents), Tally())


def dump(found: Sequence[LanguageStatus]) -> dict[str, Any]:
    """The status as JSON values.

    Shape: {"version": 1, "languages": [{"code", "tag", "name", "tally", "documents": [{"document", "original",
    "catalog", "tally", "work": [{"id", "kind", "state", "note", "file", "line", "source", "previous", "target",
    "comments", "questions"}]}]}]}; a tally is {"translated", "fuzzy", "missing", "reviewed", "total", each {"segments",
    "words"}, and "percent"}.
    """
    return {"version": VERSION, "languages": [_language(row) for row in found]}


def _language(row: LanguageStatus) -> dict[str, Any]:
    documents = [_document(document) for document in row.documents]
    return {"code": row.code, "tag": row.tag, "name": row.name, "tally": _tally(row.tally), "documents": documents}


def _document(row: DocumentStatus) -> dict[str, Any]:
    values = {"document": row.document, "original": row.original, "catalog": row.catalog, "tally": _tally(row.tally)}
    return {**values, "work": [asdict(unit) for unit in row.work]}


def _tally(tally: Tally) -> dict[str, Any]:
    return {**asdict(tally), "total": asdict(tally.total), "percent": tally.percent}
