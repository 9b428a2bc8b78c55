"""A publication for the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commandline import PROJECT


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """A copy of the minimal publication, in a folder with a space in its name."""
    root = tmp_path / "small press"
    shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    return root
