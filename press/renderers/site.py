"""The website of a book: a page a part, contents, notes at their calls; nothing is asked of another server.

A site in one language is a folder that works from a server and from a disk; sites of a publication stand beside each
other (site/en, site/zh …) and lead to each other paragraph by paragraph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

from press import files
from press.model.book import Book, Part
from press.model.publication import Publication
from press.model.typeface import Face
from press.renderers import fonts, html, templates, web, webfonts, webvalues

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
    made = templates.environment(publication.root, book.words)
    values = webvalues.common(book, publication) | {"page_name": page_name, "imprint_page": IMPRINT}
    with files.replacing(target) as folder:
        folder.mkdir()
        pages = _pages(book, publication, _copier(folder / "pictures"))
        written = {page.name: _written(made, page, values, publication, book) for page in pages}
        for name, text in written.items():
            (folder / name).write_text(text, encoding="utf-8")
        _write_style(made, written, book, publication, modules, folder)
        for name in ASSETS:
            (folder / name).write_text(templates.render(made, f"site/{name}"), encoding="utf-8")


def write_front_door(publication: Publication, target_dir: Path, modules: Path | None = None) -> None:
    """Write index.html into the folder of the sites: the languages by their own names, and no redirection.

    Args:
        publication: its settings.
        target_dir: the folder that holds the sites' folders.
        modules: node_modules; without it the page is set in the reader's own fonts.

    Raises:
        EngineError: the template refused its work (W001).
    """
    made = templates.environment(publication.root, {})
    bare = templates.render(made, "site/front.html.j2", publication=publication, faces="")
    language = publication.language(publication.source_language)
    faces = webfonts.inside([bare], language, modules) if modules else ""
    page = templates.render(made, "site/front.html.j2", publication=publication, faces=faces)
    files.write_text(target_dir / INDEX, page)


def page_name(part: Part) -> str:
    """The file's name of a part's page."""
    name = f"{part.id}.html"
    return f"part-{name}" if name in (INDEX, IMPRINT) else name


def _pages(book: Book, publication: Publication, take: Callable[[Path], str]) -> list[Page]:
    """All pages: contents, parts, and the imprint where there is one."""
    parts = html.parts(book, html.NoteStyle.POPOVER)
    imprint = html.imprint(book)
    pieces = {page_name(p.part): [f' id="{p.part.anchor}"', p.title, p.body] for p in parts}
    places = web.anchors(pieces | {IMPRINT: [imprint]})

    def finish(text: str, name: str) -> str:
        text = web.pictured(web.linked(web.classed(text), name, places), publication.root / "content", take)
        return web.permalinks(text, webvalues.neighbours(book, publication, name), book)

    pages = [Page(INDEX, "site/index.html.j2", {"current": None})]
    for at, part in enumerate(parts):
        name = page_name(part.part)
        values = {
            "current": part.part,
            "title": finish(part.title, name),
            "body": finish(web.scrolling(part.body, part), name),
            "before": parts[at - 1].part if at else None,
            "after": parts[at + 1].part if at + 1 < len(parts) else None,
        }
        pages.append(Page(name, "site/part.html.j2", values))
    if imprint:
        pages.append(Page(IMPRINT, "site/imprint.html.j2", {"current": None, "body": finish(imprint, IMPRINT)}))
    return pages


def _written(made: Environment, page: Page, values: dict[str, Any], publication: Publication, book: Book) -> str:
    neighbours = webvalues.neighbours(book, publication, page.name)
    return templates.render(made, page.template, **values, **page.values, here=page.name, neighbours=neighbours)


def _copier(folder: Path) -> Callable[[Path], str]:
    """Copies pictures into a folder under names made of their content; answers their addresses."""

    def take(path: Path) -> str:
        data = path.read_bytes()
        folder.mkdir(exist_ok=True)
        name = f"{path.stem}-{_digest(data)}{path.suffix.lower()}"
        (folder / name).write_bytes(data)
        return f"{folder.name}/{name}"

    return take


def _write_style(
    made: Environment, pages: Mapping[str, str], book: Book, publication: Publication, modules: Path, folder: Path
) -> None:
    """The style sheet and the fonts, cut to what the pages say."""
    language = publication.language(book.language)
    urls: dict[Face, str] = {}
    (folder / "fonts").mkdir()
    for face, data in webfonts.subsets([*pages.values(), webfonts.specimen(book)], language, modules).items():
        name = f"fonts/{face.file.stem}-{_digest(data)}.woff2"
        (folder / name).write_bytes(data)
        urls[face] = name
    values = {"faces": fonts.rules(urls, language), "widths": web.widths(pages.values())}
    (folder / "site.css").write_text(templates.render(made, "css/web.css.j2", **values), encoding="utf-8")


def _digest(data: bytes) -> str:
    """Ten hexadecimal digits that stand for the bytes."""
    return hashlib.sha256(data).hexdigest()[:10]
