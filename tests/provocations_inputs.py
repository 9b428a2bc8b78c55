"""Provocations of what lies in the place of a file, which no case can hold as one."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import stages

from press.catalogs import glossary, po
from press.content import publication as settings

Patch = pytest.MonkeyPatch


def pipes_and_sockets(root: Path, patch: Patch) -> None:
    """A pipe for a picture, a socket for a catalog, and a link to a device for a table."""
    for name in ("content/figures/shelf.svg", "translations/ru/borrowing.po", "content/data/hours.yaml"):
        (root / name).unlink()
    os.mkfifo(root / "content/figures/shelf.svg")
    (root / "content/data/hours.yaml").symlink_to("/dev/zero")
    patch.chdir(root / "translations/ru")  # a socket's path can't be long
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("borrowing.po")
        stages.config(root)


def file_without_measure(root: Path, patch: Patch) -> None:
    """A file of two terabytes, none of which is written."""
    with (root / "content/figures/stamp.png").open("r+b") as file:
        file.truncate(settings.LARGEST * 2000)
    stages.config(root)


def catalog_too_large(root: Path, patch: Patch) -> None:
    patch.setattr(po, "LARGEST", 1000)
    po.read(root / "translations/ru/borrowing.po", "ru")


def table_without_measure(root: Path, patch: Patch) -> None:
    path = root / "content/data/hours.yaml"
    row = "  - {period: Winter, dates: 2023-12-27, hours: closed, visitors: null}\n"
    path.write_text(path.read_text("utf-8") + row * 1_250, "utf-8")
    stages.data(root)


def glossary_with_too_many_rows(root: Path, patch: Patch) -> None:
    patch.setattr(glossary, "MOST", 3)
    stages.glossary(root)


PROVOCATIONS: dict[str, Callable[[Path, Patch], None]] = {
    name: value
    for name, value in list(globals().items())
    if getattr(value, "__module__", "") == __name__ and not name.startswith("_")
}
