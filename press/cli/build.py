"""`build`: makes what is out of date, all of it or what was named; or says what it would make, and why."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from press import files
from press.cli import environment
from press.cli.ending import status_of
from press.cli.parser import Commands, Request, filled, of_build, of_volume, usual_publication
from press.project import PROJECT
from press.setup.steps import say

if TYPE_CHECKING:
    from press.tasks.engine import Graph
    from press.tasks.reporter import StepReporter

LOCK = "build/.lock"  # of a publication; who has it may change what lies in build/
MOST_AT_ONCE = 16  # publications that a cluster is given; each has a process here, and some editions ready at a time
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
    goes_on = "go on after a mistake, as a build does in any case; for scripts that say so"
    parser.add_argument("-c", "--continue", action="store_true", dest="goes_on", help=goes_on)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-n", type=processes, default=1, metavar="COUNT", help="do so many steps at a time")
    cluster = "have the workers of a Dask scheduler do the steps, tls://HOST:PORT (docs/cluster.md)"
    where.add_argument("--scheduler", type=filled("an address"), metavar="ADDRESS", help=cluster)
    of_volume(parser, verbose="what is up to date, and why the rest is built")
    of_build(parser, several=True)
    parser.set_defaults(run=run)


def processes(value: str) -> int:
    """How many steps are done at a time, as the command line has it."""
    if not value.isdecimal() or not 1 <= int(value) <= 64:
        raise argparse.ArgumentTypeError(f"{value} is no count from 1 to 64")
    return int(value)


def run(request: Request) -> int:
    """Build; 0 if all that was asked for is there."""
    folders = list(dict.fromkeys(map(str, map(Path.resolve, map(Path, request.publication or [usual_publication()])))))
    requests = [argparse.Namespace(**{**vars(request), "publication": folder}) for folder in folders]
    for one in requests:
        environment.publication(one)
    if len(requests) == 1:
        return _build(requests[0], "")
    environment.enter(requests[0])
    environment.require_cluster(request)
    if request.scheduler and (status := _ended(_forked(partial(_reached, request.scheduler)))):
        return status
    return _build_each(requests, MOST_AT_ONCE if request.scheduler else 1)


def _reached(scheduler: str) -> int:
    """0 if there is a scheduler that can be used; else this is told, and it is 1."""
    from press.diagnostics import PublicationError
    from press.tasks.cluster import connected

    try:
        with connected(scheduler):
            return 0
    except PublicationError as error:
        environment.tell(error.diagnostics)
        return 1


def _build_each(requests: Sequence[Request], most: int) -> int:
    """Build several publications, each in a process of its own, so many at a time; 0 if all are built."""
    if requests[0].scheduler:
        import press.tasks.cluster  # noqa: F401  (once, and not in each process)
    names = [Path(request.publication).name for request in requests]
    width = max(map(len, names))
    waiting = list(zip(requests, names, strict=True))
    running: set[int] = set()
    worst = 0
    try:
        while waiting or running:
            while waiting and len(running) < most:
                one, name = waiting.pop(0)
                running.add(_forked(partial(_build, one, f"{name:<{width}}  ")))
            process, status = os.wait()
            running.discard(process)
            worst = max(worst, abs(os.waitstatus_to_exitcode(status)))
    finally:
        for process in running:
            os.kill(process, signal.SIGTERM)
        for process in running:
            os.waitpid(process, 0)
    return worst


def _ended(process: int) -> int:
    """Wait for a process; its exit status."""
    return abs(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))


def _forked(work: Callable[[], int]) -> int:
    """Begin a command's work in a process of its own; its id."""
    from press.tasks import workers

    sys.stdout.flush()
    parent = os.getpid()
    if process := os.fork():
        return process
    status = 1
    try:
        workers.end_with(parent)
        status = status_of(partial(_led, work))
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


def _led(work: Callable[[], int]) -> int:
    """Work in a process that ends when its parent says so, which is interrupted in its place and tells it once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return work()


def _build(request: Request, label: str) -> int:
    """Build one publication.

    Args:
        label: what each line begins with.
    """
    folder = environment.enter(request)
    environment.require_cluster(request)
    environment.require_settings(folder, request.printer, label)
    from press.diagnostics import PublicationError
    from press.tasks import engine
    from press.tasks.states import why

    if request.dry_run:
        with looked_at(folder) as graph:
            names = environment.known(graph.selected, request.editions)
            lines = list(why(graph, names)) or ["everything is up to date"]
            sys.stdout.write("".join(f"{label}{line}\n" for line in lines))
        return 0
    with files.alone(folder / LOCK, wait), engine.opened(PROJECT) as graph:
        names = environment.known(graph.selected, request.editions)
        files.sweep_below(folder / "build")
        if request.again:
            graph.forget(names if request.editions else graph.tasks)
        try:
            return graph.run(names, reporter(request, graph, label), request.n, request.scheduler or "")
        except PublicationError as error:
            environment.tell(error.diagnostics, label)
            return 1


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


def reporter(request: Request, graph: Graph, label: str = "", moved: tuple[Path, Path] | None = None) -> StepReporter:
    """What tells how a build goes, as loud as the command line asks, with a bar where there is a terminal.

    Args:
        request: the command line.
        graph: what is built.
        label: as of StepReporter.
        moved: as of StepReporter.
    """
    from press.tasks.reporter import StepReporter, Volume
    from press.tasks.states import reason_of

    volume = Volume.QUIET if request.quiet else Volume.VERBOSE if request.verbose else Volume.USUAL
    kind = StepReporter
    plain = os.environ.get("CI") or os.environ.get("TERM") == "dumb"
    if volume is not Volume.QUIET and sys.stdout.isatty() and not plain and not label:
        from press.tasks.progress import BarReporter

        kind = BarReporter
    reason = partial(reason_of, graph)
    return kind(sys.stdout, {"volume": volume, "reason": reason, "label": label, "moved": moved})
