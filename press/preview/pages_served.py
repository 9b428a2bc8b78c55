"""What the server does for its pages: has them made in turn by one thread, frames them, and tells them of changes."""

from __future__ import annotations

import asyncio
import hashlib
import traceback
from pathlib import Path
from threading import Thread
from typing import Any

from press.diagnostics import PublicationError
from press.model.book import Completeness
from press.model.publication import Publication
from press.preview import panel, pdf
from press.preview.events import Client, Hub
from press.preview.framing import Framed, Framing
from press.preview.pages import names
from press.preview.workbench import View, Workbench
from press.preview.worker import ClosedError, Worker
from press.project import MODULES

PAUSE = 1.5  # seconds without a change, after which the PDF of the page that one looks at is made


class Desk:
    """The workbench with its thread, its open pages and its printer."""

    def __init__(self, publication: Publication) -> None:
        """Begin with settings that were read."""
        self.root: Path = publication.root
        self.bench, self.hub, self.printer = Workbench(publication), Hub(), pdf.Printer()
        self._worker, self.framing = Worker(), Framing(publication.root)
        self._wanted: tuple[str, str] | None = None  # the PDF that was asked for, or that of the page opened last
        self._pause: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Load in the background what takes time to load."""
        Thread(target=self.printer.warm, daemon=True, name="warm").start()

    def close(self) -> None:
        """End all streams and what is being laid out."""
        self.hub.close()
        self._worker.close()
        self.printer.close()

    async def page(self, language: str, name: str) -> Framed:
        """A page in its frame."""
        return await self._worker.call(self._page, language, name)

    async def call(self, function: Any, *arguments: Any) -> Any:
        """What a function makes of the workbench and some arguments, in the thread that builds."""
        return await self._worker.call(function, self.bench, *arguments)

    async def greet(self, client: Client) -> None:
        """Tell a page that has just opened which state of it is the latest, and get its PDF ready."""
        await self._tell(client)
        if document := await self.call(_document, client.language, client.name):
            self._wanted = client.language, document
            self._prepare()

    async def refresh(self) -> None:
        """Tell every open page which state of it is the latest."""
        self.printer.make_way()
        await asyncio.gather(*(self._tell(client) for client in list(self.hub.clients)))
        self._prepare()

    def _prepare(self) -> None:
        """Make the PDF that may be asked for next, as soon as nothing changes any more."""
        if self._wanted:
            if self._pause:
                self._pause.cancel()
            self._pause = asyncio.create_task(self._print(*self._wanted))

    async def pdf(self, language: str, document: str) -> bytes | None:
        """The PDF of one document; None if there is no such part.

        Raises:
            PublicationError: it can't be laid out.
        """
        order = await self.call(_order, language, document)
        if order is None:
            return None
        self._wanted = language, document
        return await asyncio.to_thread(self.printer.get, order)

    async def _print(self, language: str, document: str) -> None:
        await asyncio.sleep(PAUSE)
        try:
            order = await self.call(_order, language, document)
        except (PublicationError, ClosedError):
            return
        if order:
            await asyncio.to_thread(self.printer.prepare, order)

    async def _tell(self, client: Client) -> None:
        framed = await self.page(client.language, client.name)
        self.hub.tell(client, page=framed.digest, style=framed.style)

    def _page(self, language: str, name: str) -> Framed:
        """In the building thread: a page, whatever happens."""
        try:
            view, style = self.bench.view(language, name), self.bench.style(language)
            return self.framing.frame(self.bench, language, name, view, _digest(style))
        except Exception as error:  # a bug: told here, shown there, and the next change tries again
            traceback.print_exc()
            empty = View("", "", Completeness(), ())
            return self.framing.frame(self.bench, language, name, empty, "", bug=f"{type(error).__name__}: {error}")


def _document(bench: Workbench, language: str, name: str) -> str:
    """The document that a page shows; empty for the first page, and where there is none of that name."""
    book = bench.book(language)
    return names(book).get(name, "") if book else ""


def _order(bench: Workbench, language: str, document: str) -> pdf.Order | None:
    bench.look()
    book = bench.book(language)
    return pdf.order(book, bench.publication, document, MODULES) if book else None


def segment(bench: Workbench, language: str, document: str, identifier: str) -> panel.Panel | None:
    """The panel of a segment, by the ids of its document and its own."""
    found = next((d for d in bench.publication.texts if d.id == document), None)
    return panel.panel(bench, found, language, identifier) if found else None


def segments(bench: Workbench, language: str, document: str) -> list[Any]:
    """Every segment of a document with its entry and state."""
    found = next((d for d in bench.publication.texts if d.id == document), None)
    return panel.work(bench, found, language) if found else []


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
