"""Pages of the site, one at a time: the templates and style sheets of the site itself, faces whole, segments marked."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from press import blockwise
from press.book.stages.source import Source
from press.editions import fonts, pictures, templates
from press.editions.html import parts
from press.editions.html.site import IMPRINT, INDEX, Desk, page_name
from press.model.book import Book
from press.model.fonts import EVERY_FACE, FACES, SCRIPTS, Face, Script
from press.model.publication import Publication
from press.preview.marking import marked_imprint, marked_part
from press.project import MODULES

Take = Callable[[Path], str]

FONTS = {face.file.name: face.file for face in (*EVERY_FACE, fonts.math_face())}
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def names(book: Book) -> Mapping[str, str]:
    """The pages of a book with the document that each shows; none for the first page."""
    imprint = {IMPRINT: "imprint"} if book.imprint else {}
    return {INDEX: "", **{page_name(part): part.id for part in book.parts}, **imprint}


def page(book: Book, publication: Publication, name: str, sources: Mapping[str, Source], take: Take) -> str:
    """The HTML of a page as the site has it, segments marked; the content security policy is the server's affair.

    Args:
        book: in the language of the page.
        publication: its settings.
        name: one of `names`.
        sources: the documents, by id, for the ids of segments.
        take: is given a picture's path and answers its address.
    """
    return _POLICY.sub("", plain_page(book, publication, name, sources, take), count=1)


def plain_page(book: Book, publication: Publication, name: str, sources: Mapping[str, Source], take: Take) -> str:
    """The same with its policy; without `sources` it is, but for the addresses of pictures, the page of the site."""
    desk = Desk(book, publication, take)
    if name == INDEX:
        return desk.write(desk.contents())
    if name == IMPRINT:
        own = publication.imprint and sources.get(publication.imprint.id)
        return desk.write(desk.imprint(parts.imprint(marked_imprint(book, own) if own else book)))
    part = next(part for part in book.parts if page_name(part) == name)
    shown = marked_part(part, sources[part.id]) if part.id in sources else part
    (written,) = parts.parts(replace(book, parts=(shown,)), parts.NoteStyle.POPOVER)
    return desk.write(desk.part(replace(written, part=part)))


def style(book: Book, publication: Publication) -> str:
    """The site's style sheet with whole faces; a book's tables may have any width."""
    faces = fonts.rules(_addresses("../fonts"), publication.language(book.language))
    made = templates.kept(publication.root, book.words)
    sheet = templates.render(made, "css/web.css.j2", faces=faces, widths=range(1, 101), code=True, formulas=True)
    return fonts.stacked(sheet, _set_up(), publication.language(book.language))


def front_door(publication: Publication) -> tuple[str, str]:
    """The page that chooses the language, and the content security policy that allows its own style."""
    made = templates.environment(publication.root, {})
    language = publication.language(publication.source_language)
    faces = fonts.rules(_addresses("fonts"), language)
    page = templates.render(made, "site/front.html.j2", publication=publication, source=language, faces=faces)
    page = fonts.stacked(page, _set_up(), language)
    text = _POLICY.sub("", page, count=1).replace("</head>", '<link rel="icon" href="favicon.ico">\n</head>', 1)
    hashes = (hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(text))
    allowed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in hashes)
    own = "font-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    return text, f"default-src 'none'; style-src {allowed}; {own}"


def _set_up() -> tuple[Script, ...]:
    """The rows of scripts whose faces are there."""
    return tuple(row for row in SCRIPTS if all((MODULES / face.file).is_file() for face in row.faces))


def _addresses(folder: str) -> dict[Face, str]:
    """The address of each face that is there, in a folder as its style sheet calls it."""
    faces = (*FACES, *(face for row in _set_up() for face in row.faces), fonts.math_face())
    return {face: f"{folder}/{face.file.name}" for face in faces}


class Pictures:
    """The addresses of pictures that pages show: the table of what the server gives out."""

    def __init__(self, root: Path) -> None:
        """Begin with none of a publication's."""
        self._root = root
        self.known: dict[str, Path] = {}

    def take(self, path: Path) -> str:
        """The address of a picture, relative to its page; the site's own."""
        name = blockwise.recalled(_name, path, self._root, stamp=blockwise.stamp(path))
        self.known[name] = path
        return f"pictures/{name}"


def _name(path: Path, root: Path) -> str:
    return pictures.name(*pictures.published(path, root))
