"""When to look at the files again: after any change under the publication's and the project's folders."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from watchfiles import Change, awatch

STEP, DEBOUNCE = 20, 60  # ms: how long to wait for another change, and for how many
FOLDERS = ("content", "translations", "templates")
# Names that editors give to what isn't meant to be read: backups, swap files, probes.
ENDINGS = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".orig", "#", ".part")
PROBE = "4913"  # vim tries with it whether it may write


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
    """Something, whenever a file that matters has changed under one of the roots.

    The folders may come and go: the roots themselves are watched for that, without what else lies in them.
    """
    news: asyncio.Queue[None] = asyncio.Queue()
    watcher = asyncio.create_task(_watch(roots, stop, news))
    try:
        while not stop.is_set():
            await news.get()
            while not news.empty():
                news.get_nowait()
            yield
    finally:
        watcher.cancel()


async def _watch(roots: Sequence[Path], stop: asyncio.Event, news: asyncio.Queue[None]) -> None:
    outer = asyncio.create_task(_folders(roots, stop, news))
    try:
        while not stop.is_set():
            there = [folder for root in roots for name in FOLDERS if (folder := root / name).is_dir()]
            again = asyncio.Event()
            inner = asyncio.create_task(_files(roots, there, again, news))
            while not again.is_set() and there == _there(roots):
                await asyncio.sleep(0.5)
            inner.cancel()
            news.put_nowait(None)
    finally:
        outer.cancel()
