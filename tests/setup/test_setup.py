"""What the setup says and does where it can't just install; nothing is installed here."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from press import files, setup
from press.setup import Installation, installers, system
from press.setup.steps import SetupError, run
from press.setup.system import SystemPackage

PROJECT = Path(__file__).resolve().parents[2]
MISSING = SystemPackage("libnothing-1", system._library, ("libnothing.so.1",), "the Nothing library")


@pytest.fixture
def without_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)


@pytest.mark.usefixtures("without_root")
def test_without_root_the_exact_command_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"sudo apt-get install -y --no-install-recommends libnothing-1$"):
        system.install_packages(tmp_path, [MISSING])


def test_on_another_system_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SetupError, match=r"with your system's packages(.|\n)*the Nothing library$"):
        system.install_packages(tmp_path, [MISSING])


def test_a_present_library_is_not_missed() -> None:
    assert not MISSING.present
    assert SystemPackage("libc6", system._library, ("libc.so.6",), "").present


def installation(project: Path, error: BaseException | None = None) -> Installation:
    """Two folders that belong together, or what comes of half of them."""

    def install(place: Path, folder: Path) -> installers.Made:
        assert [path.name for path in folder.iterdir()] == []
        (folder / "new").mkdir()
        (folder / "new/file").write_text((place / "lock").read_text())
        if error:
            raise error
        shutil.copytree(folder / "new", folder / "more")
        return {place / "tools": folder / "new", place / "deep/more": folder / "more"}

    (project / "lock").write_text("one")
    return Installation("Tools", "lock", "tools/.installed", install)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SetupError("no network"), OSError(errno.ENOSPC, "full")])
def test_an_installation_that_fails_leaves_what_was_there(tmp_path: Path, error: BaseException) -> None:
    failing = installation(tmp_path, error)
    with pytest.raises(type(error)):
        failing.run(tmp_path)
    assert names(tmp_path) == [".tools", "lock"]
    assert names(tmp_path / ".tools") == []
    installation(tmp_path).run(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / "lock").write_text("two")  # as after a pull
    with pytest.raises(type(error)) as raised:
        failing.run(tmp_path)
    assert ("Tools: nothing was changed" in str(raised.value)) == isinstance(error, SetupError)
    (tmp_path / "lock").write_text("one")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert not failing.missing(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_one_takes_the_place_of_an_old_one(tmp_path: Path) -> None:
    row = installation(tmp_path)
    row.run(tmp_path)
    (tmp_path / "tools/older").touch()
    (tmp_path / "lock").write_text("two")
    row.run(tmp_path)
    assert names(tmp_path / "tools") == [".installed", "file"]
    assert [(tmp_path / name / "file").read_text() for name in ("tools", "deep/more")] == ["two", "two"]
    assert names(tmp_path / ".tools") == []


def test_what_is_killed_between_two_places_is_installed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = installation(tmp_path)
    row.run(tmp_path)
    (tmp_path / "lock").write_text("two")

    def killed(new: Path, target: Path, old: Path) -> None:
        files.exchange(new, target, old)
        raise SystemExit

    monkeypatch.setattr(setup, "exchange", killed)
    with pytest.raises(SystemExit):
        row.run(tmp_path)
    assert (tmp_path / "tools/file").read_text() != (tmp_path / "deep/more/file").read_text()
    assert row.missing(tmp_path)
    (tmp_path / "lock").write_text("one")
    assert row.missing(tmp_path), "what it was is not there any more, whatever the lock says"


def test_a_folder_of_another_project_is_left_alone(tmp_path: Path) -> None:
    row = installation(tmp_path)
    other = tmp_path.parent / "other"
    other.mkdir()
    (other / "kept").touch()
    (tmp_path / "tools").symlink_to(other)
    with pytest.raises(SetupError, match="leads out of the project"):
        row.run(tmp_path)
    assert (other / "kept").is_file()


def test_another_lock_is_another_installation(tmp_path: Path) -> None:
    row = installation(tmp_path)
    assert row.missing(tmp_path)
    row.run(tmp_path)
    assert not row.missing(tmp_path)
    (tmp_path / "lock").write_text("two")
    assert row.missing(tmp_path)


def test_an_installer_that_fails_is_heard(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no such package\nsh failed with exit status 3"):
        run(["sh", "-c", "echo no such package; exit 3"], tmp_path)
    with pytest.raises(SetupError, match="can't be run"):
        run([tmp_path / "none"], tmp_path)


def test_a_setup_waits_for_what_a_killed_one_left_running(tmp_path: Path) -> None:
    """The installer goes on with the lock that it inherited; whoever comes next begins when it has ended."""
    program = (
        "import os, signal, sys; from pathlib import Path; from press import setup; from press.setup.steps import run\n"
        "folder = Path(sys.argv[1])\n"
        "with setup._alone(folder):\n"
        "    run(['sh', '-c', 'kill -9 $PPID; read line < go; touch done'], folder)\n"
    )
    os.mkfifo(tmp_path / "go")
    assert subprocess.run([sys.executable, "-c", program, tmp_path], cwd=PROJECT, check=False).returncode == -9
    with (tmp_path / ".tools/lock").open() as lock, pytest.raises(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    (tmp_path / "go").write_text("on\n")
    with setup._alone(tmp_path):
        assert (tmp_path / "done").exists()


def test_what_clusters_need_is_installed_where_it_lacks_and_leaves_the_rest_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []
    monkeypatch.setattr(installers, "packages", lambda project, folder, lock: installed.append(lock) or {})
    setup.prepare_cluster(PROJECT)
    assert not installed  # the tests' own environment has it
    (tmp_path / "requirements-cluster.txt").write_text("distributed==2026.8.0\n")
    setup.prepare_cluster(tmp_path)
    assert installed == ["requirements-cluster.txt"]
    folder = tmp_path / ".venv/lib/python3.11/site-packages/distributed-2026.7.0.dist-info"
    folder.mkdir(parents=True)
    setup.prepare_cluster(tmp_path)
    assert installed == ["requirements-cluster.txt"] * 2
    folder.rename(folder.with_name("distributed-2026.8.0.dist-info"))
    setup.prepare_cluster(tmp_path)
    assert installed == ["requirements-cluster.txt"] * 2


def test_an_installed_package_says_what_pip_has_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "INSTALLED", True)
    monkeypatch.setattr(setup, "find_spec", lambda name: None)
    with pytest.raises(SetupError, match=r"pip install 'press\[cluster\]'"):
        setup.prepare_cluster(tmp_path)
