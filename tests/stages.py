"""The stages that a case may run: each is given the folder of a publication, and raises PublicationError or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from press.errors import SourceError
from press.readers.config import read_publication
from press.readers.data import read_table


def config(root: Path) -> None:
    """Read the settings."""
    read_publication(root)


def data(root: Path) -> None:
    """Read every table; what is wrong in all of them is raised at once."""
    found = []
    for path in sorted((root / "content" / "data").glob("*.yaml")):
        try:
            read_table(path, root)
        except SourceError as error:
            found += error.diagnostics
    if found:
        raise SourceError(found)


STAGES: dict[str, Callable[[Path], None]] = {"config": config, "data": data}
