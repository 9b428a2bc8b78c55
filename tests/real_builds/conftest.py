"""The minimal publication, built once for all processes that run tests: in one folder, and in another, killed midway.

What happens to the second one afterwards (edits, mistakes, a release) is a story told once; tests read how it went.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from workshop import PROJECT, USER, Built, alone, command, environment, restore, run, sums

ELSEWHERE = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C", "COLUMNS": "31"}


def settings(root: Path) -> dict[str, str]:
    """A user of our own, whose home is empty."""
    home = root.parent / f"home-{USER}"
    home.mkdir(parents=True, exist_ok=True)
    return {"HOME": str(home), "USER": USER, "LOGNAME": USER, "HOSTNAME": f"{USER}-host"}


def build(root: Path, *words: str, **more: str) -> Built:
    done = run(root, *words, **settings(root), **more)
    return Built(root, done.returncode, done.stdout, done.stderr, sums(root))


def copied(root: Path) -> Path:
    root.mkdir(parents=True)
    restore(root)
    return root


def whole(base: Path) -> Built:
    return build(copied(base / "here" / "publication"))


def kill(root: Path) -> dict[str, str]:
    """Begin a build, kill it with all that it started in the middle of a step; the editions that it left."""
    given = environment(root.parent, PRESS_PUBLICATION=str(root), **settings(root), **ELSEWHERE)
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command(), cwd=PROJECT, env=given, start_new_session=True, **pipes) as process:
        for line in process.stdout or ():
            if " site:en " in line:
                break
        time.sleep(1)  # the next site is under way
        os.killpg(process.pid, signal.SIGKILL)
    return sums(root)


def killed_and_built(base: Path) -> tuple[dict[str, str], Built]:
    root = copied(base / "somewhere else, 另一处" / "reading room")
    left = kill(root)
    return left, build(root, **ELSEWHERE)


def once(base: Path, name: str, make: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
    """What one process made for all of them."""
    stored = base / f"{name}.json"
    with alone(base / f"{name}.lock"):
        if not stored.exists():
            stored.write_text(json.dumps(make(), default=lambda built: {**vars(built), "root": str(built.root)}))
    return dict(json.loads(stored.read_text()))


def again(values: Mapping[str, Any]) -> Built:
    return Built(**{**values, "root": Path(values["root"])})


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def twins(base: Path) -> dict[str, Any]:
    def make() -> dict[str, Any]:
        with ThreadPoolExecutor(2) as pool:
            first, second = pool.submit(whole, base), pool.submit(killed_and_built, base)
            return {"first": first.result(), "left": second.result()[0], "second": second.result()[1]}

    return once(base, "twins", make)


@pytest.fixture(scope="session")
def built(twins: dict[str, Any]) -> Built:
    """Every edition in every language, built at once; nobody changes it."""
    found = again(twins["first"])
    assert found.status == 0, found.said + found.errors
    return found


@pytest.fixture(scope="session")
def story(base: Path, twins: dict[str, Any]) -> dict[str, Any]:
    """What became of the second publication; the values are what `build` gave."""
    root = Path(twins["second"]["root"])
    told = once(base, "story", lambda: {"left": twins["left"], "second": twins["second"], **afterwards(root)})
    return {name: again(value) if "root" in value else value for name, value in told.items()}


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} holds {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


def afterwards(root: Path) -> dict[str, Any]:
    told: dict[str, Any] = {"nothing new": build(root)}
    russian = root / "translations/ru/borrowing.po"
    changed(russian, "Графа для штрафов", "Столбец для штрафов")
    told["translation edited"] = build(root)
    changed(russian, '"Language: ru\\n"', '"Language: ru\\n"\n\nmsgid without quotes')
    told["mistake in a catalog"] = build(root)
    restore(root)
    changed(root / "translations/ru/the-house.po", 'msgstr "Потеряшка"', 'msgstr ""')
    told["release"] = build(root, "page:ru", PRESS_RELEASE="1")
    restore(root)
    chapter = root / "content/chapters/borrowing.md"
    changed(chapter, "no name is written down", "no name is written down, see [@sec-nowhere]")
    told["mistake in a chapter"] = build(root)
    restore(root)
    changed(chapter, "no name is written down", "no name is ever written down")
    told["chapter edited"] = build(root, "pdf")  # of all that readers get made in the least time
    told["state"] = run(root, "list", "--json", **settings(root)).stdout
    restore(root)
    told["complete release"] = build(root, "pdf:ru", PRESS_RELEASE="1")
    return told
