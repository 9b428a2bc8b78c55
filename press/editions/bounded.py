"""Work that may have no end, done in a process of its own, which has bounds on its time and its memory."""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

SECONDS = 3  # of a processor's time; what is bounded here takes some hundredths
_LAST = 32 * 2**20  # bytes that are left to tell of it in
_DEAD = 2  # seconds after which it is ended, if it does not hear


class ExhaustedError(Exception):
    """The time is over; a MemoryError tells the same of the memory."""


class EndedError(Exception):
    """The process had to be ended, and told nothing."""


def bounded(work: Callable[[], Any], memory: int) -> Any:
    """What a function gives, as JSON has it, done in a copy of this process.

    Args:
        work: the function.
        memory: bytes that it may take beside those that this process has.

    An ExhaustedError or MemoryError is raised within the work, so that it can tell where it was; a function that lets
    any error out, or does not hear of these, is ended.

    Raises:
        EndedError: it was ended, or let an error out.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            _bind(memory)
            with os.fdopen(writing, "w", encoding="utf-8") as told:
                told.write(json.dumps(work()))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        said = told.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise EndedError
    return json.loads(said)


def release() -> None:
    """Let what is left of the memory be used: to be called when there was none, before it is told."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _bind(memory: int) -> None:
    signal.signal(signal.SIGXCPU, _over)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + _DEAD))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # nothing it does may write a file
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])  # proc(5): of the address space
    most = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most + _LAST))


def _over(_number: int, _frame: object) -> None:
    raise ExhaustedError
