"""Comments go out with an export; that one of them names somebody is told, at its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.content.publication import read_publication
from press.leaks import artifacts, known
from press.translations import export_import

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"
FORMATS = sorted(export_import.FORMATS)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    return tmp_path / "p"


def commented(root: Path, comment: str) -> int:
    """Give the first entry of a catalog a comment; its line."""
    path = root / "translations/ru/the-house.po"
    before, sign, after = path.read_text("utf-8").partition("#. ")
    path.write_text(f"{before}# {comment}\n{sign}{after}", "utf-8")
    return before.count("\n") + 1


@pytest.mark.parametrize("format", FORMATS)
def test_no_export_of_the_fixture_tells_anything(root: Path, format: str, capsys: pytest.CaptureFixture[str]) -> None:
    publication = read_publication(root)
    assert export_import.export(publication, "ru", format, root / "out", ()) == 0
    assert capsys.readouterr().err == ""
    assert [str(row) for row in artifacts.find([root / "out"], known.of(publication))] == []


def test_a_comment_that_tells_who_wrote_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = commented(root, "ask nemo@nobody.net")
    assert export_import.export(read_publication(root), "ru", "xliff", root / "out.xlf", ()) == 0
    said = capsys.readouterr().err
    assert f"translations/ru/the-house.po:{line}:" in said
    assert "warning N003: in what goes out, nemo@nobody.net is an e-mail address" in said
    assert "nemo@nobody.net" in (root / "out.xlf").read_text("utf-8")


def test_a_comment_on_the_text_alone_is_not_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commented(root, "two ways to say it")
    assert export_import.export(read_publication(root), "ru", "xliff", root / "out.xlf", ()) == 0
    assert capsys.readouterr().err == ""
