"""`./whitepaper test`: which gates are run, in which order, and what it says of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from press.cli import test as command

ENGINE = ("pytest", "-n", "auto", "--dist", "worksteal")


@pytest.fixture
def settings() -> list[dict[str, str]]:
    """The environment of each gate that was run."""
    return []


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, settings: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """The gates that are run; the publication's own checks fail."""
    gates: list[tuple[str, ...]] = []

    def run(project: Path, gate: Sequence[str], environment: dict[str, str]) -> int:
        gates.append(tuple(gate))
        settings.append(environment)
        return int(command.OWN in gate)

    monkeypatch.setattr(command, "_run", run)
    monkeypatch.setattr(command, "_java", lambda project: project)
    return gates


def test_checks_of_the_publication_go_before_those_of_the_engine(
    tmp_path: Path, ran: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.test(tmp_path, ()) == 0
    assert ran == [*command.LINTERS, ENGINE]
    ran.clear()
    (tmp_path / command.OWN).mkdir(parents=True)
    assert command.test(tmp_path, ()) == 1
    assert ran == [*command.LINTERS, ("pytest", "-q", command.OWN), ENGINE]
    assert f"{command.OWN} failed" in capsys.readouterr().err


def test_arguments_are_for_the_engine_alone(tmp_path: Path, ran: list[tuple[str, ...]]) -> None:
    (tmp_path / command.OWN).mkdir(parents=True)
    assert command.test(tmp_path, ("-n", "3", "tests/cli")) == 0
    assert ran == [*command.LINTERS, ("pytest", "-n", "3", "tests/cli")]


@pytest.mark.usefixtures("ran")
def test_whoever_wants_no_bytecode_beside_the_sources_gets_it_elsewhere(
    tmp_path: Path, settings: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    for wish, place in (("1", str(tmp_path / command.BYTECODE)), ("", None)):
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", wish)
        command.test(tmp_path, ())
        assert settings[-1].get("PYTHONPYCACHEPREFIX") == place
        assert "PYTHONDONTWRITEBYTECODE" not in settings[-1]
