"""./whitepaper: one tree of commands, each in a module of its own, and what its exit status means.

A new command is a module with `add(commands)`, which registers a parser and says what carries it out, and its name in
COMMANDS:

    def add(commands: Commands) -> None:
        parser = commands.add_parser("shelve", help="a line for the list of commands", description="…")
        of_publication(parser)                      # --publication, where the command needs one
        parser.set_defaults(run=run)

    def run(request: Request) -> int:
        environment.enter(request)                  # where it needs the libraries; they are imported after that
        from press.… import …

Nothing but the standard library is imported before: `--help` answers before anything is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import press
from press.cli import (
    build,
    clean,
    completion,
    doctor,
    editions,
    leaks,
    new,
    preflight,
    preview,
    release,
    setup,
    test,
    translations,
    verify,
)
from press.cli.ending import status_of
from press.cli.parser import Parser, Request
from press.project import COMMAND

COMMANDS = (
    build,
    editions,
    clean,
    preview,
    translations,
    preflight,
    release,
    verify,
    leaks,
    new,
    setup,
    test,
    doctor,
    completion,
)

USAGE = """\
Without a command the publication is built; what is missing is installed first. Options stand before the command or
after it, and each command tells with --help which it takes. Those of most:
  --publication DIR  another publication: a folder with its own content/, translations/ and, where wanted, templates/
  --release          refuse what a draft may have: texts without translation, marks
  --printer NAME     print for another printer than content/publication.yaml names

Exit status: 0 success; 1 the publication is wrong, or this machine lacks something, as the message says;
2 the command line can't be understood; 130 interrupted.
"""


def main() -> int:
    """Carry out the command line; the exit status."""

    def work() -> int:
        request = parse(sys.argv[1:])
        return int(request.run(request))

    return status_of(work)


def parse(words: Sequence[str]) -> Request:
    """Understand a command line.

    Raises:
        SystemExit: it can't be (2), or asks for help or the version alone (0).
    """
    return tree().parse_args(words)


def tree() -> Parser:
    """Every command with its options."""
    description = "Publish one source as website, offline page, EPUB, PDF and for print, in every language."
    parser = Parser(COMMAND, description=description, epilog=USAGE)
    parser.default = "build"
    parser.add_argument("--version", action="version", version=f"whitepaper {press.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    for module in COMMANDS:
        module.add(commands)
    parser.set_defaults(tree=parser)  # for those that look through it
    return parser
