"""What is exchanged: the segments of documents with their translations, whatever the format."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from press.model.glossary import Glossary
from press.model.language import Language


class UnitState(StrEnum):
    """How far a translation is."""

    MISSING = "missing"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


@dataclass(frozen=True)
class Unit:
    """A segment and its translation, both as Markdown.

    Attributes:
        id: the segment's id, unique in its document.
        kind: what the segment is: p, h2, li, note … (press.model.catalog.Segment).
        previous: for a fuzzy unit, the source that its translation was made from.
        notes: the pipeline's comments for the translator (what it is, terms).
        comments: the translators' own comments.
    """

    id: str
    kind: str
    source: str
    target: str
    state: UnitState
    previous: str = ""
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """A document in a language that it is translated into."""

    document: str
    original: Language
    language: Language
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Bundle:
    """All that one export holds; every file is in the same `language`.

    Attributes:
        publication: the publication's slug.
        identifier: the publication's identifier (urn:uuid:…), by which an import knows its own.
    """

    publication: str
    identifier: str
    language: Language
    files: tuple[File, ...]
    glossary: Glossary


@dataclass(frozen=True)
class Incoming:
    """A unit as it came back: the source that the translator saw, and the translation.

    Attributes:
        place: where it stands in the file, for messages: a line, a row; 0 where the format has none.
        previous: for a fuzzy unit, the source that its translation was made from; empty where the format has none.
        digest: `digest` of the source that was exported; empty where the format lets nobody edit the source.
    """

    document: str
    id: str
    source: str
    target: str
    state: UnitState
    comments: tuple[str, ...] = ()
    place: int = 0
    previous: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Returned:
    """What a file brought back; `identifier` and `language` (a BCP 47 tag) are empty where the format has none."""

    identifier: str
    language: str
    units: tuple[Incoming, ...]


def digest(source: str) -> str:
    """By what a source is known again where it may be edited: 8 hexadecimal digits of its words."""
    return hashlib.sha256(" ".join(source.split()).encode()).hexdigest()[:8]
