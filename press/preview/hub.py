"""Who is looking at which page: server-sent events to every open page (HTML, 9.2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

BEAT = 15.0  # seconds between signs of life, by which a connection that is dead is found out


@dataclass(eq=False)
class Client:
    """An open page: its language and name, and what it is still to be told."""

    language: str
    name: str
    news: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)


class Hub:
    """All open pages."""

    def __init__(self) -> None:
        """Begin with none."""
        self.clients: set[Client] = set()
        self.closed = False

    def tell(self, client: Client, **values: str) -> None:
        """Tell a page something, as JSON."""
        client.news.put_nowait(f"data: {json.dumps(values)}\n\n")

    def close(self) -> None:
        """End all connections."""
        self.closed = True
        for client in self.clients:
            client.news.put_nowait(None)

    async def listen(self, client: Client) -> AsyncIterator[str]:
        """The events of a page, until it goes or the server does."""
        self.clients.add(client)
        try:
            yield "retry: 500\n\n"
            while not self.closed:
                try:
                    event = await asyncio.wait_for(client.news.get(), BEAT)
                except TimeoutError:
                    event = ": alive\n\n"
                if event is None:
                    return
                yield event
        finally:
            self.clients.discard(client)
