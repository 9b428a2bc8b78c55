"""Catalogs that go out as a memory or an OmegaT project and come back into emptied catalogs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import workshop
from omegat_files import save

from press.catalogs import po
from press.content.publication import read_publication
from press.diagnostics import SourceError
from press.model.catalog import Catalog
from press.model.publication import Publication
from press.translations import export_import, update

LANGUAGES = {"zh": "zh-Hans", "ru": "ru"}


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """The reading room with catalogs that are up to date, one entry of them fuzzy and one untranslated."""
    root = (tmp_path / "publication").resolve()
    shutil.copytree(workshop.MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    made = read_publication(root)
    update.update(made)
    for code in LANGUAGES:
        path = root / "translations" / code / "borrowing.po"
        first, second, *rest = po.read(path, LANGUAGES[code]).entries
        first = replace(first, fuzzy=True, previous="How to “borrow” before")
        rest[0] = replace(rest[0], comments=("asked the librarian",))
        po.write(
            replace(po.read(path, LANGUAGES[code]), entries=(first, replace(second, target=""), *rest))
        )
    return made


def read(publication: Publication, code: str) -> dict[str, Catalog]:
    paths = sorted((publication.root / "translations" / code).glob("*.po"))
    return {path.stem: po.read(path, LANGUAGES[code]) for path in paths}


def empty(publication: Publication, code: str) -> None:
    for catalog in read(publication, code).values():
        blank = (
            replace(e, target="", fuzzy=False, previous="", comments=()) for e in catalog.entries if not e.obsolete
        )
        po.write(replace(catalog, entries=tuple(blank)))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_project_brings_all_but_reviews_back(publication: Publication, tmp_path: Path, code: str) -> None:
    before = read(publication, code)
    assert export_import.export(publication, code, "omegat", tmp_path / "project", ()) == 0
    empty(publication, code)
    assert export_import.take_in(publication, code, "omegat", tmp_path / "project") == 0
    assert read(publication, code) == before
    assert any(entry.fuzzy for entry in before["borrowing"].entries)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_memory_brings_what_is_translated_back(publication: Publication, tmp_path: Path, code: str) -> None:
    before = read(publication, code)
    assert export_import.export(publication, code, "tmx", tmp_path / "a.tmx", ()) == 0
    empty(publication, code)
    assert export_import.take_in(publication, code, "tmx", tmp_path / "a.tmx") == 0
    kept = {
        name: [
            entry if entry.target and not entry.fuzzy else replace(entry, target="", fuzzy=False, previous="")
            for entry in catalog.entries
        ]
        for name, catalog in before.items()
    }
    assert {name: list(catalog.entries) for name, catalog in read(publication, code).items()} == kept


@pytest.mark.parametrize("format", ["omegat", "tmx"])
def test_nothing_changes_where_nothing_was_done(publication: Publication, tmp_path: Path, format: str) -> None:
    before = {path: path.read_bytes() for path in publication.root.rglob("*.po")}
    export_import.export(publication, "zh", format, tmp_path / "out", ())
    export_import.take_in(publication, "zh", format, *[tmp_path / "out"])
    assert {path: path.read_bytes() for path in publication.root.rglob("*.po")} == before


def test_what_a_translator_saved_reaches_the_catalogs(publication: Publication, tmp_path: Path) -> None:
    export_import.export(publication, "zh", "omegat", tmp_path / "all", ())
    fuzzy, missing, *_ = read(publication, "zh")["borrowing"].entries
    (project,) = {
        path.parent
        for path in (tmp_path / "all").rglob("omegat.project")
        if (path.parent / "source/borrowing.po").is_file()
    }
    save(project, {fuzzy.source: "新的借法", missing.source: missing.source}, {})
    export_import.take_in(publication, "zh", "omegat", tmp_path / "all")
    after = read(publication, "zh")["borrowing"].entries
    assert (after[0].target, after[0].fuzzy, after[0].previous) == ("新的借法", False, "")
    assert after[1].target == missing.source
    with pytest.raises(SourceError, match="X007"):
        export_import.export(publication, "zh", "omegat", tmp_path / "all", ())


def test_a_memory_that_is_cut_off_changes_nothing(publication: Publication, tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    export_import.export(publication, "zh", "tmx", path, ())
    empty(publication, "zh")
    before = read(publication, "zh")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(SourceError, match="X001"):
        export_import.take_in(publication, "zh", "tmx", path)
    assert read(publication, "zh") == before
