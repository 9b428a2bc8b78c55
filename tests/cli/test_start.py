"""Ctrl-C before the command line is there to answer it."""

from __future__ import annotations

import signal
import subprocess
import sys

from commandline import PROJECT

INTERRUPTED = """
import os, signal, sys

class Finder:
    def find_spec(self, name, *_):
        if name == "press.cli.main":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
from press.cli.start import main
main()
"""


def test_it_ends_at_once_and_without_a_traceback() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")
