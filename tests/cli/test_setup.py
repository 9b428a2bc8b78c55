"""`setup` as it is called, and what is said if the environment can't be used; nothing is installed here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from press.cli.arguments import UsageError, parse

from press import setup
from press.cli import main
from press.setup.steps import SetupError

PROJECT = Path(__file__).resolve().parents[2]


def test_it_looks_at_what_is_there_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[bool, bool]] = []
    monkeypatch.setattr(setup, "repair", lambda home: [])
    monkeypatch.setattr(setup, "prepare", lambda home, tests, printing: asked.append((tests, printing)))
    monkeypatch.setattr(main, "_in_environment", lambda changed: None)
    root = PROJECT / "tests/fixtures/minimal"
    assert main._set_up(parse(["setup", "--tests", "--repair", f"--publication={root}"])) == 0
    assert asked == [(True, False), (True, True)]
    assert capsys.readouterr().err == "Everything is there.\n"


def test_another_option_is_refused() -> None:
    with pytest.raises(UsageError, match="not --force"):
        main._set_up(parse(["setup", "--force"]))


def test_an_environment_that_another_user_made_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.touch(mode=0o644)
    monkeypatch.setattr(sys, "prefix", "elsewhere")
    monkeypatch.setattr(main, "HOME", tmp_path)
    monkeypatch.setenv("WHITEPAPER_AGAIN", "")
    with pytest.raises(SetupError, match=r"can't be run by you \(Permission denied\)(.|\n)*Remove .*\.venv"):
        main._in_environment(False)
