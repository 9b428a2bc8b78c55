"""The words of templates: found in templates and code by Babel's extractors, kept in ui.pot and ui.po."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import Any

from press import characters, pandoc
from press.catalogs import po
from press.content import texts
from press.content.positions import hidden, locate
from press.diagnostics import Diagnostic, Location, SourceError
from press.model.catalog import Catalog, Entry
from press.model.interface import CONTEXT
from press.project import CODE

# The functions whose literal argument is a word; `reference` gives it a context of its own.
KEYWORDS = ("_", "word", "reference")
SUFFIXES = (".py", ".j2")
LARGEST = 1024**2  # bytes of a template; the longest of ours has a thirtieth
_CALL = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(".encode())


def find(folders: Iterable[Path]) -> tuple[Entry, ...]:
    """An entry for each word of the templates and code in some folders, sorted by context and text.

    Raises:
        SourceError: W001 a template can't be read, or is nested too deep.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES:
                for context, message in _in_file(path):
                    found.setdefault((context, message), set()).add(str(path.relative_to(_base(folder))))
    return tuple(
        Entry(id=context, source=message, notes=(f"in {', '.join(sorted(places))}",))
        for (context, message), places in sorted(found.items(), key=lambda item: (item[0][1].lower(), item[0]))
    )


def _base(folder: Path) -> Path:
    """What places are told from: the project's folder, or the one that holds a publication's own templates."""
    return CODE.parent if folder.is_relative_to(CODE) else folder.parent


def _in_file(path: Path) -> Iterator[tuple[str, str]]:
    from babel.messages.extract import extract_python
    from jinja2.ext import babel_extract

    data, code = _utf8(path), path.suffix == ".py"
    if code and not _CALL.search(data):  # as in most modules; to take one apart takes long
        return
    extractor: Any = extract_python if code else babel_extract
    try:
        with io.BytesIO(data) as file:
            found = list(extractor(file, KEYWORDS, (), {}))
    except RecursionError as error:
        where = Location(path, pandoc.densest(data.decode().splitlines()) + 1)
        hint = "look there for brackets and conditions within each other"
        raise SourceError(Diagnostic("W001", "this is nested too deep", where, hint)) from error
    for _, function, messages, _ in found:
        message = messages[0] if isinstance(messages, tuple) else messages
        # What is no literal can't be found here; Babel gives it as nothing.
        if message:
            yield ("reference" if function == "reference" else "", str(message))


def _utf8(path: Path) -> bytes:
    """The bytes of a template or module.

    Raises:
        SourceError: W001 it is not UTF-8, no file, or larger than any template; S015 it holds what nobody sees.
    """
    text = texts.read(path, "W001", most=LARGEST)
    if found := list(hidden(text, path)):
        raise SourceError(found)
    return text.encode()


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
        SourceError: T002, T007 a catalog can't be read; T010 a translation has other {placeholders} than its word;
            S015 it holds control characters or bidirectional overrides.
    """
    found: list[Diagnostic] = []
    words: dict[str, str] = {}
    for path in paths:
        for entry in po.read_if_there(path, language).entries:
            if entry.target and not entry.fuzzy and not entry.obsolete:
                found += [*_placeholders(entry, path), *_controls(entry, path)]
                words[f"{entry.id}{CONTEXT}{entry.source}" if entry.id else entry.source] = entry.target
    if found:
        raise SourceError(found)
    return words


def _placeholders(entry: Entry, path: Path) -> Iterator[Diagnostic]:
    """Whether what stands in braces, which the pipeline fills in, is that of the source, with its format."""
    wanted, given = _fields(entry.source), _fields(entry.target)
    if wanted != given:
        names = ", ".join(sorted(wanted or ())) or "none"
        message = f"“{entry.target}” has other placeholders than “{entry.source}”"
        yield Diagnostic("T010", message, locate(path, f'"{entry.target}"'), f"its placeholders are: {names}")


def _fields(text: str) -> set[str] | None:
    """What stands in braces in a text, as it is written there; None if its braces don't match."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    return {
        f"{{{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}}}"
        for _, name, form, how in parts
        if name is not None
    }


def _controls(entry: Entry, path: Path) -> Iterator[Diagnostic]:
    """What no text may hold, in the translation of a word."""
    for at, message in characters.controls(entry.target):
        yield Diagnostic("S015", message, po.locate(path, entry.line, entry.target[at]), characters.HINT)


def missing(words: Iterable[Entry], translations: dict[str, str]) -> Iterator[Entry]:
    """The words that have no translation."""
    for word in words:
        key = f"{word.id}{CONTEXT}{word.source}" if word.id else word.source
        if key not in translations:
            yield word
