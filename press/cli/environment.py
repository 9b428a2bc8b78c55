"""What a command stands on before it can do its work: a publication, and the environment with the libraries."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import press
from press import files
from press.cli.parser import Request
from press.project import HOME, INSTALLED, PROJECT
from press.setup.steps import SetupError, say

if TYPE_CHECKING:
    from press.diagnostics import Diagnostic
    from press.model.publication import Publication

Chosen = TypeVar("Chosen")

# The first line of the tag is fixed by the Cache Directory Tagging specification, so that backups leave build/ out.
CACHE_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by whitepaper, which may remove this folder.\n"


def publication(request: Request) -> Path:
    """The folder of the publication that is meant.

    Raises:
        SystemExit: it is none (2).
    """
    folder = Path(request.publication).resolve()
    if not (folder / "content/publication.yaml").is_file():
        what = "has no content/publication.yaml" if folder.is_dir() else "is not a folder"
        refuse(f"{folder} is not a publication: it {what}")
    return folder


def refuse(message: str) -> NoReturn:
    """End: what the command line asks for can't be."""
    say(f"whitepaper: {message}")
    raise SystemExit(2)


def enter(request: Request, printing: bool = False) -> Path:
    """Install what is missing, and go on in the environment's Python; the publication's folder.

    Args:
        printing: install what judging print files needs, whatever the publication's own formats are.

    Raises:
        SystemExit: there is no such publication (2).
        SetupError: something can't be installed.
    """
    from press import setup

    folder = publication(request)
    os.environ["PRESS_PUBLICATION"] = str(folder)
    if getattr(request, "release", False):
        os.environ["PRESS_RELEASE"] = "1"
    if getattr(request, "printer", None):
        os.environ["PRESS_PRINTER"] = request.printer
    with volume(request, folder):
        in_environment(setup.prepare(HOME))
        _fetch_fonts(folder)
        if printing or prints(folder):
            setup.prepare_print(HOME)
    build = folder / "build"
    if not build.is_dir():
        files.write_text(build / "CACHEDIR.TAG", CACHE_TAG)
    return folder


def require_cluster(request: Request) -> None:
    """Install what a build on several machines needs beside, if the command line asks for one.

    Raises:
        SetupError: it can't be installed, or has to be by pip.
    """
    from press import setup

    if request.scheduler:
        with volume(request):
            setup.prepare_cluster(HOME)


def _fetch_fonts(folder: Path) -> None:
    """Fetch the fonts that a publication needs; of those that can't be had a build tells where it needs them (P012)."""
    from press import setup
    from press.content import scripts

    try:
        setup.prepare_fonts(HOME, scripts.packages(folder))
    except SetupError as error:
        say(str(error))


@contextmanager
def volume(request: Request, folder: Path | None = None) -> Iterator[None]:
    """Tell no steps of the setup inside, or tell first what is at work, as the command line asks.

    Args:
        folder: the publication's, if the command has one.
    """
    if request.verbose and not os.environ.get("WHITEPAPER_AGAIN"):  # it was told before it was begun anew
        of = f"publication {folder}\n" if folder else ""
        say(f"{of}press {press.__version__} in {PROJECT}, what it needs in {HOME}")
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere if request.quiet else sys.stderr):
        yield


def require_settings(folder: Path, printer: str | None = None, label: str = "") -> Publication:
    """The settings; where they are wrong, what is wrong in the chapters is told with them, each line behind the label.

    Raises:
        SystemExit: they are wrong (1), or the command line names a printer that there is not (2).
    """
    from press.content.publication import survey

    found, wrong = survey(folder, printer)
    if found and not wrong:
        return found
    named = all(row.location for row in wrong)  # what stands in no file was said on the command line
    if found and named:
        wrong += _in_documents(found)
    tell(wrong, label)
    raise SystemExit(1 if named else 2)


def _in_documents(publication: Publication) -> Iterator[Diagnostic]:
    """What is wrong with those documents of half-known settings that can be read: their files and languages exist."""
    from press.book.stages.source import read_source
    from press.diagnostics import PublicationError

    spoken = {row.code for row in publication.known}
    for document in publication.texts:
        if document.path and document.path.is_file() and document.language in spoken:
            try:
                read_source(publication, document)
            except PublicationError as error:
                yield from error.diagnostics


def tell(found: Iterable[Diagnostic], label: str = "") -> None:
    """Write what is wrong, each thing once, each line behind the label."""
    for row in dict.fromkeys(found):
        say("\n".join(f"{label}{line}" for line in str(row.seen_from(Path.cwd())).split("\n")))


def known(selected: Callable[[Sequence[str]], Chosen], words: Sequence[str]) -> Chosen:
    """What some words of the command line mean.

    Raises:
        SystemExit: one means nothing (2).
    """
    from press.tasks.engine import UnknownEditionError

    try:
        return selected(words)
    except UnknownEditionError as error:
        refuse(str(error))


def prints(folder: Path) -> bool:
    """Whether a publication has editions for print; if its settings can't be read (yet), that is told later."""
    try:
        from press.content.publication import read_publication

        return "print" in read_publication(folder).formats
    except Exception:  # the doctor also looks at a project whose libraries are missing, or damaged in any way
        return False


def in_environment(changed: bool) -> None:
    """Go on if this is the environment's Python and nothing has changed in it, else begin anew in there."""
    from press.setup import installers

    python = installers.python_of(HOME)
    begun_anew = os.environ.pop("WHITEPAPER_AGAIN", "")
    if INSTALLED or not (changed or Path(sys.prefix) != python.parent.parent):
        return
    if begun_anew:
        raise SetupError(f"{python} can't be used. Remove .venv, then run this command again.")
    _begin_anew(python)


def _begin_anew(python: Path) -> NoReturn:
    """Run this command line in the environment's Python, which now has all that it needs."""
    os.environ["WHITEPAPER_AGAIN"] = "1"
    program = "import sys; sys.path[0] = sys.argv.pop(1); from press.cli.start import main; sys.exit(main())"
    try:
        os.execv(python, [str(python), "-c", program, str(PROJECT), *sys.argv[1:]])
    except OSError as error:
        raise SetupError(
            f"{python} can't be run by you ({error.strerror}): somebody else has set this project up with a Python of "
            f"theirs, or that Python is gone. Remove {python.parent.parent}, then run this command again."
        ) from error
