"""`./whitepaper leaks`: where it looks, how often it tells a thing, and its exit status."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from press.cli import environment
from press.cli.main import parse
from press.leaks import known

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"
REMARK = "<svg xmlns='http://www.w3.org/2000/svg'><!-- made by night --></svg>"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The minimal publication, in which nothing is built, on a machine without names."""
    root = tmp_path / "p"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    monkeypatch.chdir(root)
    monkeypatch.setattr(environment, "enter", environment.publication)
    monkeypatch.setattr(known, "machine_names", lambda: iter(()))
    monkeypatch.setattr(known, "machine_folders", lambda root: iter(()))
    return root


def run(root: Path, *words: str) -> int:
    request = parse(["leaks", "--publication", str(root), *words])
    return int(request.run(request))


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")


def test_nothing_is_found(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "build/editions/a.txt", "Words.")
    assert run(root) == 0
    assert capsys.readouterr().out == "1 file, the repository and its commits: nothing was found\n"


def test_editions_releases_and_the_repository_are_looked_at(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "build/editions/a.txt", "a@nobody.net")
    write(root, "build/release/1.0/b.txt", "b@nobody.net")
    write(root, "content/chapters/borrowing.md", "# A\n\nc@nobody.net")
    write(root, "build/else.txt", "d@nobody.net")
    for words in (["init", "-q"], ["add", "content"]):
        subprocess.run(["git", *words], check=True)
    assert run(root) == 1
    said = capsys.readouterr().out
    assert [row.partition(": ")[0] for row in said.splitlines() if "N003" in row] == [
        "content/chapters/borrowing.md:3",
        "build/editions/a.txt:1",
        "build/release/1.0/b.txt:1",
    ]
    assert said.count("or list it under `public`") == 1
    assert said.endswith("2 files, the repository and its commits: 3 errors, 0 remarks\n")


def test_a_thing_is_told_once_or_everywhere(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b", "c"):
        write(root, f"out/{name}.txt", "a@nobody.net")
    assert run(root, "out") == 1
    assert "out/a.txt:1: error N003: a@nobody.net is an e-mail address (and in 2 other files)" in (
        said := capsys.readouterr().out
    )
    assert said.endswith("3 files: 3 errors, 0 remarks\n")
    assert run(root, "out", "-v") == 1
    assert capsys.readouterr().out.count("error N003") == 3


def test_remarks_stop_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "out/a.svg", REMARK)
    assert run(root, "out/a.svg") == 0
    assert "warning N006" in capsys.readouterr().out
    assert run(root, "out/a.svg", "-q") == 0
    assert capsys.readouterr().out == ""


def test_what_is_listed_is_not_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "out/a.txt", "a@nobody.net")
    settings = root / "content/publication.yaml"
    settings.write_text(settings.read_text("utf-8") + "public: [a@nobody.net]\n", "utf-8")
    assert run(root, "out") == 0
    assert capsys.readouterr().out == "1 file: nothing was found\n"


def test_a_path_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        run(root, "nowhere")
    assert raised.value.code == 2
    assert "nowhere is not there" in capsys.readouterr().err
