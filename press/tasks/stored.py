"""How tasks keep what the next ones take: JSON in build/, diagnostics among it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from press import files
from press.diagnostics import Diagnostic, Location, Severity
from press.model import book as books
from press.model.book import Book


def store(target: Path, values: Any) -> None:
    """Write values at once; the same values give the same text."""
    files.write_text(target, json.dumps(values, ensure_ascii=False, sort_keys=True, default=str))


def load(path: Path) -> Any:
    """What `store` wrote."""
    return json.loads(path.read_text("utf-8"))


def load_book(path: Path) -> Book:
    """A book."""
    return books.load(path.read_text("utf-8"))


def values_of(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as JSON values."""
    where = diagnostic.location
    place = [str(where.path), where.line, where.column] if where else None
    values = {"code": diagnostic.code, "message": diagnostic.message, "hint": diagnostic.hint, "location": place}
    return {**values, "severity": diagnostic.severity}


def diagnostic_of(values: Mapping[str, Any]) -> Diagnostic:
    """The diagnostic that the values are of."""
    place = values["location"]
    where = Location(Path(place[0]), *place[1:]) if place else None
    return Diagnostic(values["code"], values["message"], where, values["hint"], Severity(values["severity"]))
