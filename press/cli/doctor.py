"""`doctor`: every tool and font, the version that is wanted and the one that was found. Changes nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from press.cli import environment
from press.cli.parser import Commands, Request, of_publication, of_volume
from press.content import scripts
from press.model.fonts import FACES
from press.project import COMMAND, HOME, INSTALLED, locks
from press.setup import AGAIN, FONTS, integrity
from press.setup.system import SYSTEM_PACKAGES, VERAPDF, work_done


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "doctor",
        help="every tool and font: the version wanted and the version found",
        description="Show every tool and font, the version that is wanted and the one that was found. Changes nothing.",
    )
    of_publication(parser)
    of_volume(parser, "what is missing, damaged or another version, and no more")
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Write the table; 1 if something that builds need is missing."""
    with environment.volume(request):
        folder = Path(request.publication)
        return report(HOME, environment.prints(folder), request.quiet, scripts.packages(folder))


@dataclass(frozen=True)
class Finding:
    """A tool, a font or a profile; `found` is empty if it isn't there, `wanted` is "any" where no version is asked for.

    Attributes:
        damaged: how many of its files are gone or are not what was installed.
        ours: it comes with the code, so that the setup can't make it whole.
        for_tests, for_print: only tests need it, only editions for print do.
    """

    group: str
    name: str
    wanted: str
    found: str
    for_tests: bool = False
    for_print: bool = False
    damaged: int = 0
    ours: bool = False

    @property
    def verdict(self) -> str:
        """`ok`, `missing`, `damaged` or `differs`."""
        if not self.found:
            return "missing"
        if self.damaged:
            return "damaged"
        return "ok" if self.wanted in ("any", self.found) or self.wanted.startswith("≥") else "differs"


def findings(project: Path, fonts: Iterable[str] = ()) -> Iterator[Finding]:
    """Everything that builds and tests stand on.

    Args:
        fonts: the packages of fonts that the publication needs beside those that every one has.
    """
    yield Finding("Python", "python", "≥ 3.11", ".".join(map(str, sys.version_info[:3])))
    yield from _system(project)
    yield from _python_packages(project)
    packages = {*(face.package for face in FACES), *_needed_so_far(project), *fonts}
    yield from (row for row in _npm_packages("Fonts", project, False) if row.name.rpartition("/")[2] in packages)
    faces = list(integrity.faces(project, packages))
    bad, count = _count(faces), str(len(faces))
    yield Finding("Fonts", "faces", count, count if bad < len(faces) else "", damaged=bad)
    profiles = list(integrity.profiles(project))
    said = f"{len(profiles)}"
    yield Finding("Colour profiles", "profiles", said, said, damaged=_count(profiles), ours=True)
    if not INSTALLED:
        yield from _npm_packages("Test tools", project / "tests/tools", True)
        jar = re.sub(r".*-([\d.]+)\.jar$", r"\1", VERAPDF.name)
        there = jar if (project / VERAPDF).is_file() else ""
        yield Finding("Test tools", "veraPDF", jar, there, True, damaged=_count(integrity.jar(project)))


def _needed_so_far(project: Path) -> list[str]:
    """The packages of fonts that were set up for a publication that needs them."""
    return [package for package, row in FONTS.items() if not row.missing(project)]


def _count(files: Iterable[integrity.Pinned]) -> int:
    """How many of some files are damaged, by their checksums."""
    return sum(1 for _ in integrity.damaged(files, True))


def _system(project: Path) -> Iterator[Finding]:
    done = work_done(project)
    for row in SYSTEM_PACKAGES:
        found = (_debian_version(row.name) or "present") if row.present else "its work is done" * (row.name in done)
        yield Finding("System", row.name, "any", found, row.for_tests, row.for_print)


def _debian_version(name: str) -> str:
    if not shutil.which("dpkg-query"):
        return ""
    command = ["dpkg-query", "-W", "-f", "${Version}\n", name]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().split("\n")[0]


def _python_packages(project: Path) -> Iterator[Finding]:
    found = integrity.installed(project)
    build = integrity.locked(locks(project) / "requirements.txt")
    yield from (_library("Python packages", name, build[name], found.get(name)) for name in build)
    places = integrity.sites(project)
    if pandoc := next((path for place in places for path in place.glob("pypandoc/files/pandoc")), None):
        yield Finding("Python packages", "pandoc (in pypandoc-binary)", "any", _pandoc_version(pandoc))
    if not INSTALLED:
        tests = integrity.locked(locks(project) / "requirements-test.txt")
        for name in sorted(tests.keys() - build.keys()):
            yield _library("Test packages", name, tests[name], found.get(name), True)


def _library(group: str, name: str, wanted: str, folder: Path | None, for_tests: bool = False) -> Finding:
    if not folder:
        return Finding(group, name, wanted, "", for_tests)
    bad = _count(integrity.recorded(folder))
    return Finding(group, name, wanted, integrity.version(folder), for_tests, damaged=bad, ours=INSTALLED)


def _pandoc_version(pandoc: Path) -> str:
    """What it says of itself; nothing, if it can't be run."""
    try:
        said = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=False).stdout
    except (OSError, UnicodeDecodeError):
        return ""
    return said.split("\n")[0].partition(" ")[2]


def _npm_packages(group: str, folder: Path, for_tests: bool) -> Iterator[Finding]:
    locked = json.loads((locks(folder) / "package-lock.json").read_text())["packages"]
    for place, row in locked.items():
        if place:
            package = folder / place / "package.json"
            found = json.loads(package.read_text())["version"] if package.is_file() else ""
            yield Finding(group, place.removeprefix("node_modules/"), row["version"], found, for_tests)


def report(project: Path, printing: bool, quiet: bool = False, fonts: Iterable[str] = ()) -> int:
    """Print a table; 1 if something that builds need is missing or differs, else 0.

    Args:
        printing: whether the publication has editions for print; what only they need counts then.
        quiet: leave out what is as it has to be.
        fonts: as of `findings`.
    """
    rows = [row for row in findings(project, fonts) if not quiet or row.verdict != "ok"]
    width = max((len(row.name) for row in rows), default=0)
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            sys.stdout.write(f"{group:<{width + 2}}  {'wanted':<12}  found\n")
        count = f": {row.damaged} of its files" if row.verdict == "damaged" else ""
        remark = "" if row.verdict == "ok" else f"   <- {row.verdict}{count}"
        needs = "tests need" if row.for_tests else "print needs" if row.for_print else ""
        note = f" (only {needs} it)" if remark and needs else ""
        sys.stdout.write(f"  {row.name:<{width}}  {row.wanted:<12}  {row.found or '-'}{remark}{note}\n")
    bad = [row for row in rows if row.verdict != "ok"]
    if bad or not quiet:
        sys.stdout.write(_advice(bad, printing) + "\n" + _of_others())
    return int(any(_counts(row, printing) for row in bad))


def _of_others() -> str:
    """A line if nobody else may read what is built; empty if others may."""
    mask = os.umask(0)
    os.umask(mask)
    told = f"Nobody else can read what you build (umask {mask:03o}); for a web server: chmod -R a+rX build/editions\n"
    return told if mask & stat.S_IROTH else ""


def _counts(row: Finding, printing: bool) -> bool:
    """Whether a build of the publication needs it."""
    return not row.for_tests and (printing or not row.for_print)


def _advice(bad: list[Finding], printing: bool) -> str:
    if not bad:
        return "Everything is there."
    if any(row.ours and row.verdict == "damaged" for row in bad):
        return f"What is damaged came with the code; {AGAIN}."
    if any(row.verdict == "damaged" for row in bad):
        return f"{COMMAND} setup --repair makes whole what is damaged."
    if not any(_counts(row, printing) for row in bad):
        return f"Everything that builds need is there; {COMMAND} setup --tests installs the rest."
    return f"{COMMAND} setup installs what is missing."
