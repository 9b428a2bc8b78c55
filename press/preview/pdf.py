"""One part of a book as a PDF, to see how it breaks into pages: laid out in a process of its own, which can be ended.

It is no edition: it has neither front matter nor tags nor the metadata of PDF/A, and references to other parts name no
page. What is on its pages is set as the PDF sets it.
"""

from __future__ import annotations

import os
import signal
import tempfile
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Condition
from typing import Any

from press.blockwise import key, stamp
from press.book.places import located
from press.diagnostics import Diagnostic, EngineError, PublicationError
from press.model.book import Book
from press.model.publication import Publication
from press.preview.workbench_cells import Files


@dataclass(frozen=True)
class Order:
    """A part to lay out: a book of that part alone, where the fonts are, and the files that its look is made of.

    Attributes:
        look: names and stamps of the templates, style sheets, pictures and fonts, as they were when it was given.
    """

    book: Book
    publication: Publication
    modules: Path
    look: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def key(self) -> tuple[Any, ...]:
        """Equal keys, equal PDFs."""
        part = self.book.parts[0]
        blocks = key([list(part.title), list(part.blocks), [list(row) for row in part.provenance]])
        words = tuple(sorted(self.book.words.items()))
        return part.id, self.book.language, part.label, part.first_note, blocks, words, self.publication, self.look


def order(book: Book, publication: Publication, document: str, modules: Path) -> Order | None:
    """The order of one part of a book, by the id of its document; None if there is no such part."""
    parts = tuple(part for part in book.parts if part.id == document)
    if not parts:
        return None
    fonts = (str(modules), stamp(modules / ".package-lock.json"))  # which says what bytes they are
    look = (*Files().look(publication.root), fonts)
    return Order(replace(book, parts=parts, imprint=(), fragments=()), publication, modules, look)


class Printer:
    """Lays out one order at a time; a new one ends what is being done for an older, the last result is kept."""

    def __init__(self) -> None:
        """Have the engine loaded once, in the background, by a process that begets all others."""
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["press.editions.pdf.write"])
        self._changed = Condition()
        self._wanted: tuple[Any, ...] = ()
        self._process: Any = None
        self._waiting = 0
        self._answer: tuple[tuple[Any, ...], bytes | PublicationError] | None = None
        self.closed = False

    def warm(self) -> None:
        """Load the engine."""
        process = self._context.Process(target=_nothing, daemon=True)
        process.start()
        process.join()

    def get(self, wanted: Order) -> bytes:
        """The PDF of an order.

        Raises:
            EngineError: it can't be laid out, or another order has come in its way.
        """
        name = self.prepare(wanted)
        with self._changed:
            self._waiting += 1
            while not self._known(name) and self._wanted == name and not self.closed:
                self._changed.wait()
            self._waiting -= 1
            if self._answer is None or self._answer[0] != name:
                raise EngineError(Diagnostic("P002", "another chapter was asked for meanwhile", hint="ask again"))
            if isinstance(self._answer[1], PublicationError):
                raise self._answer[1]
            return self._answer[1]

    def prepare(self, wanted: Order) -> tuple[Any, ...]:
        """Begin with an order, unless that is done or being done; its name."""
        name = wanted.key
        with self._changed:
            if self.closed or self._known(name) or self._wanted == name:
                return name
            self._end()
            self._wanted = name
            near, far = self._context.Pipe(duplex=False)
            self._process = self._context.Process(target=_work, args=(far, wanted), daemon=True)
            self._process.start()
            far.close()
            self._changed.notify_all()
        from threading import Thread

        Thread(target=self._receive, args=(near, name), daemon=True, name="pdf").start()
        return name

    def make_way(self) -> None:
        """End what nobody waits for: something has changed, and pages go before."""
        with self._changed:
            if not self._waiting:
                self._end()

    def close(self) -> None:
        """End what is being done."""
        with self._changed:
            self.closed = True
            self._end()
            self._changed.notify_all()

    def _known(self, name: tuple[Any, ...]) -> bool:
        return self._answer is not None and self._answer[0] == name

    def _end(self) -> None:
        if self._process is not None and self._process.is_alive():
            self._process.kill()
        self._process, self._wanted = None, ()

    def _receive(self, near: Connection, name: tuple[Any, ...]) -> None:
        """Wait for the answer of a process; one that was ended gives none."""
        try:
            found: bytes | PublicationError = near.recv()
        except (EOFError, OSError):
            found = EngineError(Diagnostic("P002", "the layout was broken off"))
        finally:
            near.close()
        with self._changed:
            if self._wanted == name:
                self._answer, self._wanted = (name, found), ()
            self._changed.notify_all()


def _nothing() -> None:
    """What the first process does: by then the engine is loaded."""


def _work(answer: Connection, wanted: Order) -> None:
    """In a process of its own: lay out, tell, end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server's affair
    os.nice(10)  # pages go before: most PDFs are made before anybody asks for them
    try:
        found: bytes | PublicationError = lay_out(wanted)
    except PublicationError as error:
        found = type(error)(located(error.diagnostics, wanted.book, wanted.publication))
    answer.send(found)


def lay_out(wanted: Order) -> bytes:
    """The PDF of an order.

    Raises:
        EngineError: as of press.editions.pdf.write.write_pdf, but for what only concerns a whole book.
    """
    from press.editions.pdf import html, notes, write
    from press.editions.pdf.checks import warnings

    work = html.setting(wanted.book, wanted.publication)
    with write.laying_out(work, wanted.modules) as engine, tempfile.TemporaryFile() as file:
        text = work.document("pdf/body.html.j2", parts=work.parts)
        sheet = engine.sheet(html.style(work, [text], wanted.modules), work.content)
        tree = engine.parse(text, work.content)
        root = tree.etree_element
        _unlink(root)
        html.prepare(root, {}, work.phrase, work.content)
        notes.split(root)
        document = write.with_notes(engine, tree, sheet)
        document.write_pdf(file)
        write.stop(warnings(engine.warnings, (root,)))
        file.seek(0)
        return file.read()


def _unlink(root: Any) -> None:
    """Let links to other parts lead nowhere."""
    own = {element.get("id") for element in root.iter()}
    for link in root.iter("a"):
        if link.get("href", "").startswith("#") and link.get("href")[1:] not in own:
            del link.attrib["href"]
            link.set("class", link.get("class", "").replace("press-xref", ""))
