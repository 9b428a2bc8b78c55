"""What print needs: asked for by printing alone; the colour profiles that come with the code."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from press import setup
from press.model.printers import CONDITIONS
from press.project import PROFILES
from press.setup import integrity
from press.setup.system import SYSTEM_PACKAGES, SystemPackage, missing_packages

PROJECT = Path(__file__).resolve().parents[2]
NAMES = [f"{row.measurements}.icc" for row in CONDITIONS.values()]
PRINT_PACKAGES = {"ghostscript"}


def test_only_printing_asks_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemPackage, "present", property(lambda row: False))
    build = {row.name for row in missing_packages(tmp_path, False, False)}
    printing = {row.name for row in missing_packages(tmp_path, False, True)}
    tests = {row.name for row in missing_packages(tmp_path, True, False)}
    assert build.isdisjoint(PRINT_PACKAGES)
    assert printing - build == PRINT_PACKAGES
    assert tests == {row.name for row in SYSTEM_PACKAGES}


def test_what_only_printing_needs_is_installed_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(setup, "install_packages", lambda home, rows: installed.extend(row.name for row in rows))
    monkeypatch.setattr(SystemPackage, "present", property(lambda row: row.name in installed or not row.for_print))
    for _ in range(2):
        setup.prepare_print(tmp_path)
        assert installed == ["ghostscript"]


@pytest.mark.parametrize("name", NAMES)
def test_the_profiles_are_those_of_presses(name: str) -> None:
    """ICC.1:2010, 7.2: class of device, colour space, connection space, date, signature, size."""
    data = (PROFILES / name).read_bytes()
    assert data[12:24] == b"prtrCMYKLab "
    assert data[24:36] == struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    assert data[36:40] == b"acsp"
    assert struct.unpack(">I", data[:4])[0] == len(data)
    row = next(row for row in CONDITIONS.values() if row.measurements in name)
    assert row.title.encode("ascii") in data


def test_the_list_of_profiles_is_complete() -> None:
    assert sorted(file.path.name for file in integrity.profiles(PROJECT)) == sorted(NAMES)
    assert list(integrity.damaged(integrity.profiles(PROJECT), True)) == []


def test_setup_needs_no_library() -> None:
    """It runs before the environment is there: what it imports is Python's own."""
    program = (
        "import sys; import press.setup; "
        "own = {n.partition('.')[0] for n in sys.modules} - set(sys.stdlib_module_names) - {'press'}; "
        "print(*sorted(n for n in own if not n.startswith('_')))"
    )
    command = [sys.executable, "-S", "-c", program]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [], "")
