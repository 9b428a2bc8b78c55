"""The back of a print cover: what the book is, who made it, its licence, and its ISBN as bars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.model.book import Book
from press.model.publication import Publication
from press.renderers.barcode import Barcode
from press.renderers.cover_front import EDGE

BAND = 18.0  # of the back, beside the spine, that has the front's ground, in points
SIZES = (11.5, 11.0, 10.5, 10.0, 9.5)  # of the text, the largest that fits is taken
_LEADING = {True: 1.45, False: 1.75}  # by whether words are separated by spaces
_INDENT = {True: 0.0, False: 2.0}
_BETWEEN = {True: 0.6, False: 0.0}  # paragraphs are told apart by white, or by their indents
_GUTTER, _NARROWEST = 16.0, 100.0  # between imprint and bars; a narrower imprint would be stacked above them


@dataclass(frozen=True)
class Back:
    """How the back is set; lengths in points, `indent` and `between` in ems.

    Attributes:
        left, measure: of all text.
        imprint: how wide the lines at the foot are.
        code: where the box of the bars begins.
    """

    size: float
    leading: float
    indent: float
    between: float
    left: float
    measure: float
    imprint: float
    code: float


def back(width: float, size: float, spaced: bool, code: Barcode | None) -> Back:
    """The back of a cover whose pages are so wide, its text in some size."""
    measure = width - 2 * EDGE - BAND
    bars = code.width * code.scale if code else 0.0
    beside = measure - bars - (_GUTTER if code else 0.0)
    return Back(size, _LEADING[spaced], _INDENT[spaced], _BETWEEN[spaced], EDGE, measure, beside, EDGE + measure - bars)


def blurb(publication: Publication, language: str) -> tuple[str, ...]:
    """The paragraphs of the back's text; blank lines part them."""
    text = publication.printing.blurb.get(language) or publication.description.get(language, "")
    return tuple(" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text.strip()) if piece.strip())


def imprint(book: Book, publication: Publication) -> Iterator[str]:
    """The lines at the foot: publisher and year, address, licence, ISBN."""
    code = book.language
    yield book.word(", ").join(filter(None, (publication.publisher.get(code, ""), str(publication.publication_date.year))))
    if publication.identifier.startswith("https://"):
        yield publication.identifier.removeprefix("https://").rstrip("/")
    yield licence(book, publication.licence)
    if code in publication.printing.isbn:
        yield f"ISBN {publication.printing.isbn[code].number}"


def licence(book: Book, identifier: str) -> str:
    """A licence in words by its SPDX identifier; one that has none here is named by that."""
    names = {
        "CC-BY-4.0": book.word("Creative Commons Attribution 4.0 International (CC BY 4.0)"),
        "CC-BY-SA-4.0": book.word("Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)"),
        "CC0-1.0": book.word("No rights reserved (CC0 1.0)"),
    }
    return names.get(identifier, identifier)
