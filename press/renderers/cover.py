"""The front cover as a picture, for EPUB and web: typography alone, laid out by WeasyPrint, drawn by PDFium."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from press import files
from press.errors import Diagnostic, EngineError
from press.model.book import Book
from press.model.language import Language
from press.model.publication import Publication
from press.model.typeface import FACES, SERIF, SERIF_SC, Face
from press.renderers import display_lines, fonts
from press.renderers.display_lines import Lines, fit
from press.renderers.templates import OURS, environment, render

WIDTH, HEIGHT = 432, 648  # points: 6 × 9 in
PIXELS = 1600  # the picture's width
_MEASURE = 344.0  # of the text, in points
_LEADING = {True: 1.08, False: 1.3}
# Sizes in points, the largest first; where Chinese is rather split than set smaller; how many lines, where that can be.
_HEAD = ((62, 58, 54, 50, 46, 43, 40, 37, 34, 31, 28, 25, 22), 34, 5)
_TAIL = ((25, 24, 23, 22, 21, 20, 19, 18, 17, 16), 20, 2)
_SUBTITLE = ((16, 15, 14, 13, 12), 14, 2)


def write_cover_image(book: Book, publication: Publication, modules: Path, target: Path) -> None:
    """Write the front cover, 1600 × 2400 pixels, as PNG or JPEG by the target's suffix; at once, always the same.

    Args:
        modules: node_modules, where the fonts are.

    Raises:
        EngineError: the template can't be rendered (W001), asks for what is not there (P004), or makes WeasyPrint
            warn (P002).
    """
    from press.renderers import pdf_engine  # WeasyPrint takes a second to import

    html = _html(book, publication, modules)
    # Not in the template: where there is no font at all, WeasyPrint 70 brings Python down.
    faces = fonts.css_local(modules, publication.language(book.language))
    with pdf_engine.running([modules, publication.root, OURS]) as engine:
        tree = engine.parse(html, publication.root)
        pdf = engine.lay_out(tree, engine.sheet(faces, publication.root)).write_pdf()
        warnings = engine.warnings
    if warnings:
        raise EngineError(Diagnostic("P002", f"cover of {book.language}: {text}") for text in warnings)
    _draw(pdf, target)


def _html(book: Book, publication: Publication, modules: Path) -> str:
    language = publication.language(book.language)
    title, subtitle = publication.title[language.code], publication.subtitle.get(language.code, "")
    head, tail = display_lines.halves(title)

    def lines(text: str, row: tuple[tuple[float, ...], float, int], weight: int) -> Lines:
        sizes, split, most = row
        return fit(text, language.spaced, _MEASURE, sizes, split, most, lambda t: _width(t, weight, modules, language))

    return render(
        environment(publication.root, book.words),
        "cover/cover.html.j2",
        language=language,
        title=title,
        head=lines(head, _HEAD, 600),
        tail=lines(tail[:1].upper() + tail[1:], _TAIL, 400) if tail else None,
        subtitle=lines(subtitle, _SUBTITLE, 400) if subtitle else None,
        leading=_LEADING[language.spaced],
        publisher=publication.publisher.get(language.code, ""),
        year=publication.publication_date.year,
        complete=book.completeness.complete,
    )


def _width(text: str, weight: int, modules: Path, language: Language) -> float:
    """Width of a text, in ems, without kerning."""
    latin, chinese = (_advances(_upright(family, weight), modules) for family in (SERIF, SERIF_SC))
    total = 0.0
    for character in text:
        kept = language.spaced or fonts.in_latin_range(character)
        first, second = (latin, chinese) if kept else (chinese, latin)
        total += first.get(ord(character), second.get(ord(character), 1.0))
    return total


def _upright(family: str, weight: int) -> Face:
    return next(face for face in FACES if (face.family, face.weight, face.style) == (family, weight, "normal"))


@cache
def _advances(face: Face, modules: Path) -> dict[int, float]:
    """Widths of a face's characters, in ems."""
    with TTFont(modules / face.file, lazy=True) as font:
        widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[name][0] / em for code, name in font.getBestCmap().items()}


def _draw(pdf: bytes, target: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[0].render(scale=PIXELS / WIDTH).to_pil().convert("RGB")
    finally:
        document.close()
    with files.replacing(target) as temporary:
        if target.suffix.lower() == ".png":
            # Few colours, all of them steps between two: a palette holds them without loss that anyone sees.
            image.quantize(128, dither=0).save(temporary, "PNG", optimize=True)
        else:
            image.save(temporary, "JPEG", quality=88, optimize=True)
