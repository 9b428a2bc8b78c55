"""Server-sent events (HTML, 9.2): who is looking at which page, and is told when the files have changed.

The files are looked at again after any change under the publication's and the project's folders.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from watchfiles import Change, awatch

BEAT = 15.0  # seconds between signs of life, by which a connection that is dead is found out
STEP, DEBOUNCE = 20, 60  # ms: how long to wait for another change, and how long at most
AGAIN = 500  # ms: how often to see whether the folders are still the same
FOLDERS = ("content", "translations", "templates")
# Names that editors give to what isn't meant to be read: backups, swap files, probes.
ENDINGS = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".orig", "#", ".part")
PROBE = "4913"  # vim tries with it whether it may write


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


def matters(root: Path, path: str) -> bool:
    """Whether a file may be one that pages are made of; hidden ones and those of editors are not."""
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:
        return False
    name = parts[-1] if parts else ""
    hidden = any(part.startswith(".") for part in parts)
    return bool(parts) and parts[0] in FOLDERS and not (hidden or name.endswith(ENDINGS) or name == PROBE)


async def changes(roots: Sequence[Path], stop: asyncio.Event) -> AsyncIterator[None]:
    """Something, whenever a file that matters has changed under one of the roots, until `stop` is set.

    Folders may come, go and change places, as when a branch is checked out: then they are watched anew.
    """
    while not stop.is_set():
        watched = _folders(roots)
        if not watched:
            await asyncio.sleep(AGAIN / 1000)
        else:
            async for told in _until_moved(roots, watched, stop):
                if told:
                    yield


async def _until_moved(
    roots: Sequence[Path], watched: dict[Path, int], stop: asyncio.Event
) -> AsyncIterator[bool]:
    """Now and again whether a file that matters may have changed, as long as the folders are those that are watched."""

    def wanted(_: Change, path: str) -> bool:
        return any(matters(root, path) for root in roots)

    first = True
    options = {"step": STEP, "debounce": DEBOUNCE, "rust_timeout": AGAIN, "yield_on_timeout": True}
    try:
        async for found in awatch(*watched, watch_filter=wanted, stop_event=stop, **options):  # type: ignore[arg-type]
            gone = any(change is Change.deleted and Path(path) in watched for change, path in found)
            if gone or _folders(roots) != watched:
                return
            yield first or bool(found)  # what changed before the watch began, nobody told
            first = False
    except FileNotFoundError:  # gone since we looked
        await asyncio.sleep(AGAIN / 1000)


def _folders(roots: Sequence[Path]) -> dict[Path, int]:
    """The folders that are there, each with its inode: another one of the same name is not the same."""
    found = {}
    for folder in dict.fromkeys(root / name for root in roots for name in FOLDERS):
        try:
            found[folder] = folder.stat().st_ino
        except OSError:
            continue
    return found
