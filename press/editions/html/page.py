"""The whole publication as one HTML file that asks for nothing: styles, fonts and pictures are inside, no script."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

from press import files, pandoc
from press.content.pictures import file_of
from press.content.positions import locate
from press.diagnostics import Diagnostic, EngineError, Location
from press.editions import pictures, templates
from press.editions.fonts import stacked
from press.editions.html import finish, fonts
from press.editions.html.parts import NoteStyle, imprint, parts
from press.editions.html.values import common_values
from press.model.book import Book
from press.model.publication import Publication

LIMIT = 3_000_000


def write_page(book: Book, publication: Publication, modules: Path, target: Path) -> None:
    """Write the page of a book.

    Args:
        book: the publication in one language.
        publication: its settings.
        modules: node_modules, for fonts.
        target: the file.

    Raises:
        EngineError: Pandoc or a template refused its work, a link leads nowhere (R001), a picture can't be taken, or
            the file is larger than LIMIT bytes (W002).
    """
    made = templates.environment(publication.root, book.words)
    language = publication.language(book.language)
    values = common_values(book, publication) | {"imprint": "", "parts": []} | _content(book, publication)
    bare = templates.render(made, "page/page.html.j2", **values, style="")
    faces, rows = fonts.inside([bare, fonts.specimen(book, publication.languages)], language, modules)
    told = {"faces": faces, "widths": finish.widths([bare]), "code": "<code" in bare, "formulas": "<math" in bare}
    style = stacked(templates.render(made, "css/web.css.j2", **told), rows, language)
    text = templates.render(made, "page/page.html.j2", **values, style=style)
    if (size := len(text.encode())) > LIMIT:
        hint = "make pictures smaller, or leave the page out of the publication's formats"
        message = f"{target.name} has {size:,} bytes; the limit is {LIMIT:,}"
        raise EngineError(_too_large(message, hint, book, publication))
    files.write_text(target, text)


def _too_large(message: str, hint: str, book: Book, publication: Publication) -> Diagnostic:
    """W002 at the largest picture, or at the formats of a publication that has none."""
    content = publication.root / "content"
    images = (node for part in book.parts for node in pandoc.walk(part.blocks) if node["t"] == "Image")
    sizes = {path: path.stat().st_size for node in images if (path := file_of(node["c"][2][0], content)).is_file()}
    if not sizes:
        return Diagnostic("W002", message, locate(content / "publication.yaml", "formats:"), hint)
    largest = max(sizes, key=sizes.__getitem__)
    return Diagnostic("W002", f"{message}; this is its largest picture, {sizes[largest]:,}", Location(largest), hint)


def _content(book: Book, publication: Publication) -> dict[str, object]:
    """Parts and imprint as HTML, all links within the page."""
    all_parts, imprint_page = parts(book, NoteStyle.POPOVER), imprint(book)
    pieces = [piece for p in all_parts for piece in (f' id="{p.part.anchor}"', p.title, p.body)]
    places = finish.anchors({"": [*pieces, imprint_page]})
    content, take = publication.root / "content", _inside(publication.root)

    def finished(text: str) -> str:
        text = finish.pictured(finish.linked(finish.classed(text), "", places), content, take)
        return finish.permalinks(text, [], book)

    bodies = [(p.part, finished(p.title), finished(finish.scrolling(p.body, p))) for p in all_parts]
    return {"parts": bodies, "imprint": finished(imprint_page)}


def _inside(root: Path) -> Callable[[Path], str]:
    """Makes of a picture an address that holds it."""

    def take(path: Path) -> str:
        data, suffix = pictures.published(path, root)
        return f"data:{pictures.TYPES[suffix]};base64,{base64.b64encode(data).decode()}"

    return take
