"""What a connection may cost before anything was asked over it: a little time, and one of a few places.

Everybody on this machine can connect, and nothing tells the reader's browser from a stranger before its request is
whole. So a connection that asks nothing ends after a while, and where many do, the one that would end first goes at
once: a browser, which asks at once, gets through. What has asked is answered for as long as that takes, a stream of
events for ever.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

WAIT = 5.0  # seconds for the whole head of a request, from the connection's beginning or the answer before
MOST = 100  # connections that wait; a browser opens six


class Connection(H11Protocol):
    """One that ends when it waits for too long, or when too many do.

    uvicorn's own limit of time ends with the first byte that comes, so that half a head holds a connection for ever.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Begin one of uvicorn's."""
        super().__init__(*arguments, **named)
        self.end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Let it wait."""
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        """Take what came; once that is a whole head, it waits no longer."""
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """Let it wait for the next request, unless that is there already."""
        super().on_response_complete()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._go_on()
        super().connection_lost(exc)

    def _look(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._go_on()
        elif self.end is None and not self.transport.is_closing():
            self.end = self.loop.call_later(WAIT, self.transport.close)
            waiting = {one.end.when(): one for one in self.connections if isinstance(one, Connection) and one.end}
            if len(waiting) > MOST:
                first = waiting[min(waiting)]
                first._go_on()
                first.transport.close()

    def _go_on(self) -> None:
        if self.end:
            self.end.cancel()
            self.end = None
