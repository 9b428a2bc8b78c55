"""PO and POT files to catalogs and back, by translate-toolkit.

What any tool has made of a file is read: other line ends, wrapping and order, a byte order mark, headers of its own,
references and notes taken out or put in. Only entries, comments, flags and headers count.

What is written is canonical: the same catalog gives the same bytes, so that a diff shows only what a person changed.
There is no creation date and no line number in it, and nothing of who wrote it but what translators' tools put there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from translate.storage import pypo

from press import files
from press.catalogs import po_syntax
from press.characters import written
from press.content import texts
from press.content.positions import place
from press.diagnostics import Diagnostic, Location, SourceError
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
LARGEST = 8 * 1024**2  # bytes: a document's; a thousand pages take three million
# What would make two catalogs of the same content differ.
VOLATILE = {"POT-Creation-Date"}


def read(path: Path, language: str) -> Catalog:
    """The catalog in a PO or POT file; line ends and a byte order mark of any kind are accepted.

    Raises:
        SourceError: T001 there is no such file; T002 it can't be read; T007 an id stands in it twice.
    """
    if not path.exists():
        hint = "run `./whitepaper translations update`, which makes it, and translate it"
        raise SourceError(Diagnostic("T001", "there is no such catalog", Location(path), hint))
    text = _decoded(path)
    wrong = list(po_syntax.conflicts(path, text)) or list(po_syntax.strays(path, text))
    if wrong := wrong or [*po_syntax.misplaced(path, text), *po_syntax.hidden(path, text)]:
        raise SourceError(wrong)
    units = _parsed(path, text).units
    lines = po_syntax.lines(text) if units else []
    if problems := list(_strange(path, units, lines)):
        raise SourceError(problems)
    entries = tuple(_entry(unit, line) for unit, line in _told(units, lines) if not _is_header(unit))
    if problems := list(_duplicates(path, entries)):
        raise SourceError(problems)
    header = next((unit for unit in units if _is_header(unit)), None)
    # Comments at the end of a file belong to no entry.
    loose = [line for unit in units if _is_header(unit) or not unit.msgid for line in _comments(unit.othercomments)]
    return Catalog(path, language, entries, _headers(header), tuple(loose))


def read_if_there(path: Path, language: str) -> Catalog:
    """The catalog in a file, or an empty one where there is none."""
    return read(path, language) if path.exists() else Catalog(path, language)


def _decoded(path: Path) -> str:
    """The text of a file, its lines without what some editors put at their ends and beginnings."""
    text = texts.read(path, "T002", "save it as UTF-8 in your editor", LARGEST)
    return "\n".join(line.strip(" \t\v\f") for line in re.split(r"\r*\n|\r", text))


def locate(path: Path, line: int, character: str) -> Location:
    """Where a character that nobody sees stands in an entry that begins on a line of a catalog, escaped or not."""
    lines = _decoded(path).split("\n")
    entry = "\n".join(lines[line - 1 :])
    found = place(entry, written(entry, character), path)
    return replace(found, line=found.line + line - 1) if found.line else Location(path, line)


def _parsed(path: Path, text: str) -> Any:
    try:
        store: Any = pypo.pofile
        return store.parsestring(text.encode())
    except Exception as error:  # the parser raises bare ValueError, SyntaxError and its own
        hint = "mend it, or restore its last state and run `./whitepaper translations update` again"
        line = re.search(r"line (\d+)", str(error))
        where = Location(path, int(line[1]) if line else 0)
        raise SourceError(Diagnostic("T002", f"it can't be read: {error}", where, hint)) from error


def _is_header(unit: Any) -> bool:
    """Whether it is the entry of the empty text, with fields or without."""
    return bool(unit.msgid) and not unit.source and not unit.getcontext()


def _told(units: Sequence[Any], lines: Sequence[int]) -> Iterator[tuple[Any, int]]:
    """Units that are more than comments, each with its line."""
    return zip((unit for unit in units if unit.msgid), lines, strict=True)


def _strange(path: Path, units: Sequence[Any], lines: Sequence[int]) -> Iterator[Diagnostic]:
    """What is PO, but nothing that a catalog of ours can hold."""
    header = False
    for unit, line in _told(units, lines):
        if unit.hasplural():
            hint = "the pipeline knows no plural forms: keep the first msgstr as the only one, without [0]"
            yield Diagnostic("T002", "the entry has plural forms", Location(path, line), hint)
        if header and _is_header(unit) and not unit.isobsolete():
            yield Diagnostic("T007", "the header stands in it twice", Location(path, line), "remove one of the two")
        header = header or _is_header(unit)


def _headers(unit: Any) -> dict[str, str]:
    """The header's fields, in their order."""
    fields = (line.partition(":") for line in str(unit.target).split("\n")) if unit is not None else ()
    return {name.strip(): value.strip() for name, colon, value in fields if colon and name.strip()}


def _comments(lines: Sequence[str]) -> tuple[str, ...]:
    """Comments without their mark and the space after it."""
    bare = (line.rstrip("\n").removeprefix("#") for line in lines)
    return tuple(line.removeprefix(" ") for line in bare)


def _entry(unit: Any, line: int) -> Entry:
    flags = [flag.strip() for comment in unit.typecomments for flag in comment[2:].split(",")]
    return Entry(
        id=unit.getcontext(),
        source=str(unit.source),
        target=str(unit.target or ""),
        fuzzy=bool(unit.isfuzzy()),
        previous=str(unit.prev_source or ""),
        comments=_comments(unit.othercomments),
        notes=tuple(note.removeprefix("#.").strip() for note in unit.automaticcomments),
        flags=tuple(dict.fromkeys(flag for flag in flags if flag and flag != "fuzzy")),
        obsolete=bool(unit.isobsolete()),
        line=line,
    )


def _duplicates(path: Path, entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for entry in entries:
        key = f"{entry.id} {entry.source}" if path.name.startswith(WORDS) else entry.id
        if not key:
            continue  # a tool has dropped the ids; alignment finds the entry by its source
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
    store.addunit(_header({**catalog.headers, **HEADERS, **language}, catalog.comments))
    for entry in catalog.entries:
        store.addunit(_unit(entry))
    data: bytes = bytes(store)
    return data.decode()


def _header(headers: Mapping[str, str], comments: Sequence[str]) -> Any:
    unit = pypo.pounit("")
    unit.target = "".join(f"{key}: {value}\n" for key, value in headers.items() if key not in VOLATILE)
    unit.othercomments = _marked("#", comments)
    return unit


def _unit(entry: Entry) -> Any:
    unit = pypo.pounit(entry.source)
    unit.setcontext(entry.id)
    unit.target = entry.target
    unit.automaticcomments = _marked("#.", entry.notes)
    unit.othercomments = _marked("#", entry.comments)
    for flag in entry.flags:
        unit.settypecomment(flag)
    if entry.fuzzy:
        unit.markfuzzy()
    if entry.previous:
        unit.prev_source = entry.previous
    if entry.obsolete:
        unit.makeobsolete()
    return unit


def _marked(mark: str, lines: Sequence[str]) -> list[str]:
    """Comments with their mark, none of which can be read as another kind of comment or as more than one line."""
    whole = (" ".join(re.split(r"[\r\n]+", line)).rstrip(" \t\v\f") for line in lines)
    return [f"{mark} {line}\n" if line else f"{mark}\n" for line in whole]
