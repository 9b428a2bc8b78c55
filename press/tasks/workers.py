"""Workers of a build: they end with the process that begot them, also where it was killed and can't end them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_this_process() -> None:
    """Have every process that is forked from now on, here or there, terminated by Linux with the one that forked it.

    A worker that is terminated clears up what it was writing; elsewhere than on Linux it waits for work for ever.
    """
    if sys.platform == "linux":
        forking: list[int] = []
        os.register_at_fork(
            before=lambda: forking.append(os.getpid()),
            after_in_parent=forking.pop,
            after_in_child=lambda: end_with(forking.pop()),
        )


def end_with(parent: int) -> None:
    """Have this process terminated by Linux when its parent, of this id, is no more."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it went before we asked
        os.kill(os.getpid(), signal.SIGTERM)
