"""`./whitepaper leaks`: whether what is about to be published tells who made it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from press.cli import environment
from press.cli.parser import Commands, Request, of_publication, of_volume
from press.files import from_here
from press.model.preflight import counted

if TYPE_CHECKING:
    from press.diagnostics import Diagnostic

BUILT = ("build/editions", "build/release")


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "leaks",
        help="find what would tell who made this: names, paths, addresses, metadata",
        description="Look through files, and all that is packed in them, for what tells who made them, where or when.\n"
        f"Default: {' and '.join(BUILT)} as far as they are there, the repository's files, and the commits that no "
        "remote has.\nWhat may be public is listed under `public` in content/publication.yaml.",
        epilog="Exits with 0 if nothing was found or only remarks were, 1 if there is an error.",
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files and folders, instead of the default")
    of_publication(parser)
    of_volume(parser, "errors alone", "every file that tells a thing, not the first alone")
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Look; 0: no error was found; 1: one was."""
    for path in request.paths:
        if not path.exists():
            environment.refuse(f"{from_here(path)} is not there")
    root = environment.enter(request)
    publication = environment.require_settings(root)
    from press.diagnostics import Severity
    from press.leaks import artifacts, history, known

    may = known.of(publication)
    files = artifacts.listed(request.paths or [root / name for name in BUILT])
    found = (
        list(artifacts.find(files, may)) if request.paths else [*history.find(root, may), *artifacts.find(files, may)]
    )
    shown = [row for row in found if row.severity is Severity.ERROR or not request.quiet]
    for row in shown if request.verbose else _grouped(shown):
        sys.stdout.write(f"{row.seen_from(Path.cwd())}\n")
    errors = sum(row.severity is Severity.ERROR for row in found)
    if not request.quiet:
        also = "" if request.paths else ", the repository and its commits"
        told = f"{counted(errors, 'error')}, {counted(len(found) - errors, 'remark')}" if found else "nothing was found"
        sys.stdout.write(f"{counted(len(files), 'file')}{also}: {told}\n")
    return int(errors > 0)


def _grouped(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Each thing at the first file that tells it, with how many others do, and each hint once."""
    rows: dict[tuple[str, str], list[Diagnostic]] = {}
    for row in found:
        rows.setdefault((row.code, row.message.rpartition(": ")[2]), []).append(row)
    hints: set[str] = set()
    for first, *others in rows.values():
        files = {row.location.path for row in others if row.location} - {first.location and first.location.path}
        also = f" (and in {counted(len(files), 'other file')})" if files else ""
        yield replace(first, message=first.message + also, hint="" if first.hint in hints else first.hint)
        hints.add(first.hint)
