"""doit, as ./whitepaper runs it: the graph and its records, which tasks some words mean, and one build at a time."""

from __future__ import annotations

import os
import runpy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doit import loader
from doit.control import TaskControl
from doit.dependency import Dependency
from doit.globals import Globals
from doit.runner import MRunner, Runner
from doit.task import Stream, Task

from press.spelling import nearest
from press.tasks import workers
from press.tasks.records import Records
from press.tasks.reporter import StepReporter, editions

CAPTURE = 0  # doit's word for: what a task says is kept, and told by the reporter once the task is done


class UnknownEditionError(Exception):
    """No edition, format, language or step has this name; the message says which was meant, or which there are."""


@dataclass(frozen=True)
class Graph:
    """The tasks of a publication, and what is recorded of the last time that each was done.

    Attributes:
        tasks: by name, in the order of dodo.py.
        defaults: names of those that a build without arguments does.
    """

    tasks: Mapping[str, Task]
    defaults: tuple[str, ...]
    records: Dependency

    @property
    def editions(self) -> list[Task]:
        """The tasks that make an edition."""
        return editions(self.tasks.values())

    def selected(self, words: Sequence[str]) -> tuple[str, ...]:
        """The tasks that some words mean: any by its name, `zh` as all editions in that language.

        Raises:
            UnknownEditionError: a word means none.
        """
        meant = ([word] if word in self.tasks else [task.name for task in self.chosen([word])] for word in words)
        return tuple(dict.fromkeys(name for names in meant for name in names)) or self.defaults

    def chosen(self, words: Sequence[str]) -> list[Task]:
        """The editions that some words mean, `pdf:zh`, `pdf` or `zh`, in the graph's order; all, if there are no words.

        Raises:
            UnknownEditionError: a word means none.
        """
        known = {task.name: {task.name, *task.name.split(":")} for task in self.editions}
        for word in words:
            if not any(word in names for names in known.values()):
                near = nearest(word, set().union(*known.values()))
                meant = f" Did you mean {near}?" if near else ""
                raise UnknownEditionError(f"there is no edition {word}.{meant} These can be built: {', '.join(known)}")
        return [task for task in self.editions if not words or known[task.name] & set(words)]

    def forget(self, names: Iterable[str]) -> None:
        """Take away what is recorded of some tasks and, of a group, of its members: they are done anew."""
        for name in names:
            for member in (name, *self.tasks[name].task_dep) if self.tasks[name].has_subtask else (name,):
                self.records.remove(member)

    def run(self, names: Sequence[str], reporter: StepReporter, processes: int, scheduler: str = "") -> int:
        """Do what is out of date, and go on with what doesn't depend on what failed; 0 if nothing did, else 1.

        Args:
            processes: how many steps are done at a time, on this machine.
            scheduler: address of the one of a cluster whose workers do the steps; empty: this machine does.

        Raises:
            MachineError: the cluster can't be used (M007).
        """
        control = TaskControl(list(self.tasks.values()))
        control.process(list(names))
        basis = (self.records, reporter, True, False, Stream(CAPTURE))
        with self._runner(basis, processes, scheduler) as runner:
            return int(bool(runner.run_all(control.task_dispatcher())))

    @contextmanager
    def _runner(self, basis: Sequence[Any], processes: int, scheduler: str) -> Iterator[Runner]:
        """What does the steps, for the time of the block."""
        if scheduler:
            # What needs the libraries of a cluster is imported where there is one; the settings are read by now.
            from press.tasks.cluster import ClusterRunner, connected
            from press.tasks.paths import PUBLICATION

            with connected(scheduler) as client:
                yield ClusterRunner(*basis, client=client, address=scheduler, publication=PUBLICATION)
        else:
            workers.end_with_this_process()
            yield Runner(*basis) if processes == 1 else MRunner(*basis, processes)


@contextmanager
def opened(project: Path, reading: bool = False) -> Iterator[Graph]:
    """Read dodo.py and the records, which are written when the block ends.

    Args:
        project: the folder of dodo.py.
        reading: leave the records as they are: a build may be at work, which writes them when it ends.

    Raises:
        SystemExit: the settings are wrong (1).
    """
    os.chdir(project)
    dodo = runpy.run_path(str(project / "dodo.py"))
    settings = loader.load_doit_config(dodo)
    records = Dependency(Records, settings["dep_file"])
    Globals.dep_manager = records
    try:
        control = TaskControl(loader.load_tasks(dodo))
        yield Graph(control.tasks, tuple(settings["default_tasks"]), records)
    finally:
        if not reading:
            records.close()
