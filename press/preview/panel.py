"""What a translator wants to know of one segment: where it stands, what it says, what is wrong with it, which terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from press import pandoc, worddiff
from press.book.localise import State
from press.book.places import of_segment
from press.catalogs import segments, terms
from press.diagnostics import Diagnostic, Location
from press.model.catalog import Entry, Segment
from press.model.glossary import Term
from press.model.language import Language
from press.model.publication import Document
from press.model.review import is_reviewed
from press.preview.workbench import Workbench
from press.translations import check
from press.translations.segments_in_context import Page, Row

# A word of the source as it is looked for in its file, where its markup may be written otherwise.
TERM = "term: "  # press.catalogs.terms notes them in catalogs; the panel has them of the glossary as it is now


@dataclass(frozen=True)
class Panel:
    """A segment as the panel shows it; paths are told from the publication's folder, with the line behind a colon.

    Attributes:
        state: source (the document's own language), translated, reviewed, fuzzy or missing.
        kind: as in press.model.catalog.Segment.
        before: for a fuzzy translation, how the source has changed since; empty if it has not.
        problems: what keeps it from being set, and what the checks find.
        known: terms of the glossary in the source, each with the forms and variants of the language.
        previous, following: ids of the segments beside it.
    """

    id: str
    document: str
    kind: str
    state: str
    original: Language
    language: Language
    catalog: str
    place: str
    source: str
    target: str = ""
    before: tuple[worddiff.Change, ...] = ()
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    known: tuple[Term, ...] = ()
    previous: str = ""
    following: str = ""


def panel(bench: Workbench, document: Document, language: str, identifier: str) -> Panel | None:
    """The panel of a segment; None if there is none of that id."""
    bench.look()
    source, text = bench.source(document), bench.text(document, language)
    ids = [entry.id for entry in source.entries] if source else []
    if source is None or identifier not in ids:
        return None
    at = ids.index(identifier)
    segment, entry, root = source.segments[at], source.entries[at], bench.publication.root
    bare = Panel(
        id=identifier,
        document=document.id,
        kind=segment.kind,
        state="source",
        original=bench.publication.spoken(document.language),
        language=bench.publication.spoken(language),
        catalog="",
        place=_told(of_segment(document.path, segment), root),
        source=segment.text,
        notes=entry.notes,
        previous=ids[at - 1] if at else "",
        following=ids[at + 1] if at + 1 < len(ids) else "",
    )
    page = bench.page(document, language)
    return _translated(bare, bench, page, at, text.diagnostics if text else ()) if page else bare


def _translated(bare: Panel, bench: Workbench, page: Page, at: int, broken: Sequence[Diagnostic]) -> Panel:
    """A panel with all that its catalog says."""
    row = page.rows[at]
    found = terms.finder(bench.glossary(), page.original).longest(pandoc.plain(_inlines(row, page)))
    uses = {use.term.concept: use.term for match in found for use in match.uses}
    own = [d for d in broken if d.message.startswith(f"{row.entry.id}: ")]
    return replace(
        bare,
        state=state_of(row),
        catalog=_told(Location(page.catalog.path, row.entry.line), bench.publication.root),
        target=row.entry.target,
        before=_before(row),
        comments=row.entry.comments,
        notes=tuple(note for note in row.entry.notes or bare.notes if not note.startswith(TERM)),
        problems=tuple(dict.fromkeys([*own, *_findings(bench, page, row)])),
        known=tuple(uses.values()),
    )


def state_of(row: Row) -> str:
    """One word for the state of a segment."""
    if row.state is State.PUBLISHED:
        return "reviewed" if is_reviewed(row.entry) else "translated"
    return str(row.state)


def _before(row: Row) -> tuple[worddiff.Change, ...]:
    """What has changed in the source since a fuzzy translation was made."""
    earlier = row.entry.previous or row.entry.source
    changed = row.state is State.FUZZY and earlier != row.segment.text
    return worddiff.changes(earlier, row.segment.text) if changed else ()


def _inlines(row: Row, page: Page) -> Sequence[object]:
    return segments.parse({0: row.segment.text}, page.original.quotes)[0] or []


def _findings(bench: Workbench, page: Page, row: Row) -> Iterator[Diagnostic]:
    """What the checks of translations find; they look at what is to be published."""
    checks = check.checks_of(bench.glossary())
    for pair in check.pairs(replace(page, rows=(row,))):
        if pair.target is not None:
            yield from check.told(page, row.entry, list(check.of_pair(pair, checks)), alone=True)


def work(bench: Workbench, document: Document, language: str) -> list[tuple[Segment, Entry, str]]:
    """Every segment of a document with its entry and state, in reading order."""
    bench.look()
    source, page = bench.source(document), bench.page(document, language)
    if source is None:
        return []
    if page is None:
        return [(s, e, "source") for s, e in zip(source.segments, source.entries, strict=True)]
    return [(row.segment, replace(row.entry, id=row.source.id), state_of(row)) for row in page.rows]


def _told(where: Location, root: Path) -> str:
    """A place as a translator types it into an editor: a path in the publication, and the line if it is known."""
    path = where.path.relative_to(root) if where.path.is_relative_to(root) else where.path
    return f"{path}:{where.line}" if where.line else str(path)
