"""The print-ready cover: back, spine and front as one page with bleed, laid out by WeasyPrint.

Whether it has room for its text is measured in its layout.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from press.content.positions import locate
from press.diagnostics import Diagnostic, EngineError, Location, SourceError
from press.editions.cover import back
from press.editions.cover.barcode import barcode
from press.editions.cover.front import front, laid_out, measured
from press.editions.cover.spine import Piece, lettering
from press.editions.print.inks import HOUSE
from press.editions.templates import environment, render
from press.languages.typography import bound
from press.model.book import Book
from press.model.edition import FORMATS, Edition
from press.model.fonts import FACES, SANS
from press.model.language import Direction, Language
from press.model.publication import Publication
from press.model.spine import bears_text, spine_warnings
from press.typesetting.chinese import PART
from press.typesetting.pages import area

CLEAR = 14.0  # least white between the text of a side and what stands at its foot, in points
TOLERANCE = 1.5  # a hanging comma or a rounding is no overflow, in points
_POINT = 4 / 3  # in CSS pixels, of which WeasyPrint counts
# Boxes of the template by their id: the text of each side, what stands at its foot; where it is written, and how the
# keys are named.
_SIDES = (
    ("front", "front-text", ("front-foot",), ("title:",), "title.{0} or subtitle.{0}"),
    (
        "back",
        "back-text",
        ("back-foot", "back-code"),
        ("blurb:", "description:"),
        "print.blurb.{0}, or description.{0} if there is none",
    ),
)


def crowded(document: Any, language: Language, publication: Publication) -> Iterator[Diagnostic]:
    """Text that runs into what stands below it, or out of its column (B001)."""
    page = document.pages[0]
    for side, name, below, written, keys in _SIDES:
        if (excess := _excess(page, name, below)) > TOLERANCE:
            message = f"the text on the {side} of the cover in {language.name} lacks {excess:.0f} pt of room"
            where = settings(publication, *written, words=_words(publication, side, language.code))
            yield Diagnostic("B001", message, where, f"shorten {keys.format(language.code)}")


def _words(publication: Publication, side: str, code: str) -> str:
    """The first words of a side of the cover."""
    text = publication.title if side == "front" else publication.description
    return (publication.printing.blurb.get(code, text[code]) if side == "back" else text[code])[:20]


def settings(publication: Publication, *keys: str, words: str) -> Location:
    """Where words of a cover are written: at the words, or at the first of some keys that is given."""
    path = publication.root / "content/publication.yaml"
    found = [locate(path, needle) for needle in (words, *keys)]
    return next((place for place in found if place.line), Location(path))


def _excess(page: Any, name: str, below: tuple[str, ...]) -> float:
    """How many points a text is too long, or its lines too wide; 0 for one that isn't there."""
    if (text := area(page, name)) is None:
        return 0.0
    feet = [foot.top for other in below if (foot := area(page, other))]
    return max(0.0, text.beyond, *(text.bottom + CLEAR * _POINT - foot for foot in feet)) / _POINT


def write_cover(book: Book, publication: Publication, filled: int, modules: Path, profile: Path, target: Path) -> None:
    """Write the cover as PDF/X-4, in the inks of the printing condition.

    Args:
        filled: pages of the interior, with the blanks at its end; they make the spine.
        modules: node_modules, where the fonts are.
        profile: the ICC profile of the printing condition.

    Raises:
        SourceError: a text that the cover has no room for (B001).
        EngineError: as of `layout` and of press.editions.print.finish.finish.
    """
    from press.editions.print.finish import Job, finish

    publication = _typeset(publication, book.language)
    data = layout(book, publication, filled, modules)
    where = settings(publication, "paper:", "binding:", "print:", words="")
    for warning in spine_warnings(publication, filled, where):
        print(warning, file=sys.stderr)  # noqa: T201  (a line in the build's output)
    geometry, printing = publication.geometry, publication.printing
    spine, edition = printing.spine(filled), Edition(FORMATS["cover"], book.language)
    job = Job(
        printer=printing.printer,
        profile=profile,
        face=modules / next(face.file for face in FACES if face.family == SANS),
        width=2 * geometry.width + spine,
        height=geometry.height,
        bleed=printing.printer.bleed,
        title=publication.title[book.language],
        day=publication.publication_date,
        identifier=f"{publication.identifier} {edition.name}",
        version=publication.version,
        file_name=edition.target(publication.slug).name,
        folds=(geometry.width, geometry.width + spine) if spine else (geometry.width,),
    )
    finish(data, job, target)


def _typeset(publication: Publication, code: str) -> Publication:
    """The settings with the cover's texts in the typography of a language: no short word hangs at a line's end."""
    language = publication.language(code)

    def of(texts: Mapping[str, str]) -> dict[str, str]:
        paragraphs = re.split(r"\n\s*\n", texts.get(code, "").strip())
        text = "\n\n".join(bound(" ".join(paragraph.split()), language) for paragraph in paragraphs)
        return {**texts, code: text} if text else dict(texts)

    printing = replace(publication.printing, blurb=of(publication.printing.blurb))
    subtitle, description = of(publication.subtitle), of(publication.description)
    return replace(publication, printing=printing, subtitle=subtitle, description=description)


def layout(book: Book, publication: Publication, pages: int, modules: Path) -> bytes:
    """The cover as WeasyPrint makes it, in RGB; the text of the back in the largest size that fits.

    Raises:
        SourceError: a text that the cover has no room for (B001).
        EngineError: the template can't be rendered (W001), asks for what is not there (P004), holds a character that
            no face has (P001), or makes WeasyPrint warn (P002).
    """
    wrong: tuple[Diagnostic, ...] = ()
    language = publication.language(book.language)
    check = partial(crowded, language=language, publication=publication)
    for size in back.SIZES:
        html = _html(book, publication, pages, modules, size)
        data, wrong = laid_out(html, language, publication, modules, check)
        if not any(found.code == "B001" for found in wrong):
            break
    if wrong:
        raise (SourceError if wrong[-1].code == "B001" else EngineError)(wrong)
    return data


def _html(book: Book, publication: Publication, pages: int, modules: Path, size: float) -> str:
    code, geometry, printing = book.language, publication.geometry, publication.printing
    language = publication.language(code)
    isbn = printing.isbn.get(code)
    bars = barcode(isbn) if isbn else None
    measure = measured(modules, language, PART)
    return render(
        environment(publication.root, book.words),
        "cover/spread.html.j2",
        language=language,
        title=publication.title[code],
        width=geometry.width,
        height=geometry.height,
        spine=printing.spine(pages),
        bleed=printing.printer.bleed,
        band=back.BAND,
        front=front(book, publication, geometry.width, measure),
        back=back.back(geometry.width, size, language.spaced, bars),
        strap=back.strap(publication, language, measure),
        blurb=back.blurb(publication, code),
        imprint=tuple(back.imprint(book, publication)),
        code=bars,
        inks=tuple(HOUSE.values()),
        lettering=_lettering(publication, code, pages, modules),
    )


def _lettering(publication: Publication, code: str, pages: int, modules: Path) -> tuple[Piece, ...]:
    """The text of the spine; none on one that is too narrow."""
    if not bears_text(publication.printing, pages):
        return ()
    language, title = publication.language(code), publication.title[code]
    width, height = publication.printing.spine(pages), publication.geometry.height
    publisher = publication.publisher.get(code, "")
    found = lettering(title, publisher, language.spine, width, height, measured(modules, language))
    if language.direction is Direction.RIGHT_TO_LEFT:  # what is bound on the right is a mirror of it
        found = tuple(replace(piece, x=width - piece.x, turn=-piece.turn) for piece in found)
    if not found:
        message = f"the title is too long for the spine of the cover in {language.name}"
        hint = "part it by a colon: then the spine may bear its first half alone"
        raise SourceError(Diagnostic("B001", message, settings(publication, "title:", words=title[:20]), hint))
    return found
