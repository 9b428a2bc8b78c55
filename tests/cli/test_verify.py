"""`./whitepaper verify`, as a reader runs it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import PROJECT, whitepaper

PROGRAM = "import sys; sys.path[0] = sys.argv.pop(1); from press.cli.start import main; sys.exit(main())"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files and their checksums."""
    found = tmp_path / "a release"
    found.mkdir()
    for name in ("one.pdf", "two.epub"):
        (found / name).write_text(name)
    lines = (f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in ("one.pdf", "two.epub"))
    (found / "SHA256SUMS").write_text("".join(lines))
    return found


def test_a_line_a_file_and_a_conclusion(folder: Path) -> None:
    told = whitepaper("verify", folder)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == (
        "ok          one.pdf\nok          two.epub\n\n"
        "Not signed: nothing here shows who made it.\nAll 2 files are as they were released.\n"
    )


def test_what_is_wrong_is_told_by_name(folder: Path) -> None:
    (folder / "one.pdf").write_text("one.pdg")
    (folder / "two.epub").unlink()
    (folder / "three\x1b[2J").write_text("")
    told = whitepaper("verify", folder)
    assert told.returncode == 1
    lines = told.stdout.splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == [
        "CHANGED     one.pdf",
        "EXTRA       three\\x1b[2J",
        "MISSING     two.epub",
    ]
    assert lines[-1] == "NOT as it was released: 1 changed, 1 extra, 1 missing."


def test_quietly(folder: Path) -> None:
    assert whitepaper("verify", "-q", folder).stdout == ""
    (folder / "one.pdf").unlink()
    assert whitepaper("verify", "-q", folder).stdout.startswith("MISSING     one.pdf\n")


def test_for_programs(folder: Path) -> None:
    (folder / "two.epub").write_text("")
    told = whitepaper("verify", "--json", folder)
    values = json.loads(told.stdout)
    assert told.returncode == 1
    assert values["right"] is False
    assert {file["name"]: file["state"] for file in values["files"]} == {"one.pdf": "ok", "two.epub": "changed"}
    assert values["signature"]["proof"] == "none"
    assert values["release"] is None


def test_some_files_the_list_itself_and_a_list_elsewhere(folder: Path, tmp_path: Path) -> None:
    (folder / "two.epub").unlink()
    assert whitepaper("verify", folder / "one.pdf").stdout.endswith("The file is as it was released.\n")
    assert whitepaper("verify", folder / "SHA256SUMS").returncode == 1
    (folder / "SHA256SUMS").rename(tmp_path / "sums")
    assert whitepaper("verify", folder / "one.pdf", "--sums", tmp_path / "sums").returncode == 0
    assert whitepaper("verify", folder, "--sums", tmp_path / "sums").returncode == 1


def test_what_can_not_be_checked(folder: Path, tmp_path: Path) -> None:
    for words, said in (
        ((tmp_path,), "there is no SHA256SUMS"),
        ((folder, folder / "one.pdf"), "name one folder"),
        ((folder / "one.pdf", tmp_path / "other"), "several folders"),
        ((folder, "--signers", tmp_path / "none"), "is no file that is there"),
        ((), "DIR|FILE"),
    ):
        told = whitepaper("verify", *words)
        assert (told.returncode, told.stdout) == (2, "")
        assert said in told.stderr


def test_signers_that_did_not_sign(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "signers").write_text("# none\n")
    told = whitepaper("verify", folder, "--signers", tmp_path / "signers")
    assert told.returncode == 1
    assert told.stdout.splitlines()[-1].startswith("NOT shown to be by whom you trust")


def test_nothing_has_to_be_installed_for_it(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "press", tmp_path / "clone/press", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.txt", "package-lock.json"):
        shutil.copy(PROJECT / name, tmp_path / "clone")
    words = [sys.executable, "-I", "-S", "-B", "-c", PROGRAM, tmp_path / "clone", "verify", folder]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert sorted(path.name for path in (tmp_path / "clone").iterdir()) == [
        "package-lock.json",
        "press",
        "requirements.txt",
    ]
