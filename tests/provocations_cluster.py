"""Clusters that no publication can make fail: a scheduler that isn't there, a worker that is another, one that dies."""

from __future__ import annotations

from pathlib import Path

import dask
import pytest
from distributed import KilledWorker

from press.diagnostics import PublicationError
from press.tasks.cluster import connected, declined, lost
from press.tasks.identity import differing, identity
from press.tasks.remote import Declined
from press.tasks.reporter import Refused


def _connect(address: str) -> None:
    with dask.config.set({"distributed.comm.timeouts.connect": "100ms"}), connected(address):
        pass


def unencrypted(root: Path, patch: pytest.MonkeyPatch) -> None:
    _connect("tcp://192.0.2.1:8786")


def no_address(root: Path, patch: pytest.MonkeyPatch) -> None:
    _connect("tcp://127.0.0.1:the-door")


def no_certificates(root: Path, patch: pytest.MonkeyPatch) -> None:
    _connect("tls://127.0.0.1:9")


def no_scheduler(root: Path, patch: pytest.MonkeyPatch) -> None:
    _connect("tcp://127.0.0.1:9")


def _failed(found: object) -> None:
    assert isinstance(found, Refused)
    raise PublicationError(found.diagnostics)


def other_worker(root: Path, patch: pytest.MonkeyPatch) -> None:
    here = identity((), False)
    there = {**here, "weasyprint": "1.0", "the press's code": "f" * 64}
    _failed(declined(Declined("tcp://127.0.0.1:40000", differing(here, there)), "pdf:zh"))


def lost_workers(root: Path, patch: pytest.MonkeyPatch) -> None:
    _failed(lost(KilledWorker("pdf:zh-1", None, 3), "pdf:zh"))


PROVOCATIONS = {
    "cluster_unencrypted": unencrypted,
    "cluster_no_address": no_address,
    "cluster_no_certificates": no_certificates,
    "cluster_no_scheduler": no_scheduler,
    "cluster_other_worker": other_worker,
    "cluster_lost_workers": lost_workers,
}
