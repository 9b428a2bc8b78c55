"""How the work of a function grows with what it is given, whatever else the machine does meanwhile."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines(call: Callable[[], object]) -> int:
    """How many lines of Python a call executes, in all functions that it reaches."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def times(small: Callable[[], object], large: Callable[[], object]) -> float:
    """How many times the processor time of one call another takes, each at its best of three.

    For work inside of regular expressions, of which no lines can be counted.
    """
    return _least(large) / _least(small)


def _least(call: Callable[[], object]) -> float:
    found = []
    gc.disable()  # which would look through all that earlier tests have left
    try:
        for _ in range(3):
            start = time.process_time()
            call()
            found.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(found)
