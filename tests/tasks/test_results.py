"""What a step made is looked at before it is called up to date."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from press.tasks.results import AsMade


def recorded(condition: AsMade) -> dict[str, Any]:
    """What doit records of a step with a condition, once it is done."""
    task: Any = SimpleNamespace(value_savers=[])
    condition.configure_task(task)
    return dict(task.value_savers[0]())


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    path.write_text("whole")
    return path


DAMAGES = {"cut": b"who", "emptied": b"", "zeros": b"who\0\0", "another's": b"other"}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_result_with_other_content_is_none(made: Path, damage: str) -> None:
    condition = AsMade([made, made.parent, made.with_name("never made")])
    values = recorded(condition)
    assert condition(None, values)  # type: ignore[arg-type]
    made.write_bytes(DAMAGES[damage])
    os.utime(made, (1, 1))
    assert not condition(None, values)  # type: ignore[arg-type]
    made.write_text("whole")
    assert condition(None, values)  # type: ignore[arg-type]
    made.unlink()
    assert not condition(None, values)  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [{}, {"made": None}, {"made": {"PATH": None}}, {"made": {"PATH": [1, 2]}}])
def test_without_a_record_nothing_is_known(made: Path, values: dict[str, Any]) -> None:
    known = values.get("made")
    given = {"made": {str(made): state for state in known.values()}} if known else values
    assert not AsMade([made])(None, given)  # type: ignore[arg-type]
