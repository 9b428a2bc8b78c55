"""The rows of formats name what is there, and only what settings ask for is made."""

from __future__ import annotations

import inspect
import shutil
from pathlib import Path

import pytest

from press.content.publication import read_publication
from press.model.edition import FORMATS, Edition, Format
from press.tasks.editions import named

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("row", FORMATS.values(), ids=FORMATS)
def test_a_writer_takes_what_its_row_says(row: Format) -> None:
    found = inspect.signature(named(row.writer)).parameters
    assert set(found) == {*row.takes, "target", *(["beside"] if row.beside else [])}
    if row.extractor:
        assert len(inspect.signature(named(row.extractor)).parameters) == 1


@pytest.mark.parametrize("row", FORMATS.values(), ids=FORMATS)
def test_folders_and_formats_that_a_row_names_are_there(row: Format) -> None:
    assert [name for name in row.templates if not (PROJECT / "templates" / name).is_dir()] == []
    assert not row.made_of or row.made_of in FORMATS


def test_no_two_files_have_one_name() -> None:
    files = [path for row in FORMATS.values() for path in Edition(row, "zh").files("book").values()]
    assert len(set(files)) == len(files)


def test_a_publication_that_names_no_formats_has_the_usual_ones(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "tests/fixtures/minimal", tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    assert read_publication(tmp_path / "p").formats == tuple(name for name in FORMATS if name != "txt")
