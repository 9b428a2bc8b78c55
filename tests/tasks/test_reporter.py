"""What doit says while it works."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from doit.exceptions import DependencyError, TaskError, TaskFailed, UnmetDependency
from doit.task import Task

from press.diagnostics import Diagnostic, Location, Severity
from press.tasks.progress import BarReporter
from press.tasks.reporter import Refused, StepReporter, Volume, editions

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


WRONG = Diagnostic("R001", "wrong", Location(Path("a.md"), 1))
FROWNED = Diagnostic("S013", "no text", Location(Path("a.md"), 2), severity=Severity.WARNING)


def test_a_mistake_is_told_by_its_message_and_what_was_not_built_at_the_end(reporter: StepReporter) -> None:
    reporter.execute_task(BOOK)
    reporter.add_failure(BOOK, Refused([WRONG, FROWNED]))
    reporter.add_failure(PDF, UnmetDependency("book:en"))
    reporter.complete_run()
    assert told(reporter) == (
        "[1/2] book:en 1.0 s failed\na.md:1: error R001: wrong\na.md:2: warning S013: no text\n"
        "1 error, 1 warning; 0 of 1 edition built; not built: pdf:en (0 steps, 1.0 s)\n"
    )


def test_a_file_that_doit_misses_is_told_in_our_words(reporter: StepReporter) -> None:
    task = Task("book:en", ["true"], file_dep=["gone.json"])
    reporter.execute_task(task)
    reporter.add_failure(task, DependencyError("ERROR: Task 'book:en' saving success: Dependent file"))
    reporter.complete_run()
    assert "gone.json: error M001: it went while the build was at work\n    put it back" in told(reporter)
    assert "Dependent" not in told(reporter)


def test_each_mistake_is_told_once(reporter: StepReporter) -> None:
    for task, found in ((BOOK, [WRONG]), (PDF, [WRONG])):
        reporter.add_failure(task, Refused(found))
    reporter.complete_run()
    assert told(reporter).count("R001") == 1
    assert "[2/2] pdf:en failed: what is wrong was told already\n1 error;" in told(reporter)


def test_a_bug_keeps_its_traceback(reporter: StepReporter) -> None:
    try:
        raise ValueError("a bug")
    except ValueError as error:
        reporter.add_failure(BOOK, TaskError("PythonAction Error", error))
    reporter.add_failure(PDF, TaskFailed("it can't be"))
    reporter.complete_run()
    assert "Traceback" in told(reporter)
    assert "ValueError: a bug" in told(reporter)
    assert "\nit can't be\n2 steps failed otherwise; 0 of 1 edition built" in told(reporter)


def test_an_interrupted_build_claims_nothing(reporter: StepReporter) -> None:
    reporter.execute_task(BOOK)
    reporter.complete_run()
    assert told(reporter) == ""


def test_what_a_step_says_follows_its_line() -> None:
    spoken = Task("book:en", [lambda: None])
    spoken.actions[0].out, spoken.actions[0].err = "    so many\n", "    a draft\n"
    said = {}
    for volume in Volume:
        reporter = StepReporter(StringIO(), {"volume": volume, "reason": lambda task: f"{task.name} is new"})
        reporter.initialize({spoken.name: spoken}, [spoken.name])
        reporter.get_status(spoken)
        reporter.execute_task(spoken)
        reporter.add_success(spoken)
        reporter.complete_run()
        said[volume] = told(reporter)
    assert said == {
        Volume.QUIET: "    a draft\n",
        Volume.USUAL: "[1/1] book:en 1.0 s\n    so many\n    a draft\ndone (1 step, 1.0 s)\n",
        Volume.VERBOSE: (
            "[1/1] book:en 1.0 s\n    book:en is new\n    so many\n    a draft\ndone (1 step, 1.0 s)\n"
        ),
    }


def test_verbose_tells_what_is_up_to_date() -> None:
    reporter = StepReporter(StringIO(), {"volume": Volume.VERBOSE})
    reporter.initialize(TASKS, ["book:en"])
    reporter.get_status(BOOK)
    reporter.skip_uptodate(BOOK)
    reporter.complete_run()
    assert told(reporter) == "[1/1] book:en up to date\neverything is up to date\n"


@pytest.mark.parametrize("colour", [True, False])
def test_a_bar_below_the_lines(colour: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    reporter = BarReporter(Terminal(), {})
    reporter.initialize(TASKS, ["pdf"])
    reporter.skip_uptodate(BOOK)
    assert told(reporter) == ""
    reporter.execute_task(PDF)
    reporter.add_failure(PDF, Refused([Diagnostic("R001", "[red] isn't a colour here :smile:")]))
    reporter.complete_run()
    said = told(reporter)
    assert bool(re.search(r"\x1b\[[0-9;]*3[0-9][0-9;]*m", said)) == colour
    assert "1/2" in said
    assert "pdf:en" in said.split("[2/2]")[0]
    assert "error R001: [red] isn't a colour here :smile:\n" in said
    assert said.endswith("1 error; 0 of 1 edition built; not built: pdf:en (0 steps, 1.0 s)\n")


def test_editions_are_a_format_in_a_language() -> None:
    others = [Task("site:index", [lambda: None]), Task("text:en:a", [lambda: None])]
    assert editions([*TASKS.values(), *others]) == [PDF]
