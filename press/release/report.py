"""A release built again and compared: the folder build/verify/<version>, with a report and what was built."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press import files
from press.characters import visible
from press.release.comparison import Compared, Verdict, compare
from press.release.rebuild import rebuild, wanted
from press.release.words import LEGEND
from press.setup.steps import say

REPORT, REBUILT = "report.txt", "rebuilt"
DIFFOSCOPE = "diffoscope"  # the program, and the folder of what it says
SECONDS = 900  # that it may take for a file
SHORT, LONG = 8, 200  # places of a file that are told on a terminal, and in the report


@dataclass(frozen=True)
class Rebuilt:
    """What was built again and how it compares.

    Attributes:
        commit: of which it was built.
        remarks: lines for people on what was built, and by what.
        agreed: whether the release says that it is of this commit.
        report: the file that tells all.
    """

    commit: str
    remarks: tuple[str, ...]
    agreed: bool
    files: tuple[Compared, ...]
    report: Path

    @property
    def same(self) -> bool:
        """Whether the release is what its commit gives."""
        return self.agreed and all(row.verdict is Verdict.SAME for row in self.files)

    def short(self, verbose: bool = False) -> Iterator[str]:
        """Lines for a terminal; files that are the same only if it is to be `verbose`."""
        yield from _told([row for row in self.files if verbose or row.verdict is not Verdict.SAME], SHORT)


def build_again(
    released: Mapping[str, Path], manifest: Mapping[str, Any], folder: Path, whole: bool, quiet: bool
) -> Rebuilt:
    """Build what a release says that it is made of, and hold it against that.

    Args:
        released: files of the release by their names.
        manifest: what its manifest says.
        folder: the publication's, in a clone of its repository.
        whole: whether these are all its files.
        quiet: whether nothing is to be told of how far the build is.

    Raises:
        NoRebuildError: it can't be built here.
    """
    what = wanted(manifest, folder, None if whole else [*released])
    target = folder / "build/verify" / what.version
    if not quiet:
        say(f"building version {what.version} again, from commit {what.commit[:12]} …")
    with files.replacing(target) as place:
        made, remarks = rebuild(what, manifest, folder, place.parent / ".clone", quiet)
        place.mkdir()
        made.replace(place / REBUILT)
        found = tuple(compare(released, place / REBUILT, whole))
        lines = tuple(map(visible, (*what.remarks, *remarks)))
        about = [f"version {what.version}, built again from commit {what.commit}", *lines, ""]
        text = [*about, *_told(found, LONG), *_examined(found, released, place)]
        files.write_text(place / REPORT, "\n".join(text) + "\n")
    return Rebuilt(what.commit, lines, not what.remarks, found, target / REPORT)


def _told(found: Sequence[Compared], most: int) -> Iterator[str]:
    """A line for each file, and so many of its places."""
    for row in found:
        yield f"{row.verdict if row.verdict is Verdict.SAME else row.verdict.upper()}: {visible(row.name)}"
        yield from (f"    {line}" for line in row.told[:most])
        if len(row.told) > most:
            yield f"    … and {len(row.told) - most} more"
    if any(row.told for row in found):
        yield f"    {LEGEND}"


def _examined(found: Sequence[Compared], released: Mapping[str, Path], place: Path) -> Iterator[str]:
    """Have diffoscope, where there is one, say what it finds in each file that differs; a line on each."""
    program = shutil.which(DIFFOSCOPE)
    for row in found if program else ():
        if program and row.verdict is Verdict.DIFFERS:
            target = place / DIFFOSCOPE / f"{row.name}.txt"
            target.parent.mkdir(exist_ok=True)
            said = _examine(program, released[row.name], place / REBUILT / row.name, target)
            yield f"{DIFFOSCOPE}/{target.name}: {said}"


def _examine(program: str, released: Path, rebuilt: Path, target: Path) -> str:
    command = [program, "--no-progress", "--text", str(target), str(released), str(rebuilt)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"it took more than {SECONDS} seconds"
    return "what diffoscope says of it" if target.is_file() else f"it ended with {done.returncode}"
