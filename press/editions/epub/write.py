"""EPUB 3.3: Pandoc writes the documents from the book's tree; package, navigation and the rest come of templates.

Nothing of the machine or the clock enters: dates are the publication's, the archive's are fixed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment

from press.editions import draft
from press.editions.epub import contents, fonts
from press.editions.epub.contents import Page
from press.editions.epub.package import CONTAINER, FOLDER, Item, archive
from press.editions.fonts import stacked
from press.editions.pictures import TYPES
from press.editions.templates import environment, render
from press.editions.title_lines import halves
from press.model.book import Book
from press.model.language import Direction
from press.model.publication import Publication

PACKAGE = f"{FOLDER}/package.opf"
_XHTML, _NCX = "application/xhtml+xml", "application/x-dtbncx+xml"


def write_epub(book: Book, publication: Publication, modules: Path, cover: Path, target: Path) -> None:
    """Write an EPUB of a book, at once; the same input gives the same bytes.

    Args:
        modules: node_modules, where the fonts are.
        cover: the cover's picture, PNG or JPEG.

    Raises:
        SourceError: a picture is remote (S006), missing (S007) or outside the publication (C008).
        EngineError: Pandoc, a template or a note is at fault (S004, S009, S012, W001, E001, E005).
    """
    templates = environment(publication.root, book.words)
    pages, media = contents.pages(book, publication.language(book.language).tag, publication.root / "content")
    values = {
        **_values(book, publication),
        "pages": pages,
        "pictures": bool(media),
        "cover": f"media/cover{cover.suffix}",
        "style": "styles/book.css",
    }
    spine = _spine(templates, values, pages, bool(book.imprint))
    texts = (item.data.decode() for item in spine)
    faces, rules, rows = fonts.embedded(texts, modules, values["language"])
    against = next(each for each in Direction if each is not values["language"].direction)
    told = {"faces": rules, "code": any(b"<code" in item.data for item in spine), "against": against}
    told["turned"] = any(f' dir="{against}"'.encode() in item.data for item in spine)
    told["formulas"] = any(b"<math" in item.data for item in spine)
    style = render(templates, "css/epub.css.j2", **values, **told, scripts=rows)
    items = (
        *spine,
        Item(values["style"], "text/css", stacked(style, rows, values["language"]).encode()),
        *faces,
        Item(values["cover"], TYPES[cover.suffix], cover.read_bytes(), "cover-image"),
        *media,
        Item("toc.ncx", _NCX, _bytes(templates, "epub/toc.ncx.j2", values)),
    )
    package = render(templates, "epub/package.opf.j2", **values, items=items, spine=spine)
    container = render(templates, "epub/container.xml.j2", package=PACKAGE)
    archive(target, items, {CONTAINER: container, PACKAGE: package})


def _spine(templates: Environment, values: dict[str, Any], pages: tuple[Page, ...], imprint: bool) -> tuple[Item, ...]:
    """The documents in reading order: cover, title page, imprint, contents, parts."""

    def made(name: str, properties: str = "") -> Item:
        data = _bytes(templates, f"epub/{name}.xhtml.j2", values)
        return Item(f"text/{name}.xhtml", _XHTML, data, properties)

    def text(page: Page) -> Item:
        data = _bytes(templates, "epub/document.xhtml.j2", values | {"page": page})
        return Item(page.item.href, _XHTML, data, page.item.properties)

    texts = tuple(text(page) for page in pages)
    first = 1 if imprint else 0
    return (made("cover"), made("title-page"), *texts[:first], made("nav", "nav"), *texts[first:])


def _bytes(templates: Environment, name: str, values: dict[str, Any]) -> bytes:
    return render(templates, name, **values).encode()


def _values(book: Book, publication: Publication) -> dict[str, Any]:
    """What templates are given of the publication, in the book's language."""
    language = publication.language(book.language)
    code, day = language.code, publication.publication_date
    people = [(one.name.get(code, ""), one.role) for one in publication.contributors if one.name.get(code)]
    return {
        "language": language,
        "others": list({row.primary: row for row in publication.known if row.spaced != language.spaced}.values()),
        "identifier": publication.identifier,
        "title": publication.title[code],
        "tail": halves(publication.title[code])[1],
        "subtitle": publication.subtitle.get(code, ""),
        "description": publication.description.get(code, ""),
        "publisher": publication.publisher.get(code, ""),
        "people": people,
        "keywords": publication.keywords.get(code, ()),
        "licence": publication.licence,
        "licence_url": publication.licence_url,
        "version": publication.version,
        "day": day.isoformat(),
        "date": format_date(day, "long", locale=language.locale),
        "draft": draft.notice(book, publication),
    }
