"""`build`: makes what is out of date, all of it or what was named; or says what it would make, and why."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from press import files
from press.cli import environment
from press.cli.parser import Commands, Request, of_build, of_volume
from press.project import PROJECT
from press.setup.steps import say

if TYPE_CHECKING:
    from press.tasks.engine import Graph
    from press.tasks.reporter import StepReporter

LOCK = "build/.lock"  # of a publication; who has it may change what lies in build/
EDITIONS = "an edition (pdf:zh), a format (pdf), a language (zh), or a step of the build (check, status)"


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "build",
        help="build what is out of date (also when no command is given)",
        description="Build what is out of date. All mistakes are told at once: what doesn't depend on one is built.",
    )
    parser.add_argument("editions", nargs="*", metavar="EDITION", help=f"{EDITIONS}; default: everything")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--again", action="store_true", help="build it even if it is up to date")
    how.add_argument("--dry-run", action="store_true", help="say what would be built, and why; build nothing")
    # Scripts of before say so; a build goes on after a mistake by itself.
    parser.add_argument("-c", "--continue", action="store_true", dest="goes_on", help=argparse.SUPPRESS)
    parser.add_argument("-n", type=_processes, default=1, metavar="COUNT", help="do so many steps at a time")
    of_volume(parser, verbose="what is up to date, and why the rest is built")
    of_build(parser)
    parser.set_defaults(run=run)


def _processes(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 64:
        raise argparse.ArgumentTypeError(f"{value} is no count from 1 to 64")
    return int(value)


def run(request: Request) -> int:
    """Build; 0 if all that was asked for is there."""
    folder = environment.enter(request)
    environment.require_settings(folder, request.printer)
    from press.tasks import engine
    from press.tasks.states import why

    if request.dry_run:
        with looked_at(folder) as graph:
            names = environment.known(graph.selected, request.editions)
            sys.stdout.write("".join(f"{line}\n" for line in why(graph, names)) or "everything is up to date\n")
        return 0
    with files.alone(folder / LOCK, wait), engine.opened(PROJECT) as graph:
        names = environment.known(graph.selected, request.editions)
        files.sweep_below(folder / "build")
        if request.again:
            graph.forget(names if request.editions else graph.tasks)
        return graph.run(names, _reporter(request, graph), request.n)


@contextmanager
def looked_at(folder: Path) -> Iterator[Graph]:
    """The graph of a publication, to look at while a build may be at work; then this is told.

    Raises:
        SystemExit: the build/ of the publication was removed meanwhile (1).
    """
    from press.tasks import engine

    if files.busy(folder / LOCK):
        say("a build is at work here; what it has made since it began is not counted yet")
    try:
        with engine.opened(PROJECT, reading=True) as graph:
            yield graph
    except FileNotFoundError as error:
        if not Path(error.filename or "").is_relative_to(folder / "build"):
            raise
        say(f"{files.from_here(folder / 'build')} is being removed: ask again")
        raise SystemExit(1) from None


def wait() -> None:
    """Say that another process is at work."""
    say("another whitepaper is at work in this publication's build/; waiting until it is done")


def _reporter(request: Request, graph: Graph) -> StepReporter:
    from press.tasks.reporter import StepReporter, Volume
    from press.tasks.states import reason_of

    volume = Volume.QUIET if request.quiet else Volume.VERBOSE if request.verbose else Volume.USUAL
    kind = StepReporter
    plain = os.environ.get("CI") or os.environ.get("TERM") == "dumb"
    if volume is not Volume.QUIET and sys.stdout.isatty() and not plain:
        from press.tasks.progress import BarReporter

        kind = BarReporter
    return kind(sys.stdout, {"volume": volume, "reason": lambda task: reason_of(graph, task)})
