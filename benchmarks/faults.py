"""Let builds meet every fault, and print what became of them.

    python benchmarks/faults.py [--kills 50] [--cuts 44] [--seed 1] [KIND …]

Kinds are kills, cuts, disks, clocks, two, tools; without one, all. Each builds copies of tests/fixtures/minimal in a
folder of its own, without a network. A line a fault; then how many were right of each kind. Exit status 1 if any was
not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / name) for name in ("", "tests")]

from faulty import Outcome, Place, met  # noqa: E402
from faulty_machines import CLOCKS, TWO, disks, power_cut  # noqa: E402
from faulty_tools import OURS, TOOLS, broken, linked  # noqa: E402
from kills import Kill, killed  # noqa: E402

KINDS = ("kills", "cuts", "disks", "clocks", "two", "tools")
LONG = ("site:en", "epub:en", "pdf:en", "print:en")
ROUND = 5  # builds that are killed one after the other, before one is let be


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", default=KINDS)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--cuts", type=int, default=44)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    right, every = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="press-faults-") as folder:
        for outcome in outcomes(Path(folder), asked):
            every[outcome.kind] += 1
            right[outcome.kind] += outcome.right
            print(f"{outcome.kind:7} {outcome.fault:45} {outcome.during:12} then {outcome.after}", flush=True)
    for kind in every:
        print(f"{kind:7} {right[kind]} of {every[kind]} right")
    return int(right != every)


def outcomes(folder: Path, asked: argparse.Namespace) -> Iterator[Outcome]:
    """What became of each fault."""
    if "kills" in asked.kinds:
        yield from _kills(Place(folder / "kills", LONG), asked.seed, asked.kills)
    if set(asked.kinds) - {"kills", "tools"}:
        yield from _machine(Place(folder / "machine"), asked)
    if "tools" in asked.kinds:
        place = Place(folder / "tools", ["txt:en"], linked(folder))
        for name, (file, damage) in TOOLS.items():
            outcome = met(place, "tools", name, broken(file, damage), edited=True)
            own = name.startswith(OURS) and "Traceback" in outcome.during  # a bug of the code that was broken
            yield Outcome("tools", name, "a bug, told" if own else outcome.during, outcome.after)


def _machine(place: Any, asked: argparse.Namespace) -> Iterator[Outcome]:
    for seed in range(asked.seed, asked.seed + asked.cuts) if "cuts" in asked.kinds else ():
        name, fault = power_cut(seed)
        yield met(place, "cuts", name, fault, edited=seed % 2 == 0)
    for name, fault in disks().items() if "disks" in asked.kinds else ():
        yield met(place, "disks", name, fault, edited=True)
        yield met(place, "disks", f"{name}, cold", fault, edited=False, start=None)
    for name, fault in CLOCKS.items() if "clocks" in asked.kinds else ():
        yield met(place, "clocks", name, fault, edited=True)
    for name, fault in TWO.items() if "two" in asked.kinds else ():
        yield met(place, "two", name, fault, edited=True, start=None)


def _kills(place: Any, seed: int, count: int) -> Iterator[Outcome]:
    every: list[Kill] = []
    for number in range(count // ROUND):
        found, after = killed(place, seed + number, ROUND)
        every += found
        for one in found:
            name = f"in {one.step or 'the beginning'}{', with its group' * one.group}"
            yield Outcome("kills", name, one.wrong or "right", after)
    steps = Counter(one.step.partition(":")[0] or "the beginning" for one in every)
    print("killed in", ", ".join(f"{name} {times}" for name, times in steps.most_common()))


if __name__ == "__main__":
    sys.exit(main())
