"""Files that others wrote, whatever lies in their place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from press.content import texts
from press.diagnostics import SourceError


def told(path: Path, most: int = texts.LARGEST) -> str:
    with pytest.raises(SourceError) as raised:
        texts.read(path, "S011", most=most)
    [one] = raised.value.diagnostics
    return f"{one.code} {str(one.location).removeprefix(f'{path.parent}/')} {one.message}"


def test_a_text_is_read_without_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("\ufeffДом\r\n".encode())
    assert texts.read(tmp_path / "a", "S011") == "Дом\r\n"


def test_bytes_of_another_encoding_have_a_place(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("\ufeffДом\n图书 ".encode() + b"\xe4r")
    assert told(tmp_path / "a") == "S011 a:2:4 this is not UTF-8 (byte 0xe4)"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert told(tmp_path / "pipe") == "S011 pipe it is a pipe or a device, not a file"
    assert told(tmp_path / "zero") == "S011 zero it is a pipe or a device, not a file"
    assert told(tmp_path).endswith("it is a folder, not a file")


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(2**42)
    assert told(tmp_path / "a") == "S011 a:1 it is larger than 64 MB"


def test_what_is_not_there_is_the_callers_to_tell(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        texts.read(tmp_path / "a", "S011")
