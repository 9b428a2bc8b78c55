"""What a step stores in build/ for the next one, as JSON. What is damaged goes, so that the next call makes it anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from press import files
from press.diagnostics import Diagnostic, Location, MachineError, Severity
from press.model import book as books
from press.model.book import Book


def write(target: Path, values: Any) -> None:
    """Store values, at once and always in the same way."""
    files.write_text(target, json.dumps(values, ensure_ascii=False, sort_keys=True, default=str))


def read(path: Path, load: Callable[[str], Any] = json.loads) -> Any:
    """What was stored.

    Args:
        path: the file.
        load: makes the value of the file's text; raises ValueError of a text that is damaged.

    Raises:
        MachineError: M002 it is damaged, as a power cut leaves a file; it is removed.
    """
    try:
        return load(path.read_text("utf-8"))
    except ValueError as error:
        files.remove(path)
        hint = "it is removed: run the same command again, which makes it anew"
        message = "what an earlier step stored is damaged"
        raise MachineError(Diagnostic("M002", message, Location(path), hint)) from error


def read_all(paths: Mapping[str, Path]) -> dict[str, Any]:
    """What was stored in several files, by their names.

    Raises:
        MachineError: M002 of all that are damaged; they are removed.
    """
    found: dict[str, Any] = {}
    damaged: list[Diagnostic] = []
    for name, path in paths.items():
        try:
            found[name] = read(path)
        except MachineError as error:
            damaged += error.diagnostics
    if damaged:
        raise MachineError(damaged)
    return found


def read_book(path: Path) -> Book:
    """A book.

    Raises:
        MachineError: as of `read`.
    """
    made: Book = read(path, books.load)
    return made


def values_of(diagnostic: Diagnostic, root: Path) -> dict[str, Any]:
    """A diagnostic as JSON values; of a file in a publication's folder they don't tell where that folder lies."""
    where = diagnostic.seen_from(root).location
    place = [str(where.path), where.line, where.column] if where else None
    values = {"code": diagnostic.code, "message": diagnostic.message, "hint": diagnostic.hint, "location": place}
    return {**values, "severity": diagnostic.severity}


def diagnostic_of(values: Mapping[str, Any], root: Path) -> Diagnostic:
    """The diagnostic that the values are of, in a publication's folder."""
    place = values["location"]
    where = Location(root / place[0], *place[1:]) if place else None
    return Diagnostic(values["code"], values["message"], where, values["hint"], Severity(values["severity"]))
