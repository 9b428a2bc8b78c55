"""The tasks for translators: what the checks find, and how far the translations are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from press.book import stages
from press.model.catalog import Entry
from press.model.publication import Publication
from press.tasks.stored import load, store, values_of
from press.translations import check as checks
from press.translations.status import collect
from press.translations.status_page import write_status


def check(publication: Publication, language: str, sources: Mapping[str, Path], target: Path) -> None:
    """Store what the checks of a language's translations find."""
    read = {identifier: stages.load_source(load(path)) for identifier, path in sources.items()}
    store(target, list(map(values_of, checks.check(publication, (language,), read))))


def status(publication: Publication, sources: Mapping[str, Path], words: Path, target: Path) -> None:
    """Write the page that tells how far the translations are, and its JSON."""
    read = {identifier: stages.load_source(load(path)) for identifier, path in sources.items()}
    found = collect(publication, read, [Entry(context, source) for context, source in load(words)])
    write_status(found, publication, target)
