"""`translations update` on files: what an edit of the text makes of POT and PO, and what tools may do to these."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from press.catalogs import po
from press.content.publication import read_publication
from press.diagnostics import SourceError
from press.model.catalog import Catalog, Entry
from press.model.publication import Publication
from press.translations import update

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"
DOOR = "def-qsgek6k2"
STRAY = "A book that has been put back in the wrong place."


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """The minimal publication, its catalogs up to date."""
    shutil.copytree(MINIMAL, tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    found = read_publication(tmp_path / "p")
    update.update(found)
    return found


def path_of(publication: Publication, language: str = "ru") -> Path:
    suffix = "pot" if language == "pot" else "po"
    return publication.root / f"translations/{language}/the-house.{suffix}"


def catalog(publication: Publication, language: str = "ru") -> Catalog:
    return po.read(path_of(publication, language), {"zh": "zh-Hans", "pot": ""}.get(language, language))


def edit(publication: Publication, old: str, new: str) -> None:
    path = publication.root / "content/chapters/the-house.md"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def updated(publication: Publication) -> list[str]:
    return sorted(str(path.relative_to(publication.root)) for path in update.update(publication))


def files(publication: Publication) -> dict[str, bytes]:
    root = publication.root / "translations"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.po*")}


def test_nothing_changed_changes_no_byte(publication: Publication) -> None:
    before = files(publication)
    assert updated(publication) == []
    assert files(publication) == before


def test_an_edit_touches_the_catalogs_of_its_document_alone(publication: Publication) -> None:
    before = catalog(publication)
    edit(publication, STRAY, STRAY.replace("wrong", "right"))
    names = [f"translations/{name}" for name in ("pot/the-house.pot", "ru/the-house.po", "zh/the-house.po")]
    assert updated(publication) == names
    for language in ("ru", "zh"):
        entry = catalog(publication, language).live[DOOR]
        assert entry.fuzzy
        assert (entry.previous.split(".")[0] + ".", "right place" in entry.source) == (STRAY, True)
    others = [entry for entry in catalog(publication).entries if entry.id != DOOR]
    assert others == [entry for entry in before.entries if entry.id != DOOR]
    assert catalog(publication, "pot").live[DOOR].source.startswith(STRAY.replace("wrong", "right"))


def test_an_edit_that_is_taken_back_gives_the_same_bytes(publication: Publication) -> None:
    before = files(publication)
    edit(publication, STRAY, STRAY.replace("wrong", "right"))
    update.update(publication)
    edit(publication, STRAY.replace("wrong", "right"), STRAY)
    update.update(publication)
    assert files(publication) == before


def test_a_deleted_paragraph_comes_back_with_the_same_bytes_even_after_an_edit(publication: Publication) -> None:
    edit(publication, "Nobody has to say where it was found.", "Nobody needs to say where it was found.")
    update.update(publication)
    for language in ("ru", "zh"):
        reviewed(publication, language)
    before = files(publication)
    chapter = publication.root / "content/chapters/the-house.md"
    text = chapter.read_text("utf-8")
    edit(publication, next(line for line in text.split("\n") if line.startswith("Whoever finds a stray")) + "\n", "")
    update.update(publication)
    assert [entry.id for entry in catalog(publication).entries if entry.obsolete] == ["p-2qgcktbx"]
    assert "p-2qgcktbx" not in catalog(publication, "pot").live
    chapter.write_text(text, "utf-8")
    update.update(publication)
    assert files(publication) == before


def reviewed(publication: Publication, language: str) -> None:
    found = catalog(publication, language)
    new = (replace(entry, fuzzy=False, previous="") for entry in found.entries)
    po.write(replace(found, entries=tuple(new)))


def without(*fields: str) -> Callable[[Entry], Entry]:
    return lambda entry: replace(entry, **{name: Entry("", "").__getattribute__(name) for name in fields})


@pytest.mark.parametrize("fields", [("notes",), ("notes", "id")])
def test_what_a_tool_dropped_or_put_in_another_order_is_restored(
    publication: Publication, fields: tuple[str, ...]
) -> None:
    before = files(publication)
    found = catalog(publication)
    po.write(replace(found, entries=tuple(map(without(*fields), reversed(found.entries)))))
    assert files(publication) != before
    assert updated(publication) == ["translations/ru/the-house.po"]
    assert files(publication) == before


def test_a_fuzzy_entry_whose_previous_source_a_tool_dropped_stays_fuzzy(publication: Publication) -> None:
    edit(publication, STRAY, STRAY.replace("wrong", "right"))
    update.update(publication)
    found = catalog(publication)
    po.write(replace(found, entries=tuple(map(without("previous"), found.entries))))
    update.update(publication)
    assert (catalog(publication).live[DOOR].fuzzy, catalog(publication).live[DOOR].previous) == (True, "")


def test_comments_headers_and_flags_survive_edits(publication: Publication) -> None:
    found = catalog(publication)
    marked = tuple(replace(entry, comments=("ask the baker",), flags=("no-wrap",)) for entry in found.entries)
    headers = {"Last-Translator": "The Baker", "PO-Revision-Date": "2024-02-29 12:00+0000", **found.headers}
    po.write(replace(found, entries=marked, headers=headers, comments=("our own",)))
    edit(publication, STRAY, STRAY.replace("wrong", "right"))
    update.update(publication)
    now = catalog(publication)
    assert now.comments == ("our own",)
    assert list(now.headers.items())[:2] == list(headers.items())[:2]
    assert {(entry.comments, entry.flags) for entry in now.entries} == {(("ask the baker",), ("no-wrap",))}


def test_a_template_that_was_lost_costs_nothing(publication: Publication) -> None:
    edit(publication, STRAY, STRAY.replace("wrong", "right"))
    update.update(publication)
    before = files(publication)
    path_of(publication, "pot").unlink()
    update.update(publication)
    assert files(publication) == before


def test_a_catalog_that_is_new_starts_empty_and_in_order(publication: Publication) -> None:
    path_of(publication, "zh").unlink()
    assert updated(publication) == ["translations/zh/the-house.po"]
    new = catalog(publication, "zh")
    assert [entry.id for entry in new.entries] == [entry.id for entry in catalog(publication, "pot").entries]
    assert {entry.target for entry in new.entries} == {""}


def test_a_mistake_in_one_catalog_leaves_all_as_they_were(publication: Publication) -> None:
    edit(publication, STRAY, STRAY.replace("wrong", "right"))
    with (publication.root / "translations/zh/imprint.po").open("a") as file:
        file.write("<<<<<<< ours\n")
    before = files(publication)
    with pytest.raises(SourceError, match="T002"):
        update.update(publication)
    assert files(publication) == before


def test_the_command_names_what_changed(publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    assert update.run(publication) == 0
    assert "no catalog had to change" in capsys.readouterr().out
    edit(publication, STRAY, STRAY.replace("wrong", "right"))
    assert update.run(publication) == 0
    said = capsys.readouterr().out
    assert "translations/ru/the-house.po" in said
    assert "3 catalogs changed" in said
