"""doit as ./whitepaper runs it: editions chosen by format or language, and a list of them with the state of each."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from doit.cmd_base import Command, DodoTaskLoader, DoitCmdBase, tasks_and_deps_iter
from doit.cmd_run import Run
from doit.control import TaskControl
from doit.dependency import Dependency
from doit.doit_cmd import DoitMain
from doit.exceptions import InvalidCommand
from doit.task import Task

from press import files
from press.model.edition import FORMATS
from press.tasks import workers
from press.tasks.reporter import editions, published


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


class EditionLoader(DodoTaskLoader):  # type: ignore[misc]  # doit has no types
    """Reads dodo.py; a language on the command line stands for its editions."""

    def load_tasks(self, cmd: Command, pos_args: Sequence[str]) -> list[Task]:
        """Load the tasks, and tell the run which were meant."""
        tasks: list[Task] = super().load_tasks(cmd, pos_args)
        if isinstance(cmd, Run) and pos_args:
            cmd.sel_tasks = list(selection(pos_args, tasks))
        return tasks


def selection(words: Iterable[str], tasks: Sequence[Task]) -> Iterator[str]:
    """The tasks that some words mean: `pdf:zh` and `pdf` as they are, `zh` as all editions in that language.

    Raises:
        InvalidCommand: a word means none.
    """
    targets = {target for task in tasks for target in task.targets}
    names = {task.name for task in tasks}
    made = [task.name for task in editions(tasks)]
    for word in words:
        own = [name for name in made if name.partition(":")[2] == word]
        if word not in names | targets and "*" not in word and not own:
            raise InvalidCommand(f"there is no edition {word}. These can be built: {', '.join(made)}")
        yield from own or [word]


class EditionList(DoitCmdBase):  # type: ignore[misc]
    """`list`: the editions, their files, and what changed since they were built."""

    name = "list"
    doc_purpose = "list the editions"
    doc_usage = "[--json]"
    doc_description = "Shows each edition, whether it is up to date, its file, and the inputs that changed."
    cmd_options = (
        {"name": "json", "short": "", "long": "json", "type": bool, "default": False, "help": "as JSON, for programs"},
    )

    def _execute(self, json: bool) -> int:
        tasks = TaskControl(self.task_list).tasks
        rows = [state_of(task, tasks, self.dep_manager) for task in editions(self.task_list)]
        self.dep_manager.close()
        sys.stdout.write(as_json(rows) if json else as_table(rows))
        return 0


def state_of(task: Task, tasks: Mapping[str, Task], records: Dependency) -> EditionState:
    """Compare an edition, and all that it is made through, with what was recorded when they were made."""
    steps = list(tasks_and_deps_iter(tasks, [task.name]))
    made = {target for step in tasks.values() for target in step.targets}
    changed: set[str] = set()
    stale = False
    for step in steps:
        status = records.get_status(step, tasks, get_log=True)
        stale = stale or (bool(step.actions) and status.status != "up-to-date")
        for reason in ("changed_file_dep", "added_file_dep", "removed_file_dep", "missing_file_dep"):
            changed |= {str(path) for path in status.reasons.get(reason) or ()} - made
        if status.reasons.get("uptodate_false"):
            changed.add("settings")
    built = all(map(os.path.exists, task.targets))
    state = "not built" if not built else "out of date" if stale else "up to date"
    files = tuple(map(_shown, published(task)))
    inputs = tuple(sorted(map(_shown, changed))) if built else ()
    return EditionState(task.name, _title(task), files, state, inputs, _report(task, tasks))


def _report(task: Task, tasks: Mapping[str, Task]) -> str | None:
    """The page of an edition's preflight, if it was written."""
    preflight = tasks.get(f"preflight:{task.name}")
    page = preflight.targets[0] if preflight else ""
    return _shown(page) if page and os.path.exists(page) else None


def _title(task: Task) -> str:
    format_name = task.name.split(":")[0]
    return str(task.doc or FORMATS[format_name].title)


def _shown(path: str) -> str:
    root = os.environ["PRESS_PUBLICATION"]
    for folder in (root, os.getcwd()):
        if path.startswith(folder + os.sep):
            return os.path.relpath(path, folder)
    return path


def as_json(rows: Iterable[EditionState]) -> str:
    """The states as a JSON list of objects, their keys the attributes of EditionState."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2) + "\n"


def as_table(rows: Sequence[EditionState]) -> str:
    """The states as lines for people, at most three changed inputs an edition."""
    width = max((len(row.edition) for row in rows), default=0)
    lines = []
    for row in rows:
        more = f" and {len(row.changed) - 3} more" if len(row.changed) > 3 else ""
        changed = f"    changed: {', '.join(row.changed[:3])}{more}" if row.changed else ""
        report = f"    preflight: {row.report}" if row.report else ""
        lines.append(f"{row.edition:<{width}}  {row.state:<11}  {', '.join(row.files)}{report}{changed}\n")
    return "".join(lines)


class Engine(DoitMain):  # type: ignore[misc]
    """doit with our loader and our list; it reads no settings but dodo.py's."""

    BIN_NAME = "whitepaper"
    DOIT_CMDS = (*(row for row in DoitMain.DOIT_CMDS if row.get_name() != "list"), EditionList)


def run_doit(project: Path, arguments: Sequence[str]) -> int:
    """Run doit on the project's task graph in this process; 0 if all went well."""
    os.chdir(project)
    files.sweep_below(Path(os.environ.get("PRESS_PUBLICATION") or project) / "build")
    workers.end_with_this_process()
    backend = {"BACKEND": {"records": "press.tasks.records:Records"}}
    result = Engine(EditionLoader(), config_filenames=(), extra_config=backend).run(list(arguments))
    return int(result or 0)
