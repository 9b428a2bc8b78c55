"""What becomes of a translation that came back: its state, its source, its review, its comments."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchanged import (
    HEADING,
    HOUSE,
    MINIMAL,
    catalog,
    change,
    changed_source,
    content,
    edited,
    entry,
    exported,
    only,
    read_once,
    reading,
    target,
)

from press.catalogs import po
from press.content.publication import read_publication
from press.model.catalog import Entry
from press.model.publication import Publication
from press.model.review import is_reviewed, stamped
from press.translations import export_import


@pytest.fixture(autouse=True)
def _sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """No source changes, unless a test says so: each is read once for all tests."""
    reading(monkeypatch, lambda publication, document: read_once(document.id))


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    root = tmp_path / "publication"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    return read_publication(root)


def take(publication: Publication, *edits: tuple[str, str], **values: Any) -> Entry:
    """The heading after it was so in the catalog, and a file with edits has come back."""
    change(publication, only(HEADING, **values), HOUSE)
    export_import.take_in(publication, "zh", "xliff", edited(exported(publication), *edits))
    return entry(publication, HEADING)


FUZZY = {"fuzzy": True, "previous": "What stood where"}
CHECK = "needs-review-translation"
FUZZY_TARGET = f'<target state="{CHECK}">图书的摆放</target>'


def test_a_fuzzy_one_that_is_brought_up_to_date(publication: Publication) -> None:
    after = take(publication, (FUZZY_TARGET, "<target state='translated'>各有其位</target>"), **FUZZY)
    assert (after.target, after.fuzzy, after.previous) == ("各有其位", False, "")


def test_a_fuzzy_one_that_is_confirmed(publication: Publication) -> None:
    after = take(publication, (FUZZY_TARGET, "<target state='translated'>图书的摆放</target>"), **FUZZY)
    assert (after.target, after.fuzzy, after.previous) == ("图书的摆放", False, "")


def test_a_fuzzy_one_that_is_left_so(publication: Publication) -> None:
    after = take(publication, (">图书的摆放</target>\n<note", ">各有*[^7]</target>\n<note"), **FUZZY)
    assert (after.target, after.fuzzy, after.previous) == ("各有*[^7]", True, "What stood where")


def test_a_doubtful_one_becomes_fuzzy(publication: Publication) -> None:
    after = take(publication, target("图书的摆放", "图书的摆放", CHECK))
    assert (after.target, after.fuzzy, after.previous) == ("图书的摆放", True, "")


def test_a_reviewed_one_is_stamped(publication: Publication) -> None:
    after = take(publication, target("图书的摆放", "各有其位", "signed-off"))
    assert after.target == "各有其位"
    assert after == stamped(after)


def test_a_reviewed_text_that_is_changed_is_reviewed_no_more(publication: Publication) -> None:
    change(publication, lambda at, e: stamped(e) if e.id == HEADING else e, HOUSE)
    path = edited(exported(publication), (">图书的摆放</target>\n<note", ">各有其位</target>\n<note"))
    export_import.take_in(publication, "zh", "xliff", path)
    after = entry(publication, HEADING)
    assert (after.target, is_reviewed(after), after.comments) == ("各有其位", False, ())


def test_an_empty_one_leaves_what_is_there(publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(publication, target("图书的摆放", "")).target == "图书的摆放"
    assert f"1 came back empty; what was there stays: {HOUSE}/{HEADING}" in capsys.readouterr().out


def test_a_translator_s_comment_is_kept(publication: Publication) -> None:
    line = "\n<note>Is this the shelf?</note>\n<note from='developer'>no</note>"
    after = take(publication, ("图书的摆放</target>", f"图书的摆放</target>{line}"), comments=("first",))
    assert after.comments == ("first", "Is this the shelf?")


@pytest.mark.parametrize("format", ["xliff", "docx"])
@pytest.mark.parametrize("updated", [False, True])
def test_a_source_that_changed_meanwhile(
    publication: Publication,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    format: str,
    updated: bool,
) -> None:
    change(publication, only(HEADING, target="各有其位"), HOUSE)
    path = exported(publication, format)
    values = {"source": "What stands here", "fuzzy": True, "previous": "What stands where"} if updated else {}
    change(publication, only(HEADING, target="图书的摆放", **values), HOUSE)
    changed_source(monkeypatch, HEADING, "What stands here")
    export_import.take_in(publication, "zh", format, path)
    after = entry(publication, HEADING)
    assert (after.source, after.target) == ("What stands here", "各有其位")
    assert (after.fuzzy, after.previous) == (True, "What stands where")
    said = capsys.readouterr().out
    assert f"warning X005: {HOUSE}/{HEADING}: the source has changed meanwhile" in said
    assert "1 taken over" in said
    assert "1 whose source changed" in said


def test_a_new_translation_is_not_lost_to_an_old_one(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exported(publication)
    change(publication, only(HEADING, source="What stands here", target="新译"), HOUSE)
    changed_source(monkeypatch, HEADING, "What stands here")
    before = content(publication)
    export_import.take_in(publication, "zh", "xliff", path)
    assert content(publication) == before
    assert "translated meanwhile" in capsys.readouterr().out


def test_a_text_that_is_gone_meanwhile(publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    found = catalog(publication)
    gone = Entry("p-aaaaaaaa", "Gone.", "走了。", obsolete=True)
    po.write(replace(found, entries=(*found.entries, gone)))
    unit = f'<trans-unit id="{HOUSE}/p-aaaaaaaa"><source>Gone.</source><target>离开了。</target></trans-unit>\n</body>'
    export_import.take_in(publication, "zh", "xliff", edited(exported(publication, "xliff", HOUSE), ("</body>", unit)))
    assert catalog(publication).entries[-1] == replace(gone, target="离开了。")
    assert "no longer has it" in capsys.readouterr().out


def test_an_entry_that_the_catalog_lacks_is_added(publication: Publication) -> None:
    path = exported(publication)
    found = catalog(publication)
    po.write(replace(found, entries=tuple(e for e in found.entries if e.id != HEADING)))
    export_import.take_in(publication, "zh", "xliff", path)
    after = entry(publication, HEADING)
    assert (after.source, after.target, after.fuzzy) == ("What stands where", "图书的摆放", False)
