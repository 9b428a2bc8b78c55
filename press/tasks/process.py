"""A process beside a worker of a cluster, which does the worker's steps one after another, as a build does them here.

In it a step has a main thread, a current folder and standard streams of its own, whatever the worker does at the same
time; engines are loaded once, and a face that was cut for one edition is there for the next. It can be ended without
its worker.

    worker → process:  a folder, in a line; `job` lies in it
    process → worker:  an empty line; `answer` lies in the folder then
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from press.project import CODE
from press.tasks import shipment, workers
from press.tasks.shipment import Answer, Job

PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from press.tasks import process; process.serve()"
LOOKED = 0.5  # seconds between two looks whether a step is wanted still
MOST_STEPS = 500  # that a process does, so that what it remembers of publications can't grow for ever


class EndedError(Exception):
    """The process has ended before the step was done; the message says how."""


class StepProcess:
    """The process as a worker sees it: it does one step at a time."""

    def __init__(self) -> None:
        """Start it; it ends with the process that starts it."""
        command = [sys.executable, "-c", PROGRAM, str(CODE.parent), str(os.getpid())]
        # A session of its own: what a step has started can be ended with it.
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self.steps = 0

    @property
    def fit(self) -> bool:
        """Whether it can do another step."""
        return self.process.poll() is None and self.steps < MOST_STEPS

    def run(self, job: Job, root: Path, folder: Path, wanted: Callable[[], bool]) -> Answer:
        """Have a step done.

        Args:
            root, folder: as of `shipment.lay_out`.
            wanted: whether anybody waits for the step still; where nobody does, it is ended.

        Raises:
            EndedError: the process has ended.
        """
        (folder / "job").write_bytes(pickle.dumps((job, root)))
        self.steps += 1
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(done, wanted), daemon=True)
        watch.start()
        try:
            answered = self._asked(folder)
        finally:
            done.set()
            watch.join()
        if not answered:
            self.end()
            code = self.process.returncode
            raise EndedError(signal.Signals(-code).name if code < 0 else f"exit status {code}")
        found: Answer = pickle.loads((folder / "answer").read_bytes())
        return found

    def end(self) -> None:
        """End it with all that it has started."""
        self._kill()
        self.process.communicate()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def _asked(self, folder: Path) -> bool:
        """Whether it has answered; else it has ended."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with suppress(BrokenPipeError):
            self.process.stdin.write(f"{folder}\n")
            self.process.stdin.flush()
        return bool(self.process.stdout.readline())

    def _watch(self, done: threading.Event, wanted: Callable[[], bool]) -> None:
        while not done.wait(LOOKED):
            if not wanted():
                self._kill()
                return


def serve() -> None:
    """Be the process until standard input ends, or the process whose id is the last argument does."""
    workers.end_with(int(sys.argv[-1]))
    # What a program writes that a step runs is no answer: standard output is the worker's alone.
    answers = os.dup(1)
    os.dup2(2, 1)
    for line in iter(sys.stdin.readline, ""):
        folder = Path(line.rstrip("\n"))
        job, root = pickle.loads((folder / "job").read_bytes())
        (folder / "answer").write_bytes(pickle.dumps(_done(job, root, folder)))
        os.write(answers, b"\n")


def _done(job: Job, root: Path, folder: Path) -> Answer:
    """Do a step, and put what it has made into the answer."""
    os.chdir(folder / "home")
    before, started = shipment.state(root), time.monotonic()
    answer = shipment.carry_out(job, root)
    seconds, after = time.monotonic() - started, shipment.state(root)
    made = {name: (root / name).read_bytes() for name, row in after.items() if before.get(name) != row}
    os.chdir("/")
    return replace(answer, made=made, gone=tuple(before.keys() - after.keys()), seconds=seconds)
