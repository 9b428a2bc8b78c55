"""What holds for every test."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from press import pandoc

# A deadline of an example is one of seconds: on a busy machine it fails what is right.
settings.register_profile("press", deadline=None)
settings.load_profile("press")

# Whole builds, validators, commands: tests that take seconds.
LONG = {"real_builds", "faults", "validators", "tasks", "cli", "setup", "release", "ci"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long ones: the last tests are short then, so that no process waits for long for another's."""
    items.sort(key=lambda item: LONG.isdisjoint(Path(item.location[0]).parts))


@pytest.fixture(scope="session", autouse=True)
def _pandoc_is_asked_once() -> Iterator[None]:
    """Pandoc that touches no file gives the same for the same text, and many tests begin with the same publication."""
    run = pandoc.run
    known = lru_cache(2000)(run)

    def once(text: str, reader: str, writer: str, *options: str, sandbox: bool = True, **more: Any) -> str:
        alone = sandbox and not more and not any(option.startswith(("--output", "--template")) for option in options)
        if alone:
            return known(text, reader, writer, *options)
        return run(text, reader, writer, *options, sandbox=sandbox, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pandoc, "run", once)
        yield
