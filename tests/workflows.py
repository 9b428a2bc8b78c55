"""What the forges are told to do, as data: jobs, and the shell scripts in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[1]
WORKFLOWS = tuple(sorted((PROJECT / ".github/workflows").glob("*.yml")))
ACTION = PROJECT / "action.yml"
GITLAB = PROJECT / ".gitlab-ci.yml"
COMMAND = re.compile(r'(?:\./|"\$GITHUB_ACTION_PATH/)whitepaper"?((?: (?:"[^"\n]*"|[^\s;|&)>]+))*)')


@dataclass(frozen=True)
class Script:
    """A shell script in a file of a forge."""

    file: Path
    name: str
    text: str


def read(path: Path) -> dict[str, Any]:
    """A file of a forge; YAML 1.1 takes the key `on` for true."""
    return dict(yaml.safe_load(path.read_text("utf-8")))


def steps(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each step of a workflow or an action, with the name of its job."""
    content = read(path)
    for name, job in content.get("jobs", {"action": content.get("runs", {})}).items():
        yield from ((name, step) for step in job["steps"])


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    """The jobs of .gitlab-ci.yml, each with what it takes over from others."""
    content = read(GITLAB)

    def whole(row: Mapping[str, Any]) -> dict[str, Any]:
        above = whole(content[row["extends"]]) if "extends" in row else content["default"]
        return {**above, **row}

    return {name: whole(row) for name, row in content.items() if name[0] != "." and "script" in row}


def scripts() -> Iterator[Script]:
    """All of them."""
    for path in (*WORKFLOWS, ACTION):
        for name, step in steps(path):
            if "run" in step:
                yield Script(path, f"{name}: {step['name']}", step["run"])
    for name, job in gitlab_jobs().items():
        yield Script(GITLAB, name, "\n".join([*job["before_script"], *job["script"]]) + "\n")


def commands(script: Script) -> Iterator[str]:
    """The arguments of each call of `./whitepaper`, as the shell would read them."""
    for match in COMMAND.finditer(script.text):
        yield match[1]
