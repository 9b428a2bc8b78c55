"""Carry ids and translations from an earlier state of a document to the present one.

Policy: unchanged text keeps its id, wherever it moved; edited text keeps its id, and its translations become fuzzy with
the oldest unreviewed source as `previous`; text that is gone becomes obsolete and comes back if the text does.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from press.model.catalog import Entry, Segment

# Below this similarity (0–100) two texts are not the same text edited.
EDITED = 50
# A text that was edited and moved needs to be more alike, for its neighbours don't vouch for it.
MOVED = 75


def identify(document: str, segments: Sequence[Segment], before: Sequence[Entry]) -> tuple[Entry, ...]:
    """An entry with an id for every segment, in the order of the segments.

    Args:
        document: the document's id, part of what new ids are made from: they differ between documents.
        segments: what the source holds now.
        before: the entries of the document's POT as last written.
    """
    pairs = align([entry.source for entry in before], [segment.text for segment in segments])
    used = {before[at].id for at in pairs.values()}
    return tuple(
        Entry(
            before[pairs[index]].id if index in pairs else _new_id(document, segment, used),
            segment.text,
            notes=(_comment(segment),),
        )
        for index, segment in enumerate(segments)
    )


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """For each new text that continues an old one, its index and the old one's."""
    pairs: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs.update(zip(range(j1, j2), range(i1, i2), strict=True))
    _pair_exact(old, new, pairs)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            _pair_similar(old, new, pairs, range(i1, i2), range(j1, j2), EDITED)
    _pair_similar(old, new, pairs, range(len(old)), range(len(new)), MOVED)
    return pairs


def _pair_exact(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Text that moved."""
    taken, pool = set(pairs.values()), defaultdict(list)
    for index, text in enumerate(old):
        if index not in taken:
            pool[text].append(index)
    for index, text in enumerate(new):
        if index not in pairs and pool[text]:
            pairs[index] = pool[text].pop(0)


def _pair_similar(
    old: Sequence[str], new: Sequence[str], pairs: dict[int, int], olds: range, news: range, least: int
) -> None:
    """Text that was edited: the most alike first; of equals, the one in the same order."""
    taken = set(pairs.values())
    free_old = [i for i in olds if i not in taken]
    free_new = [j for j in news if j not in pairs]
    if not (free_old and free_new):
        return
    from rapidfuzz import fuzz

    ranked = sorted(
        (-score, abs(i - j), i, j)
        for i in free_old
        for j in free_new
        if (score := fuzz.ratio(old[i], new[j], score_cutoff=least)) >= least
    )
    for _, _, i, j in ranked:
        if i not in taken and j not in pairs:
            pairs[j] = i
            taken.add(i)


def carry(entries: Sequence[Entry], before: Sequence[Entry]) -> tuple[Entry, ...]:
    """The translations of one language brought to the present entries; what is gone stands at the end, obsolete.

    Args:
        entries: ids and sources as they are now.
        before: the language's catalog as last written, obsolete entries too.
    """
    live = {entry.id: entry for entry in before if not entry.obsolete}
    present = {entry.id for entry in entries}
    orphans = [entry for entry in before if entry.obsolete or entry.id not in present]
    by_text = {entry.source: entry for entry in orphans if entry.target}
    carried, used = [], set()
    for entry in entries:
        found = live.get(entry.id) or by_text.get(entry.source)
        used.add(id(found))
        carried.append(_updated(entry, found) if found else entry)
    gone = (entry for entry in orphans if id(entry) not in used and entry.target)
    return (*carried, *(replace(entry, obsolete=True, notes=()) for entry in _unique(gone)))


def _updated(entry: Entry, found: Entry) -> Entry:
    """An entry with the translation of its earlier state, fuzzy if its source is another now."""
    kept = replace(entry, target=found.target, comments=found.comments, flags=found.flags)
    if found.source == entry.source:
        return replace(kept, fuzzy=found.fuzzy, previous=found.previous)
    if not found.target:
        return kept
    oldest = found.previous if found.fuzzy and found.previous else found.source
    if oldest == entry.source:
        return kept
    return replace(kept, fuzzy=True, previous=oldest)


def _unique(entries: Iterable[Entry]) -> Iterable[Entry]:
    """The entries without a second obsolete one of the same text."""
    seen: Mapping[tuple[str, str], Entry] = {(entry.source, entry.target): entry for entry in entries}
    return seen.values()


def _new_id(document: str, segment: Segment, used: set[str]) -> str:
    """A new id of the segment's kind and a hash of its text: the same text gets the same id on every machine."""
    count = 0
    while True:
        seed = f"{document}\0{segment.text}\0{count}".encode()
        found = f"{segment.kind}-{base64.b32encode(hashlib.sha256(seed).digest()[:5]).decode().lower()}"
        if found not in used:
            used.add(found)
            return found
        count += 1


def _comment(segment: Segment) -> str:
    """What a translator should know of the segment."""
    where = f" under #{segment.section}" if segment.section else ""
    notes = f"; its notes: {segment.notes}" if segment.notes else ""
    return f"{_KINDS.get(segment.kind, 'heading')}{where}{notes}"


_KINDS = {
    "p": "paragraph",
    "li": "list item",
    "quote": "quotation",
    "term": "term",
    "def": "definition",
    "cell": "table cell",
    "caption": "caption",
    "alt": "text in place of a picture",
    "line": "line",
    "note": "note",
    "meta": "metadata",
}
