"""Whether what a step made is still there as it made it; if not, the step is done again.

doit compares what a step is made of, and of what it makes only asks whether it is there. That isn't enough: a power cut
leaves files that are empty or end in zeros; and a build that is killed has replaced results that the records of the
build before it, which are all that is left, call up to date: who then takes an edit back would publish it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from doit.task import Task

VALUE = "made"  # the name that doit keeps it under


class AsMade:
    """A condition of doit (`uptodate`): the targets that are files have the content that the step gave them."""

    def __init__(self, targets: Iterable[Path]) -> None:
        """Look after some files; what is a folder, or isn't there, is not looked at."""
        self._targets = tuple(targets)

    def configure_task(self, task: Task) -> None:
        """Have doit record how the files are, once the step is done."""
        task.value_savers.append(lambda: {VALUE: {str(path): _state(path) for path in self._targets if path.is_file()}})

    def __call__(self, task: Task, values: Mapping[str, Any]) -> bool:
        """Whether they are as it recorded of a task; a file of the same time and size isn't read."""
        made = values.get(VALUE)
        return isinstance(made, dict) and all(_same(Path(path), state) for path, state in made.items())


def _state(path: Path) -> list[Any]:
    """Time (ns), size (bytes) and SHA-256 of a file."""
    found = path.stat()
    return [found.st_mtime_ns, found.st_size, hashlib.sha256(path.read_bytes()).hexdigest()]


def _same(path: Path, state: Any) -> bool:
    try:
        found = path.stat()
        time, size, digest = state
        return [time, size] == [found.st_mtime_ns, found.st_size] or digest == _state(path)[2]
    except (OSError, TypeError, ValueError):  # it is gone; or what was recorded is damaged
        return False
