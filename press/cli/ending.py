"""How a command ends: its exit status, whatever happens, and what is said then."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from press.diagnostics import refusal
from press.setup.steps import SetupError, say


def status_of(work: Callable[[], int]) -> int:
    """Do the work of a command; the exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        status = work()
        sys.stdout.flush()
        return status
    except SetupError as error:
        say(str(error))
        return 1
    except BrokenPipeError:  # whoever read what we write, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        if not (told := refusal(error)):
            raise
        say(str(told))
        return 1
    except KeyboardInterrupt:
        say("\ninterrupted; nothing is left half done, the next call goes on from here")
        return 130
