"""What lies in the place of a file: a link that leads out, a pipe, a device, a folder; and how a file may be called."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from inputs.situation import (
    CATALOG,
    CHAPTER,
    DRAWING,
    META,
    PAGE,
    SETTINGS,
    TABLE,
    TERMS,
    WORDS,
    WORKS,
    Change,
    Expected,
    Situation,
    every,
    paragraph,
    put,
    swap,
)

LANGUAGE, POT = "languages/ru.yaml", "translations/pot/borrowing.pot"
STYLE, TEXT = "content/own.csl", "content/documents/lending-rules/text.md"
_RU, _EN = ("build", "book:ru"), ("build", "book:en")
READ_BY = {
    **{SETTINGS: _EN, CHAPTER: _EN, TABLE: _EN, META: _EN, WORKS: _EN, DRAWING: _EN, TEXT: _EN, STYLE: _EN},
    **{CATALOG: _RU, WORDS: _RU, LANGUAGE: _RU, POT: _EN, PAGE: ("build", "page:en")},
    TERMS: ("translations", "check", "ru"),
}
FOLDERS = ("content", "content/figures", "translations", "translations/ru", "templates", "languages", "build")
BUILT = ("build/editions", "build/editions/site", "build/text", "build/words.json", "build/.doit.db")


def _with_all(root: Path) -> None:
    """Files that the minimal publication has not."""
    put(LANGUAGE, "length: 1.1\n")(root)
    put(PAGE, "<p>{{ publication.title }}</p>\n")(root)
    put(STYLE, (Path(__file__).parents[2] / "templates/csl/notes-en.csl").read_bytes())(root)
    swap(SETTINGS, "references: ", "citation_styles: {en: own.csl}\nreferences: ")(root)


def _gone(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


def _linked_out(name: str) -> Change:
    """What lies at a place lies elsewhere, a little changed, and is linked."""

    def change(root: Path) -> None:
        place, outside = root / name, root.parent / "outside"
        if place.is_dir():
            shutil.copytree(place, outside)
        elif place.exists():
            outside.write_bytes(place.read_bytes() + b"\n")
        else:
            outside.mkdir()
        _gone(place)
        place.symlink_to(outside)

    return change


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path can't be long
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(path.name)
    finally:
        os.chdir(here)


IN_THE_PLACE: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "socket": _socket,
    "device without end": lambda path: path.symlink_to("/dev/zero"),
    "device": lambda path: path.symlink_to("/dev/full"),
    "folder": Path.mkdir,
    "link to itself": lambda path: path.symlink_to(path.name),
}


def _replaced(name: str, by: Callable[[Path], None]) -> Change:
    def change(root: Path) -> None:
        _gone(root / name)
        by(root / name)

    return change


NAMES = [
    "a b",
    'a"b',
    "a'b",
    "$(touch made)",
    "-rf",
    "a#b",
    "a?b",
    "a%20b",
    "a&b",
    "~",
    "CON",
    "图书",
    "a;b",
    "x" * 190,
]
HIDDEN_NAMES = ("a\x1bb", "a\u202eb", "a\u200bb", "x" * 240)
FORMATS = ("xliff", "tmx", "docx", "omegat")


def situations() -> Iterator[Situation]:
    """Every file and folder that is read or written, as each of these."""
    for name, command in READ_BY.items():
        yield Situation("links out of the tree", name, every(_with_all, _linked_out(name)), command=command)
        for kind, by in IN_THE_PLACE.items():
            made = every(_with_all, _replaced(name, by))
            yield Situation("no file", f"{kind}: {name}", made, command=command)
    for name in (*FOLDERS, *BUILT):
        expected = Expected.EITHER if name in ("content", "content/figures", "build/words.json") else Expected.REFUSED
        made = every(_with_all, _linked_out(name))
        yield Situation("links out of the tree", name, made, expected, ("build", "page:en"))
    for name in (
        "build/words.json",
        "build/.doit.db",
        "build/editions/reading-room-en.html",
        "build/text/en/borrowing.json",
    ):
        yield Situation("no file", f"pipe: {name}", _replaced(name, os.mkfifo), command=("build", "page:en"))
    for format in FORMATS:
        for kind in ("pipe", "socket", "folder"):
            made = _replaced("../back", IN_THE_PLACE[kind])
            command = ("translations", "import", "ru", f"--{format}", "{beside}/back")
            yield Situation("no file", f"{kind}: import {format}", made, command=command)
        command = ("translations", "import", "ru", f"--{format}", "/dev/zero")
        yield Situation("no file", f"/dev/zero: import {format}", put("x", ""), command=command)
    for kind in ("pipe", "device without end", "folder"):
        made = _replaced("../print.pdf", IN_THE_PLACE[kind])
        yield Situation("no file", f"{kind}: preflight", made, command=("preflight", "{beside}/print.pdf"))
    for stem in (*NAMES, *HIDDEN_NAMES):
        yield Situation(
            "names of files",
            ascii(stem) if len(stem) < 40 else f"{len(stem)} letters",
            every(
                lambda root, stem=stem: shutil.copy(root / DRAWING, root / f"content/figures/{stem}.svg"),  # type: ignore[misc]
                paragraph(f"![A shelf](<figures/{stem}.svg>)"),
            ),
            Expected.REFUSED if stem in HIDDEN_NAMES else Expected.MADE,
            ("build", "page:en"),
            holds="" if stem in HIDDEN_NAMES else "A shelf",
        )
