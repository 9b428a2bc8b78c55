"""What doit says while it works."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from doit.exceptions import TaskError, TaskFailed, UnmetDependency
from doit.task import Task

from press.tasks.reporter import StepReporter, editions

BOOK = Task("book:en", [lambda: None])
PDF = Task("pdf:en", [lambda: None], task_dep=["book:en"], targets=["build/editions/a-en.pdf"])
GROUP = Task("pdf", None, task_dep=["pdf:en"], has_subtask=True)
TASKS = {task.name: task for task in (BOOK, PDF, GROUP)}


@pytest.fixture
def reporter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    made = StepReporter(StringIO(), {})
    made.initialize(TASKS, ["pdf"])
    return made


def told(reporter: StepReporter) -> str:
    return re.sub(r"\d+\.\d s", "1.0 s", reporter.outstream.getvalue())


def test_a_line_a_step(reporter: StepReporter) -> None:
    for task in (BOOK, PDF, GROUP):
        reporter.execute_task(task)
        reporter.add_success(task)
    reporter.complete_run()
    assert told(reporter) == (
        "[1/2] book:en 1.0 s\n[2/2] pdf:en 1.0 s\n1 edition in build/editions (2 steps, 1.0 s)\n"
    )


def test_of_what_is_up_to_date_one_line(reporter: StepReporter) -> None:
    reporter.skip_uptodate(BOOK)
    reporter.skip_uptodate(PDF)
    reporter.complete_run()
    assert told(reporter) == "everything is up to date\n"


def test_what_is_up_to_date_counts(reporter: StepReporter) -> None:
    reporter.skip_uptodate(BOOK)
    reporter.execute_task(PDF)
    reporter.add_success(PDF)
    assert told(reporter) == "[2/2] pdf:en 1.0 s\n"


def test_a_failure_is_its_message_and_a_bug_its_traceback(reporter: StepReporter) -> None:
    reporter.execute_task(BOOK)
    reporter.add_failure(BOOK, TaskFailed("a.md:1: error R001: wrong"))
    reporter.add_failure(PDF, UnmetDependency("book:en"))
    reporter.complete_run()
    assert told(reporter) == (
        "[1/2] book:en 1.0 s failed\na.md:1: error R001: wrong\n[2/2] pdf:en left out: it needs book:en\n"
    )
    try:
        raise ValueError("a bug")
    except ValueError as error:
        reporter.add_failure(PDF, TaskError("PythonAction Error", error))
    assert "Traceback" in told(reporter)
    assert "ValueError: a bug" in told(reporter)


def test_editions_are_a_format_in_a_language() -> None:
    others = [Task("site:index", [lambda: None]), Task("text:en:a", [lambda: None])]
    assert editions([*TASKS.values(), *others]) == [PDF]
