"""Builds on several machines: doit says which steps are ready and keeps the records, Dask says where each is done.

A step goes to a worker with the contents of the publication's files that it depends on, and what it makes comes back:
workers share no folder with this machine, nor with each other. A step of a worker that is lost is done by another one;
how often, Dask's own settings say.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import queue
import time
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dask
from distributed import Client, Future, KilledWorker
from distributed.comm.addressing import parse_address, parse_host_port
from distributed.security import Security
from doit.exceptions import TaskFailed
from doit.runner import Runner
from doit.task import Task

from press.content import scripts
from press.diagnostics import Diagnostic, MachineError
from press.model.publication import Publication
from press.setup.steps import say
from press.tasks import remote, shipment
from press.tasks.identity import identity
from press.tasks.remote import Declined
from press.tasks.reporter import Refused
from press.tasks.shipment import Answer, Job

ENCRYPTED = ("tls", "wss")
PATIENCE = "distributed.comm.timeouts.connect"  # Dask's setting: how long a scheduler is waited for, and here a worker
LOOKED = 1.0  # seconds between two looks whether anybody is there still


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A connection to a scheduler, for the time of the block; then whatever is not done is cancelled.

    Raises:
        MachineError: M007 it can't be reached, or only so that others could read along and run code.
    """
    _require_privacy(address)
    for name in logging.root.manager.loggerDict:
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what is lost is told by M007
    # Files go as arguments, so that they are there again when a worker is lost: that is no mistake.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1TB"})
    try:
        client = Client(address, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise _unusable(f"no scheduler answers at {address}: {str(error).splitlines()[0]}") from error
    with client:
        yield client


def _require_privacy(address: str) -> None:
    """Refuse an address at which others could read along, and run what they want here and on the workers.

    Dask's own setting says that this is known, as on a network that nobody else can reach.

    Raises:
        MachineError: M007.
    """
    try:
        scheme, rest = parse_address(address)
        host, _ = parse_host_port(rest, 0)
    except ValueError as error:
        raise _unusable(f"{address} is no address of a scheduler", "write it as tls://HOST:PORT") from error
    if scheme in ENCRYPTED:
        _require_certificates(address)
        return
    known = dask.config.get("distributed.comm.require-encryption", None) is False
    if not known and not _is_this_machine(host):
        hint = (
            "start the scheduler and the workers with TLS (docs/cluster.md), or, on a network that nobody else can "
            "reach, set DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION=False"
        )
        raise _unusable(f"{address} is not encrypted: whoever reaches it can run programs here", hint)


def _require_certificates(address: str) -> None:
    try:
        found = Security().get_connection_args("client").get("ssl_context")
        why = "name no certificates" if found is None else ""
    except (OSError, ValueError) as error:
        why = f"name certificates that can't be used: {error}"
    if why:
        hint = "name a certificate of this machine and that of the authority in Dask's settings (docs/cluster.md)"
        raise _unusable(f"{address} is encrypted, and Dask's settings {why}", hint)


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _unusable(message: str, hint: str = "") -> MachineError:
    usual = "start a scheduler and workers (docs/cluster.md), then run the same command again"
    return MachineError(Diagnostic("M007", message, hint=hint or usual))


class ClusterRunner(Runner):  # type: ignore[misc]  # doit has no types
    """doit's runner, which has steps done by the workers of a cluster; this process alone writes what they made."""

    def __init__(self, *basis: Any, client: Client, address: str, publication: Publication) -> None:
        """Take what doit's runner takes, a connection, and whose steps they are."""
        super().__init__(*basis)
        self.client, self.address, self.root = client, address, publication.root
        self.packages = tuple(scripts.packages(self.root))
        self.printing = "print" in publication.formats
        self.identity = identity(self.packages, self.printing)
        self.run_id = uuid.uuid4().hex[:12]  # so that another build's files and steps have other keys
        self.contents: dict[str, Future[Any]] = {}
        self.known: dict[Path, tuple[tuple[int, int], str]] = {}
        self.ended: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()

    def run_tasks(self, task_dispatcher: Any) -> None:
        """Give each step that is ready to the cluster, and go on with what comes back.

        Raises:
            MachineError: M007 the scheduler is lost, or nobody is there to do what is left.
        """
        under_way: dict[Future[Any], Any] = {}
        done = None
        while True:
            try:
                node = task_dispatcher.generator.send(done)
            except StopIteration:
                node = None
            if node is None or node == "hold on":
                if not under_way:
                    return
                ended = self._next()
                done = under_way.pop(ended)
                self._come(ended, done)
            elif self.select_task(node, task_dispatcher.tasks):
                done = None
                if future := self._given(node.task):
                    under_way[future] = node
                else:  # it is this machine's affair
                    self.process_task_result(node, self.execute_task(node.task))
                    done = node
            else:
                done = node

    def _given(self, task: Task) -> Future[Any] | None:
        """Give a step to the cluster; None if it has to be done here."""
        if not task.targets:
            return None  # a group of tasks, or one that looks through what lies here
        action = task.actions[0]
        inputs = [Path(name) for name in sorted(action.py_callable.keywords["inputs"])]
        inputs = [path for path in inputs if shipment.own(path, self.root) is not None]
        if not all(map(shipment.travels, inputs)):
            return None
        try:
            digests = {str(shipment.own(path, self.root)): self._content(path) for path in inputs}
        except OSError:
            return None  # what is wrong is told as ever
        call = shipment.dump(action.args, self.root)
        here = self.root.relative_to(Path.cwd()).as_posix() if self.root.is_relative_to(Path.cwd()) else None
        contents = {digest: self.contents[digest] for digest in digests.values() if digest}
        future = self.client.submit(
            remote.do, Job(call, here, digests), contents, self.identity, self.packages, self.printing,
            key=f"{task.name}-{self.run_id}", pure=False,
        )  # fmt: skip
        future.add_done_callback(self.ended.put)
        return future

    def _content(self, path: Path) -> str:
        """The SHA-256 of a file whose content lies on the cluster then; nothing, if there is no file."""
        try:
            found = path.stat()
        except FileNotFoundError:
            return ""
        stamp = (found.st_mtime_ns, found.st_size)
        if self.known.get(path, ("", ""))[0] != stamp:
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            self.known[path] = stamp, digest
            if digest not in self.contents:
                self.contents[digest] = self.client.submit(
                    remote.same, data, key=f"file-{self.run_id}{digest}", pure=False
                )
        return self.known[path][1]

    def _next(self) -> Future[Any]:
        """Wait for the next step that ends.

        Raises:
            MachineError: M007.
        """
        patience = dask.utils.parse_timedelta(dask.config.get(PATIENCE))
        seen = time.monotonic()
        told = False
        while True:
            try:
                return self.ended.get(timeout=LOOKED)
            except queue.Empty:
                if self._workers():
                    seen, told = time.monotonic(), False
                elif time.monotonic() - seen > patience:
                    raise _unusable(f"there is no worker at {self.address}") from None
                elif not told:
                    say(f"there is no worker at {self.address}; waiting for one")
                    told = True

    def _workers(self) -> int:
        """How many there are."""
        try:
            return len(self.client.nthreads())
        except (OSError, ValueError, RuntimeError) as error:
            raise _unusable(f"the scheduler at {self.address} is lost") from error

    def _come(self, future: Future[Any], node: Any) -> None:
        """Have what a step has made take its place, record it and tell it."""
        task = node.task
        failed: TaskFailed | None
        if future.status == "cancelled":
            raise _unusable(f"the scheduler at {self.address} is lost")
        error = future.exception()
        answer = None if error else future.result()
        if isinstance(answer, Answer):
            action = task.actions[0]
            action.args = ["press.tasks.shipment:unpack", answer, self.root, action.args]
            failed = self.execute_task(task)
            self.reporter.started[task.name] -= answer.seconds
        else:
            self.reporter.execute_task(task)
            failed = declined(answer, task.name) if answer else lost(error, task.name)
        self.process_task_result(node, failed)


def declined(found: Declined, step: str) -> Refused:
    """How a step fails that a worker could not do: M008 it is not the same as this machine, M009 the step has ended."""
    if found.ended:
        return _took(step, f"its process on the worker {found.worker} ended with {found.ended}")
    message = f"the worker {found.worker} builds with other things: {'; '.join(found.differs)}"
    hint = "stop it, have it use this version of the press and these tools, then start it again (docs/cluster.md)"
    return Refused([Diagnostic("M008", message, hint=hint)])


def lost(error: BaseException, step: str) -> TaskFailed:
    """How a step fails that Dask has given up (M008, M009); anything else is a bug and keeps its traceback."""
    if isinstance(error, KilledWorker):
        return _took(step, "each worker that did it was lost")
    if isinstance(error, ModuleNotFoundError) and str(error.name).partition(".")[0] == "press":
        hint = "start it in the folder of the press, or where the press is installed (docs/cluster.md)"
        return Refused([Diagnostic("M008", "a worker has no press", hint=hint)])
    return TaskFailed("".join(traceback.format_exception(error)))


def _took(step: str, how: str) -> Refused:
    hint = "look whether the machine has enough memory, and how much it grants its workers"
    return Refused([Diagnostic("M009", f"{step} could not be done: {how}", hint=hint)])
