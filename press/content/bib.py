"""Bibliographies in BibTeX and BibLaTeX as CSL items, by Pandoc, which knows LaTeX's accents and braces.

Pandoc is told that the reader isn't English: it would put every English title into small letters, for a style to
capitalise, and a work is to be called as its author wrote it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from press import pandoc
from press.content.positions import place
from press.diagnostics import Diagnostic, EngineError, Location, SourceError

MOST = 10_000  # works
SUFFIXES = (".bib", ".bibtex")
READER = "biblatex"  # takes what BibTeX's takes, and languages of works too
READER_LANGUAGE = {"LANG": "de_DE.UTF-8"}
_ENTRY = re.compile(r"^[ \t]*@(?!comment|string|preamble)(\w+)[ \t]*\{[ \t]*([^,\s{}]+)", re.MULTILINE | re.IGNORECASE)
_FIELD = re.compile(r"[ \t,]*(\w+)[ \t]*=")
_COMMAND = re.compile(r"\\([A-Za-z]+)[ \t]*\{([^{}\\$]*)\}")
# Fields of which all is printed, or may be.
_PRINTED = set(
    "title subtitle booktitle booksubtitle maintitle journal journaltitle author editor translator publisher series "
    "institution school address location".split()
)
_UNSEEN = ("abstract", "annote", "keyword")  # of no use for notes


def read(path: Path, text: str) -> list[dict[str, Any]]:
    """The works of a file as CSL items.

    Raises:
        SourceError: R004 it can't be read, holds too many works, or a command that Pandoc doesn't know.
    """
    if (count := sum(1 for _ in _ENTRY.finditer(text))) > MOST:
        raise SourceError(too_many(path, count))
    try:
        written = pandoc.run(text, READER, "csljson", sandbox=False, environment=READER_LANGUAGE)
    except EngineError as error:
        raise SourceError(_told(error.diagnostics[0].message, path)) from error
    works = [_work(item) for item in json.loads(written)]
    entries = {found[2]: found.start() for found in _ENTRY.finditer(text)}
    if unknown := [d for work in works for d in _unknown(work, text, entries, path)]:
        raise SourceError(unknown)
    shortened = {key for key, at in entries.items() if re.search(r"\bshorttitle\s*=", _entry(text, at), re.IGNORECASE)}
    # Pandoc gives the title before its colon as a short one, where there is none.
    return [{k: v for k, v in work.items() if k != "title-short" or work["id"] in shortened} for work in works]


def too_many(path: Path, count: int) -> Diagnostic:
    """What is told of a bibliography that would take too long to read."""
    message, hint = f"it holds {count} works, and can hold {MOST}", "keep those that are cited"
    return Diagnostic("R004", message, Location(path, 1), hint)


def locate(path: Path, text: str, key: str, nth: int) -> Location:
    """Where an entry stands; the last one for one that is there less often."""
    found = [entry.start(2) for entry in _ENTRY.finditer(text) if entry[2] == key]
    return place(text, found[min(nth, len(found) - 1)], path) if found else Location(path)


def _work(item: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in item.items() if key not in _UNSEEN}
    return {**kept, "type": item.get("type") or "document"}


def _told(said: str, path: Path) -> Diagnostic:
    """What Pandoc says of a file that it can't read, at the line that it names."""
    found = re.search(r"\(line (\d+), column (\d+)\)", said)
    where = Location(path, int(found[1]), int(found[2])) if found else Location(path)
    problem = next((line for line in said.splitlines() if line.startswith(("unexpected", "expecting"))), said)
    hint = "look at the braces, quotes and commas there and in the lines before: @book{key, title = {…}, …}"
    return Diagnostic("R004", f"BibTeX: {problem}", where, hint)


def _unknown(work: Mapping[str, Any], text: str, entries: Mapping[str, int], path: Path) -> Iterator[Diagnostic]:
    """Commands of LaTeX whose words Pandoc dropped."""
    if str(work["id"]) not in entries:
        return
    start, field, kept = entries[str(work["id"])], "", _letters(json.dumps(work, ensure_ascii=False))
    at = start
    for line in _entry(text, start).splitlines(keepends=True):
        named = _FIELD.match(line)
        field = named[1].lower() if named else field
        for found in _COMMAND.finditer(line) if field in _PRINTED else ():
            if _letters(found[2]) not in kept:
                hint = "write its text without it: only common commands and accents are understood"
                where = place(text, at + found.start(), path)
                yield Diagnostic("R004", f"the command \\{found[1]} is not known, and its text is lost", where, hint)
        at += len(line)


def _entry(text: str, start: int) -> str:
    following = _ENTRY.search(text, start + 1)
    return text[start : following.start() if following else len(text)]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
