"""`release`: all editions of a tagged commit, built cold, in one folder with what lets anybody check them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from press import files
from press.cli import environment
from press.cli.build import LOCK, processes, reporter, wait
from press.cli.editions import NAMED
from press.cli.parser import Commands, Request, filled, of_publication, of_volume
from press.project import PROJECT

if TYPE_CHECKING:
    from press.model.edition import Edition
    from press.model.publication import Publication

KEY = "WHITEPAPER_SIGNING_KEY"


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "release",
        help="make a release of a tagged commit: all editions, checksums, a manifest, a signature",
        description="Build all editions of the commit that is tagged with VERSION, in a folder of their own, and\n"
        "put them into build/release/VERSION with checksums and all else that lets a reader check them.",
    )
    parser.add_argument("version", metavar="VERSION", help="the version that content/publication.yaml names")
    named = f"{NAMED}: only a part of a release is made; default: all. With --join: the folders of parts"
    parser.add_argument("words", nargs="*", metavar="EDITION|DIR", help=named)
    parser.add_argument("--join", action="store_true", help="join parts that were made elsewhere, and build nothing")
    parser.add_argument(
        "--key",
        type=filled("the file of a key"),
        metavar="FILE",
        default=os.environ.get(KEY) or None,
        help=f"sign with this SSH key; of one in an agent, the .pub (default: ${KEY}, or no signature)",
    )
    parser.add_argument("-n", type=processes, default=1, metavar="COUNT", help="do so many steps at a time")
    of_publication(parser)
    of_volume(parser, verbose="why each step is done")
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Make it; 0 if it is there."""
    for name in ("PRESS_PRINTER", "PRESS_RELEASE", "PRESS_COMMIT"):
        os.environ.pop(name, None)  # a release is what its commit says
    key = Path(request.key).absolute() if request.key else None
    parts = [Path(word).absolute() for word in request.words] if request.join else []
    if request.join and not parts:
        environment.refuse("name the folders of the parts that are to be joined")
    folder = environment.enter(request)
    environment.require_settings(folder)
    with files.alone(folder / LOCK, wait):
        return _release(request, folder, parts, key)


def _release(request: Request, folder: Path, parts: Sequence[Path], key: Path | None) -> int:
    from press.release import make, manifest, signature
    from press.release import parts as joining

    target = folder / "build/release" / request.version
    with _told(folder, folder):
        found = make.required(folder, request.version)
    with files.replacing(target) as made, _told(tree := made.parent / "tree", folder):
        publication = make.write_out(found, tree)
        made_of = manifest.made_of(publication, found)
        part = bool(request.words) and not parts
        before = None if part else make.last_tree(found, made.parent / "before")
        if key and not part:
            signature.try_out(key, make.signers_of(publication))
        if parts:
            rows = joining.joined(parts, publication, made_of, made)
        else:
            editions = _build(request, tree, folder, publication, found.commit)
            rows = make.collect(editions, publication, made)
            made_of["completeness"] = make.completeness(publication)
        if part:
            make.end_part(made, made_of, rows)
        else:
            make.end(made, publication, made_of, rows, before, key)
        with _told(made, target):
            make.refuse_leaks(made, folder)
        count = len(list(made.iterdir()))
    if not request.quiet:
        what = "a part of a release" if part else "signed" if key else "not signed, for no key was given"
        sys.stdout.write(f"{files.from_here(target)}: {count} files, {what}\n")
    return 0


@contextmanager
def _told(tree: Path, folder: Path) -> Iterator[None]:
    """Tell what is wrong at the places of the publication's files, and end.

    Args:
        tree: where they were read.
        folder: the publication's.

    Raises:
        SystemExit: something is wrong (1).
    """
    from press.diagnostics import PublicationError

    try:
        yield
    except PublicationError as error:
        environment.tell(row.moved(tree, folder) for row in error.diagnostics)
        raise SystemExit(1) from None


def _build(request: Request, tree: Path, folder: Path, publication: Publication, commit: str) -> list[Edition]:
    """Build what is named in a tree; the editions that it is.

    Args:
        tree: the publication's folder as it was committed.
        folder: the one that it is a copy of.

    Raises:
        SystemExit: a step failed (1), or a word names no edition (2).
    """
    os.environ.update(PRESS_PUBLICATION=str(tree), PRESS_RELEASE="1", PRESS_COMMIT=commit)
    from press.tasks import engine

    with engine.opened(PROJECT) as graph:
        chosen = {task.name for task in environment.known(graph.chosen, request.words)}
        editions = [edition for edition in publication.editions if edition.name in chosen]
        beside = [f"preflight:{edition.name}" for edition in editions if edition.format.judged]
        beside += ["site:index"] if any(edition.format.folder for edition in editions) else []
        names = [*(edition.name for edition in editions), *beside, "status"]
        if graph.run(names, reporter(request, graph, moved=(tree, folder)), request.n):
            raise SystemExit(1)
    return editions
