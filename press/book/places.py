"""Where in a publication's files something stands that an edition shows, by its anchor or by its words.

What goes wrong in an edition is seen on a page; who can mend it writes in a source, a catalog or the settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from press import pandoc
from press.book.stages.source import Source, read_source
from press.catalogs import po, segments
from press.content.bibliography import place_of
from press.content.positions import locate, place
from press.content.publication import SETTINGS
from press.diagnostics import Diagnostic, Location
from press.model.book import Book, Fragment
from press.model.catalog import Segment
from press.model.publication import Document, Publication, catalog_path
from press.verify.text import letters

_WORD = re.compile(r"[^\W_]+")
ENOUGH = 8  # words, by which a segment is told from others
LEAST = 8  # letters, that half of some words must have to be looked for alone
TEMPLATES = "templates"  # the folder of a publication's own
REFERENCE = "ref-"  # what citeproc puts before a work's id in the anchor of its entry


def located(diagnostics: Iterable[Diagnostic], book: Book, publication: Publication) -> Iterator[Diagnostic]:
    """Diagnostics of an edition, each that says what it is about at the place where that is written."""
    places = _Places(book, publication)
    for one in diagnostics:
        known = one.location or not one.about
        yield one if known else replace(one, location=places.of(one.about), about="")


def of_segment(path: Path | None, segment: Segment) -> Location:
    """Where a segment stands in its file: its first words, looked for below the heading that it stands under."""
    text = path.read_text("utf-8", errors="replace") if path and path.is_file() else ""
    words = _WORD.findall(pandoc.plain(segments.parse({0: segment.text}, ("“", "”", "‘", "’"))[0] or []))
    start = max(text.find(f"#{segment.section}"), 0) if segment.section else 0
    for count in (ENOUGH, ENOUGH // 2, 2, 1):
        pattern = re.compile(r"[\W_]{1,12}".join(map(re.escape, words[:count])))
        found = pattern.search(text, text.rfind("\n", 0, start) + 1) or pattern.search(text)
        if words and found:
            return place(text, found.start(), path or Path())
    return Location(path or Path())


class _Places:
    """A book's texts, and the files that they come from."""

    def __init__(self, book: Book, publication: Publication) -> None:
        self.book, self.publication = book, publication
        self.sources: dict[str, Source] = {}

    def of(self, about: str) -> Location | None:
        """The place of an anchor (#…), of a segment (document, id), or of words; None where they are nowhere."""
        anchor = about.removeprefix("#")
        named = next((f for f in self.book.fragments if anchor in (f.segment, _id(f))), None)
        words = "" if about.startswith("#") else letters(about)
        if named:
            return self._of_fragment(named)
        if template := self._in_templates(about):
            return template
        if fragment := self._holding(words):
            return self._of_fragment(fragment, about)
        if written := self._in_files(about, anchor):
            return written
        # What stands before or behind them may be another's.
        half, step = len(words) // 2, max(1, len(words) // 8)
        pieces = (words[at : at + half] for at in range(0, half + 1, step)) if half >= LEAST else ()
        found = next((fragment for piece in pieces if (fragment := self._holding(piece))), None)
        return self._of_fragment(found) if found else None

    def _in_templates(self, about: str) -> Location | None:
        """Where in a template or a style sheet of the publication's own some words stand, if they are no short ones."""
        folder = self.publication.root / TEMPLATES
        files = sorted(path for path in folder.rglob("*") if path.is_file()) if len(about) >= LEAST else []
        found = (path for path in files if about in path.read_text("utf-8", errors="replace"))
        return next((locate(path, about) for path in found), None)

    def _holding(self, words: str) -> Fragment | None:
        """The first segment that holds words."""
        return next((fragment for fragment, text in self._letters if words and words in text), None)

    @cached_property
    def _letters(self) -> list[tuple[Fragment, str]]:
        return [(fragment, letters("".join(fragment.runs))) for fragment in self.book.fragments]

    def _of_fragment(self, fragment: Fragment, words: str = "") -> Location:
        """In the catalog if it is translated, else in the source; in code, which is no segment, where the words are."""
        name = fragment.segment.partition(" ")[0]
        document = next((document for document in self.publication.texts if document.id == name), None)
        if document is None:  # the version and its like, which stand in no document
            return Location(self._settings)
        row = self.publication.language(self.book.language)
        original = fragment.segment.endswith(")") or row.code == document.language
        if not original:
            path = catalog_path(self.publication, document, row.code)
            entry = po.read_if_there(path, row.tag).live.get(_id(fragment))
            if entry and entry.target:
                return Location(path, entry.line)
        if fragment.code and document.path:
            return locate(document.path, words or next(iter(fragment.runs), ""))
        return self._in_source(document, _id(fragment))

    def _in_source(self, document: Document, identifier: str) -> Location:
        if document.id not in self.sources:
            self.sources[document.id] = read_source(self.publication, document)
        source = self.sources[document.id]
        found = zip(source.segments, source.entries, strict=True)
        segment = next((segment for segment, entry in found if entry.id == identifier), None)
        return of_segment(document.path, segment) if segment else Location(document.path or self._settings)

    def _in_files(self, about: str, anchor: str) -> Location | None:
        """The first file of the content that a text stands in."""
        works = self.publication.references
        if works and anchor.startswith(REFERENCE):
            return place_of(works, anchor.removeprefix(REFERENCE))
        files = [*(document.path for document in self.publication.texts if document.path), works, self._settings]
        found = [locate(path, about) for path in files if path]
        return next((place for place in found if place.line), None)

    @property
    def _settings(self) -> Path:
        return self.publication.root / SETTINGS


def _id(fragment: Fragment) -> str:
    return fragment.segment.split(" ")[1]
