"""Files are written whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from press import files

PROJECT = Path(__file__).resolve().parent.parent


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_utf_8_with_line_feeds(tmp_path: Path) -> None:
    files.write_text(tmp_path / "new/a", "中\r\n\n")
    assert (tmp_path / "new/a").read_bytes() == "中\r\n\n".encode()
    assert names(tmp_path / "new") == ["a"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failed_block_leaves_the_old_file(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "a"
    target.write_text("old")

    def fail() -> None:
        with files.replacing(target) as temporary:
            temporary.write_text("half")
            raise error

    with pytest.raises(error):
        fail()
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a"]


def test_a_killed_process_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("old")
    code = (
        "import os, signal, sys; from pathlib import Path; from press.files import replacing\n"
        "with replacing(Path(sys.argv[1])) as temporary:\n"
        "    temporary.write_text('half'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(target)], cwd=PROJECT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_text() == "old"
    files.write_text(target, "new")
    assert names(tmp_path) == ["a"]


def test_what_killed_processes_left_goes_at_any_depth(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    kept = [".git/x", f"a/.en.{os.getpid()}.abc", "a/.en.notes.abc", "a/b"]
    for name in (*kept, f"a/.en.{ended.pid}.abc/en", f"a/b/.a.json.{ended.pid}.abc"):
        (tmp_path / name).mkdir(parents=True)
    files.sweep_below(tmp_path)
    assert names(tmp_path / "a") == sorted(Path(name).name for name in kept[1:])
    assert names(tmp_path / "a/b") == []
    files.sweep_below(tmp_path / "no such")


def test_what_is_sealed_comes_back_or_is_told(tmp_path: Path) -> None:
    path = tmp_path / "new/a"
    for text in ("", "中\n\n"):
        files.write_sealed(path, text)
        assert files.read_sealed(path) == text
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole + b"\0", whole[:66], whole.partition(b"\n")[2], whole[:-2] + b" \n"):
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match="is not what was written"):
            files.read_sealed(path)


def test_only_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("text")
    (tmp_path / "link").symlink_to("a")
    assert files.read_bytes(tmp_path / "link", 4) == b"text"
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(OSError, match="a pipe or a device"):
            files.read_bytes(path)
    with pytest.raises(OSError, match="larger than") as raised:
        files.read_bytes(tmp_path / "a", 3)
    assert raised.value.errno == errno.EFBIG
    with pytest.raises(IsADirectoryError):
        files.read_bytes(tmp_path)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    target.write_text("old")

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        files.write_text(target, "new text")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a"]


def test_an_error_names_the_target_and_no_temporary_file(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for inner in ("", "fonts/a.woff2"):
        with pytest.raises(OSError, match="busy") as raised, files.replacing(target) as temporary:
            raise OSError(errno.EBUSY, "busy", str(temporary / inner), None, str(tmp_path / "other"))
        assert raised.value.filename == str(target / inner)
        assert raised.value.filename2 == str(tmp_path / "other")
    with pytest.raises(OSError, match="full") as raised, files.replacing(target):
        raise OSError(errno.ENOSPC, "full")
    assert str(raised.value) == f"[Errno {errno.ENOSPC}] full: '{target}'"
    with pytest.raises(OSError, match="too long") as raised, files.replacing(tmp_path / ("a" * 250)):
        pass
    assert raised.value.filename == str(tmp_path / ("a" * 250))
    assert names(tmp_path) == []


def test_a_folder_takes_the_place_of_a_folder(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for page in ("old", "new"):
        with files.replacing(target) as temporary:
            temporary.mkdir()
            (temporary / page).write_text(page)
    assert names(target) == ["new"]
    assert names(tmp_path) == ["site"]


def test_a_folder_comes_back_if_the_new_one_can_not_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "old").write_text("old")
    replace, calls = os.replace, []

    def second_fails(source: Path, goal: Path) -> None:
        calls.append(goal)
        if len(calls) == 2:
            raise OSError(errno.EIO, "Input/output error")
        replace(source, goal)

    monkeypatch.setattr(os, "replace", second_fails)
    with pytest.raises(OSError, match="Input/output"), files.replacing(target) as temporary:
        temporary.mkdir()
    assert names(target) == ["old"]


def test_a_block_that_writes_nothing_is_an_error(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("old")
    with pytest.raises(FileNotFoundError), files.replacing(target):
        pass
    assert target.read_text() == "old"


def test_remove(tmp_path: Path) -> None:
    (tmp_path / "folder/inner").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    for name in ("link", "none"):
        files.remove(tmp_path / name)
    assert names(tmp_path) == ["folder"]
    files.remove(tmp_path / "folder")
    assert names(tmp_path) == []


def test_a_path_is_shown_from_here_if_it_lies_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert files.from_here(tmp_path / "build/a.pdf") == "build/a.pdf"
    assert files.from_here(tmp_path.parent / "a.pdf") == str(tmp_path.parent / "a.pdf")


CONTENDER = """
import shutil, sys
from pathlib import Path
from press.files import alone
place = Path(sys.argv[1])
with alone(place, lambda: print("waits", flush=True)):
    print("has it", place.exists(), flush=True)
    sys.stdin.readline()
    shutil.rmtree(place.parent)
"""


def contender(place: Path) -> subprocess.Popen[str]:
    """A process that takes the lock, keeps it until it is sent a line, and removes its folder before it lets go."""
    command = [sys.executable, "-c", CONTENDER, place]
    return subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_one_process_at_a_time_even_if_the_folder_of_the_lock_goes(tmp_path: Path) -> None:
    place = tmp_path / "build/.lock"
    with contender(place) as first, contender_after(first, place) as second:
        assert second.stdout
        assert second.stdout.readline() == "waits\n"
        first.communicate("go on\n")
        assert second.stdout.readline() == "has it True\n"
        second.communicate("go on\n")
        assert (first.returncode, second.returncode) == (0, 0)


def contender_after(first: subprocess.Popen[str], place: Path) -> subprocess.Popen[str]:
    """A second one, once the first has the lock."""
    assert first.stdout
    assert first.stdout.readline() == "has it True\n"
    return contender(place)
