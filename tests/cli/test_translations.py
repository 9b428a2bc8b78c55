"""`./whitepaper translations …`: what of its command line is understood, and what is said of mistakes in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.cli import translations

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    return tmp_path / "p"


@pytest.mark.parametrize(
    "words",
    ["ru --xliff {file}", "ru {file} --xliff", "--xliff ru {file}", "ru --xliff --document the-house {file}"],
)
def test_a_file_is_named_before_or_after_the_options(root: Path, tmp_path: Path, words: str) -> None:
    file = tmp_path / "a.xlf"
    assert translations.run(root, "translations", ["export", *words.format(file=file).split()]) == 0
    assert file.is_file()


def test_a_file_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.run(root, "translations", ["import", "ru", "--docx", str(root / "none.docx")]) == 1
    said = capsys.readouterr().err
    assert "it can't be opened" in said
    assert "give the path of the file" in said


@pytest.mark.parametrize("command", ["status", "check"])
def test_a_language_that_there_is_not(root: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        translations.run(root, "translations", [command, "fr"])
    assert "no language fr; it has en, zh, ru" in capsys.readouterr().err
