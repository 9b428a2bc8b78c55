"""`preview`: shows the pages on this machine while their text is written."""

from __future__ import annotations

from press.cli import translations
from press.cli.parser import Commands, Request, of_publication, of_volume


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "preview",
        help="show the pages on this machine while their text is written",
        description="Show the pages on this machine alone, and again after every change.",
    )
    parser.add_argument("language", nargs="?", metavar="LANG", help="the language to begin with")
    parser.add_argument("--port", type=int, default=0, metavar="NUMBER", help="default: one that is free")
    of_publication(parser)
    of_volume(parser, "the address alone", "every request")
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Serve until it is interrupted."""
    publication = translations.opened(request)
    from press.preview import server

    return server.serve(publication, request.language, request.port, request.quiet, request.verbose)
