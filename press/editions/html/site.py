"""The website of a book: a page a part, contents, notes at their calls; nothing is asked of another server.

A site in one language is a folder that works from a server and from a disk; sites of a publication stand beside each
other (site/en, site/zh …) and lead to each other paragraph by paragraph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from press import files, pandoc
from press.editions import fonts, pictures, templates
from press.editions.html import finish, parts
from press.editions.html import fonts as web_fonts
from press.editions.html.parts import HtmlPart
from press.editions.html.values import common_values, neighbours
from press.model.book import Book, Part
from press.model.fonts import Face
from press.model.publication import Publication

INDEX, IMPRINT = "index.html", "imprint.html"
ASSETS = ("site.js",)


@dataclass(frozen=True)
class Page:
    """A page of the site: its file's name, the template that makes it, what it is told beside the common values."""

    name: str
    template: str
    values: Mapping[str, Any]


def write_site(book: Book, publication: Publication, modules: Path, target: Path) -> None:
    """Write the site of a book.

    Args:
        book: the publication in one language.
        publication: its settings.
        modules: node_modules, for fonts.
        target: the site's folder; it takes the place of what is there at once.

    Raises:
        EngineError: Pandoc or a template refused its work, a link leads nowhere (R001), a picture can't be taken.
    """
    with files.replacing(target) as folder:
        folder.mkdir()
        desk = Desk(book, publication, _taker(publication.root, folder / "pictures"))
        written = {page.name: desk.write(page) for page in _pages(desk)}
        for name, text in written.items():
            (folder / name).write_text(text, encoding="utf-8")
        _write_style(desk, written, modules, folder)
        for name in ASSETS:
            (folder / name).write_text(desk.render(f"site/{name}"), encoding="utf-8")


def write_front_door(publication: Publication, target: Path, modules: Path | None = None) -> None:
    """Write the page that chooses the site's language: the languages by their own names, and no redirection.

    Args:
        publication: its settings.
        target: the file, in the folder that holds the sites' folders.
        modules: node_modules; without it the page is set in the reader's own fonts.

    Raises:
        EngineError: the template refused its work (W001).
    """
    made = templates.environment(publication.root, {})
    language = publication.language(publication.source_language)
    bare = templates.render(made, "site/front.html.j2", publication=publication, source=language, faces="")
    faces, rows = web_fonts.inside([bare], language, modules) if modules else ("", ())
    page = templates.render(made, "site/front.html.j2", publication=publication, source=language, faces=faces)
    files.write_text(target, fonts.stacked(page, rows, language))


def page_name(part: Part) -> str:
    """The file's name of a part's page."""
    name = f"{part.id}.html"
    return f"part-{name}" if name in (INDEX, IMPRINT) else name


class Desk:
    """Where pages of a book are made: each by itself, since a preview wants one and a site all."""

    def __init__(self, book: Book, publication: Publication, take: Callable[[Path], str]) -> None:
        """Make pages of a book; `take` is given a picture's path and answers its address."""
        self.book, self.publication, self._take = book, publication, take
        self._templates = templates.kept(publication.root, book.words)
        self._values = common_values(book, publication) | {"page_name": page_name, "imprint_page": IMPRINT}

    def render(self, name: str, **values: Any) -> str:
        """A template that isn't a page."""
        return templates.render(self._templates, name, **values)

    def contents(self) -> Page:
        """The first page."""
        return Page(INDEX, "site/index.html.j2", {"current": None})

    def part(self, part: HtmlPart) -> Page:
        """The page of a part."""
        at = [other.id for other in self.book.parts].index(part.part.id)
        name = page_name(part.part)
        values = {
            "current": part.part,
            "title": self._finished(part.title, name, part.part.id),
            "body": self._finished(finish.scrolling(part.body, part), name, part.part.id),
            "before": self.book.parts[at - 1] if at else None,
            "after": self.book.parts[at + 1] if at + 1 < len(self.book.parts) else None,
        }
        return Page(name, "site/part.html.j2", values)

    def imprint(self, body: str) -> Page:
        """The page of the imprint."""
        document = self.publication.imprint.id if self.publication.imprint else ""
        return Page(IMPRINT, "site/imprint.html.j2", {"current": None, "body": self._finished(body, IMPRINT, document)})

    def write(self, page: Page) -> str:
        """The HTML of a page."""
        others = neighbours(self.book, self.publication, page.name)
        return self.render(page.template, **self._values, **page.values, here=page.name, neighbours=others)

    def _finished(self, text: str, name: str, document: str) -> str:
        content = self.publication.root / "content"
        text = finish.pictured(finish.linked(finish.classed(text), name, self._places), content, self._take)
        others = neighbours(self.book, self.publication, name)
        return finish.permalinks(text, others, self.book, _original(self.publication, document, self.book.language))

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """The page of each anchor."""
        found = {part.anchor: page_name(part) for part in self.book.parts}
        for part in self.book.parts:
            found |= dict.fromkeys(_anchors(part.title) | _anchors(part.blocks), page_name(part))
        return found | dict.fromkeys(_anchors(self.book.imprint), IMPRINT)


def _anchors(blocks: Any) -> set[str]:
    return {anchor for found in pandoc.anchors(blocks) for anchor in found}


def _pages(desk: Desk) -> Iterator[Page]:
    """All pages: contents, parts, and the imprint where there is one."""
    yield desk.contents()
    yield from map(desk.part, parts.parts(desk.book, parts.NoteStyle.POPOVER))
    if imprint := parts.imprint(desk.book):
        yield desk.imprint(imprint)


def _original(publication: Publication, document: str, language: str) -> str:
    """The language that a document was written in, where its page can show the original; where not, nothing."""
    beside = {found.id for found in publication.parallel_texts(language)}
    own = {found.id: found.language for found in publication.texts if found.id not in beside}
    found = own.get(document, "")
    return "" if found == language else found


def _taker(root: Path, folder: Path) -> Callable[[Path], str]:
    """Puts pictures into a folder under names made of their content alone; answers their addresses."""

    def take(path: Path) -> str:
        data, suffix = pictures.published(path, root)
        folder.mkdir(exist_ok=True)
        name = pictures.name(data, suffix)
        (folder / name).write_bytes(data)
        return f"{folder.name}/{name}"

    return take


def _write_style(desk: Desk, pages: Mapping[str, str], modules: Path, folder: Path) -> None:
    """The style sheet and the fonts, cut to what the pages say."""
    language = desk.publication.language(desk.book.language)
    urls: dict[Face, str] = {}
    (folder / "fonts").mkdir()
    said = [*pages.values(), web_fonts.specimen(desk.book, desk.publication.languages)]
    for face, data in web_fonts.subsets(said, language, modules).items():
        name = f"fonts/{face.file.stem}-{_digest(data)}.woff2"
        (folder / name).write_bytes(data)
        urls[face] = name
    values: dict[str, Any] = {"faces": fonts.rules(urls, language), "widths": finish.widths(pages.values())}
    values["code"] = any("<code" in page for page in pages.values())
    values["formulas"] = any("<math" in page for page in pages.values())
    style = fonts.stacked(desk.render("css/web.css.j2", **values), web_fonts.rows(urls), language)
    (folder / "site.css").write_text(style, encoding="utf-8")


def _digest(data: bytes) -> str:
    """Ten hexadecimal digits that stand for the bytes."""
    return hashlib.sha256(data).hexdigest()[:10]
