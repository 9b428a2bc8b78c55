"""doit's records outlive full disks and power cuts, or are made anew, which is told."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from doit.dependency import JSONCodec

from press import files
from press.tasks.records import Records


def records(path: Path) -> Any:
    return Records(str(path), JSONCodec())


def test_they_are_kept_and_only_written_when_they_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / ".doit.db"
    first = records(path)
    first.set("pdf:zh", "result:", "abc")
    first.dump()
    written = path.stat().st_ino
    second = records(path)
    assert (second.get("pdf:zh", "result:"), second.get("pdf:ru", "result:")) == ("abc", None)
    second.dump()
    assert path.stat().st_ino == written
    second.remove("pdf:zh")
    second.dump()
    assert records(path).in_("pdf:zh") is False
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("damage", [b"", b"\0\0", b'{"a": {"b', b"[]", b'{"a": 1}', b"\xe4"])
def test_damaged_ones_are_told_and_made_anew(tmp_path: Path, damage: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / ".doit.db"
    path.write_bytes(damage)
    anew = records(path)
    assert "is damaged" in capsys.readouterr().err
    assert anew.in_("a") is False
    anew.set("a", "result:", "abc")
    anew.dump()
    assert records(path).get("a", "result:") == "abc"
    assert capsys.readouterr().err == ""


def test_one_letter_that_is_another_is_damage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / ".doit.db"
    first = records(path)
    first.set("a", "result:", "abc")
    first.dump()
    path.write_text(path.read_text().replace("abc", "abd"))
    assert records(path).in_("a") is False
    assert "is damaged" in capsys.readouterr().err


def test_a_pipe_in_their_place_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / ".doit.db"
    os.mkfifo(path)
    anew = records(path)
    assert "is damaged" in capsys.readouterr().err
    anew.set("a", "result:", "abc")
    anew.dump()
    assert records(path).get("a", "result:") == "abc"


def test_a_full_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / ".doit.db"
    first = records(path)
    first.set("a", "result:", "abc")
    first.dump()

    def full(target: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "write_text", full)
    first.set("a", "result:", "def")
    first.dump()
    assert "M001: No space left" in capsys.readouterr().err
    assert records(path).get("a", "result:") == "abc"
