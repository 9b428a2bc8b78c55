"""A release held against what was built again: file by file, with what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from press.characters import visible
from press.release.checksums import SIGNATURE, SUMS, of_file
from press.release.differences import explained
from press.release.received import MANIFEST

_LISTS = (MANIFEST, SUMS)  # what differs in them follows from other files


class Verdict(StrEnum):
    """How a file compares."""

    SAME = "same"
    DIFFERS = "differs"
    RELEASED = "only in the release"
    REBUILT = "only built again"


@dataclass(frozen=True)
class Compared:
    """A file of both, or of one; `told` says what differs, a place a line."""

    name: str
    verdict: Verdict
    told: tuple[str, ...] = ()


def compare(released: Mapping[str, Path], rebuilt: Path, whole: bool) -> Iterator[Compared]:
    """Hold files of a release against the folder of what was built again, in the order of their names, lists last.

    The signature is left out: only who has the key can make it again, and it signs what is compared.

    Args:
        released: files by their names in the release.
        rebuilt: the folder.
        whole: whether these are all files of the release; else others in the folder are no matter.
    """
    there = {path.name: path for path in rebuilt.iterdir()}
    names = {*released, *(there if whole else ())} - {SIGNATURE}
    for name in sorted(names, key=lambda name: (name in _LISTS, name)):
        if name not in there:
            yield Compared(name, Verdict.RELEASED)
        elif name not in released:
            yield Compared(name, Verdict.REBUILT)
        elif of_file(released[name]) == of_file(there[name]):
            yield Compared(name, Verdict.SAME)
        else:
            told = explained(released[name], there[name]) if name != SUMS else ["as the files that it names do"]
            yield Compared(name, Verdict.DIFFERS, tuple(map(visible, told)))
