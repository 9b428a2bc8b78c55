"""`setup` as it is called, and what is said if the environment can't be used; nothing is installed here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from press import setup
from press.cli import environment
from press.cli.main import parse
from press.setup.steps import SetupError, step

PROJECT = Path(__file__).resolve().parents[2]


def test_it_looks_at_what_is_there_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(setup, "repair", lambda home: [])
    monkeypatch.setattr(setup, "prepare", lambda home, *more: asked.append(more))
    monkeypatch.setattr(setup, "prepare_cluster", lambda home: asked.append(("cluster",)))
    monkeypatch.setattr(setup, "prepare_print", lambda home: asked.append(("print",)))
    monkeypatch.setattr(environment, "in_environment", lambda changed: None)
    root = PROJECT / "tests/fixtures/minimal"
    request = parse(["setup", "--tests", "--cluster", "--repair", f"--publication={root}"])
    assert request.run(request) == 0
    assert asked == [(True,), ("cluster",), ("print",)]
    assert capsys.readouterr().err == "Everything is there.\n"


@pytest.mark.parametrize(("option", "said"), [("-q", ""), ("-v", "press ")])
def test_its_steps_are_told_as_one_wishes(
    option: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def prepare(*_: object) -> None:
        with step("Fonts"):
            pass

    monkeypatch.setattr(setup, "prepare", prepare)
    monkeypatch.setattr(environment, "in_environment", lambda changed: None)
    request = parse(["setup", option])
    assert request.run(request) == 0
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert ("Fonts … done" in told) == (option == "-v")


def test_another_option_is_refused() -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(["setup", "--force"])


def test_an_environment_that_another_user_made_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.touch(mode=0o644)
    monkeypatch.setattr(sys, "prefix", "elsewhere")
    monkeypatch.setattr(environment, "HOME", tmp_path)
    monkeypatch.setenv("WHITEPAPER_AGAIN", "")
    with pytest.raises(SetupError, match=r"can't be run by you \(Permission denied\)(.|\n)*Remove .*\.venv"):
        environment.in_environment(False)
