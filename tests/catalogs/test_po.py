"""Catalogs: what is written is read again, in any text; files of any line end are read, and equal ones left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.catalogs import po
from press.diagnostics import SourceError
from press.model.catalog import Catalog, Entry

# What trips PO syntax: quotes, backslashes, line ends, keywords, comment marks, and scripts without spaces.
PIECES = ['"', "\\", "\n", "\\n", "\t", " ", "#", "#~ ", "msgid", "%s"]
PIECES += ["中文，", "«ё»", "é", "a", "word ", "x" * 30, "😀"]
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
ANY_TEXT = st.one_of(TEXT, st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
LINE = st.text('abc "\\中#:,|~', min_size=1, max_size=20).map(str.strip).filter(bool)
ID = st.from_regex(r"[a-z]{1,4}-[a-z2-7]{8}", fullmatch=True)


@st.composite
def entries(draw: st.DrawFn, identifier: str) -> Entry:
    target = draw(st.one_of(st.just(""), ANY_TEXT))
    fuzzy = bool(target) and draw(st.booleans())
    return Entry(
        identifier,
        draw(ANY_TEXT),
        target,
        fuzzy,
        previous=draw(st.one_of(st.just(""), ANY_TEXT)) if fuzzy else "",
        comments=tuple(draw(st.lists(LINE, max_size=2))),
        notes=tuple(draw(st.lists(LINE, max_size=2))),
        flags=tuple(draw(st.lists(st.sampled_from(["c-format", "no-wrap"]), max_size=1))),
    )


CATALOGS = st.lists(ID, max_size=4, unique=True).flatmap(lambda ids: st.tuples(*map(entries, ids)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CATALOGS)
def test_what_is_written_is_read_again(tmp_path: Path, found: tuple[Entry, ...]) -> None:
    path = tmp_path / "a.po"
    catalog = Catalog(path, "zh-Hans", found)
    path.write_text(po.render(catalog), "utf-8", newline="")
    again = po.read(path, "zh-Hans")
    assert again.entries == found
    assert po.render(again) == po.render(catalog)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_TEXT, ANY_TEXT)
def test_what_is_obsolete_is_kept(tmp_path: Path, source: str, target: str) -> None:
    gone = Entry("p-aaaaaaaa", source, target, obsolete=True)
    path = tmp_path / "a.po"
    path.write_text(po.render(Catalog(path, "ru", (gone,))), "utf-8", newline="")
    assert po.read(path, "ru").entries == (gone,)
    assert po.read(path, "ru").live == {}


SOME = (Entry("p-a", 'He said "no"\n', "Он сказал: «нет»\n"), Entry("p-b", "Two", "", notes=("paragraph",)))


@pytest.mark.parametrize("change", [lambda b: b.replace(b"\n", b"\r\n"), lambda b: b"\xef\xbb\xbf" + b])
def test_line_ends_and_byte_order_marks(tmp_path: Path, change: object) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(change(po.render(Catalog(path, "ru", SOME)).encode()))  # type: ignore[operator]
    assert po.read(path, "ru").entries == SOME


def test_an_equal_file_is_left_alone(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "a.po", "ru", SOME)
    assert po.write(catalog)
    before = catalog.path.stat()
    assert not po.write(po.read(catalog.path, "ru"))
    assert (catalog.path.stat().st_ino, catalog.path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert po.write(replace(catalog, entries=SOME[:1]))


def test_headers_of_translators_are_kept_but_not_the_hour(tmp_path: Path) -> None:
    headers = {"Last-Translator": "Ли Мин", "POT-Creation-Date": "2011-03-30 12:00+0000", "Content-Type": "text/x"}
    po.write(Catalog(tmp_path / "a.po", "ru", SOME, headers))
    again = po.read(tmp_path / "a.po", "ru").headers
    assert (again["Last-Translator"], again["Language"]) == ("Ли Мин", "ru")
    assert again["Content-Type"] == "text/plain; charset=UTF-8"
    assert "POT-Creation-Date" not in again


def test_entries_know_their_lines(tmp_path: Path) -> None:
    po.write(Catalog(tmp_path / "a.po", "ru", SOME))
    lines = (tmp_path / "a.po").read_text("utf-8").splitlines()
    for entry in po.read(tmp_path / "a.po", "ru").entries:
        assert lines[entry.line - 1] == f'msgctxt "{entry.id}"'


def test_only_the_catalog_of_words_may_repeat_a_context(tmp_path: Path) -> None:
    twice = (Entry("reference", "Chapter", "глава"), Entry("reference", "Table", "таблица"))
    po.write(Catalog(tmp_path / "ui.po", "ru", twice))
    assert po.read(tmp_path / "ui.po", "ru").entries == twice
    po.write(Catalog(tmp_path / "gui.po", "ru", twice))
    with pytest.raises(SourceError, match="T007"):
        po.read(tmp_path / "gui.po", "ru")


def test_a_catalog_that_may_be_missing(tmp_path: Path) -> None:
    assert po.read_if_there(tmp_path / "a.po", "ru") == Catalog(tmp_path / "a.po", "ru")
