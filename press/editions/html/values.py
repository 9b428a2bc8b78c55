"""What the templates of the site and of the page are told of a book."""

from __future__ import annotations

from typing import Any

from babel.dates import format_date

from press.editions import draft
from press.editions.html.finish import Neighbour
from press.model.book import Book, Heading, Part
from press.model.publication import Publication


def common_values(book: Book, publication: Publication) -> dict[str, Any]:
    """Values that every template gets: texts in the book's language, all of them plain."""
    language = publication.language(book.language)
    return {
        "book": book,
        "publication": publication,
        "language": language,
        "book_title": publication.title[book.language],
        "subtitle": publication.subtitle.get(book.language, ""),
        "description": publication.description.get(book.language, ""),
        "publisher": publication.publisher.get(book.language, ""),
        "authors": [c.name[book.language] for c in publication.contributors if c.role == "aut"],
        "date": format_date(publication.publication_date, "long", locale=language.locale),
        "entries": [(part, top_headings(part)) for part in book.contents],
        "draft": draft.notice(book, publication),
    }


def top_headings(part: Part) -> list[Heading]:
    """A part's sections, for contents."""
    return [heading for heading in part.headings if heading.level == 2]


def neighbours(book: Book, publication: Publication, page: str) -> list[Neighbour]:
    """The same page in the publication's other languages; sites stand beside each other in folders by code."""
    return [
        Neighbour(language, f"../{language.code}/{page}")
        for language in publication.languages
        if language.code != book.language
    ]
