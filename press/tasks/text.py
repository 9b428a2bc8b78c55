"""What the task of a text does: put the translations in their places, store the document in a language."""

from __future__ import annotations

from pathlib import Path

from press.book.stages.source import load_source
from press.book.stages.text import dump_text, read_text
from press.model.publication import Document, Publication
from press.tasks.stored import read, values_of, write
from press.translations.checks import stopping


def text(publication: Publication, document: Document, language: str, source: Path, target: Path) -> None:
    """Store a document in a language."""
    values = read(source)
    found = read_text(publication, document, load_source(values), language, stopping.errors)
    stale = values["diagnostics"] if language != document.language else []
    told = [*stale, *(values_of(row, publication.root) for row in found.diagnostics)]
    write(target, {**dump_text(found), "diagnostics": told})
