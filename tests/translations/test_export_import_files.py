"""What `translations export` writes where, and what it says of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.content.publication import read_publication
from press.model.publication import Publication
from press.translations import export_import
from press.translations.exchange import xliff

PROJECT = Path(__file__).resolve().parents[2]
MINIMAL = PROJECT / "tests/fixtures/minimal"


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    root = tmp_path_factory.mktemp("exchange") / "publication"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    return read_publication(root)


@pytest.mark.parametrize("format", export_import.FORMATS)
def test_a_file_is_put_among_what_is_built(
    publication: Publication, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export_import.export(publication, "ru", format, None, ()) == 0
    path = publication.root / "build/translations" / f"reading-room-ru{export_import.FORMATS[format].suffix}"
    assert path.exists()
    assert str(path) in capsys.readouterr().out


def test_a_file_that_somebody_has_worked_in_is_kept(
    publication: Publication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    for _ in range(2):
        assert export_import.export(publication, "ru", "docx", path, ()) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["a.docx"]
    path.write_bytes(b"work of a day")
    assert export_import.export(publication, "ru", "docx", path, ()) == 0
    assert (tmp_path / "a.before-1.docx").read_bytes() == b"work of a day"
    assert "the file that was there is now a.before-1.docx" in capsys.readouterr().out


def test_nothing_is_written_over_what_is_no_export(
    publication: Publication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for format, path in (("xliff", tmp_path), ("omegat", tmp_path), ("omegat", tmp_path / "notes.txt")):
        assert export_import.export(publication, "ru", format, path, ()) == 2
        assert str(path) in capsys.readouterr().err
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("notes.txt", "mine")]
    (tmp_path / "new").mkdir()
    for _ in range(2):
        assert export_import.export(publication, "ru", "omegat", tmp_path / "new", ()) == 0


def test_some_documents_alone(publication: Publication, tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    assert export_import.export(publication, "en", "xliff", path, ("lending-rules",)) == 0
    assert {unit.document for unit in xliff.read(path).units} == {"lending-rules"}


@pytest.mark.parametrize("name", ["the-barn", "lending-rules"])
def test_a_document_that_is_not_there_to_translate(
    publication: Publication, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export_import.export(publication, "zh", "xliff", tmp_path / "a.xlf", (name,)) == 2
    assert f"nothing to translate in {name}; these are translated into zh: the-house" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_exported_is_the_source_as_it_stands(publication: Publication) -> None:
    bundle = export_import.bundle(publication, "ru", ("the-house",))
    (file,) = bundle.files
    assert (bundle.publication, file.original.tag, file.language.tag) == ("reading-room", "en", "ru")
    unit = next(unit for unit in file.units if unit.id == "h2-emzxnsic")
    assert (unit.kind, unit.source, unit.target) == ("h2", "What stands where", "Что где стоит")
    assert unit.notes[0] == "heading under #sec-shelves"
