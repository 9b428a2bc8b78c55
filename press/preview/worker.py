"""The one thread that builds: what is asked of it is done in turn, while the server goes on answering."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Callable
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


class ClosedError(Exception):
    """The server ends, and nobody waits any more for what was asked."""


class Worker:
    """A thread with a queue; it ends with the process, whatever it is doing."""

    def __init__(self) -> None:
        """Start the thread."""
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._waiting: set[asyncio.Future[Any]] = set()
        self._closed = False
        Thread(target=self._run, daemon=True, name="preview").start()

    async def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """A function's result, or its exception; ClosedError if the server ends before."""
        if self._closed:
            raise ClosedError
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def tell(result: T | None, error: BaseException | None) -> None:
            if answer.done():
                return
            if error:
                answer.set_exception(error)
            else:
                answer.set_result(result)  # type: ignore[arg-type]  # a T, where there is no error

        def job() -> None:
            try:
                outcome: tuple[T | None, BaseException | None] = function(*arguments), None
            except Exception as error:  # the caller's affair
                outcome = None, error
            if not loop.is_closed():
                loop.call_soon_threadsafe(tell, *outcome)

        self._waiting.add(answer)
        self._jobs.put(job)
        try:
            return await answer
        finally:
            self._waiting.discard(answer)

    def close(self) -> None:
        """Let nobody wait; what is being done is left to itself."""
        self._closed = True
        for answer in self._waiting:
            if not answer.done():
                answer.set_exception(ClosedError())

    def _run(self) -> None:
        while True:
            self._jobs.get()()
