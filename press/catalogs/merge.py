"""Carry the translations of one language to the present text.

Policy:
- Unchanged text keeps its translation. The translation of an edited one becomes fuzzy, with the oldest source that was
  reviewed as `previous`; if the edit is taken back, it is no longer fuzzy.
- What a translator has marked as fuzzy by hand has no reviewed source, so no `previous`: it stays fuzzy whatever the
  source becomes.
- Text that is gone becomes obsolete. If it comes back, so does its translation.
- A new text that is a part of an old one, or very like it, begins with its translation, fuzzy. What is obsolete and
  stands in a text that needs work is noted there: texts were merged.
- No translation and no comment is ever dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from press.catalogs.ids import LEAST, MOVED, bare, is_part
from press.model.catalog import Entry

# More pairs of a new and an old text than this are not compared: a text that was written anew.
MOST_COMPARED = 40_000


def carry(entries: Sequence[Entry], before: Sequence[Entry]) -> tuple[Entry, ...]:
    """The translations of one language brought to the present entries; what is gone stands at the end, obsolete.

    Args:
        entries: ids and sources as they are now.
        before: the language's catalog as last written, obsolete entries too; its order doesn't matter.
    """
    present = {entry.id for entry in entries}
    live = {entry.id: entry for entry in before if not entry.obsolete and entry.id in present}
    pool = _Pool(entry for entry in before if entry.obsolete or entry.id not in present)
    found = {entry.id: _kept(entry, live.get(entry.id), pool) for entry in entries}
    found |= {entry.id: _returned(entry, live.get(entry.id), pool) for entry in entries if not found[entry.id]}
    old = pool.rest()
    edited = [known for entry in entries if (known := live.get(entry.id)) and known.source != entry.source]
    fresh = [entry for entry in entries if entry.id not in live and found[entry.id] is None]
    suggested = _suggestions(fresh, [known for known in [*edited, *old] if known.target])
    carried = [_updated(entry, found[entry.id]) or suggested.get(entry.id, entry) for entry in entries]
    gone = _unique(replace(entry, obsolete=True, notes=()) for entry in old)
    return (*(_noted(entry, gone) for entry in carried), *gone)


class _Pool:
    """Entries whose text the document no longer has."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: list[Entry] = []
        self.by_text: dict[str, list[Entry]] = defaultdict(list)
        self.used: set[int] = set()
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        if entry.target or entry.comments:
            self.entries.append(entry)
        if entry.target:
            self.by_text[entry.source].append(entry)
        if entry.target and entry.fuzzy and entry.previous:
            # It was edited, then deleted; it may come back as it was before.
            self.by_text[entry.previous].append(entry)

    def take(self, entry: Entry, reviewed: bool) -> Entry | None:
        """One with the text of an entry, of its id if there is one, else not used before if there is one."""
        fitting = [one for one in self.by_text[entry.source] if not (reviewed and one.fuzzy)]
        ranked = sorted(fitting, key=lambda one: (id(one) in self.used, one.source != entry.source, one.id != entry.id))
        self.used |= {id(one) for one in ranked[:1]}
        return ranked[0] if ranked else None

    def rest(self) -> list[Entry]:
        return [entry for entry in self.entries if id(entry) not in self.used]


def _kept(entry: Entry, known: Entry | None, pool: _Pool) -> Entry | None:
    """What the catalog has under an id, unless it has a translation of the very text elsewhere."""
    if known is None or not known.target:
        return None
    if entry.source == known.source or (known.fuzzy and entry.source == known.previous):
        return known
    back = pool.take(entry, reviewed=True)
    if back:
        pool.add(known)
    return back or known


def _returned(entry: Entry, known: Entry | None, pool: _Pool) -> Entry | None:
    """For an entry without a translation under its id, one of the very text."""
    back = pool.take(entry, reviewed=False)
    if back and known and known.comments:
        return replace(back, comments=tuple(dict.fromkeys([*known.comments, *back.comments])))
    return back or known


def _updated(entry: Entry, found: Entry | None) -> Entry | None:
    """An entry with the translation of its earlier state, fuzzy if its source is another now."""
    if found is None:
        return None
    kept = replace(entry, target=found.target, comments=found.comments, flags=found.flags)
    if not found.target:
        return kept
    oldest = found.previous if found.fuzzy else found.source
    if oldest == entry.source and found.source != entry.source:
        return kept
    if found.source == entry.source:
        return replace(kept, fuzzy=found.fuzzy, previous=oldest if found.fuzzy else "")
    return replace(kept, fuzzy=True, previous=oldest)


def _suggestions(fresh: Sequence[Entry], old: Sequence[Entry]) -> dict[str, Entry]:
    """For new entries, the translation of an old text that they are a part of or very like; fuzzy."""
    if not fresh or not old or len(fresh) * len(old) > MOST_COMPARED:
        return {}
    from rapidfuzz import fuzz

    found = {}
    for entry in fresh:
        if len(entry.source) < LEAST:
            continue
        ranked = [(fuzz.ratio(entry.source, one.source), -at) for at, one in enumerate(old)]
        whole = [(100 * is_part(entry.source, one.source), -at) for at, one in enumerate(old)]
        score, at = max(max(ranked), max(whole))
        if score >= MOVED:
            one = old[-at]
            previous = one.previous if one.fuzzy else one.source
            found[entry.id] = replace(entry, target=one.target, fuzzy=True, previous=previous)
    return found


def _noted(entry: Entry, gone: Sequence[Entry]) -> Entry:
    """An entry that needs work, with a note on each obsolete translation of a part of its text."""
    if entry.target and not entry.fuzzy:
        return entry
    parts = (one for one in gone if is_part(one.source, entry.source))
    own = bare(entry.previous)
    notes = [f"a part was translated: {' '.join(one.target.split())}" for one in parts if bare(one.source) not in own]
    return replace(entry, notes=(*entry.notes, *dict.fromkeys(notes)))


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, one for each text and translation, with the comments of all that had them."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = (entry.source, entry.target)
        first = seen.setdefault(key, entry)
        seen[key] = replace(first, comments=tuple(dict.fromkeys([*first.comments, *entry.comments])))
    return list(seen.values())
