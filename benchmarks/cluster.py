"""Measure builds of several publications on a cluster of 1, 2 and 4 workers; prints a table and never judges.

    python benchmarks/cluster.py FOLDER [--publications 8] [--workers 1,2,4] [--formats txt,page]

The publications are generated into FOLDER, each with a text of its own, and built anew for each row by one call of
`./whitepaper build --scheduler`. Scheduler and workers run on this machine, a worker with one thread in a folder of its
own. The row `none` is the same call without a scheduler: one step at a time, one publication after the other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
sys.path.insert(0, str(HERE))

from generate import generate  # noqa: E402

PAGES = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--publications", type=int, default=8)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--formats", default="txt,page")
    asked = parser.parse_args()
    roots = [
        _generated(asked.folder.resolve() / f"title-{n}", n, asked.formats) for n in range(1, asked.publications + 1)
    ]
    print(f"{'workers':>8}{'seconds':>9}{'CPU':>8}{'here':>7}{'elsewhere':>11}  editions", flush=True)
    for count in map(int, asked.workers.split(",")):
        with _cluster(asked.folder.resolve() / "cluster", count) as (address, processes):
            _row(str(count), roots, ["--scheduler", address], processes)
    _row("none", roots, [], [])


def _generated(root: Path, seed: int, formats: str) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    generate(root, PAGES, seed)
    with (root / "content/publication.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"formats: [{formats}]\n")
    return root


def _row(name: str, roots: Sequence[Path], words: Sequence[str], processes: Sequence[psutil.Process]) -> None:
    """Build all and print what it took: seconds, CPU seconds in all, of this call and of the cluster, and the bytes."""
    for root in roots:
        shutil.rmtree(root / "build", ignore_errors=True)
    before, used = time.perf_counter(), _cpu(processes)
    named = [word for root in roots for word in ("--publication", str(root))]
    caller = psutil.Popen([str(PROJECT / "whitepaper"), "build", "-q", *words, *named])
    caller_used = 0.0
    while caller.poll() is None:
        caller_used = max(caller_used, _cpu([caller]))
        time.sleep(0.2)
    seconds, elsewhere = time.perf_counter() - before, _cpu(processes) - used
    if caller.returncode:
        print(f"{name:>8}  failed: exit status {caller.returncode}", flush=True)
        return
    print(
        f"{name:>8}{seconds:9.0f}{caller_used + elsewhere:8.0f}{caller_used:7.0f}{elsewhere:11.0f}  {_sum(roots)}",
        flush=True,
    )


def _cpu(processes: Sequence[psutil.Process]) -> float:
    """CPU seconds of some processes and of all that they have started."""
    total = 0.0
    for process in processes:
        for one in [process, *process.children(recursive=True)]:
            try:
                times = one.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system
            total += times.children_user + times.children_system
    return total


def _sum(roots: Sequence[Path]) -> str:
    """How many files all editions are, and the beginning of a SHA-256 over them."""
    paths = sorted(path for root in roots for path in (root / "build/editions").rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{len(paths)} files, {digest.hexdigest()[:12]}"


@contextmanager
def _cluster(folder: Path, count: int) -> Iterator[tuple[str, list[psutil.Process]]]:
    """A scheduler and so many workers: its address, and their processes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    told = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told)]
    with (folder / "log").open("w") as log:
        start = {"cwd": PROJECT, "stdout": log, "stderr": log}
        processes = [psutil.Popen([*dask, "scheduler", "--port", "0", *common], **start)]
        try:
            for number in range(count):
                own = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder / f"worker-{number}")]
                processes.append(psutil.Popen([*dask, "worker", *common, *own], **start))
            while not told.is_file() or (folder / "log").read_text().count("Registered to:") < count:
                time.sleep(0.2)
            yield json.loads(told.read_text())["address"], processes
        finally:
            for process in reversed(processes):
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()
