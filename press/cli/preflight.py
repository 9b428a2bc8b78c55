"""`./whitepaper preflight`: judges PDFs for print, those of the publication and any others, and writes beside none."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from press.cli import environment
from press.cli.parser import Commands, Request, of_publication, of_volume
from press.diagnostics import CODES, PublicationError, Severity
from press.files import from_here
from press.model.edition import FORMATS, Edition
from press.model.preflight import Finding, Kind, Rules
from press.model.publication import Publication
from press.spelling import suggestion

MOST_TOLD = 20  # findings of one code that are written to a terminal; the page has more
_SIZE = re.compile(r"([\d.]+ ?[a-z]*) ?[x×] ?([\d.]+ ?[a-z]+)")


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "preflight",
        help="judge print files, these or any others",
        description="Judge PDFs for print: those of the publication by its settings, any others by the options.",
        epilog="Exits with 0 if no file has an error, 1 if one has.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--cover", action="store_true", help="the files are covers: back, spine and front in one")
    parser.add_argument("--trim", metavar="6inx9in", help="width and height that the pages should have")
    parser.add_argument("--lang", metavar="LANG", help="language of the text, for the checks of lines")
    parser.add_argument("--json", action="store_true", help="for programs")
    of_publication(parser, printer=True)
    of_volume(parser, "errors alone", "every finding, however many there are of a kind")
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Judge some files; 0: no file has an error; 1: one has, or the settings are wrong."""
    for file in request.files:
        if not file.is_file():
            environment.refuse(f"{from_here(file)} is no file that is there")
    return carry_out(environment.enter(request, printing=True), request)


def carry_out(root: Path, request: Request) -> int:
    """Judge the files by the settings of a publication and by what the command line says.

    Args:
        root: the publication's folder.
        request: `files`, `cover`, `trim`, `lang`, `json`; `printer`, the name of a preset or of a printer of the
            publication's, or None: the one that it names.
    """
    trim = _trim(request.trim) if request.trim else None
    publication = environment.require_settings(root, request.printer)
    rows = {row.code: row for row in publication.known}
    if request.lang and request.lang not in rows:
        environment.refuse(f"--lang: there is no language {request.lang}; {suggestion(request.lang, rows)}")
    told: list[dict[str, Any]] = []
    for file, target in _targets(request.files, root):
        by = _rules(file, publication, request)
        by = replace(by, trim=trim or by.trim, language=rows.get(request.lang, by.language))
        told.append(_judged(file, by, target, publication.root, request))
    if request.json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return int(any(row["errors"] for row in told))


def _trim(written: str) -> tuple[float, float]:
    """Width and height in points; a width without a unit has that of the height."""
    from press.content.fields import LONGEST, points

    match = _SIZE.fullmatch(written.strip().lower())
    unit = re.sub(r"[\d. ]", "", match[2]) if match else ""
    sides = [points(side if side[-1].isalpha() else side + unit) for side in match.groups()] if match else []
    if not all(side and side <= LONGEST for side in sides) or not sides:
        environment.refuse(f"--trim: {written} is no size; write 6inx9in or 148mmx210mm")
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


def _judged(file: Path, by: Rules, target: Path, root: Path, request: Request) -> dict[str, Any]:
    """Judge a file, tell what was found, and give it as JSON has it, with the path of its page."""
    from press.tasks.preflight import judge

    try:
        found = judge(file, by, target, root)
    except PublicationError as error:
        environment.tell(error.diagnostics)
        return _refused(file, error)
    if not request.json:
        _say(file, found.errors if request.quiet else found.findings, None if request.verbose else MOST_TOLD)
    if not request.json and not request.quiet:
        from press.preflight.report.page import verdict

        _print(f"{from_here(file)}: {verdict(found)}, for {found.rules.printer.name}\n    {from_here(target)}")
    return {**json.loads(target.with_suffix(".json").read_text("utf-8")), "report": from_here(target)}


def _rules(file: Path, publication: Publication, request: Request) -> Rules:
    """What a file is judged by: an edition by the publication's settings, another by the options alone."""
    own = None if request.cover else _edition(file, publication)
    printer = publication.printing.printer
    if own:
        from press.tasks.preflight import rules

        facts = publication.root / "build" / "print" / f"{own.language}.json"
        return rules(own, publication, _filled(facts))
    if request.cover:
        return Rules(Kind.COVER, printer, known=publication.known)
    return Rules(Kind.INTERIOR, printer, signature=printer.signature, known=publication.known)


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


def _say(file: Path, findings: Iterable[Finding], most: int | None) -> None:
    """Write findings, each hint once, and so many of each code; None: all."""
    told: dict[str, int] = {}
    hints: set[str] = set()
    for row in findings:
        told[row.code] = told.get(row.code, 0) + 1
        if most is None or told[row.code] <= most:
            _print(replace(row, hint="" if row.hint in hints else row.hint).diagnostic(file).seen_from(Path.cwd()))
            hints.add(row.hint)
    for code, count in told.items():
        if most is not None and count > most:
            _print(f"{from_here(file)}: and {count - most} more of {code}")


def _refused(file: Path, error: PublicationError) -> dict[str, Any]:
    """What JSON tells of a file that can't be judged."""
    nowhere = {"page": None, "area": None}
    rows = [
        {"code": d.code, "title": CODES[d.code], "severity": str(d.severity), "message": d.message, "hint": d.advice}
        for d in error.diagnostics
    ]
    findings = [row | nowhere for row in rows]
    errors = sum(d.severity is Severity.ERROR for d in error.diagnostics)
    return {"file": file.name, "errors": errors, "warnings": len(rows) - errors, "findings": findings, "report": None}


def _print(line: object) -> None:
    sys.stdout.write(f"{line}\n")
