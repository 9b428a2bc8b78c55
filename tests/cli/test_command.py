"""./whitepaper as a person meets it. What it installs is not tried here: a fresh clone in CI does that."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from press.cli.arguments import UsageError, parse
from press.model.edition import FORMATS

PROJECT = Path(__file__).resolve().parents[2]
SECONDS = 60


def whitepaper(*words: str | Path, folder: Path = PROJECT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command, with no standard input and nothing of the caller's settings."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PRESS_")}
    return subprocess.run(
        [PROJECT / "whitepaper", *words],
        cwd=folder,
        env={**clean, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """A copy of the minimal publication, in a folder with a space in its name."""
    root = tmp_path / "small press"
    shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    return root


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["build", "--help"], ["--publication", "x", "--help"]])
def test_help_needs_nothing(words: list[str], tmp_path: Path) -> None:
    result = whitepaper(*words, folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    for command in ("build", "test", "list", "clean", "doctor", "translations", "preview", "preflight", "new", "setup"):
        assert command in result.stdout
    for option in ("--publication", "--printer", "--release"):
        assert option in result.stdout


def test_a_folder_that_is_no_publication(tmp_path: Path) -> None:
    for folder, why in ((tmp_path, "has no content/publication.yaml"), (tmp_path / "no such", "is not a folder")):
        result = whitepaper("build", "--publication", folder)
        assert result.returncode == 2
        assert why in result.stderr
        assert str(folder) in result.stderr
        assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_list_says_what_is_not_built(publication: Path) -> None:
    result = whitepaper("--publication", publication.name, "list", "--json", folder=publication.parent)
    assert result.returncode == 0, result.stderr
    rows = json.loads(result.stdout)
    assert {row["edition"].split(":")[0] for row in rows} <= set(FORMATS)
    assert {row["state"] for row in rows} == {"not built"}
    assert all(name.startswith("build/editions/") for row in rows for name in row["files"])
    assert set(rows[0]) == {"edition", "title", "files", "state", "changed", "report"}
    told = whitepaper("list", f"--publication={publication}").stdout.splitlines()
    assert [line.split()[0] for line in told] == [row["edition"] for row in rows]


def test_an_edition_that_there_is_not(publication: Path) -> None:
    result = whitepaper("build", "pdf:xx", "--publication", publication)
    assert result.returncode != 0
    assert "there is no edition pdf:xx" in result.stderr
    assert "pdf:" in result.stderr.split("These can be built:")[1]


def test_mistakes_are_told_without_a_traceback(publication: Path) -> None:
    settings = publication / "content/publication.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nno_such_key: 1\n", "utf-8")
    result = whitepaper("list", "--publication", publication)
    assert result.returncode == 1
    assert "C002" in result.stderr
    assert "Traceback" not in result.stderr


def test_clean_removes_what_it_made_and_nothing_else(publication: Path) -> None:
    build = publication / "build"
    build.mkdir()
    (build / "mine.txt").write_text("mine")
    assert whitepaper("clean", "--publication", publication).returncode == 2
    assert (build / "mine.txt").exists()
    shutil.rmtree(build)
    whitepaper("list", "--publication", publication)
    assert (build / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert whitepaper("clean", "--publication", publication).returncode == 0
    assert not build.exists()
    assert whitepaper("clean", "--publication", publication).returncode == 0


def test_clean_follows_no_link(publication: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "CACHEDIR.TAG").touch()
    (publication / "build").symlink_to(other)
    assert whitepaper("clean", "--publication", publication).returncode == 2
    assert (other / "CACHEDIR.TAG").exists()


def test_doctor_tells_what_is_wanted_and_found() -> None:
    result = whitepaper("doctor")
    rows = {line.split()[0]: line.split()[1:3] for line in result.stdout.splitlines() if line.startswith("  ")}
    assert rows["weasyprint"] == ["70.0", "70.0"]
    assert {"libpango-1.0-0", "python", "veraPDF", "axe-core", "@expo-google-fonts/noto-serif-sc"} <= rows.keys()
    assert result.returncode == 0, result.stdout


def test_it_works_through_a_link_and_with_other_settings(tmp_path: Path) -> None:
    link = tmp_path / "press link"
    link.symlink_to(PROJECT / "whitepaper")
    settings = {**os.environ, "PYTHONPATH": str(tmp_path), "LC_ALL": "C", "CDPATH": str(tmp_path)}
    (tmp_path / "press.py").write_text("raise SystemExit('the wrong press')")
    command = [link, "--help"]
    result = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "EDITION…" in result.stdout


def test_options_stand_before_or_after_the_command(tmp_path: Path) -> None:
    for words in (["--publication", str(tmp_path), "build", "pdf"], ["build", "pdf", f"--publication={tmp_path}"]):
        request = parse(words)
        assert (request.command, request.arguments, request.publication) == ("build", ("pdf",), tmp_path)
    assert (parse([]).command, parse(["-n", "2"]).arguments) == ("build", ("-n", "2"))
    assert parse(["build", "--release"]).release
    for words in (["build", "--publication"], ["--printer"], ["build", "--printer="], ["--printer", "--release"]):
        with pytest.raises(UsageError):
            parse(words)


def test_a_printer_is_chosen_on_the_command_line_or_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRESS_PRINTER", raising=False)
    assert parse(["build"]).printer is None
    for words in (["build", "print", "--printer", "office"], ["--printer=office", "build", "print"]):
        assert (parse(words).printer, parse(words).arguments) == ("office", ("print",))
    assert parse(["preflight", "a.pdf", "--printer", "office", "--help"]).arguments == ("a.pdf", "--help")
    monkeypatch.setenv("PRESS_PRINTER", "print-on-demand")
    assert parse(["build"]).printer == "print-on-demand"
    assert parse(["build", "--printer", "office"]).printer == "office"
