"""`setup`: sets up what is missing; with --repair compares all that is installed with its checksums before."""

from __future__ import annotations

from press import setup
from press.files import from_here
from press.project import HOME
from press.setup.steps import say


def run(tests: bool, printing: bool, repair: bool) -> bool:
    """Set up what builds need; whether anything was.

    Args:
        tests: also what tests need.
        printing: also what editions for print need.
        repair: have anew what is no longer what was installed.

    Raises:
        SetupError: it can't be done without the person at the keyboard.
    """
    for path in setup.repair(HOME) if repair else ():
        say(f"not what was installed: {from_here(path)}")
    return setup.prepare(HOME, tests, printing)
