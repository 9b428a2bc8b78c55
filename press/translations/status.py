"""`translations status`: how much of each document is translated, fuzzy, missing and reviewed in each language.

It is told as lines of text, for a terminal of any width, or as JSON.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from press.book.localise import State
from press.catalogs import interface, po
from press.characters import visible
from press.languages import cldr
from press.model.catalog import Entry
from press.model.interface import WRITTEN_IN, word_catalogs, word_folders
from press.model.language import Language
from press.model.publication import Publication
from press.model.review import is_reviewed, open_questions
from press.project import PROJECT
from press.translations import segments_in_context
from press.translations.segments_in_context import Page, Sources
from press.translations.status_model import PARTS, WORDS, Count, DocumentStatus, LanguageStatus, Tally, Work, dump

BLOCKS = {"translated": "█", "fuzzy": "▒", "missing": "░"}
COLOURS = {"translated": "32", "fuzzy": "33", "missing": "2"}  # SGR: green, yellow, faint
GAP = 2
WIDEST_BAR, NARROWEST_BAR = 30, 6
# What of a segment's Markdown no reader sees: notes' calls, citations, addresses of links, attributes.
_MARKUP = re.compile(r"\[\^\d+\]|\[-?@[^\]]*\]|(?<=\])\([^)\s]*\)|(?<=[\])`])\{[^}]*\}")
_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+(?:['’.,:/-][^\W_\u3400-\u9fff]+)*")
ASKED = "asked"
_PART: Mapping[State, str] = {State.PUBLISHED: "translated", State.FUZZY: "fuzzy", State.MISSING: "missing"}


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user has not refused colour (NO_COLOR, whatever its value but "")."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def table(found: Sequence[LanguageStatus], columns: int, colour: bool) -> str:
    """The status of some languages: a block a language, a line a document and one for the sum, then what it means.

    Args:
        found: the languages.
        columns: width of the terminal; numbers are never cut, the bars make room for them and go where there is none.
        colour: whether to write SGR escapes.
    """
    lines = [line for row in found for line in (row.name, *(d.document for d in row.documents))]
    names = max(map(cells, [*lines, "all"]), default=0) + GAP
    widths = [max(map(len, _column(found, part))) for part in PARTS]
    bar = min(WIDEST_BAR, columns - names - len("100 %") - 1 - sum(widths) - GAP * len(PARTS) - GAP)
    made = _Table(names, widths, bar if bar >= NARROWEST_BAR else 0, colour)
    blocks = "\n".join(made.block(row) for row in found)
    marks = ", ".join(f"{made.painted(part, block)} {part}" for part, block in BLOCKS.items())
    return f"{blocks}\nsegments/words of the source; {marks}; per cent by words\n"


def cells(text: str) -> int:
    """The cells that a text takes in a terminal: two for each wide character, none for a combining one."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def _column(found: Sequence[LanguageStatus], part: str) -> Iterator[str]:
    yield part
    for row in found:
        yield from (_figures(tally, part) for tally in (row.tally, *(document.tally for document in row.documents)))


def _figures(tally: Tally, part: str) -> str:
    count = getattr(tally, part)
    return f"{count.segments}/{count.words}"


def shares(tally: Tally, width: int) -> dict[str, int]:
    """How many of `width` cells each part gets; whatever there is some of gets one, and they make `width` together."""
    if not width or not tally.total.segments:
        return {"translated": width, "fuzzy": 0, "missing": 0}
    weights = {part: getattr(tally, part).words or getattr(tally, part).segments for part in BLOCKS}
    given = {part: max(bool(weight), width * weight // sum(weights.values())) for part, weight in weights.items()}
    for part in sorted(given, key=lambda part: -weights[part])[:1]:
        given[part] += width - sum(given.values())
    return given


class _Table:
    """Lines of the table, all of the same widths."""

    def __init__(self, names: int, widths: Sequence[int], bar: int, colour: bool) -> None:
        self.names, self.widths, self.bar, self.colour = names, widths, bar, colour

    def block(self, row: LanguageStatus) -> str:
        head = self._padded(row.name) + " " * (self.bar + bool(self.bar) + len("100 %"))
        titles = "".join(" " * GAP + part.rjust(width) for part, width in zip(PARTS, self.widths, strict=True))
        documents = [self._line(document.document, document.tally) for document in row.documents]
        return "\n".join([head + titles, *documents, self._line("all", row.tally), ""])

    def _line(self, name: str, tally: Tally) -> str:
        bar = "".join(self.painted(part, BLOCKS[part] * count) for part, count in shares(tally, self.bar).items())
        figures = [_figures(tally, part).rjust(width) for part, width in zip(PARTS, self.widths, strict=True)]
        start = self._padded(name) + bar + (" " if self.bar else "")
        return start + f"{tally.percent:>3} %" + "".join(" " * GAP + figure for figure in figures)

    def _padded(self, name: str) -> str:
        return name + " " * (self.names - cells(name))

    def painted(self, part: str, text: str) -> str:
        return f"\x1b[{COLOURS[part]}m{text}\x1b[0m" if self.colour and text else text


def run(publication: Publication, languages: Sequence[str], as_json: bool, quiet: bool = False) -> int:
    """Print the status of some languages, or of all: as a table, or as JSON (press.translations.status_model.dump); 0.

    Args:
        quiet: of the table, the sum of each language alone.

    Raises:
        SourceError: a source or a catalog can't be read.
    """
    words = interface.find(word_folders(publication.root))
    found = collect(publication, segments_in_context.read_sources(publication), words, languages)
    if as_json:
        sys.stdout.write(json.dumps(dump(found), ensure_ascii=False, indent=2) + "\n")
    elif quiet:
        sys.stdout.writelines(f"{row.code} {row.tally.percent} %\n" for row in found)
    else:
        width = shutil.get_terminal_size((80, 24)).columns
        sys.stdout.write(table(found, width, wants_colour(sys.stdout)))
        sys.stdout.writelines(f"{line}\n" for line in asked(found))
        spoken = [row for row in publication.languages if not languages or row.code in languages]
        sys.stdout.writelines(f"{line}\n" for line in cldr.assumed(spoken))
    return 0


def asked(found: Sequence[LanguageStatus]) -> Iterator[str]:
    """The questions that wait for an answer, each with its place."""
    units = (unit for row in found for document in row.documents for unit in document.work)
    for unit in units:
        yield from (f"{unit.file}:{unit.line}: {unit.id} asks: {visible(question)}" for question in unit.questions)


def collect(
    publication: Publication, sources: Sources, words: Sequence[Entry], languages: Sequence[str] = ()
) -> tuple[LanguageStatus, ...]:
    """The status of every language, or of those whose codes are given.

    Args:
        publication: the settings; its catalogs are read.
        sources: every document in its own language.
        words: the words of the templates, English.
        languages: codes; none for all.

    Raises:
        SourceError: a catalog can't be read.
    """
    documents: dict[str, list[DocumentStatus]] = {row.code: [] for row in publication.languages}
    for page in segments_in_context.pages(publication, sources, tuple(languages)):
        documents[page.language.code].append(_document(publication, page))
    for row in publication.languages:
        if row.primary != WRITTEN_IN and (not languages or row.code in languages):
            documents[row.code].append(_words(publication, words, row))
    rows = (LanguageStatus(row.code, row.tag, row.name, tuple(documents[row.code])) for row in publication.languages)
    return tuple(row for row in rows if row.documents)


def count_words(text: str) -> int:
    """The words in a segment's Markdown, as word processors count: runs of letters and digits, and each Han character.

    Calls of notes, citations, addresses and attributes are no words.
    """
    return len(_WORD.findall(_MARKUP.sub(" ", text)))


def _document(publication: Publication, page: Page) -> DocumentStatus:
    catalog = _relative(page.catalog.path, publication.root)
    tally = _tally((row.segment.text, row.state, row.entry) for row in page.rows)
    work = tuple(
        _work(row.source, row.entry, row.state, row.segment.kind, catalog)
        for row in page.rows
        if row.state is not State.PUBLISHED or open_questions(row.entry)
    )
    return DocumentStatus(page.document.id, page.original.tag, catalog, tally, work)


def _words(publication: Publication, words: Sequence[Entry], language: Language) -> DocumentStatus:
    """The words of the templates; a publication's own catalog stands before the project's."""
    paths = word_catalogs(publication.root, language.code)
    read = [po.read_if_there(path, language.tag) for path in paths]
    known = {
        (entry.id, entry.source): (catalog.path, entry)
        for catalog in read
        for entry in catalog.entries
        if not entry.obsolete
    }
    found = [(word, *known.get((word.id, word.source), (paths[-1], word))) for word in words]
    states = [_state_of_word(entry) for _, _, entry in found]
    tally = _tally((word.source, state, entry) for (word, _, entry), state in zip(found, states, strict=True))
    work = tuple(
        _work(word, entry, state, "word", _relative(path, publication.root))
        for (word, path, entry), state in zip(found, states, strict=True)
        if state is not State.PUBLISHED or open_questions(entry)
    )
    return DocumentStatus(WORDS, WRITTEN_IN, _relative(paths[-1], publication.root), tally, work)


def _state_of_word(entry: Entry) -> State:
    return State.MISSING if not entry.target else State.FUZZY if entry.fuzzy else State.PUBLISHED


def _tally(rows: Iterable[tuple[str, State, Entry]]) -> Tally:
    return sum((Tally(**dict(_counts(*row))) for row in rows), Tally())


def _counts(source: str, state: State, entry: Entry) -> Iterator[tuple[str, Count]]:
    count = Count(1, count_words(source))
    yield _PART[state], count
    if state is State.PUBLISHED and is_reviewed(entry):
        yield "reviewed", count


def _work(source: Entry, entry: Entry, state: State, kind: str, catalog: str) -> Work:
    translated_from = entry.previous or entry.source if state is State.FUZZY else source.source
    return Work(
        id=source.id,
        kind=kind,
        state=ASKED if state is State.PUBLISHED else str(state),
        note="; ".join(source.notes),
        file=catalog,
        line=entry.line,
        source=source.source,
        previous=translated_from if translated_from != source.source else "",
        target=entry.target,
        comments=entry.comments,
        questions=open_questions(entry),
    )


def _relative(path: Path, root: Path) -> str:
    """A path as it may be published: it names no folder of this machine."""
    return str(path.relative_to(root if path.is_relative_to(root) else PROJECT))
