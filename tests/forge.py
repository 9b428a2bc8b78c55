"""A forge of one machine: runs the jobs of a release by the very commands of its files, each in a clone of its own.

    python tests/forge.py FOLDER [JOBS]

makes a release of what is committed here in FOLDER, by the jobs of .github/workflows, JOBS of them at a time, and
once more in one place, and says whether the two are the same, byte by byte. What an action does is done here, too: a
check-out is a clone, an artifact a folder. What only a forge can do (attest, deploy, take files) is noted and not done.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from filecmp import cmpfiles
from itertools import repeat
from pathlib import Path
from typing import Any

import workflows
from workflows import PROJECT

INSTALLED = (".venv", "node_modules", ".tools")
ONE_PLACE = Path("one place/clone/build/release")
EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")
GIT = ("git", "-c", "user.name=A Pseudonym", "-c", "user.email=nobody@example.org")
NOTED = ("actions/attest", "actions/upload-pages-artifact", "actions/deploy-pages")
Values = Mapping[str, str]
# In the place of programs that reach out of this machine; `gh` keeps what it was asked for, line by line.
PROGRAMS = {"apt-get": "#!/bin/sh\n", "gh": '#!/bin/sh\nprintf "%s\\n" "$@" > "$FORGE_ASKED"\n'}


@dataclass
class Forge:
    """A forge, with one repository in it.

    Attributes:
        origin: the repository.
        tag: the one that was pushed to it.
        folder: where clones and artifacts lie.
        prepare: makes a fresh clone what a setup would make of it; gives the environment of commands in it.
        secrets: by name.
        seconds: how long each job took.
        noted: what was asked of actions that only a forge can do: their names and inputs.
    """

    origin: Path
    tag: str
    folder: Path
    prepare: Callable[[Path], Mapping[str, str]]
    secrets: Mapping[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    noted: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    @property
    def asked(self) -> Path:
        """What `gh` was asked for."""
        return self.folder / "asked"

    def clone(self, target: Path) -> None:
        """Make a clean clone at the tag, of which nothing is shared with the repository."""
        quiet = [*GIT, "-c", "advice.detachedHead=false", "clone", "--quiet", "--no-local", "--branch", self.tag]
        subprocess.run([*quiet, self.origin, target], check=True)

    def run(self, path: Path, at_once: int = 1) -> None:
        """Run all jobs of a workflow in the order in which they stand there, so many of a matrix at a time."""
        content = workflows.read(path)
        values = {
            "github.ref_name": self.tag,
            "github.repository": "someone/something",
            "github.token": "a token",
            "secrets.WHITEPAPER_SIGNING_KEY": "",
            **{f"secrets.{name}": value for name, value in self.secrets.items()},
        }
        for name, job in content["jobs"].items():
            job["env"] = content.get("env", {})
            cells = dict(_cells(name, job, values))
            with ThreadPoolExecutor(at_once) as pool:
                known = list(pool.map(self._job, cells, repeat(job), cells.values()))
            for key, value in job.get("outputs", {}).items():
                values[f"needs.{name}.outputs.{key}"] = filled(value, known[0])

    def _job(self, name: str, job: Mapping[str, Any], values: Values) -> Values:
        """Run a job; what its steps know at its end."""
        began = time.monotonic()
        room = self.folder / "jobs" / name.replace(":", "-")
        clone = room / "clone"
        clone.mkdir(parents=True)
        (room / "home").mkdir()
        surroundings = {**bare(room), "FORGE_ASKED": str(self.asked), "GITHUB_WORKSPACE": str(clone)}
        known = dict(values)
        for step in job["steps"]:
            inputs = {key: filled(str(value), known) for key, value in step.get("with", {}).items()}
            match step.get("uses", "").partition("@")[0]:
                case "":
                    env = {key: filled(value, known) for key, value in {**job["env"], **step.get("env", {})}.items()}
                    output = room / f"output {step.get('id', '')}"
                    shell(step["run"], clone, {**surroundings, **env, "GITHUB_OUTPUT": str(output)})
                    for line in output.read_text().splitlines() if output.exists() else ():
                        key, _, value = line.partition("=")
                        known[f"steps.{step['id']}.outputs.{key}"] = value
                case "actions/checkout":
                    self.clone(clone)
                    surroundings.update(self.prepare(clone))
                case "actions/upload-artifact":
                    shutil.copytree(clone / inputs["path"], self.folder / "artifacts" / inputs["name"])
                case "actions/download-artifact" if "pattern" in inputs:
                    for found in (self.folder / "artifacts").glob(inputs["pattern"]):
                        shutil.copytree(found, clone / inputs["path"] / found.name)
                case "actions/download-artifact":
                    shutil.copytree(self.folder / "artifacts" / inputs["name"], clone / inputs["path"])
                case action:
                    assert action in NOTED, action
                    self.noted.append((action, inputs))
                    known |= {f"steps.{step.get('id')}.outputs.page_url": "https://example.org/"}
        self.seconds[name] = time.monotonic() - began
        return known


def _cells(name: str, job: Mapping[str, Any], values: Values) -> Iterator[tuple[str, Values]]:
    """The jobs that a matrix makes of one, by name, with what each knows; without a matrix the job itself."""
    if "strategy" not in job:
        yield name, values
        return
    ((key, listed),) = job["strategy"]["matrix"].items()
    for number, cell in enumerate(json.loads(filled(listed.replace("fromJSON(", "").replace(")", ""), values))):
        yield f"{name} {cell}", {**values, f"matrix.{key}": cell, "strategy.job-index": str(number)}


def filled(text: str, values: Values) -> str:
    """A text with its expressions replaced by what they stand for."""
    return EXPRESSION.sub(lambda match: values[match[1]], text)


def bare(room: Path) -> dict[str, str]:
    """The environment of a job: nobody's settings, a home of its own, and PROGRAMS first."""
    programs = room / "programs"
    programs.mkdir(exist_ok=True)
    for name, text in PROGRAMS.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    return {
        "PATH": os.pathsep.join([str(programs), os.environ["PATH"]]),
        "HOME": str(room / "home"),
        "LANG": "C.UTF-8",
        "RUNNER_TEMP": str(room),
        "CI": "true",
    }


def shell(script: str, folder: Path, environment: Mapping[str, str]) -> str:
    """Run a script as forges do; what it says.

    Raises:
        AssertionError: it fails.
    """
    line = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    pipes: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(line, cwd=folder, env=dict(environment), text=True, check=False, **pipes)
    assert done.returncode == 0, f"{script}\n{done.stdout}"
    return str(done.stdout)


def linked(clone: Path) -> Mapping[str, str]:
    """Give a clone of this project what is installed here, as hard links."""
    for name in INSTALLED:
        subprocess.run(["cp", "-al", PROJECT / name, clone / name], check=True)
    return {}


def in_one_place(forge: Forge, version: str, *words: str) -> Path:
    """Make the same release without the jobs, in a clone; its folder."""
    room = forge.folder / ONE_PLACE.parts[0]
    forge.clone(room / "clone")
    (room / "home").mkdir()
    env = {**bare(room), **forge.prepare(room / "clone")}
    shell(f"./whitepaper release {version} {' '.join(words)}", room / "clone", env)
    return forge.folder / ONE_PLACE / version


def differences(first: Path, second: Path) -> Iterator[str]:
    """The names of files that are not in both folders, or are not the same, byte by byte."""
    names = [{path.name for path in folder.iterdir()} for folder in (first, second)]
    yield from sorted(names[0] ^ names[1])
    _, differ, failed = cmpfiles(first, second, names[0] & names[1], shallow=False)
    yield from (*differ, *failed)


def timed(work: Callable[[], object]) -> float:
    """How many seconds something takes."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


def main() -> None:
    """Prove it on this repository; ends with 1 if the two releases differ."""
    folder = Path(sys.argv[1]).resolve()
    at_once = int(sys.argv[2]) if sys.argv[2:] else 1
    origin = folder / "origin.git"
    subprocess.run([*GIT, "clone", "--quiet", "--bare", "--no-local", PROJECT, origin], check=True)
    version = str(workflows.read(PROJECT / "content/publication.yaml")["version"])
    subprocess.run([*GIT, "-C", origin, "tag", "--force", "--annotate", f"v{version}", "-m", version], check=True)
    forge = Forge(origin, f"v{version}", folder, linked)
    whole = timed(lambda: forge.run(PROJECT / ".github/workflows/release.yml", at_once))
    alone = timed(lambda: in_one_place(forge, version))
    released = folder / "artifacts/release"
    wrong = list(differences(released, folder / ONE_PLACE / version))
    lines = [f"{name:24}{seconds:8.1f} s" for name, seconds in forge.seconds.items()]
    lines += [f"{'all jobs':24}{whole:8.1f} s, {at_once} at a time", f"{'one place':24}{alone:8.1f} s"]
    size = sum(path.stat().st_size for path in released.iterdir())
    lines += [f"{len(list(released.iterdir()))} files, {size} bytes; {', '.join(wrong) or 'no'} difference"]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
