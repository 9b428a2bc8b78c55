"""What a draft says of itself, above its text: how much of it is translated, and from which state of the sources."""

from __future__ import annotations

from press.model.book import Book
from press.model.publication import Publication


def notice(book: Book, publication: Publication) -> str:
    """A sentence or two in the book's language; empty for a book that is complete."""
    counts = book.completeness
    if counts.complete:
        return ""
    return book.word(
        "Draft. Segments translated: {done} of {all}; out of date: {fuzzy}; missing: {missing}. "
        "Source text: version {version} ({state}).",
        done=counts.translated,
        all=counts.translated + counts.fuzzy + counts.missing,
        fuzzy=counts.fuzzy,
        missing=counts.missing,
        version=publication.version,
        state=book.source,
    )
