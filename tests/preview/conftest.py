"""Copies of the minimal publication: on a workbench, and one that is served to all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import previews
import pytest
from previews import Running

from press.preview.workbench import Workbench


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = previews.publication(tmp_path_factory.mktemp("preview"))
    (root / "content/secret.txt").write_text("secret")
    found = Running(root)
    yield found
    found.stop()

@pytest.fixture
def root(tmp_path: Path) -> Path:
    return previews.publication(tmp_path)


@pytest.fixture
def bench(root: Path) -> Workbench:
    return previews.workbench(root)
