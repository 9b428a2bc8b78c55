"""Damaged PO files: what is read is whole, or else the damage is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.catalogs import po
from press.diagnostics import SourceError
from press.model.catalog import Catalog, Entry

LONG = "The shelves run along three walls, and “each” is marked with a letter; the \\ catalogue follows. " * 3
ENTRIES = (
    Entry("h1-a", "The House", "Дом", comments=("reviewed: 1a2b3c4d",), notes=("heading",)),
    Entry("p-b", LONG, "Стеллажи «идут» вдоль трёх стен. " * 8, notes=("paragraph",)),
    Entry("p-c", LONG[40:], "Стеллажи", fuzzy=True, previous=LONG[20:], notes=("paragraph",)),
    Entry("p-d", 'He said "no"\nand left', 'Он сказал "нет"\nи ушёл', comments=("what does *he* mean?",)),
    Entry("p-e", "Nobody has to say where.", ""),
    Entry("p-f", "Gone long ago", "Давно ушло", obsolete=True),
)
TEXT = po.render(Catalog(Path("borrowing.po"), "ru", ENTRIES))
DATA = TEXT.encode()
BLOCKS = dict(zip((entry.id for entry in ENTRIES), TEXT.strip("\n").split("\n\n")[1:], strict=True))
JUNK = ["<<<<<<< HEAD", "=======", ">>>>>>> theirs", "|||||||", "\x00", "\x1f", "\u2028", "\\", " ", '"', '"\\"']
JUNK += ["#~", "#|", "#,", "#", "msgctxt", "msgstr", 'msgid "', 'msgctxt "p-b"', 'msgid "x"', 'msgstr "x"', '"\\x"']


def result(folder: Path, data: bytes) -> Catalog | None:
    """The catalog, or nothing where the damage is told with its line."""
    path = folder / "borrowing.po"
    path.write_bytes(data)
    try:
        return po.read(path, "ru")
    except SourceError as error:
        for told in error.diagnostics:
            assert told.location is not None
            assert told.location.path == path
            assert told.location.line > 0, told
            assert told.hint
        return None


def whole(found: Catalog, text: str) -> None:
    """Each entry that still stands in a text has been read, and each that was not touched as it was."""
    # A text below it may make an id longer: then it is no segment's.
    names = re.findall(r'(?m)^\s*(?:#~\s*)?msgctxt\s*"', text)
    assert len(found.entries) >= len(names)
    own = {entry.id: entry for entry in found.entries}
    parts = re.split(r"\n\s*\n", text.strip("\n"))
    for entry in ENTRIES:
        if BLOCKS[entry.id] in parts:
            kept = own[entry.id]  # comments and flags that stand alone above it have become its own
            assert (kept.source, kept.target, kept.obsolete) == (entry.source, entry.target, entry.obsolete)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def holds(folder: Path, data: bytes) -> None:
    found = result(folder, data)
    if found is not None:
        whole(found, re.sub(r"\r*\n|\r", "\n", data.decode("utf-8-sig")))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(DATA)))
def test_cut(folder: Path, length: int) -> None:
    holds(folder, DATA[:length])


def test_every_line_cut_or_dropped(folder: Path) -> None:
    lines = TEXT.split("\n")
    for at in range(len(lines)):
        holds(folder, "\n".join(lines[:at]).encode())
        holds(folder, "\n".join(lines[:at] + lines[at + 1 :]).encode())
        holds(folder, "\n".join(lines[at:]).encode())


def test_a_quotation_mark_that_is_gone_is_told(folder: Path) -> None:
    for match in re.finditer(r'(?<!\\)"', TEXT):
        assert result(folder, (TEXT[: match.start()] + TEXT[match.end() :]).encode()) is None


def test_a_conflict_is_told_wherever_it_stands(folder: Path) -> None:
    lines = TEXT.split("\n")
    for at in range(len(lines)):
        conflict = ["<<<<<<< HEAD", *lines[at : at + 2], "=======", *lines[at : at + 2], ">>>>>>> theirs"]
        assert result(folder, "\n".join(lines[:at] + conflict + lines[at + 2 :]).encode()) is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "iso8859-5"])
def test_another_encoding_is_told(folder: Path, encoding: str) -> None:
    assert result(folder, TEXT.replace("“", "«").replace("”", "»").encode(encoding, "replace")) is None


@pytest.mark.parametrize("charset", ["CHARSET", "KOI8-R", "cp1251", "ISO-8859-1", "no-such", "GB18030", "utf-16"])
def test_what_the_header_says_of_the_encoding_does_no_harm(folder: Path, charset: str) -> None:
    found = result(folder, TEXT.replace("charset=UTF-8", f"charset={charset}").encode())
    assert found is None or found.entries == ENTRIES


@pytest.mark.parametrize("name", [entry.id for entry in ENTRIES if not entry.obsolete])
def test_an_id_that_stands_twice_is_told(folder: Path, name: str) -> None:
    assert result(folder, (TEXT + "\n" + BLOCKS[name] + "\n").encode()) is None


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\xa0", "\u2028", "\u202e", "\ufeff"])
def test_a_sign_inside_of_a_text_stays_there(folder: Path, sign: str) -> None:
    found = result(folder, TEXT.replace('"Дом"', f'"До{sign}м"').encode())
    assert found is None or found.entries[0].target == f"До{sign}м"


def test_a_text_of_any_length_is_read(folder: Path) -> None:
    found = result(folder, TEXT.replace('"Дом"', f'"{"я" * 100_000}"').encode())
    assert found is not None
    assert len(found.entries[0].target) == 100_000
    assert po.write(found) is True
    assert po.read(found.path, "ru").entries == found.entries


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_of_several_kinds(folder: Path, data: st.DataObject) -> None:
    lines = TEXT.split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        kind = data.draw(st.sampled_from(["drop", "junk", "twice", "swap", "glue", "sign"]))
        other = data.draw(st.integers(0, len(lines) - 1))
        if kind == "drop" and len(lines) > 1:
            del lines[at]
        elif kind == "junk":
            lines.insert(at, data.draw(st.sampled_from(JUNK)))
        elif kind == "twice":
            lines.insert(at, lines[other])
        elif kind == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "glue":
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        elif lines[at]:
            place = data.draw(st.integers(0, len(lines[at]) - 1))
            lines[at] = lines[at][:place] + data.draw(st.sampled_from(JUNK)) + lines[at][place + 1 :]
    holds(folder, "\n".join(lines).encode())
