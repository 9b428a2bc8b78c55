"""A server of a copy of the minimal publication, which the tests of a module share."""

from __future__ import annotations

from collections.abc import Iterator

import previews
import pytest
from previews import Running


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = previews.publication(tmp_path_factory.mktemp("preview"))
    (root / "content/secret.txt").write_text("secret")
    found = Running(root)
    yield found
    found.stop()
