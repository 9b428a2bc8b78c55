"""`setup`: sets up what is missing; with --repair compares all that is installed with its checksums before."""

from __future__ import annotations

from pathlib import Path

from press.cli import environment
from press.cli.parser import Commands, Request, of_publication, of_volume
from press.files import from_here
from press.project import HOME, INSTALLED
from press.setup.steps import say


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "setup",
        help="install what is missing, and no more",
        description="Install what builds need and is missing. Every other command does so too.",
    )
    parser.add_argument("--tests", action="store_true", help="also what tests need")
    parser.add_argument("--cluster", action="store_true", help="also what a worker of a cluster needs")
    parser.add_argument(
        "--repair",
        action="store_true",
        help="compare all that is installed with its checksums, and have anew what differs",
    )
    of_publication(parser)
    of_volume(parser, "nothing but errors")
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Set up; 0 if all is there then."""
    if request.tests and INSTALLED:
        environment.refuse("the tests are in the repository of the sources; this is an installed package")
    from press import setup
    from press.content import scripts

    with environment.volume(request):
        for path in setup.repair(HOME) if request.repair else ():
            say(f"not what was installed: {from_here(path)}")
        environment.in_environment(setup.prepare(HOME, request.tests))
        if request.cluster:
            setup.prepare_cluster(HOME)
        setup.prepare_fonts(HOME, scripts.packages(Path(request.publication)))
        if environment.prints(Path(request.publication)):  # in there that can be told
            setup.prepare_print(HOME)
        say("Everything is there.")
    return 0
