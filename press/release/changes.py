"""What became of a publication's text between two releases: passage by passage, in one language."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from press.catalogs import ids
from press.release.passages import PICTURE, Chapter, Passage

RENAMED = 0.5  # the share of a document's passages that have to stand in another for it to be the same, renamed
LEAST = 16  # shorter texts (characters) stand in two documents by chance


class Kind(StrEnum):
    """What became of a passage."""

    NEW = "new"
    CHANGED = "changed"
    REVISED = "revised"  # its translation, of a source that stayed
    TRANSLATED = "translated"  # what an earlier release showed in another language
    MOVED = "moved"
    GONE = "gone"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True)
class Change:
    """What became of a passage: as it was, as it is; None where there was or is none."""

    kind: Kind
    before: Passage | None
    after: Passage | None

    @property
    def passage(self) -> Passage:
        """As it is, or else as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found


@dataclass(frozen=True)
class Changed:
    """A document with its changes in reading order, those that are gone where they stood.

    Attributes:
        title: as it is now, or of one that is gone, as it was.
        was: of one that stands elsewhere in the order now, its title as it was, with its number; else empty.
        kind: NEW or GONE for a whole document, else CHANGED.
    """

    id: str
    title: str
    was: str
    kind: Kind
    changes: tuple[Change, ...]


def compare(before: Sequence[Chapter], after: Sequence[Chapter]) -> tuple[Changed, ...]:
    """The documents that changed, in the order of now; behind them those that are gone."""
    same = _documents(before, after)
    old = {chapter.id: chapter for chapter in before}
    places: dict[str, list[tuple[Passage, Passage | None]]] = {}
    for chapter in after:
        known = old.get(same.get(chapter.id, ""))
        found = _aligned(known, chapter) if known else {}
        places[chapter.id] = [
            (passage, known.passages[found[at]] if known and at in found else None)
            for at, passage in enumerate(chapter.passages)
        ]
    taken = {id(was) for rows in places.values() for _, was in rows if was}
    pairs = _moved_between(before, places, taken)
    taken |= {id(was) for was in pairs.values()}
    order = {chapter.id: at for at, chapter in enumerate(before)}
    stayed = _longest_rising([order[same[chapter.id]] for chapter in after if chapter.id in same])
    told = []
    for chapter in after:
        known = old.get(same.get(chapter.id, ""))
        rows = [(passage, was or pairs.get(id(passage))) for passage, was in places[chapter.id]]
        changes = tuple(_in_order(known, rows, taken))
        was = known.title if known and order[known.id] not in stayed else ""
        if changes or not known or was:
            told.append(Changed(chapter.id, chapter.title, was, Kind.CHANGED if known else Kind.NEW, changes))
    kept = set(same.values())
    for chapter in before:
        if chapter.id not in kept:
            lost = tuple(Change(Kind.GONE, one, None) for one in chapter.passages if id(one) not in taken)
            told.append(Changed(chapter.id, chapter.title, "", Kind.GONE, lost))
    return tuple(told)


def _documents(before: Sequence[Chapter], after: Sequence[Chapter]) -> dict[str, str]:
    """The id that each document had before: its own, or that of one which is gone and holds much of the same text."""
    same = {chapter.id: chapter.id for chapter in after if any(one.id == chapter.id for one in before)}
    free = [chapter for chapter in before if chapter.id not in same]
    for chapter in after:
        if chapter.id in same:
            continue
        ranked = sorted(((-_shared(one, chapter), at) for at, one in enumerate(free)))
        if ranked and -ranked[0][0] >= RENAMED:
            same[chapter.id] = free.pop(ranked[0][1]).id
    return same


def _shared(one: Chapter, other: Chapter) -> float:
    """The share of the shorter document's passages that stand in the other."""
    left, right = (Counter(p.source for p in chapter.passages) for chapter in (one, other))
    least = min(left.total(), right.total())
    return (left & right).total() / least if least else 0.0


def _aligned(before: Chapter, after: Chapter) -> dict[int, int]:
    """The place of each passage among those of before, by its id, or else by its text."""
    known = {(p.id, p.kind == PICTURE): at for at, p in enumerate(before.passages) if p.id}
    found = {}
    # A document that is written in another language now has other ids, and its source is another text.
    turned = before.original != after.original
    if not turned:
        keys = ((at, (p.id, p.kind == PICTURE)) for at, p in enumerate(after.passages))
        found = {at: known[key] for at, key in keys if key in known}
    old = [at for at in range(len(before.passages)) if at not in found.values()]
    new = [at for at in range(len(after.passages)) if at not in found]
    for pictures in (True, False):
        left = [at for at in old if (before.passages[at].kind == PICTURE) is pictures]
        right = [at for at in new if (after.passages[at].kind == PICTURE) is pictures]
        was = [_compared(before.passages[at], turned) for at in left]
        now = [_compared(after.passages[at], turned) for at in right]
        found |= {right[j]: left[i] for j, i in ids.align(was, now).items()}
    return found | dict(_cells(before, after, found))


def _cells(before: Chapter, after: Chapter, found: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Cells that have nothing in common but their place: as many between the same neighbours as were there before."""
    gone = _behind(before, {at: at for at in found.values()})
    for last, new in _behind(after, found).items():
        if len(new) == len(old := gone.get(last, [])):
            yield from zip(new, old, strict=True)


def _behind(chapter: Chapter, known: Mapping[int, int]) -> dict[int, list[int]]:
    """The cells that have no partner, by the place before of the last passage that has one."""
    found: dict[int, list[int]] = {}
    last = -1
    for at, passage in enumerate(chapter.passages):
        if at in known:
            last = known[at]
        elif passage.kind == "cell":
            found.setdefault(last, []).append(at)
    return found


def _compared(passage: Passage, turned: bool) -> str:
    return passage.written or "" if turned else passage.source


def _moved_between(
    before: Sequence[Chapter], places: Mapping[str, Sequence[tuple[Passage, Passage | None]]], taken: set[int]
) -> dict[int, Passage]:
    """By the identity of new passages, those of another document whose text they have, and which are gone there."""
    free: dict[str, list[Passage]] = {}
    for chapter in before:
        for passage in chapter.passages:
            if id(passage) not in taken and len(passage.source) >= LEAST:
                free.setdefault(passage.source, []).append(passage)
    found = {}
    for rows in places.values():
        for passage, was in rows:
            if was is None and free.get(passage.source):
                found[id(passage)] = free[passage.source].pop(0)
    return found


def _in_order(
    known: Chapter | None, rows: Sequence[tuple[Passage, Passage | None]], taken: set[int]
) -> Iterator[Change]:
    """The changes of a document; a passage that is gone is told behind the one that it stood behind."""
    old = {id(passage): at for at, passage in enumerate(known.passages)} if known else {}
    here = [old[id(was)] for _, was in rows if was and id(was) in old]
    stayed = _longest_rising(here)
    lost = [at for at, passage in enumerate(known.passages) if id(passage) not in taken] if known else []
    for passage, was in rows:
        at = old.get(id(was), -1) if was else -1
        while lost and at >= 0 and at in stayed and lost[0] < at and known:
            yield Change(Kind.GONE, known.passages[lost.pop(0)], None)
        kind = _kind(passage, was, at in stayed)
        if kind:
            yield Change(kind, was, passage)
    if known:
        yield from (Change(Kind.GONE, known.passages[at], None) for at in lost)


def _kind(passage: Passage, was: Passage | None, stayed: bool) -> Kind | None:
    if passage.written is None:
        return Kind.UNTRANSLATED
    if was is None:
        return Kind.NEW
    if was.written is None:
        return Kind.TRANSLATED
    if passage.written != was.written:
        return Kind.CHANGED if passage.source != was.source else Kind.REVISED
    return None if stayed or passage.kind == PICTURE else Kind.MOVED


def _longest_rising(places: Sequence[int]) -> set[int]:
    """A longest subsequence that rises: what kept its order, so that as little as possible has moved."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = [-1] * len(places)
    for at, place in enumerate(places):
        length = bisect_left(ends, place)
        before[at] = tails[length - 1] if length else -1
        if length == len(ends):
            ends.append(place)
            tails.append(at)
        else:
            ends[length], tails[length] = place, at
    found: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        found.add(places[at])
        at = before[at]
    return found
