"""Segments of text and their translations: what POT and PO files hold, without their syntax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Segment:
    """A unit of translation: the inlines of one container, as Markdown.

    Attributes:
        kind: what holds it: p, h1 … h6, li, quote, term, def, cell, caption, alt, line, note, meta.
        section: anchor of the heading that it stands under, empty before the first.
        text: Markdown, its notes as [^1], [^2] …
        notes: how many notes it has.
        index: its place among the containers of the document (those without letters are no segments).
    """

    kind: str
    section: str
    text: str
    notes: int = 0
    index: int = 0


@dataclass(frozen=True)
class Entry:
    """A segment with its persistent id, and its translation in one language.

    Attributes:
        id: the msgctxt; given once and carried forward by alignment.
        source: the text that `target` translates.
        previous: for a fuzzy entry, the oldest source that was reviewed.
        comments: translator's comments, one a line.
        notes: the pipeline's own comments for the translator.
        flags: flags other than fuzzy.
        line: line of the msgctxt in its file; 0 where there is no file.
    """

    id: str
    source: str
    target: str = ""
    fuzzy: bool = False
    previous: str = ""
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Catalog:
    """The entries of one document in one language.

    Attributes:
        headers: also what a translator's tool wrote there.
        comments: those of the file as a whole, one a line.
    """

    path: Path
    language: str
    entries: tuple[Entry, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[str, ...] = ()

    @property
    def live(self) -> Mapping[str, Entry]:
        """The entries that are not obsolete, by id."""
        return {entry.id: entry for entry in self.entries if not entry.obsolete}
