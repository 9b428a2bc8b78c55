"""The words of templates: found in templates and code by Babel's extractors, kept in ui.pot and ui.po."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import Any

from press.catalogs import po
from press.content.positions import locate
from press.diagnostics import Diagnostic, SourceError
from press.model.catalog import Catalog, Entry
from press.model.interface import CONTEXT

# The functions whose literal argument is a word; `reference` gives it a context of its own.
KEYWORDS = ("_", "word", "reference")
SUFFIXES = (".py", ".j2")


def find(folders: Iterable[Path]) -> tuple[Entry, ...]:
    """An entry for each word of the templates and code in some folders, sorted by context and text."""
    found: dict[tuple[str, str], set[str]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES:
                for context, message in _in_file(path):
                    found.setdefault((context, message), set()).add(f"{folder.name}/{path.relative_to(folder)}")
    return tuple(
        Entry(id=context, source=message, notes=(f"in {', '.join(sorted(places))}",))
        for (context, message), places in sorted(found.items(), key=lambda item: (item[0][1].lower(), item[0]))
    )


def _in_file(path: Path) -> Iterator[tuple[str, str]]:
    from babel.messages.extract import extract_python
    from jinja2.ext import babel_extract

    extractor: Any = extract_python if path.suffix == ".py" else babel_extract
    with path.open("rb") as file:
        for _, function, messages, _ in extractor(file, KEYWORDS, (), {}):
            message = messages[0] if isinstance(messages, tuple) else messages
            # What is no literal can't be found here; Babel gives it as nothing.
            if message:
                yield ("reference" if function == "reference" else "", str(message))


def carry(words: Iterable[Entry], before: Catalog) -> tuple[Entry, ...]:
    """The words with their translations; those that no template uses any more become obsolete."""
    from dataclasses import replace

    known = {(entry.id, entry.source): entry for entry in before.entries}
    now = []
    for word in words:
        old = known.pop((word.id, word.source), None)
        now.append(replace(old, notes=word.notes, obsolete=False) if old else word)
    gone = (replace(entry, obsolete=True, notes=()) for entry in known.values() if entry.target)
    return (*now, *gone)


def read(paths: Iterable[Path], language: str) -> dict[str, str]:
    """The translations in some catalogs, a later one before an earlier; fuzzy ones are not used.

    Raises:
        SourceError: T002, T007 a catalog can't be read; T010 a translation has other {placeholders} than its word.
    """
    found: list[Diagnostic] = []
    words: dict[str, str] = {}
    for path in paths:
        for entry in po.read_if_there(path, language).entries:
            if entry.target and not entry.fuzzy and not entry.obsolete:
                found += _placeholders(entry, path)
                words[f"{entry.id}{CONTEXT}{entry.source}" if entry.id else entry.source] = entry.target
    if found:
        raise SourceError(found)
    return words


def _placeholders(entry: Entry, path: Path) -> Iterator[Diagnostic]:
    """Whether the names in braces, which the pipeline fills in, are those of the source."""
    wanted, given = _fields(entry.source), _fields(entry.target)
    if wanted != given:
        names = ", ".join(f"{{{name}}}" for name in sorted(wanted or ())) or "none"
        message = f"“{entry.target}” has other placeholders than “{entry.source}”"
        yield Diagnostic("T010", message, locate(path, f'"{entry.target}"'), f"its placeholders are: {names}")


def _fields(text: str) -> set[str] | None:
    """The names in braces of a text; None if its braces don't match."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def missing(words: Iterable[Entry], translations: dict[str, str]) -> Iterator[Entry]:
    """The words that have no translation."""
    for word in words:
        key = f"{word.id}{CONTEXT}{word.source}" if word.id else word.source
        if key not in translations:
            yield word
