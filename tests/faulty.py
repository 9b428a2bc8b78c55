"""Faults of a machine, and what becomes of a build that meets one.

A fault is a context: while it lasts a build either makes the right editions or says what to do; when it is over the
next one makes them, byte for byte those of a build that nothing disturbed. `met` tries that. tests/faults tries a
sample of each kind, benchmarks/faults.py all of them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from workshop import PROJECT, SECONDS, Built, environment, namespace, restore, sums

SMALL = ("txt:en", "epub:en")
CHAPTER = "content/chapters/borrowing.md"
EDIT = ("four weeks", "five weeks")
Fault = Callable[["Place"], AbstractContextManager[Sequence[str]]]
"""Harms a place, and gives what to put before the command; at its end the harm is over."""


class Place:
    """A publication that faults happen to, in two states of its text, each with what a build makes of it.

    Attributes:
        want: the checksums of the editions, by whether the text is edited.
        seconds: what a whole build takes, of a processor's time.
        order: the steps of a whole build.
    """

    def __init__(self, folder: Path, words: Sequence[str] = SMALL, project: Path = PROJECT) -> None:
        """Copy the minimal publication, and build it twice."""
        self.folder, self.words, self.project = folder, tuple(words), project
        self.root = folder / "publication"
        self.root.mkdir(parents=True)
        restore(self.root)
        formats = dict.fromkeys(word.partition(":")[0] for word in words)
        with (self.root / "content/publication.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"formats: [{', '.join(formats)}]\n")
        self.text = (self.root / CHAPTER).read_text("utf-8")
        self.want: dict[bool, Mapping[str, str]] = {}
        for edited in (True, False):
            self.edit(edited)
            before = os.times()
            built = self.build()
            after = os.times()
            assert built.status == 0, built.said + built.errors
            if edited:
                self.seconds = after.children_user + after.children_system
                self.seconds -= before.children_user + before.children_system
                self.order = tuple(line.split("]")[1].split()[0] for line in built.said.splitlines() if "] " in line)
            self.want[edited] = built.sums
            shutil.copytree(self.root / "build", folder / f"built-{edited}")

    def edit(self, edited: bool) -> None:
        """Have the text in one of its states."""
        (self.root / CHAPTER).write_text(self.text.replace(*EDIT) if edited else self.text, "utf-8")

    def reset(self, edited: bool | None) -> None:
        """Have build/ as it was after the build of a state of the text; None: have none."""
        shutil.rmtree(self.root / "build", ignore_errors=True)
        if edited is not None:
            shutil.copytree(self.folder / f"built-{edited}", self.root / "build")

    def command(self, before: Sequence[str] = ()) -> list[str]:
        """The command line, without a network."""
        return [*namespace(), *before, str(self.project / "whitepaper"), "build", "-n", "1", *self.words]

    def settings(self) -> dict[str, str]:
        """The environment's variables."""
        return environment(self.folder, PRESS_PUBLICATION=str(self.root))

    def build(self, before: Sequence[str] = ()) -> Built:
        """Build, the command behind some words."""
        done = subprocess.run(
            self.command(before),
            cwd=self.project,
            env=self.settings(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
        return Built(self.root, done.returncode, done.stdout, done.stderr, sums(self.root))

    def judged(self, built: Built, edited: bool, ended: bool = True) -> str:
        """What came of a build, in a word or two; it begins with WRONG if that may not be.

        Args:
            ended: nothing that is half made may be left.
        """
        told = built.said + built.errors
        if found := re.search(r"Traceback|Exception ignored|Internal error|core dumped", told):
            return f"WRONG: {found[0]}: {told.strip().splitlines()[-1]}"
        if left := [str(path) for path in (self.root / "build").rglob(".*.*") if path.is_dir()] if ended else []:
            return f"WRONG: left half made: {left[:3]}"
        seen = {name: digest for name, digest in built.sums.items() if not re.search(r"(^|/)\.", name)}
        if built.status == 0:
            want = self.want[edited]
            other = [name for name in sorted(seen.keys() | want.keys()) if seen.get(name) != want.get(name)]
            return f"WRONG: other bytes in {other[:3]}" if other else "right"
        code = re.search(r"error ([A-Z]\d{3}):", told)
        advice = re.search(r"\./whitepaper (setup|clean)|git checkout|run this command again", told)
        return f"told {code[1]}" if code else "told" if advice else f"WRONG: {told[-300:]!r}"


@dataclass(frozen=True)
class Outcome:
    """What a build did while a fault lasted, and what the next one did; `kind` is the fault's."""

    kind: str
    fault: str
    during: str
    after: str

    @property
    def right(self) -> bool:
        """Whether it is as it has to be."""
        return "WRONG" not in self.during + self.after and self.after.startswith("right")


def met(place: Place, kind: str, name: str, fault: Fault, edited: bool, start: bool | None = False) -> Outcome:
    """Let a build meet a fault, and another come after it.

    Args:
        edited: the state of the text that is built.
        start: the state that was built before; None: nothing was.
    """
    place.reset(start)
    place.edit(edited)
    with fault(place) as before:
        built = place.build(before)
        during = place.judged(built, edited, ended=not before)
    if (after := place.judged(place.build(), edited)).startswith("told M002"):
        after = f"{place.judged(place.build(), edited)} at the second"
    return Outcome(kind, name, during, after)
