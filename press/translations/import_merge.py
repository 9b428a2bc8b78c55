"""Translations that came back, brought into the catalogs: all of a file, or nothing.

Policy: what a translator wrote for the source as it stands is taken over with its state. What was written for another
source is kept as fuzzy, with the source that the translator saw as `previous`, unless somebody has translated the
present one meanwhile. A text that is changed loses its stamp of review; a reviewer gives it anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from press import files
from press.book.stages.text import UNPUBLISHED, localised
from press.catalogs import po
from press.characters import HINT, controls
from press.diagnostics import Diagnostic, Location, Severity, SourceError
from press.model.catalog import Catalog, Entry
from press.model.publication import Publication
from press.model.review import stamped
from press.translations.exchange import codes
from press.translations.exchange.units import Incoming, Returned, Unit, UnitState, digest
from press.translations.segments_in_context import Page, Row
from press.translations.units import unit_of, unstamped

HELD = (UnitState.TRANSLATED, UnitState.REVIEWED)


@dataclass(frozen=True)
class Work:
    """A unit with its entry before and after the import.

    Attributes:
        row: None where the document no longer has the segment.
        current: whether the translator saw the source as it stands.
    """

    unit: Incoming
    page: Page
    row: Row | None
    before: Entry
    after: Entry
    current: bool

    @property
    def name(self) -> str:
        """DOCUMENT/ID."""
        return f"{self.unit.document}/{self.unit.id}"

    @property
    def empty(self) -> bool:
        """Whether there is no translation in it."""
        return not self.unit.target.strip()

    @property
    def changed(self) -> bool:
        """Whether the catalog becomes another by it."""
        return self.after != self.before

    @property
    def claimed(self) -> bool:
        """Whether it brings a translation that its translator holds to be right."""
        new = self.after.target != self.before.target or self.before.fuzzy
        return self.changed and new and not self.empty and self.unit.state in HELD


def work(page: Page, unit: Incoming) -> Work | None:
    """A unit beside its entry: a live one, or else one that the document no longer has; None for an unknown id."""
    row = next((row for row in page.rows if row.source.id == unit.id), None)
    if row:
        current = _is_current(unit, row.source.source)
        after = row.entry if not unit.target.strip() else (_present if current else _stale)(unit, row, unit_of(row))
        return Work(unit, page, row, row.entry, _commented(after, unit), current)
    gone = next((entry for entry in page.catalog.entries if entry.id == unit.id), None)
    return Work(unit, page, None, gone, _gone(unit, gone), False) if gone else None


def _is_current(unit: Incoming, source: str) -> bool:
    return unit.digest == digest(source) if unit.digest else unit.source == source


def _present(unit: Incoming, row: Row, before: Unit) -> Entry:
    """The entry of a unit that translates the source as it stands."""
    same = unit.target == before.target
    entry = replace(row.entry, source=row.source.source, target=unit.target)
    if unit.state is UnitState.FUZZY:
        if same and before.state is UnitState.FUZZY:
            return row.entry
        previous = before.previous if before.state is UnitState.FUZZY else unit.previous
        return replace(entry, fuzzy=True, previous=previous)
    if same and (before.state is unit.state or before.state is UnitState.REVIEWED):
        return row.entry
    entry = replace(entry, fuzzy=False, previous="")
    reviewed = unit.state is UnitState.REVIEWED and before.state is not UnitState.REVIEWED
    return stamped(entry) if reviewed else entry if same else unstamped(entry)


def _stale(unit: Incoming, row: Row, before: Unit) -> Entry:
    """The entry of a unit that translates another source."""
    known = unit.state is UnitState.FUZZY or unit.source == before.previous
    if before.state in HELD or (known and unit.target == before.target):
        return row.entry
    previous = before.previous or unit.previous if unit.state is UnitState.FUZZY else ""
    source = row.source.source
    return replace(row.entry, source=source, target=unit.target, fuzzy=True, previous=previous or unit.source)


def _gone(unit: Incoming, entry: Entry) -> Entry:
    """An entry that waits for its text to come back, with the newer translation of the text that it had."""
    if not unit.target.strip() or unit.target == entry.target:
        return entry
    fuzzy = unit.state is UnitState.FUZZY
    return unstamped(replace(entry, source=unit.source, target=unit.target, fuzzy=fuzzy, previous=unit.previous))


def _commented(entry: Entry, unit: Incoming) -> Entry:
    """The entry with the comments that are new; none is taken away."""
    new = (line for line in dict.fromkeys(unit.comments) if line.strip() and line not in entry.comments)
    return replace(entry, comments=(*entry.comments, *new))


@dataclass(frozen=True)
class Merged:
    """What an import does; segments are named DOCUMENT/ID.

    Attributes:
        catalogs: those that change.
        taken, unchanged, empty: the units that change their entry, that don't, and that came back without a text.
        absent: segments that did not come back, of the documents of which any did.
        warnings: X005, units whose source is another than their translator saw.
    """

    catalogs: tuple[Catalog, ...]
    taken: tuple[str, ...]
    unchanged: tuple[str, ...]
    empty: tuple[str, ...]
    absent: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]


def merge(publication: Publication, pages: Sequence[Page], path: Path, returned: Returned) -> Merged:
    """What the units of a file make of the catalogs; nothing is written.

    Args:
        publication: the settings.
        pages: every document that is translated into the language.
        path: the file, for messages.
        returned: what was in it.

    Raises:
        SourceError: X002, X003, X004, X006, and what keeps a build from setting a translation.
    """
    problems = [*_foreign(publication, pages, path, returned), *_twice(path, returned.units)]
    known = {page.document.id: page for page in pages}
    found = [(unit, work(known[unit.document], unit)) for unit in returned.units if unit.document in known]
    problems += [_unknown(path, unit) for unit, own in found if own is None]
    works = [own for _, own in found if own is not None]
    problems += _damaged(publication, pages, path, [own for own in works if own.claimed])
    problems += _hidden(path, [own for own in works if own.changed])
    if problems:
        raise SourceError(sorted(problems, key=lambda d: (d.location or Location(path), d.code)))
    return Merged(
        catalogs=tuple(new for page in pages if (new := _catalog(page, works)) is not page.catalog),
        taken=tuple(own.name for own in works if own.changed),
        unchanged=tuple(own.name for own in works if not own.changed and not own.empty),
        empty=tuple(own.name for own in works if own.empty and own.before.target),
        absent=tuple(_absent(pages, returned)),
        warnings=tuple(warning for own in works if (warning := _warning(path, own))),
    )


def write(merged: Merged) -> None:
    """Write the catalogs that change; if one can't be written, those before it become again what they were."""
    new = [(catalog.path, po.render(catalog)) for catalog in merged.catalogs]
    before = {path: path.read_bytes() if path.is_file() else None for path, _ in new}
    try:
        for path, text in new:
            files.write_text(path, text)
    except OSError:
        for path, data in before.items():
            if data is None:
                files.remove(path)
            elif path.read_bytes() != data:
                files.write_bytes(path, data)
        raise


def _foreign(publication: Publication, pages: Sequence[Page], path: Path, returned: Returned) -> Iterator[Diagnostic]:
    """X004: another publication, language or document."""
    hint = "import a file that was exported from this publication, into the language of its translations"
    if returned.identifier and returned.identifier != publication.identifier:
        message = f"it is of {returned.identifier}, not of {publication.identifier}"
        yield Diagnostic("X004", message, Location(path), hint)
    tag = pages[0].language.tag if pages else "nothing"
    if returned.language and _primary(returned.language) != _primary(tag):
        yield Diagnostic("X004", f"it is in {returned.language}, not in {tag}", Location(path), hint)
    known = {page.document.id for page in pages}
    first = {unit.document: unit for unit in reversed(returned.units)}
    for document in sorted(set(first) - known):
        message = f"there is no document {document!r} that is translated into {tag}"
        yield Diagnostic("X004", message, Location(path, first[document].place), hint)


def _primary(tag: str) -> str:
    """The language of a tag; tools write zh-CN for zh-Hans."""
    return tag.lower().replace("_", "-").partition("-")[0]


def _twice(path: Path, units: Sequence[Incoming]) -> Iterator[Diagnostic]:
    seen: Counter[tuple[str, str]] = Counter()
    for unit in units:
        seen[unit.document, unit.id] += 1
        if seen[unit.document, unit.id] == 2:
            message = f"{unit.document}/{unit.id} stands in it twice"
            yield Diagnostic("X006", message, Location(path, unit.place), "remove the one that is not meant")


def _unknown(path: Path, unit: Incoming) -> Diagnostic:
    hint = "put its id back as it was exported, or remove the unit"
    return Diagnostic("X002", f"{unit.document} has no segment {unit.id!r}", Location(path, unit.place), hint)


def _damaged(
    publication: Publication, pages: Sequence[Page], path: Path, works: Sequence[Work]
) -> Iterator[Diagnostic]:
    """X003: codes that are lost, and markup that no build can set; with what else a build refuses in a text."""
    whole: list[Work] = []
    for own in works:
        source = own.row.source.source if own.row and own.current else own.unit.source
        if told := codes.lost(source, own.unit.target):
            hint = "put each code back as it stands in the source"
            message = f"{own.name}: {'; '.join(told)}"
            yield Diagnostic("X003", message, Location(path, own.unit.place), hint)
        elif own.row and not own.after.fuzzy:
            whole.append(own)
    for page in pages:
        entries = tuple(replace(own.after, line=own.unit.place) for own in whole if own.page is page)
        if entries:
            catalog = Catalog(path, page.language.tag, entries)
            found = localised(publication, page.document, page.source, catalog).diagnostics
            yield from (_told(d) for d in found if d.code not in UNPUBLISHED)


def _hidden(path: Path, works: Sequence[Work]) -> Iterator[Diagnostic]:
    """S015: what nobody sees in comments, and in translations that no build looks at, for they wait or are doubtful."""
    for own in works:
        published = own.row and own.claimed and not own.after.fuzzy
        for text in own.unit.comments if published else (own.unit.target, *own.unit.comments):
            for _, message in controls(text):
                yield Diagnostic("S015", f"{own.name}: {message}", Location(path, own.unit.place), HINT)


def _told(found: Diagnostic) -> Diagnostic:
    """What a build has against markup, in the words of an import."""
    return replace(found, code="X003") if found.code.startswith("T") else found


def _catalog(page: Page, works: Sequence[Work]) -> Catalog:
    """The catalog of a page with the entries that change; one without any stays the same object."""
    changed = [own for own in works if own.page is page and own.changed]
    after = {(own.unit.id, own.before.obsolete): own.after for own in changed}
    entries = [after.pop((entry.id, entry.obsolete), entry) for entry in page.catalog.entries]
    notes = {row.source.id: row.source.notes for row in page.rows}
    new = [replace(entry, notes=notes[entry.id]) for entry in after.values()]
    at = next((at for at, entry in enumerate(entries) if entry.obsolete), len(entries))
    return replace(page.catalog, entries=(*entries[:at], *new, *entries[at:])) if changed else page.catalog


def _absent(pages: Sequence[Page], returned: Returned) -> Iterator[str]:
    back = {(unit.document, unit.id) for unit in returned.units}
    documents = {document for document, _ in back}
    for page in pages:
        for row in page.rows:
            if page.document.id in documents and (page.document.id, row.source.id) not in back:
                yield f"{page.document.id}/{row.source.id}"


def _warning(path: Path, own: Work) -> Diagnostic | None:
    """X005 of a unit whose translator saw another source."""
    if own.current or own.empty or (own.row is None and not own.changed):
        return None
    if own.row is None:
        what, hint = "its document no longer has it", "it is kept among the obsolete ones, in case it comes back"
    elif unit_of(own.row).state in HELD and own.unit.target != own.before.target:
        what, hint = "the new source has been translated meanwhile", "that stays; compare the two by hand"
    else:
        what, hint = "the source has changed meanwhile", "it is fuzzy now: bring the translation up to date"
    message = f"{own.name}: {what}"
    return Diagnostic("X005", message, Location(path, own.unit.place), hint, Severity.WARNING)
