"""What print needs: asked for by printing alone; colour profiles that are always the same; measurements as locked."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from press import setup
from press.model.printers import CONDITIONS, PROFILES
from press.setup import installers, system
from press.setup.steps import SetupError
from press.setup.system import SYSTEM_PACKAGES, SystemPackage, missing_packages

PROJECT = Path(__file__).resolve().parents[2]
LOCK = PROJECT / "press/setup/measurements.sha256"
NAMES = [f"{row.measurements}.icc" for row in CONDITIONS.values()]
PRINT_PACKAGES = {"argyll", "icc-profiles-free", "ghostscript"}

# Stands for Argyll: writes a profile's header with the time of making, and the options that it was given behind it.
COLPROF = """#!/bin/sh
for name; do :; done
{ head -c 12 /dev/zero; printf 'prtrCMYKLab '; date +%N | head -c 8; printf '0000'; printf 'acsp'; head -c 88 /dev/zero
printf '%s ' "$@"; } > "$name.icc"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project and measurements of its own, with a stand-in for Argyll that takes no time."""
    root, data = tmp_path / "project", tmp_path / "data"
    for folder in (root / "press/setup", root / ".tools", tmp_path / "bin", data):
        folder.mkdir(parents=True)
    colprof = tmp_path / "bin/colprof"
    colprof.write_text(COLPROF)
    colprof.chmod(0o755)
    monkeypatch.setenv("PATH", f"{colprof.parent}:/usr/bin:/bin")
    lines = []
    for row in CONDITIONS.values():
        (data / f"{row.measurements}.ti3").write_text(f"CTI3 {row.name}")
        digest = hashlib.sha256(f"CTI3 {row.name}".encode()).hexdigest()
        lines.append(f"{digest}  {row.measurements}.ti3\n")
    (root / "press/setup/measurements.sha256").write_text("".join(lines))
    monkeypatch.setattr(installers, "MEASUREMENTS", data)
    return root


def test_only_printing_asks_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemPackage, "present", property(lambda row: False))
    build = {row.name for row in missing_packages(tmp_path, False, False)}
    printing = {row.name for row in missing_packages(tmp_path, False, True)}
    tests = {row.name for row in missing_packages(tmp_path, True, False)}
    assert build.isdisjoint(PRINT_PACKAGES)
    assert printing - build == PRINT_PACKAGES
    assert tests == {row.name for row in SYSTEM_PACKAGES}


def test_what_makes_profiles_is_not_asked_for_once_they_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemPackage, "present", property(lambda row: row.name not in PRINT_PACKAGES))
    stamp = tmp_path / PROFILES / ".installed"
    stamp.parent.mkdir(parents=True)
    stamp.touch()
    assert [row.name for row in missing_packages(tmp_path, False, True)] == ["ghostscript"]


def test_all_measurements_have_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "MEASUREMENTS", tmp_path)
    row = next(row for row in SYSTEM_PACKAGES if row.name == "icc-profiles-free")
    for name in row.names:
        assert not row.present
        (tmp_path / name).touch()
    assert row.present


def test_the_lock_names_the_measurements_of_every_condition() -> None:
    locked = [line.split() for line in LOCK.read_text().splitlines()]
    assert {name for _, name in locked} == {f"{row.measurements}.ti3" for row in CONDITIONS.values()}
    assert {len(digest) for digest, _ in locked} == {64}


def test_profiles_are_made_whole_and_with_a_fixed_date(project: Path) -> None:
    installers.profiles(project)
    folder = project / PROFILES
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    first = {name: (folder / name).read_bytes() for name in NAMES}
    assert {data[24:36] for data in first.values()} == {struct.pack(">6H", 2000, 1, 1, 0, 0, 0)}
    for row in CONDITIONS.values():
        said = first[f"{row.measurements}.icc"]
        assert f"-l{row.coverage} -L{row.black}".encode() in said
        assert row.title.encode() in said
    installers.profiles(project)
    assert {name: (folder / name).read_bytes() for name in NAMES} == first
    assert not (project / ".tools/scratch").exists()


def test_other_measurements_are_refused(project: Path) -> None:
    path = installers.MEASUREMENTS / "FOGRA39L.ti3"
    path.write_text("CTI3 tampered with")
    found = hashlib.sha256(b"CTI3 tampered with").hexdigest()
    with pytest.raises(SetupError, match=f"FOGRA39L.ti3 is not the file that was pinned: its SHA-256 is {found}"):
        installers.profiles(project)
    assert not (project / PROFILES).exists()
    assert not (project / ".tools/scratch").exists()


def test_printing_installs_the_profiles_and_nothing_for_tests(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "BUILD", ())
    monkeypatch.setattr(SystemPackage, "present", property(lambda row: True))
    assert not setup.prepare(project)
    assert setup.prepare(project, printing=True)
    stamp = project / PROFILES / ".installed"
    assert stamp.read_bytes() == (project / "press/setup/measurements.sha256").read_bytes()
    assert not setup.prepare(project, printing=True)
    (project / "press/setup/measurements.sha256").write_text(LOCK.read_text() + "\n")
    assert setup.PRINT[0].missing(project)


def test_other_measurements_leave_no_stamp(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "BUILD", ())
    monkeypatch.setattr(SystemPackage, "present", property(lambda row: True))
    (installers.MEASUREMENTS / "TR006.ti3").write_text("other")
    with pytest.raises(SetupError, match=r"TR006\.ti3 is not the file that was pinned"):
        setup.prepare(project, printing=True)
    assert setup.PRINT[0].missing(project)


@pytest.mark.parametrize("name", NAMES)
def test_the_profiles_of_this_machine_are_those_of_presses(name: str) -> None:
    """ICC.1:2010, 7.2: class of device, colour space, connection space, date, signature, size."""
    data = (PROJECT / PROFILES / name).read_bytes()
    assert data[12:24] == b"prtrCMYKLab "
    assert data[24:36] == struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    assert data[36:40] == b"acsp"
    assert struct.unpack(">I", data[:4])[0] == len(data)
    row = next(row for row in CONDITIONS.values() if row.measurements in name)
    assert row.title.encode("ascii") in data


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
