"""What a build says while it works: a line a step with a counter, and at the end what came of it.

What failed because the publication is wrong is told by its diagnostics alone, each once however many languages meet
it; a bug keeps its traceback. What a step itself says (that an edition is a draft) follows the step's line.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, TextIO

from doit.cmd_base import tasks_and_deps_iter
from doit.exceptions import BaseFail, DependencyError, TaskFailed, UnmetDependency
from doit.reporter import ConsoleReporter
from doit.task import Task

from press.diagnostics import Diagnostic, Location, Severity
from press.files import from_here
from press.model.edition import FORMATS
from press.model.language import TAG
from press.project import as_called


def editions(tasks: Iterable[Task]) -> list[Task]:
    """Those of the tasks that make an edition: `pdf:zh`, but neither the group `pdf` nor `site:index`."""
    pairs = ((task, task.name.partition(":")) for task in tasks)
    return [task for task, (format_name, _, code) in pairs if format_name in FORMATS and TAG.fullmatch(code)]


def published(task: Task) -> list[str]:
    """The files of an edition among a task's targets: those that lie where editions do, and the first at least."""
    return [name for name in task.targets if f"{os.sep}editions{os.sep}" in name] or task.targets[:1]


class Refused(TaskFailed):  # type: ignore[misc]  # doit has no types
    """A step that failed because the publication is wrong, with the diagnostics that say how."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics, and their text for whoever knows only doit."""
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def went(paths: Iterable[str]) -> list[Diagnostic]:
    """What to say of inputs that somebody removed while a build was at work."""
    hint = "put it back, or run the same command again: it then goes by what is there"
    return [Diagnostic("M001", "it went while the build was at work", Location(Path(path)), hint) for path in paths]


class Volume(Enum):
    """How much is told: errors and warnings; the steps too; and of each why it is done, or that it need not be."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


class StepReporter(ConsoleReporter):  # type: ignore[misc]
    """Writes `[12/31] pdf:zh 4.2 s`, what is wrong, and a closing line."""

    desc = "a line a step, with a counter"

    def __init__(self, outstream: TextIO, options: Mapping[str, Any]) -> None:
        """Begin with nothing counted.

        Args:
            outstream: where to write.
            options: `volume`, a Volume; `reason`, a function that says why a task has to be done; `label`, what each
                line begins with where several publications are built; `moved`, of a publication that is built
                elsewhere, for another one's sake: the folder there, and the one to tell.
        """
        super().__init__(outstream, options)
        self.volume: Volume = options.get("volume", Volume.USUAL)
        self.reason: Callable[[Task], str] = options.get("reason", lambda task: "")
        self.label: str = options.get("label", "")
        self.moved: tuple[Path, Path] | None = options.get("moved")
        self.counted: list[Task] = []
        self.started: dict[str, float] = {}
        self.reasons: dict[str, str] = {}
        self.ended: set[str] = set()
        self.missing: list[Task] = []
        self.told: dict[Diagnostic, None] = {}
        self.bugs = 0
        self.made = 0
        self.start = time.monotonic()

    def initialize(self, tasks: Mapping[str, Task], selected_tasks: list[str]) -> None:
        """Count the steps that lie ahead: the selected tasks and all that they need."""
        self.counted = [task for task in tasks_and_deps_iter(tasks, selected_tasks) if task.actions]

    def get_status(self, task: Task) -> None:
        """Remember why a step is done, before it is."""
        if self.volume is Volume.VERBOSE and task.actions:
            self.reasons[task.name] = self.reason(task)

    def execute_task(self, task: Task) -> None:
        """Start the clock of a step."""
        self.started[task.name] = time.monotonic()

    def add_success(self, task: Task) -> None:
        """Tell that a step was done, and what it said."""
        if task.actions:
            self.made += 1
            self._step(task, "")
            self._said(task)

    def skip_uptodate(self, task: Task) -> None:
        """Count a step that need not be done."""
        self.ended.add(task.name)
        if self.volume is Volume.VERBOSE and task.actions:
            self._step(task, "up to date")

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Tell what is wrong: the message alone, or a bug with its traceback."""
        self.missing.append(task)
        self.ended.add(task.name)
        if isinstance(fail, UnmetDependency):
            return
        known = set(self.told)
        if isinstance(fail, DependencyError):  # doit missed a file before the step, or after it
            fail = Refused(went(sorted(path for path in task.file_dep if not Path(path).exists())))
        if isinstance(fail, Refused):
            self.told.update(dict.fromkeys(fail.diagnostics))
            lines = [str(row) for row in fail.diagnostics if row not in known]
            self._step(task, "failed" if lines else "failed: what is wrong was told already")
        else:
            self.bugs += 1
            lines = [fail.message if isinstance(fail, TaskFailed) else fail.get_msg()]
            self._step(task, "failed")
        self._said(task)
        for line in lines:
            self.line(line.rstrip())

    def complete_run(self) -> None:
        """Close with what there is now and what there is not."""
        for error in self.runtime_errors:
            self.line(error)
        interrupted = not self.ended.issuperset(task.name for task in self.counted)
        if not interrupted and (self.missing or not (self.moved or self.volume is Volume.QUIET)):
            self.line(self._closing())

    def line(self, text: str) -> None:
        """Tell a line, or several."""
        if self.moved:
            there, told = self.moved
            text = text.replace(f"{there}{os.sep}", f"{told}{os.sep}")
        self.put(text)

    def put(self, text: str) -> None:
        """Write a line, or several."""
        self.write("".join(f"{self.label}{line}\n" for line in text.split("\n")))
        self.outstream.flush()

    def _step(self, task: Task, remark: str) -> None:
        self.ended.add(task.name)
        if self.volume is Volume.QUIET:
            return
        seconds = f"{time.monotonic() - self.started[task.name]:.1f} s" if task.name in self.started else ""
        width = len(str(len(self.counted)))
        counter = f"[{len(self.ended):>{width}}/{len(self.counted)}]"
        self.line(" ".join(filter(None, [counter, task.name, seconds, remark])))
        if self.reasons.get(task.name):
            self.line(f"    {self.reasons[task.name]}")

    def _said(self, task: Task) -> None:
        """What a step wrote: warnings to standard error, the rest to standard output."""
        for action in task.actions:
            streams = [action.err] if self.volume is Volume.QUIET else [action.out, action.err]
            for text in filter(None, streams):
                self.line(as_called(text.rstrip("\n")))

    def _closing(self) -> str:
        there = editions(self.counted)
        took = f"({_counted(self.made, 'step')}, {time.monotonic() - self.start:.1f} s)"
        if self.missing:
            lost = {task.name for task in self.missing}
            whole = [task for task in there if task.name not in lost]
            names = ", ".join(task.name for task in editions(self.missing) or self.missing)
            built = f"{len(whole)} of {_counted(len(there), 'edition')} built; " if there else ""
            return f"{self._wrong()}; {built}not built: {names} {took}"
        if not self.made:
            return "everything is up to date"
        if not there:
            return f"done {took}"
        return f"{_counted(len(there), 'edition')} in {from_here(_folder_of(there))} {took}"

    def _wrong(self) -> str:
        """How much was wrong, counted."""
        weights = [row.severity for row in self.told]
        counts = (
            (weights.count(Severity.ERROR), "error"),
            (weights.count(Severity.WARNING), "warning"),
            (self.bugs, "step failed otherwise" if self.bugs == 1 else "steps failed otherwise"),
        )
        return ", ".join(f"{n} {what}" if "step" in what else _counted(n, what) for n, what in counts if n)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _folder_of(tasks: Iterable[Task]) -> Path:
    """The folder that holds all files of some editions, however deep each lies."""
    folders = [str(Path(target).parent) for task in tasks for target in published(task)]
    return Path(os.path.commonpath(folders or [os.curdir]))
