"""Covers that have no room for what they should say; see tests/provocations.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import samples

from press.content.publication import read_publication
from press.diagnostics import PublicationError
from press.model.publication import Publication
from press.model.spine import spine_warnings

MODULES = Path(__file__).resolve().parent.parent / "node_modules"
Patch = pytest.MonkeyPatch


def _publication(root: Path, words: int) -> Publication:
    """The case's publication; LONG stands for a text of so many words."""
    settings = root / "content" / "publication.yaml"
    settings.write_text(settings.read_text("utf-8").replace("LONG", "words " * words), "utf-8")
    return read_publication(root)


def _lay_out(root: Path, pages: int, words: int) -> None:
    from press.editions.cover.spread import layout

    layout(samples.book("en", "# A {#sec-a}\n\nFew words."), _publication(root, words), pages, MODULES)


def cover_laid_out(root: Path, patch: Patch) -> None:
    _lay_out(root, 64, 600)


def cover_of_a_thick_book(root: Path, patch: Patch) -> None:
    _lay_out(root, 400, 40)


def spine_of_a_thin_book(root: Path, patch: Patch) -> None:
    from press.editions.cover.spread import settings

    publication = _publication(root, 0)
    raise PublicationError(spine_warnings(publication, 64, settings(publication, "binding:", words="")))


PROVOCATIONS: dict[str, Callable[[Path, Patch], None]] = {
    name: value
    for name, value in list(globals().items())
    if getattr(value, "__module__", "") == __name__ and not name.startswith("_")
}
