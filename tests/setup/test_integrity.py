"""What was installed, compared with what it should be; and that it is made whole, or told what makes it whole."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from press import setup
from press.model.fonts import CHARACTERS, EVERY_FACE, SCOPE
from press.setup import Installation, integrity, renew
from press.setup.installers import Made
from press.setup.integrity import Pinned, damaged
from press.setup.steps import SetupError
from press.setup.system import SystemPackage

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one library, `Two.Files`, and its lock."""
    site = tmp_path / ".venv/lib/python3.11/site-packages"
    folder = site / "two_files-1.5.dist-info"
    folder.mkdir(parents=True)
    rows = []
    for name in ("two.py", "binary"):
        (site / name).write_text(f"content of {name}")
        digest = base64.urlsafe_b64encode(hashlib.sha256((site / name).read_bytes()).digest()).decode().rstrip("=")
        rows.append(f"{name},sha256={digest},{(site / name).stat().st_size}\n")
    (folder / "RECORD").write_text("".join([*rows, "two_files-1.5.dist-info/RECORD,,\n", "two.pyc,,\n"]))
    (tmp_path / "requirements.txt").write_text("two-files==1.5 \\\n    --hash=sha256:00\n")
    return tmp_path


def found(project: Path, thorough: bool) -> list[str]:
    return [path.name for path in damaged(integrity.libraries(project), thorough)]


def test_a_library_that_is_whole(project: Path) -> None:
    assert len(list(integrity.libraries(project))) == 2
    assert found(project, True) == []


def test_a_file_that_is_gone_or_cut_off_is_seen_by_its_size(project: Path) -> None:
    site = project / ".venv/lib/python3.11/site-packages"
    (site / "two.py").unlink()
    (site / "binary").write_text("content")
    assert found(project, False) == ["two.py", "binary"]


def test_another_content_of_the_same_size_is_seen_by_its_checksum(project: Path) -> None:
    path = project / ".venv/lib/python3.11/site-packages/binary"
    path.write_text(path.read_text().swapcase())
    assert found(project, False) == []
    assert found(project, True) == ["binary"]


def test_a_program_that_may_not_be_run_is_damage(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "PROGRAMS", ("binary",))
    path = project / ".venv/lib/python3.11/site-packages/binary"
    path.chmod(0o644)
    assert found(project, False) == ["binary"]
    path.chmod(0o755)
    assert found(project, False) == []


@pytest.mark.parametrize("record", ["", "two.py,sha256=AA,many\n", "two.py,sha256=AA\n", 'two.py,"sha256'])
def test_a_record_that_is_damaged_says_nothing_good_of_its_library(project: Path, record: str) -> None:
    (project / ".venv/lib/python3.11/site-packages/two_files-1.5.dist-info/RECORD").write_text(record)
    assert len(found(project, False)) == 1


def test_the_programs_that_are_run_are_there() -> None:
    programs = [file.path for file in integrity.libraries(PROJECT) if file.program]
    assert sorted(path.name for path in programs) == ["node", "pandoc"]
    assert all(os.access(path, os.X_OK) for path in programs)


def test_a_library_that_is_gone_is_damage(project: Path) -> None:
    shutil.rmtree(project / ".venv/lib/python3.11/site-packages")
    assert found(project, False) == ["two-files"]


def test_the_list_of_faces_is_that_of_what_is_installed() -> None:
    files = list(integrity.faces(PROJECT, {face.package for face in EVERY_FACE}))
    assert {str(file.path.relative_to(PROJECT / "node_modules")) for file in files} == {
        str(face.file) for face in EVERY_FACE
    }
    assert list(damaged(files, True)) == []


def test_the_list_of_characters_is_that_of_what_is_installed() -> None:
    assert CHARACTERS.read_text("utf-8").splitlines() == list(renew.characters(PROJECT / "node_modules"))


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that installs one file, tools/file, and nothing else."""

    def install(project: Path, folder: Path) -> Made:
        (folder / "file").write_text("whole")
        return {project / "tools/file": folder / "file"}

    def files(folder: Path) -> list[Pinned]:
        return [Pinned(folder / "tools/file", 5, hashlib.sha256(b"whole").digest())]

    (tmp_path / "lock").write_text("one")
    monkeypatch.setattr(setup, "BUILD", (Installation("Tools", "lock", "tools/.installed", install, files),))
    monkeypatch.setattr(setup, "TESTS", ())
    monkeypatch.setattr(SystemPackage, "present", property(lambda row: True))
    return tmp_path


@pytest.mark.parametrize("damage", ["gone", "cut", "swapped"])
def test_what_is_damaged_is_told_and_made_whole(tools: Path, damage: str) -> None:
    assert setup.prepare(tools)
    assert not setup.prepare(tools)
    file = tools / "tools/file"
    if damage == "gone":
        file.unlink()
    else:
        file.write_text({"cut": "who", "swapped": "other"}[damage])
    if damage != "swapped":  # of the same size: only checksums tell
        with pytest.raises(SetupError, match=r"tools/file is gone, .*Run this: \./whitepaper setup --repair"):
            setup.prepare(tools)
    assert setup.repair(tools) == [file]
    assert setup.prepare(tools)
    assert file.read_text() == "whole"
    assert setup.repair(tools) == []
    assert not setup.prepare(tools)


def test_a_face_that_was_swapped_for_one_of_its_size_is_found_at_once(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "BUILD", (replace(setup.BUILD[0], watched=True),))
    file, compared, whole = tools / "tools/file", list[bool](), Pinned.whole

    def noted(row: Pinned, thorough: bool) -> bool:
        compared.append(thorough)
        return whole(row, thorough)

    monkeypatch.setattr(Pinned, "whole", noted)
    setup.prepare(tools)
    stamp = tools / "tools/.installed"
    os.utime(stamp, (0, 0))  # as if the file was touched long after it
    for hashed in (True, False):  # it is compared once, and then known again
        compared.clear()
        setup.prepare(tools)
        assert (True in compared) == hashed
    times = file.stat()
    file.write_text("other")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    os.utime(stamp, (0, 0))
    with pytest.raises(SetupError, match="tools/file is gone, or is not what was installed"):
        setup.prepare(tools)
    assert setup.repair(tools) == [file]


def test_what_came_with_the_code_is_not_the_setups_to_mend(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = Pinned(tools / "press.icc", 5, bytes(32))
    monkeypatch.setattr(integrity, "profiles", lambda project: iter([profile]))
    setup.BUILD[0].run(tools)
    for call in (setup.prepare, setup.repair):
        with pytest.raises(SetupError, match=r"git checkout`:\n    .*press\.icc$"):
            call(tools)


def test_a_folder_of_somebody_else_is_told_in_a_sentence(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(row: Installation, project: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(project / row.stamp))

    monkeypatch.setattr(Installation, "missing", refuse)
    with pytest.raises(SetupError, match=r"tools/\.installed: Permission denied\. What is set up"):
        setup.prepare(tools)


def test_fonts_that_a_publication_needs_are_installed_once_and_watched(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.prepare(tools)
    (row,) = setup.BUILD
    made: list[str] = []

    def install(project: Path, folder: Path) -> Made:
        made.append(project.name)
        (folder / "file").write_text("whole")
        return {project / "more/file": folder / "file"}

    def files(folder: Path) -> list[Pinned]:
        return [Pinned(folder / "more/file", 5, hashlib.sha256(b"whole").digest())]

    more = replace(row, title="More", stamp="more/.installed", install=install, files=files)
    monkeypatch.setattr(setup, "FONTS", {"more": more})
    setup.prepare(tools)
    assert made == []  # nobody needs them
    setup.prepare_fonts(tools, ["more"])
    setup.prepare_fonts(tools, ["more"])
    assert len(made) == 1
    (tools / "more/file").unlink()
    with pytest.raises(SetupError, match="more/file is gone"):
        setup.prepare(tools)
    assert setup.repair(tools) == [tools / "more/file"]


def test_each_package_of_fonts_is_locked() -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text("utf-8"))["packages"]
    packages = {face.package for face in EVERY_FACE}
    fonts = {place for place in lock if place and "mathjax" not in place}
    assert {f"node_modules/{SCOPE}/{name}" for name in packages} == fonts
    assert all(row["integrity"] and "resolved" not in row for place, row in lock.items() if place)
