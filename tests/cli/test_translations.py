"""`./whitepaper translations …`: what of its command line is understood, and what is said of mistakes in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.cli import environment
from press.cli.main import parse

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(environment, "enter", environment.publication)
    shutil.copytree(MINIMAL, tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    return tmp_path / "p"


def run(root: Path, *words: str) -> int:
    """Carry out a command line."""
    request = parse(["translations", *words, "--publication", str(root)])
    return int(request.run(request))


@pytest.mark.parametrize(
    "words",
    ["ru --xliff {file}", "ru {file} --xliff", "--xliff ru {file}", "ru --xliff --document the-house {file}"],
)
def test_a_file_is_named_before_or_after_the_options(root: Path, tmp_path: Path, words: str) -> None:
    file = tmp_path / "a.xlf"
    assert run(root, "export", *words.format(file=file).split()) == 0
    assert file.is_file()


def test_a_file_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "import", "ru", "--docx", str(root / "none.docx")) == 1
    said = capsys.readouterr().err
    assert "it can't be opened" in said
    assert "give the path of the file" in said


def test_what_became_of_a_command_can_be_left_out(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.xlf"
    assert run(root, "export", "ru", "--xliff", str(file), "-q") == 0
    assert run(root, "import", "ru", "--xliff", str(file), "--quiet") == 0
    assert run(root, "update", "-q") == 0
    assert run(root, "check", "-q") == 0
    assert capsys.readouterr().out == ""
    assert run(root, "status", "-q", "ru") == 0
    assert capsys.readouterr().out == "ru 100 %\n"
    assert run(root, "import", "ru", "-q", "--docx", str(root / "none.docx")) == 1
    assert "it can't be opened" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["status", "check"])
def test_a_language_that_there_is_not(root: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        run(root, command, "fr")
    assert raised.value.code == 2
    assert "no language fr; it has en, zh, ru" in capsys.readouterr().err


def test_a_language_that_was_meant(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(root, "status", "zh-Hans")
    assert "no language zh-Hans; did you mean zh?" in capsys.readouterr().err
