"""The screen PDF: 6 × 9 in, tagged, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file.

WeasyPrint takes half a second to import, so it is met only when a PDF is made.
"""

from __future__ import annotations

from pathlib import Path

from press.editions.pdf.pagination import Pagination
from press.files import replacing
from press.model.book import Book
from press.model.publication import Publication


def write_pdf(book: Book, publication: Publication, modules: Path, target: Path) -> Pagination:
    """Write a book's PDF; the same input gives the same bytes. Gives what stands on its pages.

    Args:
        modules: the folder node_modules, where the fonts are.

    Raises:
        EngineError: a character that no face has (P001), a warning of WeasyPrint (P002), text outside the type area
            (P003), a resource that may not be fetched (P004), a broken link (P005), another WeasyPrint (P006), a
            template that can't be rendered (W001), or what Pandoc says (S004, S009, S012).
    """
    from press.editions.pdf import write

    with replacing(target) as temporary:
        return write.write(book, publication, modules, temporary)
