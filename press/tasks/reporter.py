"""What doit says while it works: a line a step with a counter, and at the end where the result lies.

What failed because the publication is wrong is told by its diagnostics alone; a bug keeps its traceback.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from doit.cmd_base import tasks_and_deps_iter
from doit.exceptions import BaseFail, TaskFailed, UnmetDependency
from doit.reporter import ConsoleReporter
from doit.task import Task

from press.files import from_here
from press.model.edition import FORMATS
from press.model.language import TAG


def editions(tasks: Iterable[Task]) -> list[Task]:
    """Those of the tasks that make an edition: `pdf:zh`, but neither the group `pdf` nor `site:index`."""
    pairs = ((task, task.name.partition(":")) for task in tasks)
    return [task for task, (format_name, _, code) in pairs if format_name in FORMATS and TAG.fullmatch(code)]


def published(task: Task) -> list[str]:
    """The files of an edition among a task's targets: those that lie where editions do, and the first at least."""
    return [name for name in task.targets if f"{os.sep}editions{os.sep}" in name] or task.targets[:1]


class StepReporter(ConsoleReporter):  # type: ignore[misc]  # doit has no types
    """Writes `[12/31] pdf:zh 4.2 s`; of what was up to date it says nothing but a closing line."""

    desc = "a line a step, with a counter"

    def __init__(self, outstream: TextIO, options: Mapping[str, Any]) -> None:
        """Begin with nothing counted."""
        super().__init__(outstream, options)
        self.counted: list[Task] = []
        self.started: dict[str, float] = {}
        self.ended: set[str] = set()
        self.made = 0
        self.incomplete = False
        self.start = time.monotonic()

    def initialize(self, tasks: Mapping[str, Task], selected_tasks: list[str]) -> None:
        """Count the steps that lie ahead: the selected tasks and all that they need."""
        self.counted = [task for task in tasks_and_deps_iter(tasks, selected_tasks) if task.actions]

    def execute_task(self, task: Task) -> None:
        """Start the clock of a step."""
        self.started[task.name] = time.monotonic()

    def add_success(self, task: Task) -> None:
        """Tell that a step was done."""
        if task.actions:
            self.made += 1
            self._line(task, "")

    def skip_uptodate(self, task: Task) -> None:
        """Count a step that need not be done."""
        self.ended.add(task.name)

    def skip_ignore(self, task: Task) -> None:
        """Tell that a step was left out, as its user asked (`doit ignore`)."""
        self._line(task, "ignored")

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Tell what is wrong: the message alone, or a bug with its traceback."""
        self.incomplete = True
        if isinstance(fail, UnmetDependency):
            self._line(task, f"left out: it needs {fail.message}")
            return
        self._line(task, "failed")
        told = fail.message if isinstance(fail, TaskFailed) else fail.get_msg()
        self.write(told.rstrip() + "\n")

    def _line(self, task: Task, remark: str) -> None:
        self.ended.add(task.name)
        seconds = f"{time.monotonic() - self.started[task.name]:.1f} s" if task.name in self.started else ""
        width = len(str(len(self.counted)))
        counter = f"[{len(self.ended):>{width}}/{len(self.counted)}]"
        self.write(" ".join(filter(None, [counter, task.name, seconds, remark])) + "\n")
        self.outstream.flush()

    def complete_run(self) -> None:
        """Close with what there is now; after a failure the failure is the last word."""
        if self.runtime_errors:
            self.write("\n".join(self.runtime_errors) + "\n")
        elif not self.incomplete:
            self.write(self._closing() + "\n")

    def _closing(self) -> str:
        there = editions(self.counted)
        if not self.made:
            return "everything is up to date"
        took = f"({self.made} steps, {time.monotonic() - self.start:.1f} s)"
        if not there:
            return f"done {took}"
        noun = "edition" if len(there) == 1 else "editions"
        return f"{len(there)} {noun} in {from_here(_folder_of(there))} {took}"


def _folder_of(tasks: Iterable[Task]) -> Path:
    """The folder that holds all files of some editions, however deep each lies."""
    folders = [os.path.dirname(target) for task in tasks for target in published(task)]
    return Path(os.path.commonpath(folders or [os.curdir]))
