"""`translations check`: what is wrong with translations, and which warnings a translator has silenced with a reason.

A translator silences a warning for one entry by a comment in its catalog: `# silence T013: the year is in the title`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.book.localise import State
from press.book.stages.source import stale
from press.book.stages.text import UNPUBLISHED, localised
from press.catalogs import interface, segments
from press.catalogs.glossary import glossary_of
from press.diagnostics import CODES, Diagnostic, Location, Severity, SourceError
from press.languages import cldr
from press.languages.registry import LANGUAGES
from press.model.catalog import Entry
from press.model.glossary import Glossary
from press.model.interface import word_catalogs
from press.model.publication import Publication
from press.model.review import open_questions
from press.model.translation_pair import Finding, Pair, too_long
from press.translations import segments_in_context
from press.translations.checks import consistency, length, numbers, punctuation, remains, repeats, terms
from press.translations.checks.stopping import STOPPING, Check
from press.translations.segments_in_context import Page, Sources

# Those of a segment beside its translation; that by the glossary comes behind them.
CHECKS: tuple[Check, ...] = (
    *STOPPING,
    numbers.check,
    repeats.check,
    remains.check,
    length.check,
    punctuation.check,
)
# Codes of what is found by comparing entries with each other.
COMPARING = {"T022"}
_SILENCE = re.compile(r"silence\s+(\S+?)\s*(?::\s*(.*))?", re.IGNORECASE)
_FORM = "write `# silence CODE: reason` above the entry, a line for each code, the code that of a warning"
_MEANT = re.compile(r"silence\W+T\d", re.IGNORECASE)  # the beginning of one, however it goes on


@dataclass(frozen=True)
class Silence:
    """A translator's word that a finding is no mistake."""

    code: str
    reason: str


def silences(entry: Entry) -> tuple[Silence, ...]:
    """What the comments of an entry silence."""
    found = (_SILENCE.fullmatch(comment.strip()) for comment in entry.comments)
    return tuple(Silence(match[1].upper(), (match[2] or "").strip()) for match in found if match)


def pairs(page: Page) -> tuple[Pair, ...]:
    """The translations of a page that are to be published, each with its inlines; two calls of Pandoc."""
    rows = [row for row in page.rows if row.state is State.PUBLISHED]
    sources = segments.parse({at: row.segment.text for at, row in enumerate(rows)}, page.original.quotes)
    texts = {at: r.entry.target for at, r in enumerate(rows) if not too_long(r.segment.text, r.entry.target)}
    targets = segments.parse(texts, page.original.quotes)
    return tuple(
        Pair(
            page.document.id,
            row.segment,
            row.entry,
            sources[at] or [],
            targets.get(at),
            page.original,
            page.language,
            tuple(LANGUAGES.values()),
        )
        for at, row in enumerate(rows)
    )


def checks_of(glossary: Glossary) -> tuple[Check, ...]:
    """All checks of a translation, that by the glossary among them."""
    return (*CHECKS, terms.check(glossary))


def of_pair(pair: Pair, checks: Iterable[Check]) -> Iterator[Finding]:
    """What the checks find in one translation, silenced or not."""
    for check in checks:
        yield from check(pair)


def of_page(
    publication: Publication,
    page: Page,
    checks: Sequence[Check] | None = None,
    compared: Mapping[str, Sequence[Finding]] | None = None,
) -> list[Diagnostic]:
    """All that is wrong with the translations of a document, in the order of its catalog.

    Args:
        publication: the settings.
        page: the document in a language.
        checks: as `checks_of` gives them; without them, the glossary is read.
        compared: what `compared` found in entries of this page, by their ids.

    Raises:
        SourceError: what is wrong with the glossary.
    """
    checks = checks_of(glossary_of(publication)) if checks is None else checks
    found: list[Diagnostic] = list(_broken(publication, page))
    for pair in pairs(page):
        more = (compared or {}).get(pair.entry.id, ())
        found += told(page, pair.entry, [*of_pair(pair, checks), *more])
    for row in page.rows:
        if row.state is not State.PUBLISHED:
            found += _asked(row.entry, Location(page.catalog.path, row.entry.line))
    found += _strangers(page)
    return sorted(dict.fromkeys(found), key=lambda d: (d.location or Location(page.catalog.path), d.code))


def told(page: Page, entry: Entry, found: Sequence[Finding], alone: bool = False) -> Iterator[Diagnostic]:
    """Findings with their place, without those that are silenced; and what is wrong with the silencing itself.

    Args:
        page: the document in a language.
        entry: what they were found in.
        found: all that was found.
        alone: whether the entry was looked at by itself; then what compares entries can't be missed.
    """
    where = Location(page.catalog.path, entry.line)
    yield from _asked(entry, where)
    silenced = silences(entry)
    codes = {silence.code for silence in silenced if silence.reason}
    for finding in found:
        if finding.severity is Severity.ERROR or finding.code not in codes:
            yield finding.told(where)
    for comment in entry.comments:
        if _MEANT.match(comment.strip()) and not _SILENCE.fullmatch(comment.strip()):
            yield Diagnostic(
                "T023", f"{entry.id}: this silences nothing: {comment.strip()}", where, _FORM, Severity.WARNING
            )
    for silence in silenced:
        if not (alone and silence.reason and silence.code in COMPARING):
            yield from _wrong(silence, entry, found, where)


def _asked(entry: Entry, where: Location) -> Iterator[Diagnostic]:
    """T032; it is not silenced, for its answer does that."""
    for question in open_questions(entry):
        message = f"{entry.id}: nobody has answered: {question}"
        hint = "write `# A: …` on the line behind it, or take the question out"
        yield Diagnostic("T032", message, where, hint, Severity.WARNING)


def _wrong(silence: Silence, entry: Entry, found: Iterable[Finding], where: Location) -> Iterator[Diagnostic]:
    errors = {finding.code for finding in found if finding.severity is Severity.ERROR}
    if silence.code not in CODES or silence.code in errors:
        message = f"{entry.id}: {silence.code} can't be silenced"
        yield Diagnostic("T023", message, where, _FORM, Severity.WARNING)
    elif not silence.reason:
        message = f"{entry.id}: {silence.code} is silenced without a reason"
        yield Diagnostic("T023", message, where, _FORM, Severity.WARNING)
    elif silence.code not in {finding.code for finding in found}:
        message = f"{entry.id}: {silence.code} is silenced, but nothing is found any more"
        hint = "take the comment out: what it spoke of is mended"
        yield Diagnostic("T024", message, where, hint, Severity.WARNING)


def compared(pages: Iterable[Page]) -> dict[tuple[str, str], dict[str, list[Finding]]]:
    """What is found by comparing documents: by language and document, then by the entry's id."""
    found: dict[tuple[str, str], dict[str, list[Finding]]] = {}
    every = [
        Pair(page.document.id, row.segment, row.entry, (), None, page.original, page.language)
        for page in pages
        for row in page.rows
        if row.state is State.PUBLISHED
    ]
    for pair, finding in consistency.check(every):
        entries = found.setdefault((pair.language.code, pair.document), {})
        entries.setdefault(pair.entry.id, []).append(finding)
    return found


def _broken(publication: Publication, page: Page) -> Iterator[Diagnostic]:
    """What keeps a build from setting a translation at all, and catalogs that are older than their text."""
    found = localised(publication, page.document, page.source, page.catalog)
    # The checks tell more of T011.
    yield from (d for d in found.diagnostics if d.code not in UNPUBLISHED | {"T011"})
    yield from stale(publication, page.document, page.source)


def _strangers(page: Page) -> Iterator[Diagnostic]:
    for entry in page.strangers:
        where = Location(page.catalog.path, entry.line)
        message = f"{entry.id}: {page.document.id} has no such segment any more"
        hint = "run `./whitepaper translations update`, which keeps it as obsolete"
        yield Diagnostic("T027", message, where, hint, Severity.WARNING)


def _words(publication: Publication, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """T010, and what else keeps a build from using the words of the pages in ui.po."""
    for row in publication.languages:
        if not languages or row.code in languages:
            try:
                interface.read(word_catalogs(publication.root, row.code), row.tag)
            except SourceError as error:
                yield from error.diagnostics


def check(
    publication: Publication, languages: tuple[str, ...] = (), sources: Sources | None = None
) -> list[Diagnostic]:
    """All that is wrong with the translations of a publication, document by document; `sources` saves reading them."""
    sources = segments_in_context.read_sources(publication) if sources is None else sources
    checks = checks_of(glossary_of(publication))
    found: list[Diagnostic] = []
    pages = list(segments_in_context.pages(publication, sources, languages))
    twice = compared(pages)
    for page in pages:
        found += of_page(publication, page, checks, twice.get((page.language.code, page.document.id)))
    found += _words(publication, languages)
    return list(dict.fromkeys(found))


def run(publication: Publication, languages: tuple[str, ...], as_json: bool, quiet: bool = False) -> int:
    """Print what is wrong, and unless `quiet` what was assumed and a count; 1 if anything is wrong."""
    found = check(publication, languages)
    if as_json:
        print(json.dumps(list(map(_values, found)), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        for diagnostic in found:
            print(diagnostic.seen_from(Path.cwd()))  # noqa: T201
        if quiet:
            return int(bool(found))
        for line in cldr.assumed(row for row in publication.languages if not languages or row.code in languages):
            print(line)  # noqa: T201
        counts = Counter(diagnostic.severity for diagnostic in found)
        print(", ".join(_counted(counts[kind], kind) for kind in Severity))  # noqa: T201
    return int(bool(found))


def _counted(count: int, kind: Severity) -> str:
    return f"{count} {kind}{'' if count == 1 else 's'}"


def _values(diagnostic: Diagnostic) -> dict[str, Any]:
    where = diagnostic.location
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "hint": diagnostic.advice,
        "file": str(where.path) if where else None,
        "line": where.line if where else None,
    }
