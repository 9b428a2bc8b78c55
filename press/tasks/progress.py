"""What a build says on a terminal: the same lines, and below them a bar with what is running and what remains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from doit.exceptions import BaseFail
from doit.task import Task
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from press.tasks.reporter import StepReporter


class BarReporter(StepReporter):
    """Draws a bar under the lines; it begins with the first step that is done, and goes when all are.

    It may not begin earlier: a process that is forked while the bar's thread draws inherits its locks.
    """

    desc = "a line a step, and a bar"

    def __init__(self, outstream: TextIO, options: Mapping[str, Any]) -> None:
        """Begin without a bar."""
        super().__init__(outstream, options)
        columns = (BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        console = Console(file=outstream, markup=False, highlight=False, emoji=False)
        # What steps write is captured: the streams stay as they are, for the processes that are forked.
        self.bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
        self.running: dict[str, None] = {}
        self.whole = self.bar.add_task("")

    def execute_task(self, task: Task) -> None:
        """Show that a step is running."""
        super().execute_task(task)
        if task.actions:
            self.running[task.name] = None
            self._draw()
            self.bar.start()

    def skip_uptodate(self, task: Task) -> None:
        """Move the bar on."""
        super().skip_uptodate(task)
        self._draw()

    def add_success(self, task: Task) -> None:
        """Move the bar on."""
        self.running.pop(task.name, None)
        super().add_success(task)
        self._draw()

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Move the bar on."""
        self.running.pop(task.name, None)
        super().add_failure(task, fail)
        self._draw()

    def complete_run(self) -> None:
        """Take the bar away, then close."""
        self.bar.stop()
        super().complete_run()

    def put(self, text: str) -> None:
        """Write above the bar, whatever stands in the text."""
        self.bar.console.print(text, soft_wrap=True)

    def _draw(self) -> None:
        done = len({task.name for task in self.counted} & self.ended)
        names = ", ".join(self.running)
        self.bar.update(self.whole, completed=done, total=len(self.counted), description=names)
