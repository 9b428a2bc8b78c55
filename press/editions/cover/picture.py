"""The front cover as a picture, for EPUB and web: typography alone, laid out by WeasyPrint, drawn by PDFium."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from press import files
from press.diagnostics import EngineError
from press.editions.cover.front import front, laid_out, measured
from press.editions.templates import environment, render
from press.model.book import Book
from press.model.publication import Publication

WIDTH, HEIGHT = 432, 648  # points: 6 × 9 in
PIXELS = 1600  # the picture's width


def write_cover_image(book: Book, publication: Publication, modules: Path, target: Path) -> None:
    """Write the front cover, 1600 × 2400 pixels, as PNG or JPEG by the target's suffix; at once, always the same.

    Args:
        modules: node_modules, where the fonts are.

    Raises:
        EngineError: the template can't be rendered (W001), asks for what is not there (P004), holds a character that
            no face has (P001), or makes WeasyPrint warn (P002).
    """
    language = publication.language(book.language)
    html = render(
        environment(publication.root, book.words),
        "cover/cover.html.j2",
        language=language,
        title=publication.title[language.code],
        front=front(book, publication, WIDTH, measured(modules, language)),
    )
    pdf, wrong = laid_out(html, language, publication, modules)
    if wrong:
        raise EngineError(replace(d, message=f"cover of {book.language}: {d.message}") for d in wrong)
    _draw(pdf, target)


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
