"""Print-ready interiors of small books for tests, each made once in a run."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pdfbooks
import rich_samples
import samples

from press.editions.print.interior import Interior, write_interior
from press.model.book import Book
from press.model.printers import BINDINGS, DEFAULT, PRINTERS
from press.model.printing import Printer, Printing
from press.model.publication import Publication
from press.project import PROFILES

PROJECT = Path(__file__).parents[1]
PROFILE = PROFILES / "FOGRA39L.icc"
HOUSE = PRINTERS["offset-europe"]


def printing(printer: Printer = HOUSE, binding: str = "saddle", **more: Any) -> Printing:
    """How small books are printed: stapled, for they are too thin for glue."""
    return replace(DEFAULT, printer=printer, binding=BINDINGS[binding], **more)


def publication(settings: Printing) -> Publication:
    return replace(rich_samples.publication(pdfbooks.folder()), printing=settings)


def write(book: Book, name: str, settings: Printing | None = None) -> tuple[Path, Interior]:
    """The interior of a book, and what it came to."""
    target = pdfbooks.folder() / f"{name}-print.pdf"
    made = write_interior(book, publication(settings or printing()), pdfbooks.MODULES, PROFILE, target)
    return target, made


@cache
def rich(language: str) -> tuple[Path, Interior]:
    """One of everything, with front matter and a contents list; the book of pdfbooks.rich."""
    return write(pdfbooks.rich_book(language), f"rich-{language}")


def one(markdown: str, name: str, settings: Printing | None = None) -> tuple[Path, Interior]:
    """A book of one chapter in English."""
    return write(samples.book("en", markdown), name, settings)
