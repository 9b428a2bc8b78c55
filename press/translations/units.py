"""A segment in its context as a unit of exchange."""

from __future__ import annotations

from dataclasses import replace

from press.book.localise import State
from press.model.catalog import Entry
from press.model.review import is_reviewed, stamped
from press.translations.exchange.units import Unit, UnitState
from press.translations.segments_in_context import Row


def unit_of(row: Row) -> Unit:
    """A segment as it is exchanged; that it is reviewed is told by its state and by no comment."""
    missing = row.state is State.MISSING
    return Unit(
        id=row.source.id,
        kind=row.segment.kind,
        source=row.source.source,
        target="" if missing else row.entry.target,
        state=_state(row),
        previous=_earlier(row) if row.state is State.FUZZY else "",
        notes=row.entry.notes or row.source.notes,
        comments=unstamped(row.entry).comments,
    )


def _state(row: Row) -> UnitState:
    if row.state is State.PUBLISHED:
        return UnitState.REVIEWED if is_reviewed(row.entry) else UnitState.TRANSLATED
    return UnitState.MISSING if row.state is State.MISSING else UnitState.FUZZY


def _earlier(row: Row) -> str:
    """The source that a fuzzy translation was made from, as far as the catalog knows."""
    return row.entry.previous or (row.entry.source if row.entry.source != row.source.source else "")


def unstamped(entry: Entry) -> Entry:
    """The entry without a mark that it is reviewed."""
    return replace(entry, comments=stamped(entry).comments[:-1])
