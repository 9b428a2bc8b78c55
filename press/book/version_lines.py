"""The last lines of an imprint: version and date, and of a release its commit and where its checksums are.

By these anybody finds the sources that an edition was made of, and can tell a copy that was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press import pandoc
from press.book import addresses
from press.book.dates_and_numbers import format_date
from press.book.directions import directed
from press.languages.typography import typeset
from press.model.book import Fragment, Node
from press.model.interface import Words
from press.model.language import Language
from press.model.publication import Publication

CLASS = "press-version"
_HERE = "\ufffc"  # where in a phrase an element stands


def lines(publication: Publication, language: Language, words: Words) -> tuple[Sequence[Node], Fragment]:
    """The block that ends the imprint, and what every edition must show of it.

    A commit and an address are shown whole, for they are there to be compared, and may break anywhere.
    """
    rows = list(_rows(publication, language, words))
    inlines = [node for row in rows for node in (*row, {"t": "LineBreak"})][:-1]
    block = pandoc.div([{"t": "Para", "c": inlines}], "", [CLASS])
    runs = tuple(pandoc.plain(row) for row in rows)
    known = publication.known
    return directed(typeset([block], language, known), language.direction), Fragment("publication version", runs)


def _rows(publication: Publication, language: Language, words: Words) -> Iterator[list[Node]]:
    day = pandoc.words(format_date(publication.publication_date.isoformat(), language))
    version = words.word("Version {version}, {date}", version=publication.version, date=_HERE)
    # In an element of its own, so that it keeps its order in a phrase of the other direction, as a draft may have.
    yield _around(version, pandoc.span(day))
    if not publication.commit:
        return
    commit = pandoc.span([{"t": "Code", "c": [pandoc.attributes(), publication.commit]}], "", [pandoc.ADDRESS])
    yield _around(words.word("Source files: commit {commit}", commit=_HERE), commit)
    if publication.releases:
        address = pandoc.link([pandoc.text(publication.releases)], publication.releases)
        yield addresses.kept(_around(words.word("Checksums: {address}", address=_HERE), address))


def _around(phrase: str, node: Node) -> list[Node]:
    """A phrase with an element where it holds the place of one."""
    before, _, after = phrase.partition(_HERE)
    return [*pandoc.words(before), node, *pandoc.words(after)]
