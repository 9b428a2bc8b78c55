"""Work in a process of its own: what it gives, and how it ends where it would not."""

import mmap
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from press.editions import bounded

ROOM = 64 * 2**20


def heard() -> str:
    try:
        while True:
            pass
    except bounded.ExhaustedError:
        return "heard"


def test_what_it_gives_is_given() -> None:
    here = os.getpid()
    text, other = bounded.bounded(lambda: ["文 \ud800", os.getpid()], ROOM)
    assert text == "文 \ud800"
    assert other != here


def test_it_hears_that_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 1)
    assert bounded.bounded(heard, ROOM) == "heard"


def test_what_does_not_hear_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> str:
        while True:
            try:
                while True:
                    pass
            except bounded.ExhaustedError:
                pass

    monkeypatch.setattr(bounded, "SECONDS", 1)
    with pytest.raises(bounded.EndedError):
        bounded.bounded(work, ROOM)


def test_it_hears_that_its_memory_is_full_and_can_still_tell() -> None:
    def work() -> str:
        kept = []
        try:
            while True:
                kept.append(mmap.mmap(-1, 2**20))  # not out of what the process has kept of earlier use
        except OSError:
            bounded.release()
            return f"{len(kept) * 'x'}"

    assert 16 < len(bounded.bounded(work, ROOM)) <= 64


def test_an_error_of_its_own_ends_it(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(bounded.EndedError):
        bounded.bounded(lambda: 1 / 0, ROOM)
    assert capfd.readouterr().err == ""


def test_it_writes_no_file(tmp_path: Path) -> None:
    def work() -> str:
        try:
            (tmp_path / "x").write_text("x")
        except OSError as error:
            return str(error.strerror)
        return "written"

    assert bounded.bounded(work, ROOM) == "File too large"


def test_it_is_asked_for_by_any_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 1)
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(bounded.bounded, heard, ROOM).result() == "heard"
