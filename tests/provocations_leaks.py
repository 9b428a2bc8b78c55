"""What a repository tells that is about to be pushed (see tests/provocations.py)."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from press.content.publication import read_publication
from press.diagnostics import PublicationError
from press.leaks import history, known

WHO = {"NAME": "Nemo Nobody", "EMAIL": "nemo@nobody.net", "DATE": "2024-02-29T09:00:00+0900"}


def commit_in_another_zone(root: Path, patch: pytest.MonkeyPatch) -> None:
    for part in ("AUTHOR", "COMMITTER"):
        for key, value in WHO.items():
            patch.setenv(f"GIT_{part}_{key}", value)
    for words in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Words"]):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    if found := list(history.find(root, known.of(read_publication(root)))):
        raise PublicationError(found)


PROVOCATIONS: dict[str, Callable[[Path, pytest.MonkeyPatch], None]] = {"commit_in_another_zone": commit_in_another_zone}
