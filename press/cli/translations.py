"""`translations …`: what translators need, and what carries it out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from press.cli import environment
from press.cli.parser import Commands, Parser, Request, of_publication, of_volume
from press.spelling import nearest

if TYPE_CHECKING:
    from press.model.publication import Publication

    Action = Callable[[Publication, Request], int]

FORMATS = ("xliff", "docx", "omegat", "tmx", "tbx")
INTO = ("xliff", "docx", "omegat", "tmx")  # what can come back


def run(request: Request) -> int:
    """Carry out one of the commands."""
    publication = opened(request)
    from press.diagnostics import PublicationError

    try:
        # Only what was asked for goes to standard output; what became of a command can be left out.
        with Path(os.devnull).open("w") as nowhere:
            asked = request.action in (_status, _check)
            with redirect_stdout(nowhere if request.quiet and not asked else sys.stdout):
                return int(request.action(publication, request))
    except PublicationError as error:
        environment.tell(error.diagnostics)
        return 1


def opened(request: Request) -> Publication:
    """The publication that is meant, once it is known that it has the languages that are.

    Raises:
        SystemExit: its settings are wrong (1), or it has no such language (2).
    """
    publication = environment.require_settings(environment.enter(request))
    there = [row.code for row in publication.languages]
    for code in _languages(request):
        if code not in there:
            near = nearest(code, there)
            meant = f"; did you mean {near}?" if near else f"; it has {', '.join(there)}"
            environment.refuse(f"the publication has no language {code}{meant}")
    return publication


def _languages(request: Request) -> list[str]:
    given = getattr(request, "language", None) or []
    return [given] if isinstance(given, str) else given


def add(commands: Commands) -> None:
    """Register the commands."""
    parser = commands.add_parser(
        "translations",
        help="update, status, check, review, export, import: what translators need",
        description="What translators need.",
    )
    group = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    one = _command(group, "update", "bring the POT and PO files up to date with the sources", _update)
    one = _command(group, "status", "how much is translated, fuzzy, missing, reviewed", _status, "the sums alone")
    one.add_argument("language", nargs="*", metavar="LANG")
    one.add_argument("--json", action="store_true", help="for programs")
    one = _command(group, "check", "look for mistakes in translations", _check, "the mistakes alone")
    one.add_argument("language", nargs="*", metavar="LANG")
    one.add_argument("--json", action="store_true", help="for programs")
    one = _command(group, "review", "mark translations as reviewed", _review)
    one.add_argument("language", metavar="LANG")
    one.add_argument("document", metavar="DOCUMENT")
    one.add_argument("ids", nargs="*", metavar="ID", help="default: all that are translated")
    _exchange(group)


def _command(
    group: Commands, name: str, told: str, action: Action, quiet: str = "nothing but errors and warnings"
) -> Parser:
    parser = group.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")
    of_publication(parser)
    of_volume(parser, quiet)
    parser.set_defaults(run=run, action=action)
    return parser


def _exchange(group: Commands) -> None:
    out = _command(group, "export", "write the catalogs of a language in a format of exchange", _export)
    out.add_argument("language", metavar="LANG")
    out.add_argument("target", nargs="?", type=Path, metavar="FILE", help="default: in build/translations/")
    out.add_argument("--document", action="append", default=[], metavar="ID", help="only this document")
    back = _command(group, "import", "take translations out of a file that came back", _import)
    back.add_argument("language", metavar="LANG")
    back.add_argument("source", type=Path, metavar="FILE")
    for parser, formats in ((out, FORMATS), (back, INTO)):
        chosen = parser.add_mutually_exclusive_group(required=True)
        for name in formats:
            chosen.add_argument(f"--{name}", dest="format", action="store_const", const=name)


def _update(publication: Publication, request: Request) -> int:
    from press.translations import update

    return update.run(publication)


def _status(publication: Publication, request: Request) -> int:
    from press.translations import status

    return status.run(publication, tuple(request.language), request.json, request.quiet)


def _check(publication: Publication, request: Request) -> int:
    from press.translations import check

    return check.run(publication, tuple(request.language), request.json, request.quiet)


def _review(publication: Publication, request: Request) -> int:
    from press.translations import review

    return review.run(publication, request.language, request.document, tuple(request.ids))


def _export(publication: Publication, request: Request) -> int:
    from press.translations import export_import

    documents = tuple(request.document)
    return export_import.export(publication, request.language, request.format, request.target, documents)


def _import(publication: Publication, request: Request) -> int:
    from press.translations import export_import

    return export_import.take_in(publication, request.language, request.format, request.source)
