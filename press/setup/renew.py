"""Writes the locks of the faces anew, by what is installed: `python -m press.setup.renew` (CONTRIBUTING.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

from press.model.fonts import CHARACTERS, EVERY_FACE
from press.project import MODULES
from press.setup.integrity import FACES


def faces(modules: Path) -> Iterator[str]:
    """A line for each face: its size, its SHA-256, its path."""
    for face in EVERY_FACE:
        data = (modules / face.file).read_bytes()
        yield f"{len(data)} {hashlib.sha256(data).hexdigest()} {face.file}"


def characters(modules: Path) -> Iterator[str]:
    """A line for each package: its name, and the code points that all its faces have, in ranges."""
    for package in dict.fromkeys(face.package for face in EVERY_FACE):
        files = (modules / face.file for face in EVERY_FACE if face.package == package)
        yield " ".join([package, *_ranges(frozenset.intersection(*map(_known, files)))])


def _known(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _ranges(codes: Iterable[int]) -> Iterator[str]:
    left = sorted(codes, reverse=True)
    while left:
        first = last = left.pop()
        while left and left[-1] == last + 1:
            last = left.pop()
        yield f"{first:X}" if first == last else f"{first:X}-{last:X}"


if __name__ == "__main__":
    for lock, lines in ((FACES, faces(MODULES)), (CHARACTERS, characters(MODULES))):
        lock.write_text("".join(f"{line}\n" for line in lines), "utf-8")
