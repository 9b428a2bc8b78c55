"""Builds on a cluster: a scheduler and workers, each a process in a folder of its own (docs/cluster.md)."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from workshop import PROJECT, SECONDS, restore, run, sums

DASK = [sys.executable, "-m", "dask"]
COMMON = ["--host", "127.0.0.1", "--no-dashboard"]
SOME = ("txt", "site:en", "status")
# Read by a worker's Python as it starts: the press is another version there.
OTHER = f"import sys; sys.path.insert(0, {str(PROJECT)!r}); import press; press.__version__ = '0.0.0'"


def settings(**more: str) -> dict[str, str]:
    """The caller's, without the press's own; a worker is waited for as briefly as a scheduler."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PRESS_", "PYTEST_"))}
    return {**clean, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "15s", **more}


def until(there: Callable[[], object]) -> None:
    """Wait until something is there, however long it takes; what never comes fails."""
    end = time.monotonic() + SECONDS
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def started(*words: str, log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the cluster, which is no more when the block ends."""
    with log.open("w") as file:
        process = subprocess.Popen([*DASK, *words], cwd=PROJECT, env=settings(**more), stdout=file, stderr=file)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Cluster:
    """A scheduler, and where its workers' folders are to lie."""

    folder: Path
    address: str

    @contextmanager
    def worker(self, name: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """A worker that has come."""
        log, own = self.folder / f"{name}.log", ["--local-directory", str(self.folder / name)]
        words = ["worker", self.address, *COMMON, "--nthreads", "1", "--no-nanny", *own]
        with started(*words, log=log, **more) as process:
            until(lambda: "Registered to:" in log.read_text())
            yield process

    def steps(self, name: str) -> list[Path]:
        """The folders of the steps that a worker is at."""
        return list((self.folder / name).glob("dask-scratch-space/*/press-*"))

    def begun(self, *roots: Path, words: tuple[str, ...] = ("txt",)) -> subprocess.Popen[str]:
        """A build of what is named that has been begun."""
        named = [word for root in roots for word in ("--publication", str(root))]
        command = [str(PROJECT / "whitepaper"), "build", *words, "--scheduler", self.address, *named]
        return subprocess.Popen(
            command, cwd=PROJECT, env=settings(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def build(self, *roots: Path, words: tuple[str, ...] = ("txt",)) -> tuple[int, str, str]:
        """A build of what is named: its exit status, and what it said."""
        with self.begun(*roots, words=words) as process:
            said, errors = process.communicate(timeout=SECONDS)
        return process.returncode, said, errors


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler without workers."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    with started("scheduler", *COMMON, "--port", "0", "--scheduler-file", str(told), log=folder / "scheduler.log"):
        until(told.is_file)
        yield Cluster(folder, json.loads(told.read_text())["address"])


def publication(root: Path) -> Path:
    """The minimal one, as a site and as plain text."""
    root.mkdir()
    restore(root)
    with (root / "content/publication.yaml").open("a", encoding="utf-8") as file:
        file.write("formats: [txt, site]\n")
    return root


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A publication of which this machine has built some editions, and their checksums."""
    root = publication(tmp_path_factory.mktemp("here") / "reading-room")
    assert run(root, *SOME).returncode == 0
    return root, sums(root)


def told(said: str, label: str = "") -> list[str]:
    """The lines of diagnostics, and their hints, of a publication whose lines begin with a label."""
    lines = [line.removeprefix(label) for line in said.splitlines() if line.startswith(label)]
    return [line for line in lines if " error " in line or line.startswith("    ")]


def test_two_publications_at_once_come_out_as_here_and_tell_what_is_wrong_as_here(
    cluster: Cluster, here: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    good, bad = (publication(tmp_path / name) for name in ("the-good", "the-bad"))
    chapter = bad / "content/chapters/the-house.md"
    with chapter.open("a", encoding="utf-8") as file:
        file.write("\n<script>alert(1)</script>\n\n<script>alert(2)</script>\n")
    with cluster.worker("one"), cluster.worker("two"):
        status, said, errors = cluster.build(good, bad, words=SOME)
        again = cluster.build(good, words=SOME)
    assert status == 1
    assert sums(good) == here[1], errors
    local = run(bad, *SOME)
    assert local.returncode == 1
    wrong = told(local.stdout)
    assert [f"{chapter}:" in line for line in wrong] == [True, False, True, False]
    assert told(said, "the-bad   ") == wrong
    assert str(cluster.folder) not in said + errors
    assert again == (0, "everything is up to date\n", "")
    stored = [path for path in (good / "build").rglob("*.json") if path.name != "imports.json"]
    assert stored
    for path in stored:
        assert path.read_bytes() == (here[0] / path.relative_to(good)).read_bytes(), path
    assert "up to date" in run(good, *SOME).stdout


def test_a_lost_workers_steps_are_done_by_another_and_without_any_the_build_ends(
    cluster: Cluster, here: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    root = publication(tmp_path / "reading-room")
    with cluster.worker("first") as first, ExitStack() as later:
        build = later.enter_context(cluster.begun(root))
        until(lambda: cluster.steps("first"))
        second = later.enter_context(cluster.worker("second"))
        first.kill()
        said, errors = build.communicate(timeout=SECONDS)
        assert build.returncode == 0, said + errors
        assert sums(root) == {name: value for name, value in here[1].items() if name.endswith(".txt")}
        shutil.rmtree(root / "build")
        build = later.enter_context(cluster.begun(root))
        until(lambda: cluster.steps("second"))
        second.kill()
        said, errors = build.communicate(timeout=SECONDS)
    assert build.returncode == 1
    assert f"error M007: there is no worker at {cluster.address}" in errors
    assert run(root, "txt:en").returncode == 0


def test_an_interrupted_build_leaves_no_step_at_work(cluster: Cluster, tmp_path: Path) -> None:
    root = publication(tmp_path / "reading-room")
    with cluster.worker("alone"), cluster.begun(root) as build:
        until(lambda: cluster.steps("alone"))
        build.send_signal(signal.SIGINT)
        _, errors = build.communicate(timeout=SECONDS)
        assert build.returncode == 130
        assert errors == "\ninterrupted; nothing is left half done, the next call goes on from here\n"
        until(lambda: not cluster.steps("alone"))


def test_a_worker_that_builds_with_other_things_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    root = publication(tmp_path / "reading-room")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/sitecustomize.py").write_text(OTHER)
    with cluster.worker("other", PYTHONPATH=str(tmp_path / "other")):
        status, said, _ = cluster.build(root)
    assert status == 1
    assert said.count("error M008") == 1
    assert "press 0.0.0 instead of" in said
    assert not (root / "build/editions").exists()
