"""`./whitepaper preflight`: judges PDFs for print, those of the publication and any others, and writes beside none."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from press.diagnostics import CODES, Diagnostic, PublicationError, Severity
from press.files import from_here
from press.languages import LANGUAGES
from press.model.edition import FORMATS, Edition
from press.model.preflight import Kind, Report, Rules
from press.model.publication import Publication

MOST_TOLD = 20  # findings of one code that are written to a terminal; the page has more
_SIZE = re.compile(r"([\d.]+ ?[a-z]*) ?[x×] ?([\d.]+ ?[a-z]+)")


def run(root: Path, printer: str | None, words: Sequence[str]) -> int:
    """Carry out a command line.

    Args:
        root: the publication's folder.
        printer: name of a preset or of a printer of the publication's; None: the one that it names.

    Returns:
        0: no file has an error; 1: one has; 2: the command line, or the publication's settings, are wrong.
    """
    from press.content.publication import read_publication

    parser = _parser()
    request = parser.parse_intermixed_args(words)
    for file in request.files:
        if not file.is_file():
            parser.error(f"{file} is no file that is there")
    try:
        publication = read_publication(root, printer)
    except PublicationError as error:
        _tell(error.diagnostics)
        return 2
    rows = {row.code: row for row in (*LANGUAGES.values(), *publication.languages)}
    if request.lang and request.lang not in rows:
        parser.error(f"there is no language {request.lang}; there are {', '.join(rows)}")
    request.lang = rows.get(request.lang)
    told = [_judged(file, target, publication, request) for file, target in _targets(request.files, root)]
    if request.json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return int(any(row["errors"] for row in told))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "./whitepaper preflight",
        description="Judge PDFs for print: those of the publication by its settings, any others by the options.",
        epilog="Exits with 0 if there is no error, 1 if there is one, 2 if the command line or the settings are wrong.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    # ./whitepaper has taken this one out of the words already: it is here for the help.
    parser.add_argument("--printer", metavar="NAME", help="judge for this printer; default: the publication's own")
    parser.add_argument("--cover", action="store_true", help="the files are covers: back, spine and front in one")
    parser.add_argument("--trim", type=_trim, metavar="6inx9in", help="width and height that the pages should have")
    parser.add_argument("--lang", metavar="LANG", help="language of the text, for the checks of lines")
    parser.add_argument("--json", action="store_true", help="for programs")
    return parser


def _trim(written: str) -> tuple[float, float]:
    """Width and height in points; a width without a unit has that of the height."""
    from press.content.fields import LONGEST, points

    match = _SIZE.fullmatch(written.strip().lower())
    unit = re.sub(r"[\d. ]", "", match[2]) if match else ""
    sides = [points(side if side[-1].isalpha() else side + unit) for side in match.groups()] if match else []
    if not all(side and side <= LONGEST for side in sides) or not sides:
        raise argparse.ArgumentTypeError(f"{written} is no size; write 6inx9in or 148mmx210mm")
    return sides[0] or 0.0, sides[1] or 0.0


def _targets(paths: Sequence[Path], root: Path) -> Iterator[tuple[Path, Path]]:
    """Each file with its page in build/preflight/; where two have one name, the later gets a number."""
    taken: set[str] = set()
    for file in dict.fromkeys(paths):
        name, number = file.stem, 1
        while name in taken:
            number += 1
            name = f"{file.stem}-{number}"
        taken.add(name)
        yield file, root / "build" / "preflight" / f"{name}.html"


def _judged(file: Path, target: Path, publication: Publication, request: argparse.Namespace) -> dict[str, Any]:
    """Judge a file, tell what was found, and give it as JSON has it, with the path of its page."""
    from press.tasks.preflight import judge

    try:
        found = judge(file, _rules(file, publication, request), target, publication.root)
    except PublicationError as error:
        _tell(error.diagnostics)
        return _refused(file, error)
    if not request.json:
        _say(file, found, target)
    return {**json.loads(target.with_suffix(".json").read_text("utf-8")), "report": from_here(target)}


def _rules(file: Path, publication: Publication, request: argparse.Namespace) -> Rules:
    """What a file is judged by: an edition by the publication's settings, another by the options alone."""
    own = None if request.cover else _edition(file, publication)
    printer = publication.printing.printer
    if own:
        from press.tasks.preflight import rules

        facts = publication.root / "build" / "print" / f"{own.language}.json"
        by = rules(own, publication, _filled(facts))
    elif request.cover:
        by = Rules(Kind.COVER, printer)
    else:
        by = Rules(Kind.INTERIOR, printer, signature=printer.signature)
    return replace(by, trim=request.trim or by.trim, language=request.lang or by.language)


def _edition(file: Path, publication: Publication) -> Edition | None:
    """The edition for print that has the file's name."""
    editions = (Edition(FORMATS[name], row.code) for name in ("print", "cover") for row in publication.languages)
    return next((row for row in editions if row.target(publication.slug).name == file.name), None)


def _filled(facts: Path) -> int | None:
    """How many pages the interior has, blanks included; None: it wasn't built here."""
    try:
        return int(json.loads(facts.read_text("utf-8"))["filled"])
    except (OSError, ValueError, KeyError):
        return None


def _say(file: Path, found: Report, target: Path) -> None:
    """Write the findings, each hint once, and at the end what it comes to."""
    told: dict[str, int] = {}
    hints: set[str] = set()
    for row in found.findings:
        told[row.code] = told.get(row.code, 0) + 1
        if told[row.code] <= MOST_TOLD:
            _print(replace(row, hint="" if row.hint in hints else row.hint).diagnostic(file).seen_from(Path.cwd()))
            hints.add(row.hint)
    for code, count in told.items():
        if count > MOST_TOLD:
            _print(f"{from_here(file)}: and {count - MOST_TOLD} more of {code}")
    from press.preflight.report.page import verdict

    _print(f"{from_here(file)}: {verdict(found)}, for {found.rules.printer.name}\n    {from_here(target)}")


def _refused(file: Path, error: PublicationError) -> dict[str, Any]:
    """What JSON tells of a file that can't be judged."""
    nowhere = {"page": None, "area": None}
    rows = [
        {"code": d.code, "title": CODES[d.code], "severity": str(d.severity), "message": d.message, "hint": d.hint}
        for d in error.diagnostics
    ]
    findings = [row | nowhere for row in rows]
    errors = sum(d.severity is Severity.ERROR for d in error.diagnostics)
    return {"file": file.name, "errors": errors, "warnings": len(rows) - errors, "findings": findings, "report": None}


def _tell(found: Sequence[Diagnostic]) -> None:
    for row in found:
        print(row.seen_from(Path.cwd()), file=sys.stderr)  # noqa: T201


def _print(line: object) -> None:
    sys.stdout.write(f"{line}\n")
