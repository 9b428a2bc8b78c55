"""./whitepaper: what was asked for, what has to be set up first, and who does it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from press import files
from press.cli.arguments import HELP, Request, UsageError, parse
from press.project import HOME, INSTALLED, PROJECT
from press.setup.steps import SetupError, say

# The first line of the tag is fixed by the Cache Directory Tagging specification, so that backups leave build/ out.
CACHE_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by ./whitepaper, which may remove this folder.\n"


def main() -> int:
    """Carry out the command line; the exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        request = parse(sys.argv[1:])
        return _carry_out(request)
    except UsageError as error:
        say(f"whitepaper: {error} (./whitepaper --help)")
        return 2
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("\ninterrupted; nothing is left half done, the next call goes on from here")
        return 130


def _carry_out(request: Request) -> int:
    if request.command == "--help":
        sys.stdout.write(HELP)
        return 0
    if request.command == "doctor":
        from press.cli import doctor

        return doctor.report(HOME, _prints(request.publication))
    if request.command == "setup":
        return _set_up(request)
    if request.command == "new":
        from press import setup
        from press.cli import new

        return new.run(request.arguments, lambda: _in_environment(setup.prepare(HOME)))
    if request.command == "test":
        return _test(request)
    _require_publication(request.publication)
    if request.command == "clean":
        return _clean(request.publication / "build")
    return _doit(request)


def _require_publication(folder: Path) -> None:
    if not (folder / "content/publication.yaml").is_file():
        what = "has no content/publication.yaml" if folder.is_dir() else "is not a folder"
        raise UsageError(f"{folder} is not a publication: it {what}")


def _set_up(request: Request) -> int:
    from press.cli import setup

    words = set(request.arguments)
    if wrong := sorted(words - {"--tests", "--repair"}):
        raise UsageError(f"setup takes --tests and --repair, not {wrong[0]}")
    tests, repair = "--tests" in words, "--repair" in words
    if tests and INSTALLED:
        raise UsageError("the tests are in the repository of the sources; this is an installed package")
    _in_environment(setup.run(tests, False, repair))  # in there can be told whether the publication is printed
    setup.run(tests, _prints(request.publication), False)
    say("Everything is there.")
    return 0


def _test(request: Request) -> int:
    if INSTALLED:
        raise UsageError("the tests are in the repository of the sources; this is an installed package")
    from press import setup
    from press.cli import test

    setup.prepare(PROJECT, tests=True)
    return test.test(PROJECT, request.arguments)


def _doit(request: Request) -> int:
    """Set up, then hand over to doit: in this process if it is the environment's, else in its Python."""
    from press import setup

    os.environ["PRESS_PUBLICATION"] = str(request.publication)
    if request.release:
        os.environ["PRESS_RELEASE"] = "1"
    if request.printer:
        os.environ["PRESS_PRINTER"] = request.printer
    _in_environment(setup.prepare(HOME))
    if request.command == "preflight" or _prints(request.publication):
        setup.prepare(HOME, printing=True)
    build = request.publication / "build"
    if not build.exists():
        files.write_text(build / "CACHEDIR.TAG", CACHE_TAG)
    if request.command in ("translations", "preview"):
        from press.cli import translations

        return translations.run(request.publication, request.command, request.arguments)
    if request.command == "preflight":
        from press.cli import preflight

        return preflight.run(request.publication, request.printer, request.arguments)
    from press.cli.build import run_doit

    command = "run" if request.command == "build" else request.command
    return run_doit(PROJECT, (command, *request.arguments))


def _prints(folder: Path) -> bool:
    """Whether a publication has editions for print; if its settings can't be read (yet), that is told later."""
    try:
        from press.content.publication import read_publication

        return "print" in read_publication(folder).formats
    except Exception:  # the doctor also looks at a project whose libraries are missing, or damaged in any way
        return False


def _in_environment(changed: bool) -> None:
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
    program = "import sys; sys.path[0] = sys.argv.pop(1); from press.cli.main import main; sys.exit(main())"
    try:
        os.execv(python, [str(python), "-c", program, str(PROJECT), *sys.argv[1:]])
    except OSError as error:
        raise SetupError(
            f"{python} can't be run by you ({error.strerror}): somebody else has set this project up with a Python of "
            f"theirs, or that Python is gone. Remove {python.parent.parent}, then run this command again."
        ) from error


def _clean(build: Path) -> int:
    """Remove a publication's build/, if it is ours."""
    if build.is_symlink():
        raise UsageError(f"{build} is a symbolic link; remove by hand what it leads to")
    ours = any(build.glob(".doit.db*")) or (build / "CACHEDIR.TAG").is_file()
    if build.exists() and not ours:
        raise UsageError(f"{build} was not made by this command; remove it by hand")
    files.remove(build)
    return 0
