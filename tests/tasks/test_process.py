"""The process beside a worker: what comes of a step in it, and what becomes of one that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from press.tasks import shipment
from press.tasks.process import EndedError, StepProcess
from press.tasks.shipment import Answer, Job

Step = Callable[..., Answer]


@pytest.fixture(scope="module")
def process() -> Iterator[StepProcess]:
    found = StepProcess()
    yield found
    found.end()


def do(process: StepProcess, folder: Path, *call: object, wanted: bool = True, **inputs: bytes) -> Answer:
    folder.mkdir()
    names = {f"build/{name}": name for name in inputs}
    root = shipment.lay_out(Job(b"", None, names), inputs, folder)
    arguments = [root / word if isinstance(word, Path) else word for word in call]
    return process.run(Job(shipment.dump(arguments, root), None, names), root, folder, lambda: wanted)


def test_steps_tell_what_they_said_made_and_removed(process: StepProcess, tmp_path: Path) -> None:
    said = do(process, tmp_path / "one", "builtins:print", "words")
    assert (said.out, said.err, said.made, said.gone) == ("words\n", "", {}, ())
    written = do(process, tmp_path / "two", "press.files:write_text", Path("build/new"), "text", old=b"old")
    assert (written.made, written.gone) == ({"build/new": b"text"}, ())
    changed = do(process, tmp_path / "three", "press.files:write_text", Path("build/old"), "text", old=b"old")
    assert (changed.made, changed.gone) == ({"build/old": b"text"}, ())
    removed = do(process, tmp_path / "four", "press.files:remove", Path("build/old"), old=b"old")
    assert (removed.made, removed.gone) == ({}, ("build/old",))


def test_a_step_fails_as_it_would_here(process: StepProcess, tmp_path: Path) -> None:
    bug = do(process, tmp_path / "one", "builtins:int", "none")
    assert "ValueError: invalid literal for int()" in bug.bug
    went = do(process, tmp_path / "two", "press.tasks.stored:read", Path("build/old"), old=b"{")
    assert [row["code"] for row in went.diagnostics] == ["M002"]
    assert (went.bug, went.gone) == ("", ("build/old",))
    assert process.fit


def test_a_step_that_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    process = StepProcess()
    with pytest.raises(EndedError, match="SIGKILL"):
        do(process, tmp_path / "one", "time:sleep", 3600, wanted=False)
    assert not process.fit


def test_a_process_that_ends_by_itself_is_told(tmp_path: Path) -> None:
    with pytest.raises(EndedError, match="exit status 7"):
        do(StepProcess(), tmp_path / "one", "os:_exit", 7)
