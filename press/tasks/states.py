"""How editions stand: which is up to date, what changed, and why a step would be done again."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from doit.dependency import DependencyStatus
from doit.task import Task
from doit.tools import config_changed

from press.model.edition import FORMATS
from press.tasks.engine import Graph
from press.tasks.reporter import published

MOST_NAMED = 3  # changed files that a reason names; the others are counted


@dataclass(frozen=True)
class EditionState:
    """How an edition stands.

    Attributes:
        edition: `pdf:zh`.
        files: paths of what it consists of; of a site, its first page.
        state: `up to date`, `out of date` or `not built`.
        changed: the inputs that changed since it was built; paths relative to the publication where they lie in it.
        report: path of the page that tells what preflight found in it; None: there is none, or not yet.
    """

    edition: str
    title: str
    files: tuple[str, ...]
    state: str
    changed: tuple[str, ...]
    report: str | None = None


def state_of(graph: Graph, task: Task) -> EditionState:
    """Compare an edition, and all that it is made through, with what was recorded when they were made."""
    made = {target for step in graph.tasks.values() for target in step.targets}
    changed: set[str] = set()
    stale = False
    for step in steps(graph, [task.name]):
        status = _status(graph, step)
        stale = stale or status.status != "up-to-date"
        if not graph.records.backend.in_(step.name):
            continue  # a build has made it that is at work still, or was killed: what changed since isn't known
        for reason in ("changed_file_dep", "added_file_dep", "removed_file_dep", "missing_file_dep"):
            changed |= {str(path) for path in status.reasons.get(reason) or ()} - made
        if _settings_changed(status):
            changed.add("settings")
    built = all(map(os.path.exists, task.targets))
    state = "not built" if not built else "out of date" if stale else "up to date"
    files = tuple(map(shown, published(task)))
    inputs = tuple(sorted(map(shown, changed))) if built else ()
    title = str(task.doc or FORMATS[task.name.split(":")[0]].title)
    return EditionState(task.name, title, files, state, inputs, _report(graph, task))


def steps(graph: Graph, names: Iterable[str]) -> list[Task]:
    """Some tasks and all that they are made through, in the order in which they are done; groups are left out."""
    ordered: dict[str, Task] = {}

    def visit(name: str) -> None:
        if name not in ordered:
            for before in sorted(graph.tasks[name].task_dep):
                visit(before)
            ordered[name] = graph.tasks[name]

    for name in names:
        visit(name)
    return [task for task in ordered.values() if task.actions]


def only_for(graph: Graph, names: Collection[str]) -> list[Task]:
    """The tasks of some editions, those that judge them, and those that nothing else that is built is made through."""
    gone = [name for name in graph.tasks if name.removeprefix("preflight:") in names]
    there = [name for name in graph.defaults if any(map(os.path.exists, graph.tasks[name].targets))]
    kept = {task.name for task in (*graph.editions, *steps(graph, [name for name in there if name not in gone]))}
    return [task for task in steps(graph, gone) if task.name in gone or task.name not in kept]


WRITTEN = ("content", "translations", "templates")  # the folders of what people write; all else is the program


def inputs(graph: Graph, name: str) -> tuple[list[str], list[str]]:
    """The files of which an edition is made, through all its steps: those that people wrote, and the program's."""
    made = {target for step in graph.tasks.values() for target in step.targets}
    found = {path for step in steps(graph, [name]) for path in step.file_dep}
    every = sorted(map(shown, found - made))
    written = [path for path in every if Path(path).parts[0] in WRITTEN]
    return written, [path for path in every if path not in written]


def why(graph: Graph, names: Sequence[str]) -> Iterator[str]:
    """A line for each step that a build would do: its name and the reason."""
    awaited: set[str] = set()
    for task in steps(graph, names):
        reason = reason_of(graph, task)
        before = sorted(awaited & set(task.task_dep))
        if reason or before:
            awaited.add(task.name)
            yield f"{task.name}: {reason or f'if {_few(before)} comes out otherwise'}"


def reason_of(graph: Graph, task: Task) -> str:
    """Why a step has to be done; nothing if it is up to date by itself."""
    status = _status(graph, task)
    reasons = status.reasons
    if status.status == "up-to-date":
        return ""
    if not graph.records.backend.in_(task.name):
        return "it was not built yet"
    if absent := reasons.get("missing_target"):
        return f"{_few(map(shown, absent))} is not there"
    told = [f"{_few(sorted(map(shown, reasons[key])))} {what}" for key, what in _CHANGES if reasons.get(key)]
    if reasons.get("uptodate_false"):
        told.append("its settings changed" if _settings_changed(status) else "what it made is not as it was made")
    return "; ".join(told)


def _settings_changed(status: DependencyStatus) -> bool:
    """Whether what a step is given is something else now."""
    return any(isinstance(condition, config_changed) for condition, *_ in status.reasons.get("uptodate_false") or ())


_CHANGES = (
    ("changed_file_dep", "changed"),
    ("added_file_dep", "came"),
    ("removed_file_dep", "went"),
    ("missing_file_dep", "is not there"),
)


def _few(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - MOST_NAMED} more" if len(every) > MOST_NAMED else ""
    return ", ".join(every[:MOST_NAMED]) + more


def _status(graph: Graph, task: Task) -> DependencyStatus:
    return graph.records.get_status(task, graph.tasks, get_log=True)


def _report(graph: Graph, task: Task) -> str | None:
    """The page of an edition's preflight, if it was written."""
    preflight = graph.tasks.get(f"preflight:{task.name}")
    page = preflight.targets[0] if preflight else ""
    return shown(page) if page and Path(page).exists() else None


def shown(path: str) -> str:
    """A path from the publication's folder, or from the project's, if it lies in there."""
    for folder in (os.environ["PRESS_PUBLICATION"], str(Path.cwd())):
        if path.startswith(folder + os.sep):
            return os.path.relpath(path, folder)
    return path
