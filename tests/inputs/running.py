"""A situation run as a user would: by `./whitepaper`, in a process whose time and memory are bounded."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from inputs import drawn, exchange, hidden, places, sizes, texts
from inputs.situation import Expected, Situation

PROJECT = Path(__file__).resolve().parents[2]
MINIMAL = PROJECT / "tests/fixtures/minimal"
# Of the processor's time, and of memory, that a command and all that it starts may take.
SECONDS, MEGABYTES = 10.0, 1024.0
PATIENCE = 15  # times as many seconds of the clock: one may wait without working
_CODE = re.compile(r"(error|warning) [A-Z]\d\d\d: |^whitepaper: |^.* is (a folder|a file|no file)", re.MULTILINE)
_LINE = re.compile(r":\d+(:\d+)?: (error|warning) [A-Z]\d\d\d: ")
_STEERS = re.compile("[\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")


def situations() -> Iterator[Situation]:
    """All that there are, by kind."""
    for module in (hidden, places, sizes, texts, exchange, drawn):
        yield from module.situations()


@dataclass(frozen=True)
class Outcome:
    """How a command ended.

    Attributes:
        status: its exit status, negative for the signal that ended it.
        seconds: of the processor.
        megabytes: the most that all its processes had at a time (RSS).
        said: what it wrote.
        wrong: what it should not have done; nothing, if all is well.
    """

    status: int
    seconds: float
    megabytes: float
    said: str
    wrong: tuple[str, ...]


def started(words: list[str], target: Path) -> int:
    """Start `./whitepaper`, whose words go to a file; the number of its process, which leads a group of its own."""
    with target.open("wb") as out:
        command = [str(PROJECT / "whitepaper"), *words]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
    process.returncode = 0  # it is waited for by its number, so that what it used is known
    return process.pid


def forked(words: list[str], target: Path) -> int:
    """The same as a copy of this process, which has the libraries already: a second of the processor less each time.

    This process may have no threads, and must be that of the environment (`.venv/bin/python`).
    """
    from press.cli.main import main

    sys.stdout.flush()
    if process := os.fork():
        return process
    status = 1
    try:
        os.setsid()
        for number in (1, 2):
            os.dup2(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.argv = ["whitepaper", *words]
        status = main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


Start = Callable[[list[str], Path], int]


def run(situation: Situation, base: Path, within: Path, start: Start = started) -> Outcome:
    """Run one.

    Args:
        situation: which.
        base: the publication to begin with; it is copied.
        within: a folder, of which everything is removed before.
        start: how a process is started.
    """
    shutil.rmtree(within, ignore_errors=True)
    root = within / "beside" / "publication"
    shutil.copytree(base, root, symlinks=True)
    situation.make(root)
    before = _outside(root)
    words = [word.format(beside=root.parent) for word in situation.command]
    status, seconds, megabytes = _bounded(start(["--publication", str(root), *words], within / "said"))
    said = (within / "said").read_bytes().decode(errors="replace")
    wrong = list(judged(situation, root, status, said))
    wrong += [f"{seconds:.0f} s"] if seconds > SECONDS else []
    wrong += [f"{megabytes:.0f} MB"] if megabytes > MEGABYTES else []
    wrong += ["something was written beside build/"] if _outside(root) != before else []
    return Outcome(status, seconds, megabytes, said, tuple(wrong))


def judged(situation: Situation, root: Path, status: int, said: str) -> Iterator[str]:
    """What a command should not have done, going by its exit status and by what it wrote."""
    if "Traceback (most recent call last)" in said:
        yield f"traceback: {said.strip().splitlines()[-1][:80]}"
    if _STEERS.search(said):
        yield "it steers the terminal"
    if status == 0 and situation.expected is Expected.REFUSED:
        yield "accepted"
    if status > 0 and situation.expected is Expected.MADE:
        yield "refused"
    if status > 0 and not _CODE.search(said):
        yield "no code"
    if status > 0 and situation.line and not _LINE.search(said):
        yield "no line"
    page = root / "build/editions/reading-room-en.html"
    if status == 0 and (situation.holds or situation.lacks):
        text = page.read_text("utf-8")
        if situation.holds not in text:
            yield f"lost: {situation.holds}"
        if situation.lacks and situation.lacks in text:
            yield f"published: {situation.lacks}"


def _outside(root: Path) -> set[tuple[str, int]]:
    """All around a publication that no command may touch, with the times of change."""
    found = set()
    for place, folders, files in os.walk(root.parent):
        folders[:] = [name for name in folders if Path(place, name) != root / "build"]
        found |= {(f"{place}/{name}", os.lstat(f"{place}/{name}").st_mtime_ns) for name in files}
    return found


def _bounded(process: int) -> tuple[int, float, float]:
    """Exit status, seconds of the processor and megabytes at most of a process, ended where it takes too much."""
    most, began = 0.0, time.monotonic()
    while True:
        done, status, used = os.wait4(process, os.WNOHANG)
        if done:
            seconds = used.ru_utime + used.ru_stime
            break
        seconds, megabytes = _of_all(process)
        seconds = SECONDS + 1 if time.monotonic() - began > SECONDS * PATIENCE else seconds
        most = max(most, megabytes)
        if most > MEGABYTES or seconds > SECONDS:
            os.killpg(process, signal.SIGKILL)
            _, status, used = os.wait4(process, 0)
            break
        time.sleep(0.02)
    return os.waitstatus_to_exitcode(status), seconds, max(most, used.ru_maxrss / 1024)


def _of_all(process: int) -> tuple[float, float]:
    """Seconds of the processor and megabytes of a process and all that it started."""
    seconds, pages, waiting = 0.0, 0, [process]
    while waiting:
        one = waiting.pop()
        try:
            values = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            seconds += sum(map(int, values[11:15])) / os.sysconf("SC_CLK_TCK")
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:  # it has ended
            continue
    return seconds, pages * os.sysconf("SC_PAGE_SIZE") / 1024**2
