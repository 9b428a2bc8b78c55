"""One line a step: what is being installed, and how long it took; what an installer says is shown only if it fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile


class SetupError(Exception):
    """Something could not be set up; the message says what to do."""


def say(text: str) -> None:
    """Write a line for the person who waits; results go to standard output, this goes beside it."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def step(title: str) -> Iterator[None]:
    """Write `title … done (12 s)` around what is done inside."""
    start = time.monotonic()
    sys.stderr.write(f"{title} … ")
    sys.stderr.flush()
    try:
        yield
    except BaseException as error:
        say("interrupted" if isinstance(error, KeyboardInterrupt | SystemExit) else "failed")
        raise
    say(f"done ({time.monotonic() - start:.0f} s)")


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> None:
    """Run an installer quietly, without standard input.

    Raises:
        SetupError: it failed; the message ends with the last lines that it wrote.
    """
    with TemporaryFile(dir=folder) as log:
        try:
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=folder,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                close_fds=False,  # whoever goes on working after us holds the lock of the setup (press/setup)
            )
        except OSError as error:
            raise SetupError(f"{command[0]} can't be run: {error.strerror}") from error
        status = _wait(process)
        if status:
            log.seek(0)
            said = log.read().decode(errors="replace").strip().splitlines()[-25:]
            raise SetupError("\n".join([*said, f"{Path(command[0]).name} failed with exit status {status}."]))


def _wait(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end, counting the seconds on a terminal; whatever happens, nothing is left running."""
    start = time.monotonic()
    try:
        while True:
            try:
                return process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                _count(f"{time.monotonic() - start:.0f} s")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _count(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(text + "\b" * len(text))
        sys.stderr.flush()
