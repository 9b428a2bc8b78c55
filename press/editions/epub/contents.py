"""The documents of an EPUB in reading order, and the contents that navigation shows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from press.editions import formulas
from press.editions.epub import documents
from press.editions.epub.package import Item, Written, by_pandoc
from press.formulas import mathjax
from press.model.book import Book, Heading, Node, Part
from press.model.publication import Matter

DEPTH = 3  # levels of headings that the contents show, the parts' titles being the first
_DIVISIONS = {Matter.FRONT: "frontmatter", Matter.CHAPTER: "bodymatter"}


@dataclass(frozen=True)
class Entry:
    """A line of the contents: where it leads (from the package document), what it says, and the lines under it."""

    href: str
    title: str
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Page:
    """A document of the book: Pandoc's item, its title, its division (epub:type of body), its lines of contents.

    Attributes:
        landmark: what it is to reading systems, if they ask for it.
        listed: whether the contents show it.
    """

    item: Item
    title: str
    division: str
    entry: Entry
    landmark: str = ""
    listed: bool = True

    @property
    def body(self) -> str:
        """What stands in its body, as XHTML."""
        return self.item.data.decode()


def pages(book: Book, tag: str, content: Path) -> tuple[tuple[Page, ...], tuple[Item, ...]]:
    """The imprint and the parts of a book as pages, and the pictures that they show.

    Raises:
        EngineError: Pandoc or a note is at fault (S004, S009, S012, E001, E005).
        SourceError: a picture is not a file of the publication (S006, S007, C008).
    """
    mathjax.read(formulas.of_book(book))  # all at once
    imprint = documents.imprint(book, tag, content)
    texts: list[Sequence[Node]] = [imprint] if imprint else []
    written: Written = by_pandoc([*texts, *(documents.part(part, book, tag, content) for part in book.parts)])
    rows = iter(written.documents)
    found = [_imprint(next(rows), book)] if imprint else []
    found += [_page(item, part, book) for item, part in zip(rows, book.parts, strict=True)]
    return tuple(found), tuple(documents.shown(item, content) for item in written.media)


def _imprint(item: Item, book: Book) -> Page:
    title = book.word("Imprint")
    return Page(item, title, "frontmatter", Entry(f"{item.href}#press-imprint", title))


def _page(item: Item, part: Part, book: Book) -> Page:
    title = part.label + (book.word(". ") if part.label else "") + part.title_text
    lines = [heading for heading in part.headings if heading.level <= DEPTH]
    entry = Entry(f"{item.href}#{part.anchor}", title, _nested(lines, item.href))
    landmark = "bibliography" if documents.is_bibliography(part) else ""
    return Page(item, title, _DIVISIONS.get(part.matter, "backmatter"), entry, landmark, part.listed)


def _nested(headings: Sequence[Heading], href: str) -> tuple[Entry, ...]:
    """Headings as entries, each with those of deeper levels that follow it."""
    entries: list[Entry] = []
    rest = list(headings)
    while rest:
        first = rest.pop(0)
        below = 0
        while below < len(rest) and rest[below].level > first.level:
            below += 1
        title = f"{first.number} {first.title}".strip()
        entries.append(Entry(f"{href}#{first.anchor}", title, _nested(rest[:below], href)))
        rest = rest[below:]
    return tuple(entries)
