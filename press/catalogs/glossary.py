"""translations/glossary.csv: a publication's terms, as a spreadsheet or an editor writes them (RFC 4180).

    concept,status,en,zh,forbidden_en,forbidden_zh,note

A row is a concept. Several forms in a cell are parted by " | ", the preferred one first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

from press.catalogs import terms
from press.content import texts
from press.content.positions import hidden
from press.diagnostics import Diagnostic, Location, SourceError
from press.languages.registry import LANGUAGES
from press.model.glossary import Glossary, Term, TermStatus
from press.model.language import Language
from press.model.publication import Publication

BAR = "|"
FORBIDDEN = "forbidden_"
LARGEST = 4 * 1024**2  # bytes
MOST = 20_000  # rows
Row = tuple[int, list[str]]


def read_glossary(path: Path, languages: Collection[Language]) -> Glossary:
    """The glossary in a file, an empty one where there is none; cells end at `,` or `;`, a BOM and CRLF are accepted.

    Args:
        path: of the file.
        languages: those that it has forms in, the one that most sources are in first.

    Raises:
        SourceError: all that is wrong: G001 it can't be read; S015 it holds what nobody sees; G002 a concept or a form
            stands twice; G003 a status that there isn't, a language without a form, a forbidden variant that is a form.
    """
    if not path.exists():
        return Glossary(path)
    text = texts.read(path, "G001", "save it as UTF-8; a spreadsheet calls that `CSV UTF-8`", LARGEST)
    if found := list(hidden(re.sub("\r\n?", "\n", text), path)):
        raise SourceError(found)
    rows = list(islice(_rows(path, text), MOST + 1))
    if len(rows) > MOST:
        message, hint = f"it has more than {MOST} rows", "keep the terms that the publication has"
        raise SourceError(Diagnostic("G001", message, Location(path, rows[-1][0]), hint))
    header = [name.strip() for name in rows[0][1]] if rows else []
    if found := list(_columns(path, rows[0][0] if rows else 1, header, languages)):
        raise SourceError(found)
    if found := [d for row in rows[1:] for d in _counted(path, row, len(header))]:
        raise SourceError(found)
    read = tuple(_term(line, dict(zip(header, cells, strict=True)), languages) for line, cells in rows[1:])
    problems = [*_statuses(path, rows, header), *_impossible(path, read, languages), *_twice(path, read, languages)]
    if problems:
        raise SourceError(sorted(problems, key=lambda d: d.location or Location(path)))
    return Glossary(path, read)


def glossary_of(publication: Publication) -> Glossary:
    """The terms of a publication, in all languages that it or any of its documents is in.

    Raises:
        SourceError: G001, G002, G003 what is wrong with its file.
    """
    own = [row.code for row in publication.languages]
    codes = dict.fromkeys([publication.source_language, *own, *(d.language for d in publication.texts)])
    rows = [publication.spoken(code) for code in codes]
    return read_glossary(publication.root / "translations" / "glossary.csv", rows)


def _rows(path: Path, text: str) -> Iterator[Row]:
    """Rows that hold anything, each with the line on which it begins."""
    lines = text.splitlines(keepends=True)
    head = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter=max(",;", key=head.count), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [" ".join(cell.split()) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        hint = 'close each quote, and write one that belongs to the text twice: ""'
        message = f"the row that begins here can't be read: {error}"
        raise SourceError(Diagnostic("G001", message, Location(path, line), hint)) from error


def _columns(path: Path, line: int, header: Sequence[str], languages: Collection[Language]) -> Iterator[Diagnostic]:
    """What is wrong with the names of the columns.

    Those of forbidden variants and notes may be left out; those of a language that isn't published may be there.
    """
    others = {row.code for row in LANGUAGES.values()}
    ignored = others | {FORBIDDEN + code for code in others}
    codes = [row.code for row in languages]
    needed = ["concept", "status", *codes]
    known = [*needed, *(FORBIDDEN + code for code in codes), "note"]
    hint = f"the first row has the names {', '.join(known)}"
    where = Location(path, line)
    for name in dict.fromkeys(header):
        if name not in known and name not in ignored:
            yield Diagnostic("G001", f"there can be no column {name!r}", where, hint)
        elif header.count(name) > 1:
            yield Diagnostic("G001", f"the column {name} stands twice", where, hint)
    for name in needed:
        if name not in header:
            yield Diagnostic("G001", f"there is no column {name}", where, hint)


def _counted(path: Path, row: Row, wanted: int) -> Iterator[Diagnostic]:
    line, cells = row
    if len(cells) != wanted:
        message = f"the row has {len(cells)} cells, and the first row {wanted}"
        yield Diagnostic("G001", message, Location(path, line), "put a cell that holds a delimiter in double quotes")


def _term(line: int, row: dict[str, str], languages: Collection[Language]) -> Term:
    codes = [language.code for language in languages]
    forms = {code: _forms(row[code]) for code in codes}
    forbidden = {code: found for code in codes if (found := _forms(row.get(FORBIDDEN + code, "")))}
    status = TermStatus(row["status"]) if row["status"] in list(TermStatus) else TermStatus.UNCHECKED
    return Term(row["concept"], forms, status, forbidden, row.get("note", ""), line)


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for part in cell.split(BAR) if (form := part.strip()))


def _statuses(path: Path, rows: Sequence[Row], header: Sequence[str]) -> Iterator[Diagnostic]:
    for line, cells in rows[1:]:
        if (status := cells[header.index("status")]) not in list(TermStatus):
            hint = f"it is one of: {', '.join(TermStatus)}"
            yield Diagnostic("G003", f"there is no status {status!r}", Location(path, line), hint)


def _impossible(path: Path, read: Sequence[Term], languages: Collection[Language]) -> Iterator[Diagnostic]:
    for term in read:
        where = Location(path, term.line)
        if not term.concept:
            yield Diagnostic("G003", "the concept has no name", where, "name it by its English, as in reading-room")
        for language in languages:
            code = language.code
            forms = {terms.key(form, language): form for form in term.forms[code]}
            if not forms or not all(map(_has_word, forms.values())):
                message = f"{term.concept} has no form in {code}, or one without a word"
                yield Diagnostic("G003", message, where, f"write in the column {code} what it is called")
            for variant in term.forbidden.get(code, ()):
                if same := forms.get(terms.key(variant, language)):
                    message = f"{term.concept}: {variant!r} is forbidden, and can't be told from {same!r}"
                    yield Diagnostic("G003", message, where, "take it out of one of the two columns")
                elif not _has_word(variant):
                    message = f"{term.concept}: the forbidden {variant!r} has no word"
                    yield Diagnostic("G003", message, where, "take it out")


def _has_word(form: str) -> bool:
    return any(map(str.isalnum, form))


def _twice(path: Path, read: Sequence[Term], languages: Collection[Language]) -> Iterator[Diagnostic]:
    """Concepts and forms that stand twice; two concepts may share a form where it isn't what sources are written in."""
    concepts: dict[str, int] = {}
    owners: dict[tuple[str, ...], Term] = {}
    source = next(iter(languages))
    for term in read:
        where = Location(path, term.line)
        if (first := concepts.setdefault(term.concept, term.line)) != term.line:
            hint = "join the two rows, or name one otherwise"
            yield Diagnostic("G002", f"the concept {term.concept} stands on line {first} too", where, hint)
        for forms in term.forms.values():
            for form in sorted({form for form in forms if forms.count(form) > 1}):
                yield Diagnostic("G002", f"{term.concept} has {form!r} twice", where, "remove one of the two")
        for form in dict.fromkeys(term.forms.get(source.code, ())):
            owner = owners.setdefault(terms.key(form, source), term)
            if owner is not term and owner.concept != term.concept:
                hint = "make one of them longer, so that they can be told apart"
                yield Diagnostic("G002", f"{form!r} is a form of {owner.concept} too", where, hint)
