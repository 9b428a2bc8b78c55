"""What the task of words does: find the words of the templates and of the pipeline itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from press.catalogs import interface
from press.tasks.stored import write


def words(folders: Sequence[Path], target: Path) -> None:
    """Store the words of the templates."""
    found = interface.find(folders)
    write(target, [[entry.id, entry.source] for entry in found])
