"""Reviewed is a comment of the translator: the word by hand, or a stamp that is void as soon as either text changes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from press.catalogs import po
from press.content.publication import read_publication
from press.model.catalog import Entry
from press.model.publication import Publication
from press.translations import review, update
from press.translations.review import is_reviewed, stamped, swept

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"
ENTRY = Entry("term-l2lceaa4", "Stray", "Потеряшка", comments=("ask the baker",))
# printf 'Stray\0Потеряшка' | sha256sum
STAMP = "reviewed: f2196216"


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    shutil.copytree(MINIMAL, tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    return read_publication(tmp_path / "p")


def catalog(publication: Publication, name: str = "the-house") -> po.Catalog:
    return po.read(publication.root / f"translations/ru/{name}.po", "ru")


def put(publication: Publication, identifier: str, **changes: object) -> None:
    found = catalog(publication)
    entries = (replace(e, **changes) if e.id == identifier else e for e in found.entries)  # type: ignore[arg-type]
    po.write(replace(found, entries=tuple(entries)))


def commented(*comments: str, **changes: object) -> Entry:
    return replace(ENTRY, comments=comments, **changes)  # type: ignore[arg-type]


def test_a_stamp_is_a_digest_of_both_texts_after_the_other_comments() -> None:
    assert stamped(ENTRY).comments == ("ask the baker", STAMP)
    assert is_reviewed(stamped(ENTRY))
    assert stamped(stamped(ENTRY)) == stamped(ENTRY)


@pytest.mark.parametrize("word", ["reviewed", " Reviewed ", STAMP, STAMP.upper().replace("REVIEWED", "reviewed")])
def test_what_counts(word: str) -> None:
    assert is_reviewed(commented(word))


@pytest.mark.parametrize("word", ["not reviewed", "reviewed by the baker", "reviewed: 00000000", "reviewed?", ""])
def test_what_does_not_count(word: str) -> None:
    assert not is_reviewed(commented(word))


@pytest.mark.parametrize("changes", [{"source": "A stray"}, {"target": "Найдёныш"}, {"fuzzy": True}, {"target": ""}])
def test_a_stamp_is_void_once_anything_changes(changes: dict[str, object]) -> None:
    assert not is_reviewed(replace(stamped(ENTRY), **changes))  # type: ignore[arg-type]


def test_sweeping_stamps_the_bare_word_and_drops_void_stamps() -> None:
    assert swept(commented("reviewed", "ask the baker")) == stamped(ENTRY)
    assert swept(commented("reviewed: 00000000", "ask the baker")) == ENTRY
    assert swept(commented("reviewed: 00000000", "reviewed")).comments == (STAMP,)
    assert swept(ENTRY) is ENTRY


def test_the_bare_word_waits_on_what_is_fuzzy_or_missing() -> None:
    for changes in ({"fuzzy": True}, {"target": ""}):
        waiting = commented("reviewed", **changes)
        assert swept(waiting) == waiting
        assert not is_reviewed(waiting)


def test_a_fuzzy_entry_keeps_the_stamp_of_what_it_was() -> None:
    fuzzy = replace(stamped(ENTRY), source="A stray", fuzzy=True, previous="Stray")
    assert swept(fuzzy) == fuzzy
    assert swept(replace(fuzzy, fuzzy=False, previous="")).comments == ("ask the baker",)
    assert is_reviewed(swept(replace(fuzzy, fuzzy=False, previous="", source="Stray")))


def test_update_stamps_and_an_edit_makes_it_void(publication: Publication) -> None:
    put(publication, ENTRY.id, comments=("reviewed",))
    update.update(publication)
    assert catalog(publication).live[ENTRY.id].comments == (STAMP,)
    put(publication, ENTRY.id, target="Найдёныш")
    update.update(publication)
    assert catalog(publication).live[ENTRY.id].comments == ()


def test_a_word_typed_before_the_source_changed_speaks_of_the_old_source(publication: Publication) -> None:
    put(publication, ENTRY.id, comments=("reviewed",))
    chapter = publication.root / "content/chapters/the-house.md"
    text = chapter.read_text("utf-8")
    chapter.write_text(text.replace("\nStray\n", "\nStrays\n"), "utf-8")
    update.update(publication)
    assert catalog(publication).live[ENTRY.id].fuzzy
    put(publication, ENTRY.id, fuzzy=False, previous="")
    update.update(publication)
    assert not is_reviewed(catalog(publication).live[ENTRY.id])
    assert catalog(publication).live[ENTRY.id].comments == ()


def test_some_are_marked_or_all(publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    assert review.run(publication, "ru", "the-house", (ENTRY.id,)) == 0
    assert [e.id for e in catalog(publication).entries if is_reviewed(e)] == [ENTRY.id]
    assert "translations/ru/the-house.po: 1 more reviewed" in capsys.readouterr().out
    put(publication, "h2-smiyrptp", target="")
    assert review.run(publication, "ru", "the-house", ()) == 0
    assert [e.id for e in catalog(publication).entries if not is_reviewed(e)] == ["h2-smiyrptp"]


@pytest.mark.parametrize(
    ("document", "identifier", "told"),
    [
        ("the-house", "p-nowhere", "the-house has no segment p-nowhere"),
        ("the-house", "h2-smiyrptp", "h2-smiyrptp has no translation"),
        ("the-house", "h1-i7ifwdb4", "h1-i7ifwdb4 is fuzzy"),
        ("the-garden", "", "there is no document the-garden; these are there: the-house, borrowing"),
        ("lending-rules", "", "lending-rules is written in zh"),
    ],
)
def test_what_cannot_be_marked_is_named_and_nothing_is_written(
    publication: Publication, capsys: pytest.CaptureFixture[str], document: str, identifier: str, told: str
) -> None:
    put(publication, "h2-smiyrptp", target="")
    put(publication, "h1-i7ifwdb4", fuzzy=True)
    before = {path: path.read_bytes() for path in publication.root.rglob("*.po")}
    ids = (ENTRY.id, identifier) if identifier else ()
    language = "zh" if document == "lending-rules" else "ru"
    assert review.run(publication, language, document, ids) == 1
    assert told in capsys.readouterr().err
    assert {path: path.read_bytes() for path in publication.root.rglob("*.po")} == before
