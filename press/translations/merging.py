"""What a unit that came back makes of its entry in the catalog.

Policy: what a translator wrote for the source as it stands is taken over with its state. What was written for another
source is kept as fuzzy, with the source that the translator saw as `previous`, unless somebody has translated the
present one meanwhile. A text that is changed loses its stamp of review; a reviewer gives it anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from press.model.catalog import Entry
from press.model.review import stamped
from press.translations.exchange.units import Incoming, Unit, UnitState, digest
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
