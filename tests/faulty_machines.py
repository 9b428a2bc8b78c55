"""What happens to a machine while it builds, or before: power cuts, disks, clocks, others at work in the same place."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial

from faulty import CHAPTER, Fault, Place
from workshop import SECONDS

# Power cuts: what is in build/ when the machine comes up again.


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) or 1)]


def _emptied(data: bytes, dice: random.Random) -> bytes:
    return b""


def _zeros(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) or 1)
    return data[:at] + bytes(len(data) - at)


def _garbled(data: bytes, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(data) or 1), dice.choice((1, 4, 512))
    return data[:at] + dice.randbytes(length) + data[at + length :]


def _letter(data: bytes, dice: random.Random) -> bytes:
    """One letter or digit for another, which may leave valid JSON."""
    places = [match.start() for match in re.finditer(rb"[0-9a-z]", data)]
    if not places:
        return data + b"x"
    at = dice.choice(places)
    return data[:at] + dice.choice([b"0", b"7", b"a", b"e"]) + data[at + 1 :]


DAMAGES = (_cut, _emptied, _zeros, _garbled, _letter)
ROOMS = (
    *(".doit.db", "imports.json", "words.json", "source", "text", "book"),
    *("cover", "made", "pictures", "editions", ""),
)


def power_cut(seed: int) -> tuple[str, Fault]:
    """What a seed has a power cut do: one to three files of a part of build/ are damaged, or gone."""
    dice = random.Random(seed)
    room, damage = ROOMS[seed % len(ROOMS)], dice.choice((*DAMAGES, None))
    count = dice.choice((1, 1, 2, 3))

    @contextmanager
    def fault(place: Place) -> Iterator[Sequence[str]]:
        build = place.root / "build"
        every = (path for path in sorted(build.rglob("*")) if path.is_file())
        files = [path for path in every if str(path).startswith(str(build / room))]
        for path in dice.sample(files, min(count, len(files))):
            if damage is None:
                path.unlink()
            else:
                state, data = path.stat(), path.read_bytes()
                path.write_bytes(damage(data, dice))
                if dice.random() < 0.5 and damage is not _letter:
                    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
        yield ()

    return f"{seed}: {room or 'anything'} {damage.__name__.strip('_') if damage else 'gone'}", fault


# Disks that are full or can't be written.


@cache
def mounts() -> tuple[str, ...]:
    """A command that runs another where it can mount; empty where that can't be had."""
    for command in (("unshare", "-m"), ("unshare", "-Urm")):
        if shutil.which(command[0]) and not subprocess.call(
            [*command, "mount", "-t", "tmpfs", "x", "/mnt"], stderr=subprocess.DEVNULL
        ):
            return command
    return ()


@contextmanager
def within(script: str, place: Place, *names: str) -> Iterator[Sequence[str]]:
    """Run the command in a shell that does something to a folder first."""
    folder = place.root.joinpath(*names)
    folder.mkdir(parents=True, exist_ok=True)
    shell = ["sh", "-c", f'd=$1; shift; {script}; exec "$@"', "sh", str(folder)]
    yield [*(mounts() if "mount" in script else ()), *shell]


def full(size: str) -> Fault:
    """The disk of build/ has so much room, and nothing is on it."""
    return lambda place: within(f'mount -t tmpfs -o size={size} x "$d"', place, "build")


FULL = {f"a disk of {size}": full(size) for size in ("40k", "100k", "200k", "300k", "400k")}
LIMITED = {
    f"files of {blocks} blocks at most": partial(within, f"ulimit -f {blocks}") for blocks in (16, 128, 512)
}
READ_ONLY = 'mount --bind "$d" "$d" && mount -o remount,ro,bind "$d"'
SEALED: dict[str, Fault] = {
    "the publication can't be written": lambda place: within(READ_ONLY, place),
    "build/ can't be written": lambda place: within(READ_ONLY, place, "build"),
    "build/editions can't be written": lambda place: within(READ_ONLY, place, "build/editions"),
    "content/ can't be written": lambda place: within(READ_ONLY, place, "content"),
    "the temporary folder is full": lambda place: within(
        'mkdir -p "$d" && mount -t tmpfs -o size=4k x "$d" && export TMPDIR="$d"', place, "build/tmp"
    ),
    "there is no temporary folder": lambda place: within('export TMPDIR="$d/none"', place),
}


def disks() -> Mapping[str, Fault]:
    """All that can be had here."""
    return {**(FULL | SEALED if mounts() else {}), **LIMITED}


# Clocks.


def clock(seconds: int, *folders: str) -> Fault:
    """All files of some folders are of another time."""

    @contextmanager
    def fault(place: Place) -> Iterator[Sequence[str]]:
        for path in (path for name in folders for path in (place.root / name).rglob("*")):
            os.utime(path, (seconds, seconds))
        yield ()

    return fault


@contextmanager
def same_time_and_size(place: Place) -> Iterator[Sequence[str]]:
    """The text was edited, and its file's time set back."""
    path = place.root / CHAPTER
    place.edit(False)
    state = path.stat()
    place.edit(True)
    assert path.stat().st_size == state.st_size
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    yield ()


CLOCKS = {
    "sources of 1970": clock(0, "content", "translations"),
    "sources of 2100": clock(4_102_444_800, "content", "translations"),
    "results of 1970": clock(0, "build"),
    "results of 2100": clock(4_102_444_800, "build"),
    "an edit with the old time and size": same_time_and_size,
}


# Two at once.


@contextmanager
def another_build(place: Place) -> Iterator[Sequence[str]]:
    """Another process builds the same."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
    with subprocess.Popen(place.command(), cwd=place.project, env=place.settings(), **pipes) as other:  # type: ignore[call-overload]
        yield ()
        said, _ = other.communicate(timeout=SECONDS)
    assert other.returncode == 0, said


@contextmanager
def removed_meanwhile(place: Place) -> Iterator[Sequence[str]]:
    """Another process removes what is built, again and again."""
    clean = [str(place.project / "whitepaper"), "clean"]
    with subprocess.Popen(
        ["sh", "-c", 'for n in 1 2 3; do "$@"; sleep 1; done', "sh", *clean],
        cwd=place.project,
        env=place.settings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as other:
        yield ()
        other.wait(SECONDS)


TWO = {"another build": another_build, "clean, three times": removed_meanwhile}
