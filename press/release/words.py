"""How two texts differ, in words and places, for a terminal: … stay for [-four-] {+six+} weeks …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from press.worddiff import Change, Kind, changes, excerpt

LONGEST = 300  # characters of what is told of a place
# What is compared of a place, in characters, and of a text, in lines: the time that takes grows with their squares.
COMPARED = 10_000
MOST = 300_000
LEGEND = "[-words of the release-] {+words as they were built again+}"
_SIGNS = {Kind.SAME: ("", ""), Kind.DELETED: ("[-", "-]"), Kind.INSERTED: ("{+", "+}")}
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_UNSPACED = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")


class Line(NamedTuple):
    """A line of a text, and where it stands: "page 4", "line 12"."""

    place: str
    text: str


def differing(released: Sequence[Line], rebuilt: Sequence[Line]) -> Iterator[str]:
    """What differs, place by place; nothing where lines only end elsewhere.

    Lines are compared first, then the words of those that differ: quick, however long the texts are.
    """
    old, new = _bare(released), _bare(rebuilt)
    if max(len(old), len(new)) > MOST:
        yield f"more lines than can be compared: {len(old)}, built again {len(new)}"
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            continue
        told = _told(" ".join(old[i1:i2]), " ".join(new[j1:j2]))
        if told:
            at = released[i1:i2] or rebuilt[j1:j2]
            yield f"{at[0].place}: {told}"


def _bare(lines: Sequence[Line]) -> list[str]:
    return [" ".join(line.text.split()) for line in lines]


def _told(old: str, new: str) -> str:
    """The words that differ; nothing: none do."""
    old, new = _UNSPACED.sub("", old), _UNSPACED.sub("", new)
    if old.replace(" ", "") == new.replace(" ", ""):
        return ""
    found = excerpt(changes(old[:COMPARED], new[:COMPARED]))
    more = ["…"] if max(len(old), len(new)) > COMPARED else []
    return " ".join([*(_sign(change) for change in found if change.text.strip()), *more])


def _sign(change: Change) -> str:
    before, after = _SIGNS[change.kind]
    text = change.text.strip()
    return f"{before}{text if len(text) <= LONGEST else f'{text[:LONGEST]} …'}{after}"


def lines_of(text: str) -> list[Line]:
    """The lines of a text with their numbers, without empty ones."""
    return [Line(f"line {number}", line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
