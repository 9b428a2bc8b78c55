"""Where the command line begins, before any of its modules is there."""

from __future__ import annotations

import signal


def main() -> int:
    """Carry out the command line; the exit status.

    Until it can be answered in a sentence, Ctrl-C ends the program as it ends others: at once and without a traceback.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from press.cli.main import main as carry_out

    return carry_out()
