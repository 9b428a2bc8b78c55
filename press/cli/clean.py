"""`clean`: removes what was built, all of it or the editions that were named."""

from __future__ import annotations

from pathlib import Path

from press import files
from press.cli import environment
from press.cli.build import LOCK, wait
from press.cli.editions import NAMED
from press.cli.parser import Commands, Request, of_publication, of_volume
from press.project import PROJECT


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "clean",
        help="remove the publication's build/, or the editions that are named",
        description="Remove what was built. An edition that was removed is built anew by the next build.",
    )
    parser.add_argument("editions", nargs="*", metavar="EDITION", help=f"{NAMED}; default: the whole of build/")
    of_publication(parser)
    of_volume(parser)
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Remove it."""
    return _clean_editions(request) if request.editions else _clean_all(environment.publication(request) / "build")


def _clean_editions(request: Request) -> int:
    """Remove the files of some editions, and what is recorded of their last build."""
    folder = environment.enter(request)
    environment.require_settings(folder)
    from press.tasks import engine
    from press.tasks.reporter import published

    with files.alone(folder / LOCK, wait), engine.opened(PROJECT) as graph:
        for task in environment.known(graph.chosen, request.editions):
            for name in published(task):
                # An edition that is a folder, such as a website, has its language's name.
                path = Path(name)
                files.remove(path.parent if path.parent.name == task.name.partition(":")[2] else path)
            graph.forget([task.name])
    return 0


def _clean_all(build: Path) -> int:
    """Remove a publication's build/, if it is ours."""
    if build.is_symlink():
        environment.refuse(f"{build} is a symbolic link; remove by hand what it leads to")
    if not build.exists():
        return 0
    if not any(build.glob(".doit.db*")) and not (build / "CACHEDIR.TAG").is_file():
        environment.refuse(f"{build} was not made by this command; remove it by hand")
    with files.alone(build.parent / LOCK, wait):
        files.remove(build)
    return 0
