"""What a shell is offered when a word is to be completed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from commandline import PROJECT, whitepaper

from press.cli.completion import candidates
from press.cli.main import tree


@pytest.fixture(autouse=True)
def _minimal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESS_PUBLICATION", str(PROJECT / "tests/fixtures/minimal"))


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["pr"], ["preview", "preflight"]),
        (["build", "pdf:"], ["pdf:en", "pdf:zh", "pdf:ru"]),
        (["build", "pdf:zh", "z"], ["zh"]),
        (["-n", "2", "build", "--re"], ["--release"]),
        (["--ag"], ["--again"]),
        (["--vers"], ["--version"]),
        (["build", "-n", ""], []),
        (["build", "--publication", ""], []),
        (["translations", "st"], ["status"]),
        (["translations", "review", ""], ["en", "zh", "ru"]),
        (["translations", "review", "ru", "bor"], ["borrowing"]),
        (["translations", "export", "ru", ""], []),
        (["preflight", ""], []),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["doctor", ""], []),
    ],
)
def test_what_can_follow(words: list[str], offered: list[str]) -> None:
    assert [word for word, _ in candidates(tree(), words)] == offered


def test_a_publication_that_cannot_be_read_offers_no_editions(tmp_path: Path) -> None:
    assert list(candidates(tree(), ["build", "--publication", str(tmp_path), ""])) == []


def test_each_word_comes_with_what_it_means() -> None:
    result = whitepaper("completion", "words", "--", "build", "epub:r")
    assert (result.returncode, result.stdout) == (0, "epub:ru\tEPUB\n")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("./whitepaper bui", ["build"]),
        ("./whitepaper build pdf:", ["en", "zh", "ru"]),  # to bash, pdf: is a word of its own
        ("./whitepaper build --rele", ["--release"]),
        ("./whitepaper preflight ", []),
    ],
)
def test_in_bash(line: str, offered: list[str]) -> None:
    asked = f'COMP_LINE="{line}" COMP_POINT={len(line)}; _whitepaper ./whitepaper; printf "%s\\n" "${{COMPREPLY[@]}}"'
    script = f'source <(./whitepaper completion bash); complete -p whitepaper >/dev/null && {asked}'
    result = subprocess.run(["bash", "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.split() == offered


def test_a_shell_that_it_does_not_know() -> None:
    result = whitepaper("completion", "tcsh")
    assert (result.returncode, result.stdout) == (2, "")
    assert "only for bash, zsh, fish" in result.stderr
