"""What a worker of a cluster does: a step in a folder of its own, if it builds with what whoever asks builds with."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from distributed import get_worker

from press.tasks.identity import differing, identity
from press.tasks.process import EndedError, StepProcess
from press.tasks.shipment import Answer, Job, lay_out


@dataclass(frozen=True)
class Declined:
    """A worker that can't do a step.

    Attributes:
        worker: its address.
        differs: what it builds with otherwise (press.tasks.identity.differing); if nothing, see `ended`.
        ended: how the step's process ended.
    """

    worker: str
    differs: Collection[str] = ()
    ended: str = ""


_own = threading.local()
_identity = lru_cache(identity)


def same(data: bytes) -> bytes:
    """The content of a file: so it lies on the cluster under its key, and is there again when its worker is lost."""
    return data


def do(
    job: Job, contents: Mapping[str, bytes], wanted: Mapping[str, str], packages: tuple[str, ...], printing: bool
) -> Answer | Declined:
    """Do a step.

    Args:
        contents: of the publication's files, by SHA-256.
        wanted: what whoever asks builds with, as `identity` tells it of `packages` and `printing`.
    """
    worker = get_worker()
    key = worker.get_current_task()
    if differs := differing(wanted, _identity(packages, printing)):
        return Declined(worker.address, differs)

    def asked() -> bool:
        task = worker.state.tasks.get(key)
        return task is not None and task.state != "cancelled"

    with TemporaryDirectory(prefix="press-", dir=worker.local_directory, ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        root = lay_out(job, contents, folder)
        try:
            return _process().run(job, root, folder, asked)
        except EndedError as error:
            return Declined(worker.address, ended=str(error))


def _process() -> StepProcess:
    """This thread's."""
    found: StepProcess | None = getattr(_own, "process", None)
    if found and found.fit:
        return found
    if found:
        found.end()
    _own.process = StepProcess()
    return _process()
