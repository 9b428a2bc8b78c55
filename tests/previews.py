"""A copy of the minimal publication to be edited under the preview, and edits as editors make them."""

from __future__ import annotations

import http.client
import shutil
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from press.catalogs import po
from press.content.publication import read_publication
from press.model.catalog import Entry
from press.preview import server
from press.preview.workbench import Workbench

MINIMAL = Path(__file__).resolve().parent / "fixtures/minimal"
SECONDS = 60
SECRET = "a-Secret_of-22-letters"
TAGS = {"zh": "zh-Hans", "ru": "ru"}


def publication(folder: Path) -> Path:
    """A copy of the minimal publication; its folder."""
    root = folder / "publication"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    return root


def workbench(root: Path) -> Workbench:
    return Workbench(read_publication(root))


def save(path: Path, text: str) -> None:
    """Save as most editors do: another file takes the place of the old one."""
    other = path.with_name(f".{path.name}.new")
    other.write_text(text, "utf-8")
    other.replace(path)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} lacks {old}"
    save(path, text.replace(old, new, 1))


def entries(root: Path, language: str, document: str) -> tuple[Entry, ...]:
    return po.read(root / f"translations/{language}/{document}.po", TAGS[language]).entries


def translate(root: Path, language: str, document: str, identifier: str, **changes: object) -> None:
    """Change the entry of an id in a catalog: its target, whether it is fuzzy …"""
    found = po.read(root / f"translations/{language}/{document}.po", TAGS[language])
    rows = (replace(row, **changes) if row.id == identifier else row for row in found.entries)  # type: ignore[arg-type]
    po.write(replace(found, entries=tuple(rows)))


def entry(root: Path, language: str, document: str, wanted: Callable[[Entry], bool]) -> Entry:
    """The first entry that is wanted."""
    return next(found for found in entries(root, language, document) if wanted(found))


class Running:
    """A server in a thread."""

    def __init__(self, root: Path) -> None:
        self.root = root
        bound = socket.socket()
        bound.bind((server.ADDRESS, 0))
        self.port = bound.getsockname()[1]
        self.host = f"{server.ADDRESS}:{self.port}"
        self.address = f"http://{self.host}/{SECRET}"
        self.server = server.make(read_publication(root), self.host, SECRET)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [bound]})
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def ask(
        self, path: str, method: str = "GET", secret: str = f"/{SECRET}", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of what is answered to a path, which `secret` is put before."""
        connection = http.client.HTTPConnection(server.ADDRESS, self.port, timeout=SECONDS)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.putrequest(method, secret + path, skip_host="Host" in given)
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(SECONDS)
        assert not self.thread.is_alive()

    def catalog(self, language: str, document: str = "borrowing") -> Path:
        return self.root / f"translations/{language}/{document}.po"
