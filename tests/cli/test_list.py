"""`./whitepaper list` of editions for print: their own files, and the page of preflight once it is there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from commandline import whitepaper

from press import files
from press.cli.build import looked_at
from press.cli.editions import as_table
from press.tasks import engine
from press.tasks.states import EditionState

PROJECT = Path(__file__).resolve().parents[2]


def listed(root: Path, *words: str) -> str:
    return told("list", root, *words)


def told(command: str, root: Path, *words: str) -> str:
    program = "import sys; from press.cli.main import main; sys.exit(main())"
    line = [sys.executable, "-c", program, command, "--publication", root, *words]
    return subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, check=True).stdout


def test_a_report_is_listed_once_it_is_there(tmp_path: Path) -> None:
    root = tmp_path / "p"
    shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    page = root / "build/preflight/reading-room-ru-print.html"
    page.parent.mkdir(parents=True)
    page.touch()
    rows = {row["edition"]: row for row in json.loads(listed(root, "--json"))}
    assert rows["print:ru"]["report"] == "build/preflight/reading-room-ru-print.html"
    assert rows["print:ru"]["files"] == ["build/editions/reading-room-ru-print.pdf"]
    assert rows["print:en"]["report"] is rows["pdf:ru"]["report"] is None
    lines = {line.split()[0]: line for line in listed(root).splitlines()}
    assert lines["print:ru"].endswith("    preflight: build/preflight/reading-room-ru-print.html")
    assert "preflight" not in lines["print:en"]


def test_a_list_says_less_or_more(tmp_path: Path) -> None:
    root = tmp_path / "p"
    shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    assert listed(root, "-q", "pdf").splitlines() == ["pdf:en", "pdf:zh", "pdf:ru"]
    rows = [EditionState("pdf:en", "PDF", ("a.pdf",), "out of date", tuple("abcde"))]
    assert as_table(rows).endswith("changed: a, b, c and 2 more\n")
    assert as_table(rows, None).endswith("changed: a, b, c, d, e\n")


def test_what_no_record_tells_of_is_out_of_date_for_no_known_reason(publication: Path) -> None:
    editions = publication / "build/editions"
    editions.mkdir(parents=True)
    for name in ("made/page/en.json", "editions/reading-room-en.html"):
        (publication / "build" / name).parent.mkdir(parents=True, exist_ok=True)
        (publication / "build" / name).write_text("{}")
    (row,) = json.loads(listed(publication, "--json", "page:en"))
    assert (row["state"], row["changed"]) == ("out of date", [])


def test_what_an_edition_is_made_of(tmp_path: Path) -> None:
    root = tmp_path / "p"
    shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    usual, quiet, verbose = (told("info", root, "page:ru", *more) for more in ((), ["-q"], ["-v"]))
    assert quiet == usual.splitlines()[0] + "\n"
    assert "  made of: content/publication.yaml\n" in usual
    assert "files of the program" in usual
    assert "made of: press/" not in usual
    assert "  made of: press/editions/html/page.py\n" in verbose
    assert verbose.startswith(quiet)


def test_a_list_of_some_editions(tmp_path: Path) -> None:
    root = tmp_path / "p"
    shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    named = [line.split()[0] for line in listed(root, "pdf", "site:zh").splitlines()]
    assert sorted(named) == ["pdf:en", "pdf:ru", "pdf:zh", "site:zh"]
    assert {row["edition"].partition(":")[2] for row in json.loads(listed(root, "ru", "--json"))} == {"ru"}


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["info", "page:ru"], ["build", "--dry-run"]])
def test_who_only_looks_does_not_wait_for_a_build(publication: Path, words: list[str]) -> None:
    build = publication / "build"
    with files.alone(build / ".lock", lambda: None):
        (build / ".doit.db").write_text("{")
        done = whitepaper(*words, "--publication", publication)
        assert (build / ".doit.db").read_text() == "{"
    assert done.returncode == 0
    assert done.stderr.startswith("a build is at work here")
    assert "page:ru" in done.stdout
    assert "a build is at work here" not in whitepaper(*words, "--publication", publication).stderr


def test_a_build_that_is_removed_meanwhile(
    publication: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engine, "opened", lambda *_, **__: nullcontext())
    with pytest.raises(SystemExit, match="1"), looked_at(publication):
        (publication / "build/gone.json").read_bytes()
    assert "is being removed: ask again" in capsys.readouterr().err
    with pytest.raises(FileNotFoundError), looked_at(publication):
        (publication / "bug").read_bytes()
