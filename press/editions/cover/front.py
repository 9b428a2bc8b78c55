"""The front that the EPUB's picture and the print cover share: its words, their sizes and lines; and its layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from press.diagnostics import Diagnostic
from press.editions import fonts, title_lines
from press.editions.pictures import rewriter
from press.editions.title_lines import Lines, fit
from press.model.book import Book
from press.model.fonts import EVERY_FACE, SERIF, SERIF_SC, Face, needed
from press.model.language import Language
from press.model.publication import Publication
from press.project import TEMPLATES

EDGE = 44.0  # between text and trim, in points
_LEADING = {True: 1.08, False: 1.3}
_TALL = 1.4  # of a title with a script whose letters are stacked, or reach far above and below the line
# Sizes in points, the largest first; where Chinese is rather split than set smaller; how many lines, where that can be.
_HEAD = ((62, 58, 54, 50, 46, 43, 40, 37, 34, 31, 28, 25, 22), 34, 5)
_TAIL = ((25, 24, 23, 22, 21, 20, 19, 18, 17, 16), 20, 2)
_SUBTITLE = ((16, 15, 14, 13, 12), 14, 2)

Measure = Callable[[str, int], float]  # a text's width in ems, in a weight


@dataclass(frozen=True)
class Front:
    """What stands on the front; `leading` is the title's, and the year and the publisher stand at its foot."""

    head: Lines
    tail: Lines | None
    subtitle: Lines | None
    leading: float
    publisher: str
    year: int
    complete: bool


def front(book: Book, publication: Publication, width: float, measure: Measure) -> Front:
    """The front of a book on a page of some width, in points."""
    language = publication.language(book.language)
    head, tail = title_lines.halves(publication.title[language.code])
    subtitle = publication.subtitle.get(language.code, "")

    def lines(text: str, row: tuple[tuple[float, ...], float, int], weight: int) -> Lines:
        sizes, split, most = row
        return fit(text, language.spaced, width - 2 * EDGE, sizes, split, most, lambda t: measure(t, weight))

    return Front(
        head=lines(head, _HEAD, 600),
        tail=lines(tail[:1].upper() + tail[1:], _TAIL, 400) if tail else None,
        subtitle=lines(subtitle, _SUBTITLE, 400) if subtitle else None,
        leading=_TALL if needed({"": publication.title[language.code]})[0] else _LEADING[language.spaced],
        publisher=publication.publisher.get(language.code, ""),
        year=publication.publication_date.year,
        complete=book.completeness.complete,
    )


def laid_out(
    html: str,
    language: Language,
    publication: Publication,
    modules: Path,
    check: Callable[[Any], Iterator[Diagnostic]] | None = None,
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The PDF of a cover's HTML, and what is wrong with it: WeasyPrint's warnings (P001, P002) and what a check finds.

    With a check, for print, Chinese is justified and parted from Latin letters; the picture is set solid.

    Raises:
        EngineError: it asks for what is not there (P004).
    """
    from press.editions.pdf import checks  # WeasyPrint takes a second to import
    from press.typesetting.chinese import justifying
    from press.typesetting.engine import running

    # Not in the template: where there is no font at all, WeasyPrint 70 brings Python down.
    rows = fonts.rows_of([html], language)
    faces = fonts.css_local(modules, language, rows)
    roots, instead = (modules, publication.root, TEMPLATES), rewriter(publication.root, inks=bool(check))
    with running(roots, instead) as engine, justifying() if check else nullcontext():
        tree = engine.parse(fonts.stacked(html, rows, language), publication.root)
        document = engine.lay_out(tree, engine.sheet(faces, publication.root))
        found = tuple(check(document)) if check else ()
        data = bytes(document.write_pdf())
        warned = tuple(checks.warnings(engine.warnings, [tree.etree_element]))
    return data, (*warned, *found)


def measured(modules: Path, language: Language, parting: float = 0.0) -> Measure:
    """How wide texts of a language are in the serif faces, in ems, without kerning.

    Args:
        modules: node_modules, where the fonts are.
        parting: what stands between a Chinese character and a Latin letter or digit, in ems.
    """
    from press.typesetting.chinese import parts

    def width(text: str, weight: int) -> float:
        rows, _ = needed({fonts.own_tag(language.tag): text})
        names = [*(row.serif for row in rows if row.tags), SERIF_SC, *(row.serif for row in rows if not row.tags)]
        latin, *others = (_advances(_upright(name, weight), modules) for name in (SERIF, *names))
        total = 0.0
        for character in text:
            kept = language.spaced or fonts.in_latin_range(character)
            faces = (latin, *others) if kept else (*others, latin)
            total += next((face[ord(character)] for face in faces if ord(character) in face), 1.0)
        return total + parting * sum(parts(*pair) for pair in pairwise(text)) if parting else total

    return width


def _upright(family: str, weight: int) -> Face:
    of_family = [face for face in EVERY_FACE if (face.family, face.style) == (family, "normal")]
    return next((face for face in of_family if face.weight == weight), of_family[0])


@cache
def _advances(face: Face, modules: Path) -> dict[int, float]:
    """Widths of a face's characters, in ems."""
    with TTFont(modules / face.file, lazy=True) as font:
        widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[name][0] / em for code, name in font.getBestCmap().items()}
