"""What translators say among themselves goes out with an export: whether it tells who they are.

Their comments stay in: whoever goes on with the work needs them. A catalog's header, with its names, never goes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from press.content.positions import locate
from press.diagnostics import Diagnostic, Severity
from press.leaks import known
from press.leaks.text import traces
from press.leaks.trace import Piece
from press.model.publication import Publication
from press.translations.exchange.units import Bundle

_HINT = "whoever gets the file reads it: take it out there, or list it under `public` in content/publication.yaml"


def exposed(publication: Publication, bundle: Bundle) -> Iterator[Diagnostic]:
    """What comments and the glossary's notes tell, at their lines, as warnings (N001–N004, N007, N009)."""
    may = known.of(publication)
    folder = publication.root / "translations"
    comments = [
        (folder / bundle.language.code / f"{file.document}.po", line)
        for file in bundle.files
        for unit in file.units
        for line in unit.comments
    ]
    notes = [(bundle.glossary.path, term.note) for term in bundle.glossary.terms if term.note]
    for path, line in (*comments, *notes):
        yield from (_told(path, line, trace.diagnostic(path)) for trace in traces(Piece(line), may))


def _told(path: Path, line: str, found: Diagnostic) -> Diagnostic:
    where = locate(path, line)
    return replace(
        found, location=where, message=f"in what goes out, {found.message}", hint=_HINT, severity=Severity.WARNING
    )
