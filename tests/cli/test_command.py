"""./whitepaper as a person meets it. What it installs is not tried here: a fresh clone in CI does that."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from commandline import PROJECT, whitepaper

from press.model.edition import FORMATS


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
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("whitepaper: there is no edition pdf:xx.")
    assert "pdf:" in result.stderr.split("These can be built:")[1]


def test_mistakes_are_told_without_a_traceback(publication: Path) -> None:
    settings = publication / "content/publication.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nno_such_key: 1\n", "utf-8")
    result = whitepaper("list", "--publication", publication)
    assert result.returncode == 1
    assert "C002" in result.stderr
    assert "Traceback" not in result.stderr


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
    assert "completion" in result.stdout


@pytest.mark.parametrize("called", ["absolute", "relative", "by name"])
def test_messages_call_it_as_it_was_called(publication: Path, tmp_path: Path, called: str) -> None:
    (publication / "translations/ru/borrowing.po").unlink()
    (tmp_path / "whitepaper").symlink_to(PROJECT / "whitepaper")
    above = os.path.relpath(PROJECT / "whitepaper", tmp_path)
    word, folder, name = {
        "absolute": (str(PROJECT / "whitepaper"), PROJECT, "./whitepaper"),
        "relative": (above, tmp_path, above),
        "by name": ("whitepaper", publication, "whitepaper"),
    }[called]
    path = f"{tmp_path}:{os.environ['PATH']}" if called == "by name" else os.environ["PATH"]

    def said(*words: str) -> str:
        settings = {**os.environ, "PATH": path}
        command = ["sh", "-c", '"$@"', "sh", word, "--publication", str(publication), *words]
        done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    assert f"run `{name} translations update`, which makes it" in said("build", "text:ru:borrowing")
    assert said("build", "--help").startswith(f"usage: {name} build ")


def test_whoever_has_read_enough_may_go(publication: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [PROJECT / "whitepaper", "list", "--publication", publication]
    with os.fdopen(writing, "wb") as closed:
        result = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (result.returncode, result.stderr) == (141, "")
