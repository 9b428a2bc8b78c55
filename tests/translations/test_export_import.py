"""Export and import: what nobody touched changes no byte; all of a file comes into the catalogs, or nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from exchanged import (
    CAPTION,
    HEADING,
    HOUSE,
    MINIMAL,
    catalog,
    change,
    content,
    edited,
    entry,
    exported,
    only,
    read_once,
    reading,
    target,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press import files
from press.catalogs import po
from press.content.publication import read_publication
from press.diagnostics import SourceError
from press.model.catalog import Entry
from press.model.publication import Publication
from press.model.review import stamped
from press.translations import export_import
from press.translations.units import unstamped

STATEFUL = ["xliff", "docx"]  # formats that tell every state
ODD = ("", " & <b> ]]> &amp;", "  ", " “”", "\ttab", "\\\nline", " 中文 😀", " \\* \\[", "\u00a0\u2011\u00ad")


@pytest.fixture(autouse=True)
def _sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """No source changes, unless a test says so: each is read once for all tests."""
    reading(monkeypatch, lambda publication, document: read_once(document.id))


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    root = tmp_path / "publication"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    return read_publication(root)


def states(seed: int) -> Callable[[int, Entry], Entry]:
    """All states and odd texts, spread over the entries."""

    def make(at: int, entry: Entry) -> Entry:
        odd = ODD[(seed + at) % len(ODD)]
        match (seed + at * 7) % 6:
            case 0:
                return replace(entry, target="")
            case 1:
                return replace(entry, target=entry.target + odd, fuzzy=True, previous=f"Old {entry.source}{odd}")
            case 2:
                return replace(entry, target=f"*{odd}[^9]", fuzzy=True)
            case 3:
                return stamped(replace(entry, comments=("ask the baker",)))
        return replace(entry, target=entry.target + odd, comments=("one", "two & <three>")[: at % 3])

    return make


def emptied(at: int, entry: Entry) -> Entry:
    return unstamped(replace(entry, target="", fuzzy=False, previous=""))


@pytest.mark.parametrize("format", STATEFUL)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 100))
def test_into_emptied_catalogs_comes_all(publication: Publication, format: str, seed: int) -> None:
    for name in content(publication):
        shutil.copy(MINIMAL / Path(name).relative_to(publication.root), name)
    change(publication, states(seed))
    before = content(publication)
    path = exported(publication, format)
    change(publication, emptied)
    assert content(publication) != before
    export_import.take_in(publication, "zh", format, path)
    assert content(publication) == before


@pytest.mark.parametrize("format", ["xliff", "docx", "omegat", "tmx"])
def test_an_export_that_nobody_touched_changes_no_byte(
    publication: Publication, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(publication, states(3))
    before = content(publication)
    export_import.take_in(publication, "zh", format, exported(publication, format))
    assert content(publication) == before
    assert "0 taken over" in capsys.readouterr().out


def test_what_a_file_does_not_hold_survives(publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    gone = Entry("p-aaaaaaaa", "Gone.", "走了。", obsolete=True, comments=("keep me",))
    found = catalog(publication)
    entries = (*found.entries, gone)
    po.write(replace(found, entries=entries, headers={**found.headers, "X-Mine": "1"}))
    change(publication, only(CAPTION, comments=("a word",), flags=("no-wrap",)), HOUSE)
    path = edited(exported(publication), target("图书的摆放", "各有其位"))
    text = re.sub(rf'<trans-unit id="{HOUSE}/{CAPTION}".*?</trans-unit>\n', "", path.read_text("utf-8"), flags=re.S)
    path.write_text(text, "utf-8")
    before = catalog(publication)
    export_import.take_in(publication, "zh", "xliff", path)
    after = catalog(publication)
    assert after.headers == before.headers
    assert [e for e in after.entries if e.id != HEADING] == [e for e in before.entries if e.id != HEADING]
    assert entry(publication, HEADING).target == "各有其位"
    said = capsys.readouterr().out
    assert "1 taken over" in said
    assert f"1 did not come back; what was there stays: {HOUSE}/{CAPTION}" in said


def test_nothing_is_written_if_one_unit_is_wrong(publication: Publication) -> None:
    before = content(publication)
    wrong = (target("图书的摆放", "各有*其位"), (f"{HOUSE}/h3-2rwhhaxu", f"{HOUSE}/h3-x"))
    path = edited(exported(publication), target("阅览室印章", "印章"), *wrong)
    with pytest.raises(SourceError) as raised:
        export_import.take_in(publication, "zh", "xliff", path)
    assert sorted(d.code for d in raised.value.diagnostics) == ["X002", "X003"]
    assert content(publication) == before


def test_nothing_stays_written_if_one_catalog_can_t_be(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported(publication)
    change(publication, emptied)
    before, written, write_text = content(publication), [], files.write_text

    def fail(path: Path, text: str) -> None:
        if written:
            raise OSError("no space is left")
        written.append(path)
        write_text(path, text)

    monkeypatch.setattr(files, "write_text", fail)
    with pytest.raises(OSError, match="no space"):
        export_import.take_in(publication, "zh", "xliff", path)
    assert written
    assert content(publication) == before
