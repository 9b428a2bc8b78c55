"""What changed between two states of a text, word by word; Han characters count as words of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word, a Han character or a mark, with the space before it: spaces alone would be taken for what stayed.
_TOKEN = re.compile(r"\s*(?:[\u2e80-\u9fff\uf900-\ufaff]|[^\W_\u2e80-\u9fff\uf900-\ufaff]+|\S)|\s+$")
# Words of unchanged text that are kept at each side of a change by `excerpt`.
KEPT = 6
# Pairs of equal words of two texts; a page of any language has some thousand. Of texts that repeat a word and little
# else, difflib's time grows with the third power: a line of a thousand characters takes seconds.
PAIRS = 20_000


class Kind(StrEnum):
    """What became of a run of text."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Change:
    """A run of text, and whether it stayed, went or came."""

    kind: Kind
    text: str


def changes(old: str, new: str) -> tuple[Change, ...]:
    """The runs that make `old` (without those inserted) and `new` (without those deleted), in order.

    What stayed between two changes counts as changed too if it is no word: one edit reads as one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in _steps(before, after):
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        between = tag == "equal" and j2 < len(after) and not any(map(str.isalnum, gone))
        if runs and (between or (tag != "equal" and runs[-1][0] != runs[-1][1])):
            runs[-1] = (runs[-1][0] + gone, runs[-1][1] + come)
        else:
            runs.append((gone, come))
    return tuple(_told(runs))


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """How one becomes the other, as difflib tells it; by a method that always ends soon where difflib's would not."""
    counts = Counter(before)
    if sum(counts[token] for token in after) <= PAIRS:
        yield from SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        return
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(before, after):
        yield step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end


def _told(runs: Sequence[tuple[str, str]]) -> Iterator[Change]:
    for gone, come in runs:
        if gone == come:
            yield Change(Kind.SAME, gone)
            continue
        if gone:
            yield Change(Kind.DELETED, gone)
        if come:
            yield Change(Kind.INSERTED, come)


def excerpt(found: Sequence[Change], kept: int = KEPT) -> tuple[Change, ...]:
    """Changes with long unchanged runs cut to some words at each side, an ellipsis in the place of the rest."""
    last = len(found) - 1
    return tuple(
        Change(change.kind, _cut(change.text, kept, at > 0, at < last)) if change.kind is Kind.SAME else change
        for at, change in enumerate(found)
    )


def _cut(text: str, kept: int, after_change: bool, before_change: bool) -> str:
    tokens = _TOKEN.findall(text)
    if len(tokens) <= kept * (after_change + before_change):
        return text
    head = "".join(tokens[:kept]) if after_change else ""
    tail = "".join(tokens[-kept:]).lstrip() if before_change else ""
    return f"{head} … {tail}" if head and tail else f"{head} …" if head else f"… {tail}"
