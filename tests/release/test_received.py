"""Files of a release held against the lists that came with them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from press.release.received import (
    MANIFEST,
    Received,
    State,
    UnknownSumsError,
    check_files,
    check_folder,
    read_sums,
)

A, B = "a" * 64, "b" * 64
FILES = {"one.pdf": b"%PDF one", "two.epub": b"PK two", "three.txt": "три\n".encode(), "four-site.zip": b"PK four"}


def summed(folder: Path) -> None:
    """Write the checksums of all that lies in a folder."""
    paths = sorted(path for path in folder.iterdir() if path.name != "SHA256SUMS")
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)
    (folder / "SHA256SUMS").write_text("".join(lines))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A release of some files, with a manifest."""
    found = tmp_path / "release"
    found.mkdir()
    rows: list[dict[str, Any]] = []
    for name, data in FILES.items():
        (found / name).write_bytes(data)
        rows.append({"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    about = {"format": 1, "complete": True, "version": "1.0", "commit": "c" * 40, "files": rows}
    (found / MANIFEST).write_text(json.dumps(about))
    summed(found)
    return found


def check(folder: Path) -> Received:
    return check_folder(folder, folder / "SHA256SUMS")


def states(found: Received) -> dict[str, State]:
    return {file.name: file.state for file in found.files if file.state is not State.OK}


def test_a_release_that_is_whole(folder: Path) -> None:
    found = check(folder)
    assert found.whole
    assert [file.name for file in found.files] == sorted([*FILES, MANIFEST])
    assert found.manifest["version"] == "1.0"


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_one_byte_that_changed_is_told_by_name(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    found = check(folder)
    assert states(found) == {name: State.CHANGED}
    assert found.faults == ()
    assert not found.whole


def test_missing_extra_and_unreadable(folder: Path) -> None:
    (folder / "one.pdf").unlink()
    (folder / "two.epub").unlink()
    (folder / "two.epub").mkdir()
    (folder / "three.txt").unlink()
    (folder / "three.txt").symlink_to("four-site.zip")
    (folder / "four-site.zip").unlink()
    os.mkfifo(folder / "four-site.zip")
    (folder / "more/deep").mkdir(parents=True)
    (folder / "more/open-me.sh").write_text("x")
    (folder / ".hidden").symlink_to("/etc")
    assert states(check(folder)) == {
        "one.pdf": State.MISSING,
        "two.epub": State.UNREADABLE,
        "three.txt": State.UNREADABLE,
        "four-site.zip": State.UNREADABLE,
        "more/deep/": State.EXTRA,
        "more/open-me.sh": State.EXTRA,
        ".hidden": State.EXTRA,
    }


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="nothing tells here which files are open")
def test_nothing_stays_open(folder: Path) -> None:
    for name in ("one.pdf", "two.epub"):
        (folder / name).unlink()
    (folder / "one.pdf").mkdir()
    os.mkfifo(folder / "two.epub")
    before = sorted(Path("/proc/self/fd").iterdir())
    check(folder)
    assert sorted(Path("/proc/self/fd").iterdir()) == before


def test_lists_as_other_tools_write_them() -> None:
    text = f"\ufeff{A}  one\r\n# made by hand\r\n{B.upper()} *two words\r\n\r\nSHA256 (three) = {A}\n{B}  ./four\n"
    assert read_sums(text.encode()) == ({"one": A, "two words": B, "three": A, "four": B}, [])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (b"../up", "leads out"),
        (b"a/../../up", "leads out"),
        (b"/etc/passwd", "leads out"),
        (b"C:/x", "leads out"),
        (b"a\\b", "leads out"),
        (b"./../x", "leads out"),
        (b"..", "leads out"),
        (b"a//b", "no name"),
        (b"dir/", "no name"),
        (b"a\x1b[31mred", "can't be seen"),
        (b"a\xe2\x80\xaefdp.exe", "can't be seen"),
        (b"a\xff", "can't be seen"),
        (b"a\rb", "can't be seen"),
        (b"one", "stands twice"),
    ],
)
def test_names_that_no_list_may_hold(name: bytes, said: str) -> None:
    sums, faults = read_sums(A.encode() + b"  one\n" + A.encode() + b"  " + name + b"\n")
    assert sums == {"one": A}
    assert len(faults) == 1
    assert said in faults[0]
    assert faults[0].startswith("line 2: ")
    assert faults[0].isprintable()


@pytest.mark.parametrize("line", ["nonsense", f"{A[1:]}  short", f"{A} one", f"\\{A}  a\\nb", f"{'g' * 64}  x"])
def test_lines_that_are_none(line: str) -> None:
    assert read_sums(f"{A}  one\n{line}\n".encode())[1] == ["line 2: it is no checksum and name"]


def test_a_fault_of_the_list_is_enough(folder: Path) -> None:
    with (folder / "SHA256SUMS").open("a") as sums:
        sums.write(f"{A}  ../../outside\n")
    found = check(folder)
    assert states(found) == {}
    assert not found.whole


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00" * 100, f"{A}  ../x\n".encode(), None])
def test_nothing_to_check_by(folder: Path, content: bytes | None) -> None:
    (folder / "SHA256SUMS").unlink()
    if content is None:
        os.mkfifo(folder / "SHA256SUMS")
    else:
        (folder / "SHA256SUMS").write_bytes(content)
    with pytest.raises(UnknownSumsError):
        check(folder)


def test_some_files_and_one_that_was_renamed(folder: Path) -> None:
    (folder / "two.epub").rename(folder / "two (1).epub")
    (folder / "stray").write_text("x")
    names = ("one.pdf", "two (1).epub", "stray", "gone")
    found = check_files([folder / name for name in names], folder / "SHA256SUMS")
    assert [(file.name, file.state) for file in found.files] == [
        ("one.pdf", State.OK),
        ("two.epub", State.OK),
        ("stray", State.EXTRA),
        ("gone", State.MISSING),
    ]
    assert found.files[1].said == "under the name two (1).epub"


def test_a_file_that_has_the_name_and_content_of_another(folder: Path) -> None:
    (folder / "one.pdf").write_bytes(FILES["two.epub"])
    (file,) = check_files([folder / "one.pdf"], folder / "SHA256SUMS").files
    assert (file.name, file.state) == ("one.pdf", State.CHANGED)


def damaged(change: Callable[[dict[str, Any]], Any]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        values = json.loads((folder / MANIFEST).read_text())
        change(values)
        (folder / MANIFEST).write_text(json.dumps(values))

    return apply


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (damaged(lambda values: values["files"][0].update(size=1)), "another size"),
        (damaged(lambda values: values["files"][0].update(sha256=A)), "another checksum"),
        (damaged(lambda values: values["files"][0].update(name="\x1b[2J")), "SHA256SUMS has none"),
        (damaged(lambda values: values["files"].pop()), "does not tell of four-site.zip"),
        (damaged(lambda values: values.update(format=2)), "another format"),
        (damaged(lambda values: values.update(files=[{}])), "can't be read"),
        (lambda folder: (folder / MANIFEST).write_text("[" * 100_000), "can't be read"),
        (lambda folder: (folder / MANIFEST).write_text("[1]"), "can't be read"),
        (lambda folder: (folder / MANIFEST).write_bytes(b"\xff"), "can't be read"),
    ],
)
def test_a_manifest_that_does_not_agree(folder: Path, change: Callable[[Path], None], said: str) -> None:
    change(folder)
    summed(folder)
    faults = check(folder).faults
    assert any(said in fault for fault in faults)
    assert all(fault.isprintable() for fault in faults)


def test_a_manifest_that_nobody_vouches_for(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text().splitlines(keepends=True)
    (folder / "SHA256SUMS").write_text("".join(line for line in lines if MANIFEST not in line))
    found = check(folder)
    assert states(found) == {MANIFEST: State.EXTRA}
    assert found.manifest == {}
