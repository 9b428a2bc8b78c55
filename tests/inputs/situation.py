"""What a situation is, and the changes to the minimal publication that make one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

Change = Callable[[Path], None]  # is given the folder of a publication
Data = str | bytes | Callable[[], str | bytes]  # what is large is made when it is asked for
SETTINGS = "content/publication.yaml"
CHAPTER = "content/chapters/borrowing.md"
TABLE = "content/data/hours.yaml"
META = "content/documents/lending-rules/meta.yaml"
WORKS = "content/references.yaml"
DRAWING = "content/figures/shelf.svg"
STAMP = "content/figures/stamp.png"
CATALOG = "translations/ru/borrowing.po"
WORDS = "translations/ru/ui.po"
TERMS = "translations/glossary.csv"
PAGE = "templates/page/page.html.j2"


class Expected(StrEnum):
    """How it has to end: told with a code, made, or one of the two."""

    REFUSED = "refused"
    MADE = "made"
    EITHER = "either"


@dataclass(frozen=True)
class Situation:
    """A publication that is wrong, or strange, in one way.

    Attributes:
        kind: what it has in common with others.
        name: of it alone.
        make: changes a copy of the minimal publication.
        expected: how the command has to end.
        command: words after `./whitepaper --publication DIR`; `{beside}` stands for a folder beside the publication.
        line: whether what is told has to name a line.
        holds: a text that the English page has to hold, if it is made.
        lacks: one that it may not hold.
    """

    kind: str
    name: str
    make: Change
    expected: Expected = Expected.REFUSED
    command: tuple[str, ...] = ("build", "book:en")
    line: bool = False
    holds: str = ""
    lacks: str = ""


def put(name: str, data: Data) -> Change:
    """Write a file, new or in the place of another."""

    def change(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(_bytes(data))

    return change


def add(name: str, text: Data) -> Change:
    """Write something behind what a file holds."""

    def change(root: Path) -> None:
        put(name, (root / name).read_bytes() + _bytes(text))(root)

    return change


def _bytes(data: Data) -> bytes:
    found = data() if callable(data) else data
    return found if isinstance(found, bytes) else found.encode("utf-8", "surrogatepass")


def swap(name: str, old: str, new: str) -> Change:
    """Write one text in the place of another, which stands in the file."""

    def change(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text, f"{name} holds no {old}"
        put(name, text.replace(old, new, 1))(root)

    return change


def every(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(root: Path) -> None:
        for each in changes:
            each(root)

    return change


def paragraph(text: str) -> Change:
    """A paragraph at the end of a chapter."""
    return add(CHAPTER, f"\n\n{text}\n")


def quoted(text: str) -> str:
    """A text as YAML has it in quotes, all but ASCII escaped; JSON would make two escapes of an emoji."""
    return "".join(one if one.isascii() else f"\\U{ord(one):08x}" for one in json.dumps(text, ensure_ascii=False))
