"""Workers of `build -n` when their parent is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = """
import signal, sys, time
from multiprocessing import Process
from press.tasks import workers

def wait():
    try:
        print("began", flush=True)
        time.sleep(60)
    finally:
        print("ended", flush=True)

signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
workers.end_with_this_process()
Process(target=wait).start()
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_workers_end_with_a_parent_that_is_killed_and_clear_up() -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=PROJECT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "began\n"
        os.kill(parent.pid, signal.SIGKILL)
        assert parent.stdout.read() == "ended\n"  # which comes when the worker, too, has closed it


FORKS_AGAIN = """
import os, signal, sys
from press.tasks import workers

def ended(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

workers.end_with_this_process()
if not (worker := os.fork()):
    if not (child := os.fork()):
        os._exit(3)
    os._exit(ended(child))
sys.exit(ended(worker))
"""


def test_what_a_worker_forks_lives_as_long_as_the_worker() -> None:
    assert subprocess.run([sys.executable, "-c", FORKS_AGAIN], cwd=PROJECT, check=False).returncode == 3
