"""A document made again block by block is the document made at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import previews
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press import pandoc
from press.book.stages.source import read_source
from press.book.stages.text import localised
from press.catalogs import po
from press.content.publication import read_publication
from press.model.catalog import Catalog
from press.model.publication import catalog_path
from press.preview.localising import Localiser

PUBLICATION = read_publication(previews.MINIMAL)
DOCUMENTS = {document.id: document for document in PUBLICATION.texts}
SOURCES = {name: read_source(PUBLICATION, document) for name, document in DOCUMENTS.items()}


def catalog(name: str, language: str = "zh") -> Catalog:
    path = catalog_path(PUBLICATION, DOCUMENTS[name], language)
    return po.read(path, previews.TAGS[language])


def same(localiser: Localiser, name: str, given: Catalog | None) -> None:
    made = localiser.localise(SOURCES[name], given)
    whole = localised(PUBLICATION, DOCUMENTS[name], SOURCES[name], given)
    told = sorted(d for d in map(str, whole.diagnostics) if "T003" not in d and "T004" not in d)
    assert sorted(map(str, made.diagnostics)) == told
    assert replace(made, diagnostics=()) == replace(whole, diagnostics=())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_in_its_own_language(name: str):
    same(Localiser(PUBLICATION, DOCUMENTS[name]), name, None)


@pytest.mark.parametrize("language", previews.TAGS)
@pytest.mark.parametrize("name", [name for name, d in DOCUMENTS.items() if d.language == "en"])
def test_a_whole_document(name: str, language: str):
    same(Localiser(PUBLICATION, DOCUMENTS[name]), name, catalog(name, language))


TARGETS = st.sampled_from(
    [
        *("", "改过的话。", "*强调*与[链接](https://example.org)", "没有闭合的[^1]"),
        *("坏[^9]", "[@nobody2001]", "- 一\n\n- 二", "<b>"),
    ]
)
EDITS = st.lists(st.tuples(st.integers(0, 100), TARGETS, st.booleans(), st.booleans()), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDITS, min_size=1, max_size=3))
def test_edit_upon_edit(rounds):
    localiser = Localiser(PUBLICATION, DOCUMENTS["borrowing"])
    now = catalog("borrowing")
    for edits in rounds:
        rows = list(now.entries)
        for at, target, fuzzy, other in edits:
            row = rows[at % len(rows)]
            rows[at % len(rows)] = replace(row, target=target, fuzzy=fuzzy, source=row.source + "." * other, line=at)
        now = replace(now, entries=tuple(rows))
        same(localiser, "borrowing", now)


def test_an_entry_that_goes(tmp_path: Path):
    localiser, now = Localiser(PUBLICATION, DOCUMENTS["borrowing"]), catalog("borrowing")
    same(localiser, "borrowing", now)
    same(localiser, "borrowing", replace(now, entries=now.entries[:3]))
    same(localiser, "borrowing", replace(now, entries=()))


def test_only_changed_blocks_go_through_pandoc(monkeypatch: pytest.MonkeyPatch):
    localiser, now = Localiser(PUBLICATION, DOCUMENTS["borrowing"]), catalog("borrowing")
    localiser.localise(SOURCES["borrowing"], now)
    texts: list[str] = []
    read = pandoc.read
    monkeypatch.setattr(pandoc, "read", lambda text, *rest: texts.append(text) or read(text, *rest))
    localiser.localise(SOURCES["borrowing"], now)
    assert texts == []
    first, *rest = now.entries
    localiser.localise(SOURCES["borrowing"], replace(now, entries=(replace(first, target="另一个"), *rest)))
    assert len(texts) == 1
    assert "另一个" in texts[0]
    assert rest[5].target not in texts[0]


def test_diagnostics_follow_their_entries():
    localiser, now = Localiser(PUBLICATION, DOCUMENTS["borrowing"]), catalog("borrowing")
    rows = [replace(row, target=row.target + "[^9]") if at == 4 else row for at, row in enumerate(now.entries)]
    first = localiser.localise(SOURCES["borrowing"], replace(now, entries=tuple(rows))).diagnostics
    moved = tuple(replace(row, line=row.line + 7) for row in rows)
    second = localiser.localise(SOURCES["borrowing"], replace(now, entries=moved)).diagnostics
    assert [d.location.line + 7 for d in first] == [d.location.line for d in second] != []
