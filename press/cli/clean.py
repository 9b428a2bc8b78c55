"""`clean`: removes what was built, all of it or the editions that were named."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from press import files
from press.cli import environment
from press.cli.build import LOCK, wait
from press.cli.editions import NAMED
from press.cli.parser import Commands, Request, of_publication, of_volume
from press.model.preflight import counted
from press.project import PROJECT


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "clean",
        help="remove the publication's build/, or the editions that are named",
        description="Remove what was built; with an edition, also what nothing else that is built is made of.\n"
        "An edition that was removed is built anew by the next build.",
    )
    parser.add_argument("editions", nargs="*", metavar="EDITION", help=f"{NAMED}; default: the whole of build/")
    of_publication(parser)
    of_volume(parser, "nothing but errors", "every file that goes")
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Remove it."""
    if request.editions:
        return _clean_editions(request)
    build = environment.publication(request) / "build"
    if _clean_all(build) and not request.quiet:
        sys.stdout.write(f"{files.from_here(build)} is removed\n")
    return 0


def _clean_editions(request: Request) -> int:
    """Remove the files of some editions, what only they were made of, and what is recorded of their last build."""
    folder = environment.enter(request)
    environment.require_settings(folder)
    from press.tasks import engine
    from press.tasks.states import only_for, shown

    with files.alone(folder / LOCK, wait), engine.opened(PROJECT) as graph:
        chosen = environment.known(graph.chosen, request.editions)
        steps = only_for(graph, [task.name for task in chosen])
        lines, others = [], 0
        for task in steps:
            gone = _remove(task.name.partition(":")[2], task.targets)
            lines += [f"{task.name}: {shown(name)}" for name in gone] if request.verbose else []
            lines += [f"{task.name} is removed" if gone else f"{task.name} was not built"] if task in chosen else []
            others += len(gone) if task not in chosen else 0
        lines += [f"and what nothing else was made of: {counted(others, 'file')} of build/"] if others else []
        graph.forget(task.name for task in steps)
    sys.stdout.write("" if request.quiet else "".join(f"{line}\n" for line in lines))
    return 0


def _remove(language: str, targets: Iterable[str]) -> list[str]:
    """Remove what a step made; the paths of what was there."""
    there = [name for name in targets if Path(name).exists()]
    for path in map(Path, there):
        # An edition that is a folder, such as a website, has its language's name.
        files.remove(path.parent if path.parent.name == language else path)
    return there


def _clean_all(build: Path) -> bool:
    """Remove a publication's build/, if it is ours; whether it was there."""
    if build.is_symlink():
        environment.refuse(f"{build} is a symbolic link; remove by hand what it leads to")
    if not build.exists():
        return False
    if not any(build.glob(".doit.db*")) and not (build / "CACHEDIR.TAG").is_file():
        environment.refuse(f"{build} was not made by this command; remove it by hand")
    with files.alone(build.parent / LOCK, wait):
        files.remove(build)
    return True
