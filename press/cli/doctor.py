"""`doctor`: every tool and font, the version that is wanted and the one that was found. Changes nothing."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from press.cli import environment
from press.cli.parser import PROJECT, Commands, Request, of_publication
from press.model.fonts import FACES
from press.model.printers import CONDITIONS, PROFILES
from press.setup import PRINT
from press.setup.system import SYSTEM_PACKAGES, VERAPDF, work_done


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "doctor",
        help="every tool and font: the version wanted and the version found",
        description="Show every tool and font, the version that is wanted and the one that was found. Changes nothing.",
    )
    of_publication(parser)
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Write the table; 1 if something that builds need is missing."""
    return report(PROJECT, environment.prints(Path(request.publication)))


@dataclass(frozen=True)
class Finding:
    """A tool, a font or a profile; `found` is empty if it isn't there, `wanted` is "any" where no version is asked for.

    Attributes:
        for_tests, for_print: only tests need it, only editions for print do.
    """

    group: str
    name: str
    wanted: str
    found: str
    for_tests: bool = False
    for_print: bool = False

    @property
    def verdict(self) -> str:
        """`ok`, `missing` or `differs`."""
        if not self.found:
            return "missing"
        return "ok" if self.wanted in ("any", self.found) or self.wanted.startswith("≥") else "differs"


def findings(project: Path) -> Iterator[Finding]:
    """Everything that builds and tests stand on."""
    yield Finding("Python", "python", "≥ 3.11", ".".join(map(str, sys.version_info[:3])))
    yield from _system(project)
    yield from _python_packages(project)
    yield from _npm_packages("Fonts", project, False)
    faces = sum((project / "node_modules" / face.file).is_file() for face in FACES)
    yield Finding("Fonts", "faces", str(len(FACES)), str(faces) if faces else "")
    yield from _profiles(project)
    yield from _npm_packages("Test tools", project / "tests/tools", True)
    jar = re.sub(r".*-([\d.]+)\.jar$", r"\1", VERAPDF.name)
    yield Finding("Test tools", "veraPDF", jar, jar if (project / VERAPDF).is_file() else "", True)


def _system(project: Path) -> Iterator[Finding]:
    done = work_done(project)
    for row in SYSTEM_PACKAGES:
        found = (_debian_version(row.name) or "present") if row.present else "its work is done" * (row.name in done)
        yield Finding("System", row.name, "any", found, row.for_tests, row.for_print)


def _profiles(project: Path) -> Iterator[Finding]:
    """The colour profiles that setup makes; those of other measurements than the lock names differ."""
    (made,) = PRINT
    found = "made of others" if made.missing(project) else "made"
    for row in CONDITIONS.values():
        name = f"{row.measurements}.icc"
        there = (project / PROFILES / name).is_file()
        yield Finding("Colour profiles", name, "made", found if there else "", for_print=True)


def _debian_version(name: str) -> str:
    if not shutil.which("dpkg-query"):
        return ""
    command = ["dpkg-query", "-W", "-f", "${Version}\n", name]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().split("\n")[0]


def _python_packages(project: Path) -> Iterator[Finding]:
    places = [str(path) for path in (project / ".venv").glob("lib/python*/site-packages")]
    found = {_plain(row.name): row.version for row in distributions(path=places)}
    build = dict(_locked(project / "requirements.txt"))
    yield from (Finding("Python packages", name, version, found.get(name, "")) for name, version in build.items())
    if pandoc := next((path for place in places for path in Path(place).glob("pypandoc/files/pandoc")), None):
        said = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=False).stdout
        yield Finding("Python packages", "pandoc (in pypandoc-binary)", "any", said.split("\n")[0].partition(" ")[2])
    tests = dict(_locked(project / "requirements-test.txt"))
    for name in sorted(tests.keys() - build.keys()):
        yield Finding("Test packages", name, tests[name], found.get(name, ""), True)


def _locked(lock: Path) -> Iterable[tuple[str, str]]:
    pins: list[tuple[str, str]] = re.findall(r"^([\w.-]+)==([\w.+-]+)", lock.read_text(), re.MULTILINE)
    return ((_plain(name), version) for name, version in pins)


def _plain(name: str) -> str:
    """A distribution's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _npm_packages(group: str, folder: Path, for_tests: bool) -> Iterator[Finding]:
    locked = json.loads((folder / "package-lock.json").read_text())["packages"]
    for place, row in locked.items():
        if place:
            package = folder / place / "package.json"
            found = json.loads(package.read_text())["version"] if package.is_file() else ""
            yield Finding(group, place.removeprefix("node_modules/"), row["version"], found, for_tests)


def report(project: Path, printing: bool) -> int:
    """Print a table; 1 if something that builds need is missing or differs, else 0.

    Args:
        printing: whether the publication has editions for print; what only they need counts then.
    """
    rows = list(findings(project))
    width = max(len(row.name) for row in rows)
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            sys.stdout.write(f"{group:<{width + 2}}  {'wanted':<12}  found\n")
        remark = "" if row.verdict == "ok" else f"   <- {row.verdict}"
        needs = "tests need" if row.for_tests else "print needs" if row.for_print else ""
        note = f" (only {needs} it)" if remark and needs else ""
        sys.stdout.write(f"  {row.name:<{width}}  {row.wanted:<12}  {row.found or '-'}{remark}{note}\n")
    bad = [row for row in rows if row.verdict != "ok"]
    sys.stdout.write(_advice(bad, printing) + "\n")
    return int(any(_counts(row, printing) for row in bad))


def _counts(row: Finding, printing: bool) -> bool:
    """Whether a build of the publication needs it."""
    return not row.for_tests and (printing or not row.for_print)


def _advice(bad: list[Finding], printing: bool) -> str:
    if not bad:
        return "Everything is there."
    if not any(_counts(row, printing) for row in bad):
        return "Everything that builds need is there; ./whitepaper test installs the rest."
    return "./whitepaper build installs what is missing."
