"""Carry ids from an earlier state of a document to the present one; what becomes of translations is in merge.py.

Policy: unchanged text keeps its id, wherever it moved; edited text keeps its id. Of a text that was split, the part
most like the whole keeps it; of texts that were merged, the one most like the whole gives it. A text that was deleted
and comes back has its old id again.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from press.model.catalog import Entry, Segment

# Below this similarity (0–100) two texts are not the same text edited.
EDITED = 50
# A text that was edited and moved needs to be more alike, for its neighbours don't vouch for it.
MOVED = 75
# Shorter texts (characters) stand in longer ones by chance.
LEAST = 16
_KINDS = {
    "p": "paragraph",
    "title": "title of a call-out",
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


def identify(
    document: str, segments: Sequence[Segment], before: Sequence[Entry], gone: Iterable[Entry] = ()
) -> tuple[Entry, ...]:
    """An entry with an id for every segment, in the order of the segments.

    Args:
        document: the document's id, part of what new ids are made from: they differ between documents.
        segments: what the source holds now.
        before: the entries of the document's POT as last written.
        gone: entries of its catalogs that the POT has no more; a text that comes back takes its id from them.
    """
    back = _returned(segments, before, gone)
    texts = ["\0" if index in back else segment.text for index, segment in enumerate(segments)]
    pairs = align([entry.source for entry in before], texts)
    used = {before[at].id for at in pairs.values()} | set(back.values())
    found, tried = [], Counter[tuple[str, str]]()
    for index, segment in enumerate(segments):
        known = before[pairs[index]].id if index in pairs else back.get(index)
        found.append(Entry(known or _new_id(document, segment, used, tried), segment.text, notes=(_comment(segment),)))
    return tuple(found)


def _returned(segments: Sequence[Segment], before: Sequence[Entry], gone: Iterable[Entry]) -> dict[int, str]:
    """The ids of texts that are not in the POT but were in a catalog, by their place; no id twice."""
    texts, ids = {entry.source for entry in before}, {entry.id for entry in before}
    own = [entry for entry in gone if entry.id and entry.id not in ids]
    known = {text: entry.id for entry in own for text in (entry.previous, entry.source) if text}
    found: dict[str, int] = {}
    for index, segment in enumerate(segments):
        if segment.text in known and segment.text not in texts:
            found.setdefault(known[segment.text], index)
    return {index: identifier for identifier, index in found.items()}


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """For each new text that continues an old one, its index and the old one's."""
    pairs: dict[int, int] = {}
    runs = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in runs:
        if tag == "equal":
            pairs.update(zip(range(j1, j2), range(i1, i2), strict=True))
    _pair_exact(old, new, pairs)
    for tag, i1, i2, j1, j2 in runs:
        if tag == "replace":
            _pair_similar(old, new, pairs, range(i1, i2), range(j1, j2), EDITED)
            _pair_parts(old, new, pairs, range(i1, i2), range(j1, j2))
    _pair_similar(old, new, pairs, range(len(old)), range(len(new)), MOVED)
    return pairs


def is_part(short: str, long: str) -> bool:
    """Whether one text stands in another, but for its last punctuation, its notes' calls and its first capital."""
    short, long = bare(short), bare(long)
    return LEAST <= len(short) < len(long) and short in long


def bare(text: str) -> str:
    """A text as `is_part` compares it."""
    return re.sub(r"\[\^\d+\]", "", text).strip(" .,;:!?。，；：！？").lower()


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


def _pair_parts(old: Sequence[str], new: Sequence[str], pairs: dict[int, int], olds: range, news: range) -> None:
    """Text that was split or merged into pieces too small to be like the whole: the longest piece first."""
    taken = set(pairs.values())
    ranked = sorted(
        (-min(len(old[i]), len(new[j])), i, j)
        for i in olds
        for j in news
        if i not in taken and j not in pairs and (is_part(new[j], old[i]) or is_part(old[i], new[j]))
    )
    for _, i, j in ranked:
        if i not in taken and j not in pairs:
            pairs[j] = i
            taken.add(i)


def _new_id(document: str, segment: Segment, used: set[str], tried: Counter[tuple[str, str]]) -> str:
    """A new id of the segment's kind and a hash of its text: the same text gets the same id on every machine.

    How many were tried for a text is remembered, for a table may have thousands of cells that are the same.
    """
    while True:
        seed = f"{document}\0{segment.text}\0{tried[segment.kind, segment.text]}".encode()
        tried[segment.kind, segment.text] += 1
        found = f"{segment.kind}-{base64.b32encode(hashlib.sha256(seed).digest()[:5]).decode().lower()}"
        if found not in used:
            used.add(found)
            return found


def _comment(segment: Segment) -> str:
    """What a translator should know of the segment."""
    where = f" under #{segment.section}" if segment.section else ""
    notes = f"; its notes: {segment.notes}" if segment.notes else ""
    return f"{_KINDS.get(segment.kind, 'heading')}{where}{notes}"
