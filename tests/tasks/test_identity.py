"""What a machine builds with, compared with what another one does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.project import CODE
from press.tasks import identity
from press.tasks.identity import NOTHING, differing


def test_a_machine_is_the_same_as_itself_and_has_all_that_builds_need() -> None:
    found = identity.identity((), True)
    assert NOTHING not in found.values()
    assert differing(found, identity.identity((), True)) == []
    assert {"weasyprint", "Pango", "the fonts of source-serif-4", "Ghostscript"} <= found.keys()
    assert "Ghostscript" not in identity.identity((), False)


def test_what_differs_is_told_by_its_versions_or_by_its_name_alone() -> None:
    here = {"press": "1.0", "the press's code": "a" * 64, "the fonts of cuneiform": "b" * 64, "zlib": "1"}
    there = {"press": "1.1", "the press's code": "c" * 64, "zlib": "1", "more": "2"}
    assert differing(here, there) == ["press 1.1 instead of 1.0", "the press's code", "the fonts of cuneiform"]


def test_another_byte_of_the_code_is_another_identity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CODE / "tasks", tmp_path / "press/tasks")
    monkeypatch.setattr(identity, "CODE", tmp_path / "press")
    before = identity.identity((), False)
    (tmp_path / "press/tasks/__pycache__").mkdir(exist_ok=True)
    (tmp_path / "press/tasks/__pycache__/book.pyc").write_text("")
    assert identity.identity((), False) == before
    with (tmp_path / "press/tasks/book.py").open("a") as file:
        file.write("\n")
    assert differing(before, identity.identity((), False)) == ["the press's code"]
