"""PO and POT files to catalogs and back, by translate-toolkit.

What is written is canonical: the same catalog gives the same bytes, so that a diff shows only what a person changed.
There is no creation date and no line number in it, and nothing of who wrote it but what translators' tools put there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from translate.storage import pypo

from press import files
from press.errors import Diagnostic, Location, SourceError
from press.model.catalog import Catalog, Entry

# Raised when segments are cut otherwise, so that catalogs of an earlier cut are recognised.
SEGMENTATION = "1"
HEADERS = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "X-Segmentation": SEGMENTATION,
}
# Catalogs of the templates' words are keyed by the words themselves; an id there is a context.
WORDS = "ui."
# What would make two catalogs of the same content differ.
VOLATILE = {"POT-Creation-Date"}


def read(path: Path, language: str) -> Catalog:
    """The catalog in a PO or POT file; line ends and a byte order mark of any kind are accepted.

    Raises:
        SourceError: T001 there is no such file; T002 it can't be read; T007 an id stands in it twice.
    """
    if not path.is_file():
        hint = "run `./whitepaper translations update`, which makes it, and translate it"
        raise SourceError(Diagnostic("T001", "there is no such catalog", Location(path), hint))
    text = _decoded(path).replace("\r\n", "\n")
    if found := list(_conflicts(path, text)) or list(_stray(path, text)):
        raise SourceError(found)
    store = _parsed(path, text)
    lines = _lines(text)
    entries = tuple(_entry(unit, lines) for unit in store.units if not unit.isheader())
    if problems := list(_duplicates(path, entries)):
        raise SourceError(problems)
    header = store.header()
    headers = dict(store.parseheader()) if header is not None else {}
    return Catalog(path, language, entries, headers)


def read_if_there(path: Path, language: str) -> Catalog:
    """The catalog in a file, or an empty one where there is none."""
    return read(path, language) if path.is_file() else Catalog(path, language)


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SourceError(
            Diagnostic("T002", "it is not UTF-8", Location(path, line), "save it as UTF-8 in your editor")
        ) from error


def _conflicts(path: Path, text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")) or line == "=======":
            hint = "choose one of the two versions and remove the markers"
            yield Diagnostic("T002", "it holds a conflict that git left", Location(path, number), hint)


_SYNTAX = re.compile(r'(#.*|(msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)\s*"(\\.|[^"\\])*"|"(\\.|[^"\\])*")?\s*')


def _stray(path: Path, text: str) -> Iterator[Diagnostic]:
    """Lines that are no PO syntax: translate-toolkit would pass over them in silence."""
    for number, line in enumerate(text.split("\n"), 1):
        if not _SYNTAX.fullmatch(line):
            hint = 'each line is a comment, a keyword with a "text", or a "text"; escape quotes as \\"'
            yield Diagnostic("T002", f"this line is no PO syntax: {line[:60]}", Location(path, number), hint)


def _parsed(path: Path, text: str) -> Any:
    try:
        store: Any = pypo.pofile
        return store.parsestring(text.encode())
    except Exception as error:  # the parser raises bare ValueError, SyntaxError and its own
        hint = "mend it, or restore its last state and run `./whitepaper translations update` again"
        raise SourceError(Diagnostic("T002", f"it can't be read: {error}", Location(path), hint)) from error


def _lines(text: str) -> dict[str, int]:
    """The line of each id."""
    found = re.finditer(r'^(?:#~ )?msgctxt "(.*)"$', text, re.M)
    starts = {match[1]: match.start() for match in found}
    numbers, at, line = {}, 0, 1
    for identifier, start in sorted(starts.items(), key=lambda item: item[1]):
        line += text.count("\n", at, start)
        at = start
        numbers[identifier] = line
    return numbers


def _entry(unit: Any, lines: dict[str, int]) -> Entry:
    identifier = unit.getcontext()
    flags = [flag.strip() for comment in unit.typecomments for flag in comment.removeprefix("#,").split(",")]
    return Entry(
        id=identifier,
        source=str(unit.source),
        target=str(unit.target or ""),
        fuzzy=bool(unit.isfuzzy()),
        previous=str(unit.prev_source or ""),
        comments=tuple(unit.getnotes(origin="translator").splitlines()),
        notes=tuple(unit.getnotes(origin="developer").splitlines()),
        flags=tuple(flag for flag in flags if flag and flag != "fuzzy"),
        obsolete=bool(unit.isobsolete()),
        line=lines.get(identifier, 0),
    )


def _duplicates(path: Path, entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for entry in entries:
        key = f"{entry.id} {entry.source}" if path.name.startswith(WORDS) else entry.id
        if key in seen and not entry.obsolete:
            yield Diagnostic(
                "T007", f"{key} stands in it twice", Location(path, entry.line), "remove one of the two entries"
            )
        seen |= set() if entry.obsolete else {key}


def write(catalog: Catalog) -> bool:
    """Write a catalog, if its file would change by it; whether it did."""
    text = render(catalog)
    if catalog.path.is_file() and catalog.path.read_bytes() == text.encode():
        return False
    files.write_text(catalog.path, text)
    return True


def render(catalog: Catalog) -> str:
    """A catalog in canonical PO syntax."""
    store = pypo.pofile()
    store.units.clear()  # a new file has a header of its own, with the hour of its making
    language = {"Language": catalog.language} if catalog.language else {}
    store.addunit(_header({**catalog.headers, **HEADERS, **language}))
    for entry in catalog.entries:
        store.addunit(_unit(entry))
    data: bytes = bytes(store)
    return data.decode()


def _header(headers: dict[str, str]) -> Any:
    unit = pypo.pounit("")
    unit.target = "".join(f"{key}: {value}\n" for key, value in headers.items() if key not in VOLATILE)
    return unit


def _unit(entry: Entry) -> Any:
    unit = pypo.pounit(entry.source)
    unit.setcontext(entry.id)
    unit.target = entry.target
    _add(unit, entry.notes, "developer")
    _add(unit, entry.comments, "translator")
    for flag in entry.flags:
        unit.settypecomment(flag)
    if entry.fuzzy:
        unit.markfuzzy()
    if entry.previous:
        unit.prev_source = entry.previous
    if entry.obsolete:
        unit.makeobsolete()
    return unit


def _add(unit: Any, lines: Sequence[str], origin: str) -> None:
    for line in lines:
        unit.addnote(line, origin=origin)
