"""`./whitepaper translations …` and `./whitepaper preview`: their command lines, and what carries them out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from press.diagnostics import PublicationError
from press.model.publication import Publication

FORMATS = ("xliff", "docx", "omegat", "tmx", "tbx")
INTO = ("xliff", "docx", "omegat", "tmx")  # what can come back
VALUED = ("--document", "--port")  # the options that a value follows


def run(root: Path, command: str, words: Sequence[str]) -> int:
    """Carry out a command line; the exit status: 0 all is well, 1 something is wrong with the publication, 2 usage."""
    parser = _preview() if command == "preview" else _translations()
    request = parser.parse_args(_options_first(words))
    try:
        from press.content.publication import read_publication

        publication = read_publication(root)
        for code in _languages(request):
            if code not in {row.code for row in publication.languages}:
                there = ", ".join(row.code for row in publication.languages)
                parser.error(f"the publication has no language {code}; it has {there}")
        return int(request.action(publication, request))
    except PublicationError as error:
        for diagnostic in error.diagnostics:
            print(diagnostic.seen_from(Path.cwd()), file=sys.stderr)  # noqa: T201
        return 1


def _options_first(words: Sequence[str]) -> list[str]:
    """A command line with its options before its arguments: before Python 3.13 argparse takes no FILE after them."""
    left = iter(words)
    options: list[str] = []
    arguments: list[str] = []
    for word in left:
        (options if word.startswith("-") else arguments).append(word)
        if word in VALUED:
            options += islice(left, 1)
    return [*arguments[:1], *options, *arguments[1:]]


def _languages(request: argparse.Namespace) -> list[str]:
    given = getattr(request, "language", None) or []
    return [given] if isinstance(given, str) else given


def _preview() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "./whitepaper preview", description="Show the pages on this machine alone, and again after every change."
    )
    parser.add_argument("language", nargs="?", metavar="LANG", help="the language to begin with")
    parser.add_argument("--port", type=int, default=0, help="default: one that is free")
    parser.set_defaults(action=_serve)
    return parser


def _translations() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("./whitepaper translations", description="What translators need.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("update", help="bring the POT and PO files up to date with the sources")
    one.set_defaults(action=_update)
    one = commands.add_parser("status", help="how much is translated, fuzzy, missing, reviewed")
    one.add_argument("language", nargs="*", metavar="LANG")
    one.add_argument("--json", action="store_true", help="for programs")
    one.set_defaults(action=_status)
    one = commands.add_parser("check", help="look for mistakes in translations")
    one.add_argument("language", nargs="*", metavar="LANG")
    one.add_argument("--json", action="store_true", help="for programs")
    one.set_defaults(action=_check)
    one = commands.add_parser("review", help="mark translations as reviewed")
    one.add_argument("language", metavar="LANG")
    one.add_argument("document", metavar="DOCUMENT")
    one.add_argument("ids", nargs="*", metavar="ID", help="default: all that are translated")
    one.set_defaults(action=_review)
    _exchange(commands)
    return parser


def _exchange(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    out = commands.add_parser("export", help="write the catalogs of a language in a format of exchange")
    out.add_argument("language", metavar="LANG")
    out.add_argument("target", nargs="?", type=Path, metavar="FILE", help="default: in build/translations/")
    out.add_argument("--document", action="append", default=[], metavar="ID", help="only this document")
    back = commands.add_parser("import", help="take translations out of a file that came back")
    back.add_argument("language", metavar="LANG")
    back.add_argument("source", type=Path, metavar="FILE")
    for parser, formats, action in ((out, FORMATS, _export), (back, INTO, _import)):
        chosen = parser.add_mutually_exclusive_group(required=True)
        for name in formats:
            chosen.add_argument(f"--{name}", dest="format", action="store_const", const=name)
        parser.set_defaults(action=action)


def _serve(publication: Publication, request: argparse.Namespace) -> int:
    from press.preview import server

    return server.serve(publication, request.language, request.port)


def _update(publication: Publication, request: argparse.Namespace) -> int:
    from press.translations import update

    return update.run(publication)


def _status(publication: Publication, request: argparse.Namespace) -> int:
    from press.translations import status

    return status.run(publication, tuple(request.language), request.json)


def _check(publication: Publication, request: argparse.Namespace) -> int:
    from press.translations import check

    return check.run(publication, tuple(request.language), request.json)


def _review(publication: Publication, request: argparse.Namespace) -> int:
    from press.translations import review

    return review.run(publication, request.language, request.document, tuple(request.ids))


def _export(publication: Publication, request: argparse.Namespace) -> int:
    from press.translations import export_import

    documents = tuple(request.document)
    return export_import.export(publication, request.language, request.format, request.target, documents)


def _import(publication: Publication, request: argparse.Namespace) -> int:
    from press.translations import export_import

    return export_import.take_in(publication, request.language, request.format, request.source)
