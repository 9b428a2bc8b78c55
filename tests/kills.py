"""Builds that are killed at any moment, as by the system when no memory is left."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from faulty import Place
from workshop import sums

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Kill:
    """A build that was killed: the step that was at work (nothing: before the first), and what was wrong then."""

    step: str
    group: bool
    wrong: str


def _spent(process: int) -> float:
    """Seconds of a processor's time that a process and its children have taken."""
    ticks, waiting = 0, [process]
    while waiting:
        one = waiting.pop()
        try:
            fields = Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text("utf-8").split())
        except OSError:
            continue
    return ticks / TICKS


def kill(place: Place, at: float, group: bool) -> Kill:
    """Begin a build and kill it.

    Args:
        at: after so many seconds of a processor's time; at its end, if it takes less.
        group: all its processes, or the first alone, as the system does that has no memory left.
    """
    log = place.folder / "log"
    with log.open("w") as said:
        process = subprocess.Popen(
            place.command(),
            cwd=place.project,
            env=place.settings(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        while process.poll() is None and _spent(process.pid) < at:
            time.sleep(0.01)
        if process.poll() is None:
            (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
    told = log.read_text("utf-8")
    steps = [line.split("]")[1].split()[0] for line in told.splitlines() if "] " in line]
    done = steps[-1] if steps else ""
    later = place.order[place.order.index(done) + 1 :] if done in place.order else place.order
    at_work = "" if not steps else (later[0] if later else "the end")
    found = {name: digest for name, digest in sums(place.root).items() if not re.search(r"(^|/)\.", name)}
    half = [name for name, digest in found.items() if all(digest != want.get(name) for want in place.want.values())]
    wrong = f"WRONG: half written: {half[:3]}" if half else "WRONG: Traceback" if "Traceback" in told else ""
    return Kill(at_work, group, wrong)


def killed(place: Place, seed: int, count: int) -> tuple[list[Kill], str]:
    """Kill some builds one after the other; what became of each, and of the build that came after them all.

    An even seed begins with nothing, an odd one with the build of another text, which is taken back in between.
    """
    dice = random.Random(seed)
    place.reset(None if seed % 2 == 0 else True)
    found = []
    for number in range(count):
        edited = seed % 2 == 1 and number % 2 == 0 and number < count - 1
        place.edit(edited)
        found.append(kill(place, dice.uniform(0.3, place.seconds), dice.random() < 0.5))
    place.edit(False)
    return found, place.judged(place.build(), False)
