"""What counts as a change, however an editor saves and whatever comes and goes."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from press.preview.events import changes, matters

SECONDS, QUIET = 30, 2

READ = ["content/a.md", "content/chapters/b.md", "translations/zh/a.po", "templates/site/x.j2", "content/x.new"]
LEFT = [
    *("build/a.md", "a.md", "content/.a.md.swp", "content/a.md~", "content/.#a.md", "content/#a.md#", "content/4913"),
    *("content/.git/x", "translations/.a.po.1.x/a.po", "content/a.md.tmp", "content/a.md.bak"),
    "node_modules/content/a",
]


@pytest.mark.parametrize("name", READ)
def test_what_pages_are_made_of_matters(tmp_path: Path, name: str):
    assert matters(tmp_path, str(tmp_path / name))


@pytest.mark.parametrize("name", LEFT)
def test_what_editors_leave_about_does_not(tmp_path: Path, name: str):
    assert not matters(tmp_path, str(tmp_path / name))


def test_what_lies_elsewhere_does_not(tmp_path: Path):
    assert not matters(tmp_path / "a", str(tmp_path / "b/content/x"))


def renamed(path: Path) -> None:
    other = path.with_name(f".{path.name}.1")
    other.write_text("new")
    other.replace(path)


def in_place(path: Path) -> None:
    path.write_text("new")


def twice(path: Path) -> None:
    path.write_text("")
    path.write_text("new")


def with_a_backup(path: Path) -> None:
    path.replace(f"{path}~")
    path.write_text("new")


def removed(path: Path) -> None:
    path.unlink()


def folder_exchanged(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    path.write_text("new")


WAYS = [renamed, in_place, twice, with_a_backup, removed, folder_exchanged]


async def told(root: Path, *steps: Callable[[], None]) -> int:
    """How many of some steps were told of."""
    stop, count = asyncio.Event(), 0
    news: asyncio.Queue[None] = asyncio.Queue()

    async def follow() -> None:
        async for _ in changes([root], stop):
            news.put_nowait(None)

    following = asyncio.create_task(follow())
    for step in steps:
        await asyncio.sleep(QUIET)  # until nothing more is told of what was before
        while not news.empty():
            news.get_nowait()
        step()
        await asyncio.wait_for(news.get(), SECONDS)
        count += 1
    stop.set()
    await asyncio.wait_for(following, SECONDS)
    return count


def test_every_way_of_saving_is_told(tmp_path: Path):
    async def at_once() -> list[int | BaseException]:
        return await asyncio.gather(*(of(save) for save in WAYS), return_exceptions=True)

    def of(save: Callable[[Path], None]) -> Coroutine[None, None, int]:
        path = tmp_path / save.__name__ / "content/a.md"
        path.parent.mkdir(parents=True)
        path.write_text("old")
        return told(path.parents[1], lambda: save(path), lambda: in_place(path))

    found = dict(zip((save.__name__ for save in WAYS), asyncio.run(at_once()), strict=True))
    assert found == dict.fromkeys(found, 2)


def test_a_folder_that_comes_is_watched(tmp_path: Path):
    (tmp_path / "content").mkdir()
    path = tmp_path / "templates/a.j2"
    assert asyncio.run(told(tmp_path, path.parent.mkdir, lambda: in_place(path))) == 2


def test_no_folder_at_all_is_waited_for(tmp_path: Path):
    assert asyncio.run(told(tmp_path, (tmp_path / "content").mkdir)) == 1
