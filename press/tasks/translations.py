"""The tasks for translators: what the checks find, and how far the translations are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from press.book.stages.source import load_source
from press.model.catalog import Entry
from press.model.publication import Publication
from press.tasks.stored import read, read_all, values_of, write
from press.translations import check as checks
from press.translations.status import collect
from press.translations.status_page import write_status


def check(publication: Publication, language: str, sources: Mapping[str, Path], target: Path) -> None:
    """Store what the checks of a language's translations find."""
    texts = {identifier: load_source(values) for identifier, values in read_all(sources).items()}
    found = checks.check(publication, (language,), texts)
    write(target, [values_of(row, publication.root) for row in found])


def status(publication: Publication, sources: Mapping[str, Path], words: Path, target: Path) -> None:
    """Write the page that tells how far the translations are, and its JSON."""
    texts = {identifier: load_source(values) for identifier, values in read_all(sources).items()}
    found = collect(publication, texts, [Entry(context, source) for context, source in read(words)])
    write_status(found, publication, target)
