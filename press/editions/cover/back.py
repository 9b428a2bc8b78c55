"""The back of a print cover: what the book is, who made it, its licence, and its ISBN as bars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.editions.cover.barcode import Barcode
from press.editions.cover.front import EDGE, Measure
from press.editions.title_lines import Lines, fit
from press.model.book import Book
from press.model.language import Language
from press.model.publication import Publication

BAND = 18.0  # of the back, beside the spine, that has the front's ground, in points
SIZES = (12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5)  # of the text, in points; the largest that fits is taken
_LEADING = {True: 1.45, False: 1.75}  # by whether words are separated by spaces
_INDENT = {True: 0.0, False: 2.0}
_BETWEEN = {True: 0.6, False: 0.0}  # paragraphs are told apart by white, or by their indents
_GUTTER = 16.0  # between imprint and bars
_NARROWEST = 100.0  # an imprint that would be narrower stands above the bars, not beside them
# What a line should not end with: a word of one or two letters, or a number whose unit or noun follows.
_TIED = re.compile(r"(?<!\S)([^\W\d_]{1,2}|[0-9]+) (?=\S)")


@dataclass(frozen=True)
class Back:
    """How the back is set; lengths in points, `indent` and `between` in ems.

    Attributes:
        left, measure: of all text.
        imprint: how wide the lines at the foot are.
        foot: how far their end is from the lower trim.
        code: where the box of the bars begins.
    """

    size: float
    leading: float
    indent: float
    between: float
    left: float
    measure: float
    imprint: float
    foot: float
    code: float


def back(width: float, size: float, spaced: bool, code: Barcode | None) -> Back:
    """The back of a cover whose pages are so wide, its text in some size."""
    measure = width - 2 * EDGE - BAND
    bars = code.width * code.scale if code else 0.0
    beside, foot = measure - bars - (_GUTTER if code else 0.0), EDGE
    if code and beside < _NARROWEST:
        beside, foot = measure, EDGE + code.height * code.scale + _GUTTER
    return Back(
        size, _LEADING[spaced], _INDENT[spaced], _BETWEEN[spaced], EDGE, measure, beside, foot, EDGE + measure - bars
    )


def blurb(publication: Publication, language: str) -> tuple[str, ...]:
    """The paragraphs of the back's text; blank lines part them. Short words are tied to the next."""
    text = publication.printing.blurb.get(language) or publication.description.get(language, "")
    pieces = (" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text.strip()))
    return tuple(_TIED.sub("\\1\u00a0", piece) for piece in pieces if piece)


def strap(publication: Publication, language: Language, measure: Measure) -> Lines | None:
    """The line above the text: the subtitle, or else the publisher."""
    text = publication.subtitle.get(language.code) or publication.publisher.get(language.code, "")
    width = publication.geometry.width - 2 * EDGE - BAND
    sizes = (13.0, 12.0, 11.0)
    return fit(text, language.spaced, width, sizes, 12.0, 3, lambda t: measure(t, 600)) if text else None


def imprint(book: Book, publication: Publication) -> Iterator[str]:
    """The lines at the foot: publisher and year, address, licence, ISBN."""
    code = book.language
    made = (publication.publisher.get(code, ""), str(publication.publication_date.year))
    yield book.word(", ").join(filter(None, made))
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
