"""PDFs of small books for tests, each made once in a run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import rich_samples
import samples

from press.editions.pdf.write import write_pdf
from press.model.book import Book
from press.model.publication import Matter

MODULES = Path(__file__).parents[1] / "node_modules"


@cache
def folder() -> Path:
    """A folder of a publication, for the whole run."""
    holder = tempfile.TemporaryDirectory(prefix="press-pdf-tests-")
    _KEPT.append(holder)
    return Path(holder.name)


_KEPT: list[Any] = []


def write(book: Book, name: str = "book") -> Path:
    """The PDF of a book."""
    target = folder() / f"{name}.pdf"
    write_pdf(book, rich_samples.publication(folder()), MODULES, target)
    return target


@cache
def rich(language: str) -> Path:
    """One of everything, with front matter and a contents list."""
    return write(rich_book(language), f"rich-{language}")


def rich_book(language: str) -> Book:
    """The book that `rich` is made of."""
    book = rich_samples.book(language)
    text = "# Summary {#sec-summary}\n\nIn brief, as [“Summary”](#sec-summary){.press-xref kind=part} says."
    front = samples.part(text, Matter.FRONT, "", first=90)
    front = replace(front, first_note=90)
    return replace(book, parts=(front, *book.parts))


def one(language: str, markdown: str, name: str = "one") -> Path:
    """The PDF of a book of one chapter."""
    return write(samples.book(language, markdown), name)


def elements(pdf: pikepdf.Pdf, kind: str = "") -> Iterator[Any]:
    """The structure elements of a PDF in reading order, of one kind or all."""
    return (node for node in _below(pdf.Root.StructTreeRoot.K) if not kind or f"/{kind}" == node.S)


def _below(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _below(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node and "/K" in node:
        yield node
        yield from _below(node.K)


def kinds(node: Any) -> list[str]:
    """The kinds of an element's children; "" for content."""
    children = node.K if isinstance(node.K, pikepdf.Array) else [node.K]
    return [str(c.S)[1:] if isinstance(c, pikepdf.Dictionary) and "/S" in c else "" for c in children]


def pages_of(node: Any) -> set[Any]:
    """The pages that an element's own content stands on."""
    children = node.K if isinstance(node.K, pikepdf.Array) else [node.K]
    own = {node.Pg.objgen} if "/Pg" in node and any(isinstance(child, int) for child in children) else set()
    return own | {c.Pg.objgen for c in children if isinstance(c, pikepdf.Dictionary) and c.get("/Type") == "/MCR"}
