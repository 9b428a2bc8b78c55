"""What no publication's files alone bring about: each function provokes one diagnostic in the code that owns it.

A case names one: `provocation: typesetting_engine_of_another_version`. It is given a publication's folder and pytest's
monkeypatch, and has to raise PublicationError.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rich_samples
import samples
import stages
from validators import epubcheck, verapdf

from press import files, pandoc
from press.diagnostics import EngineError, refusal
from press.languages.registry import LANGUAGES
from press.tasks import stored

MODULES = stages.PROJECT / "node_modules"
SHORT = "# A {#sec-a}\n\nFew words.^[A note.]"
Patch = pytest.MonkeyPatch


def pandoc_of_nothing(root: Path, patch: Patch) -> None:
    pandoc.run("text", "no-such-format", "html")


def pandoc_without_end(root: Path, patch: Patch) -> None:
    patch.setattr(pandoc, "PATIENCE", 0.001)
    pandoc.run("text", "markdown", "html")


def document_as_long_as_a_book(root: Path, patch: Patch) -> None:
    path = root / "content/chapters/borrowing.md"
    with path.open("a", encoding="utf-8") as file:
        file.write("\nIt is lent again and again." * 120_000)
    stages.source(root)


def text_left_out(root: Path, patch: Patch) -> None:
    """An edition that holds the book but for one word."""
    from press.editions.html import page

    def write_page(book: object, publication: object, modules: Path, target: Path) -> None:
        book = stored.read_book(root / "build" / "en" / "book")
        runs = [run for fragment in book.fragments if not fragment.note for run in fragment.runs]
        notes = [run for fragment in book.fragments if fragment.note for run in fragment.runs]
        body = " ".join(runs).replace("atlases, and weighs", "atlases, and weights")
        feet = "".join(f'<p role="doc-footnote">{note}</p>' for note in notes)
        target.write_text(f'<meta charset="utf-8"><p>{body}</p>{feet}', "utf-8")

    patch.setattr(page, "write_page", write_page)
    stages.edition("page", "en", root)


def file_where_a_folder_should_be(root: Path, patch: Patch) -> None:
    try:
        files.write_text(root / "content/publication.yaml/en.html", "text")
    except OSError as error:
        raise refusal(error) or error from error


def stored_text_that_is_cut_off(root: Path, patch: Patch) -> None:
    stages.source(root)
    for path in (root / "build/source").iterdir():
        path.write_bytes(path.read_bytes()[:100])
    stored.read_all({path.name: path for path in sorted((root / "build/source").iterdir())})


def pipe_for_a_file(root: Path, patch: Patch) -> None:
    os.mkfifo(root / "returned.xlf")
    stages.taken_in("xliff", "ru", root)


def page_too_large(root: Path, patch: Patch) -> None:
    from press.editions.html import fonts, page

    patch.setattr(page, "LIMIT", 1000)
    patch.setattr(fonts, "inside", lambda *arguments: ("", ()))  # cutting fonts takes seconds
    page.write_page(samples.book("en", SHORT), rich_samples.publication(root), MODULES, root / "page.html")


def picture_for_no_browser(root: Path, patch: Patch) -> None:
    from press.editions.html import page

    publication = rich_samples.publication(root)
    (root / "content/figures/dot.ico").write_bytes(b"\0\0\1\0")
    book = samples.book("en", "# A {#sec-a}\n\n![A dot](figures/dot.ico)")
    page.write_page(book, publication, MODULES, root / "page.html")


def picture_for_no_epub(root: Path, patch: Patch) -> None:
    publication = rich_samples.publication(root)
    (root / "content/figures/dot.ico").write_bytes(b"\0\0\1\0")
    _epub("# A {#sec-a}\n\n![A dot](figures/dot.ico)", publication, root)


def epub_cut_at_a_heading(root: Path, patch: Patch) -> None:
    _epub("# A {#sec-a}\n\nOne.\n\n# B {#sec-b}\n\nTwo.", rich_samples.publication(root), root)


def _epub(markdown: str, publication: object, root: Path) -> None:
    from press.editions.epub.write import write_epub

    cover = root / "content/figures/dot.png"
    write_epub(samples.book("en", markdown), publication, MODULES, cover, root / "book.epub")  # type: ignore[arg-type]


def epub_without_container(root: Path, patch: Patch) -> None:
    book = root / "book.epub"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    raise EngineError(epubcheck.epubcheck([book]))


def epub_with_a_warning(root: Path, patch: Patch) -> None:
    """An answer of epubcheck, as it gives it for a name with a space."""
    answer = (
        '{"messages": [{"ID": "PKG-010", "severity": "WARNING", "message": "Filename contains spaces.", '
        '"suggestion": "Take them out.", "locations": [{"path": "EPUB/a b.xhtml", "line": -1, "column": -1}]}, '
        '{"ID": "INF-001", "severity": "INFO", "message": "told by the way", "locations": []}]}'
    )
    _java(root, patch, f"echo '{answer}'")
    raise EngineError(epubcheck.epubcheck([root / "book.epub"]))


def epubcheck_that_fails(root: Path, patch: Patch) -> None:
    _java(root, patch, "echo no memory >&2; exit 1")
    epubcheck.epubcheck([root / "book.epub"])


def epubcheck_that_is_not_there(root: Path, patch: Patch) -> None:
    patch.setattr(epubcheck, "find_spec", lambda name: None)
    epubcheck.epubcheck([root / "book.epub"])


def _java(root: Path, patch: Patch, script: str) -> None:
    """Let a shell script stand for Java."""
    java = root / "java"
    java.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    java.chmod(0o755)
    patch.setattr(epubcheck, "_tools", lambda: (java, root / "epubcheck.jar"))
    patch.setattr(verapdf, "_java", lambda jar: java)


def rune_without_a_glyph(root: Path, patch: Patch) -> None:
    from press.editions.pdf.write import write_pdf

    book = samples.book("en", "# A {#sec-a}\n\nThe rune ᚠ stands here.")
    write_pdf(book, rich_samples.publication(root), MODULES, root / "book.pdf")


def face_that_is_not_set_up(root: Path, patch: Patch) -> None:
    from press.book import faces

    book = samples.book("en", "# A {#sec-a}\n\nThe name བོད stands here.")
    if found := list(faces.undrawn(book, rich_samples.publication(root), root / "node_modules")):
        raise EngineError(found)


def _style(root: Path, style: str, body: str = "<p>Few words.") -> None:
    """Lay out a page as the PDF of a book is: without a face, Pango's measures are those of whatever ran before."""
    from press.editions import fonts
    from press.editions.pdf import checks, write
    from press.typesetting.engine import running

    faces = f'{fonts.css_local(MODULES, LANGUAGES["en"])} html {{ font-family: "Press Serif" }} '
    with running([root, MODULES]) as engine:
        html = engine.parse(f"<html lang=en><title>A</title>{body}", root)
        document = engine.lay_out(html, engine.sheet(faces + style, root))
        write.stop(checks.overflowing(document.pages, 0, [html.etree_element]))
        write.stop(checks.warnings(engine.warnings, [html.etree_element]))


def style_that_is_not_known(root: Path, patch: Patch) -> None:
    _style(root, "p { colour: red }")


def words_wider_than_the_page(root: Path, patch: Patch) -> None:
    _style(root, "@page { size: 90px; margin: 20px } p { white-space: nowrap }", "<p>Words that do not break.")


def picture_of_the_machine(root: Path, patch: Patch) -> None:
    _style(root, "", '<img src="file:///etc/hostname" alt="A picture">')


def picture_of_the_web(root: Path, patch: Patch) -> None:
    _style(root, "p { background: url(https://example.org/a.png) }")


def links_to_nothing(root: Path, patch: Patch) -> None:
    from press.editions.pdf import html, write

    tree = ElementTree.fromstring('<p id="a"><a href="#a"/><a href="#b"/><a href="text.md"/></p>')
    write.stop(html.broken(tree))


def typesetting_engine_of_another_version(root: Path, patch: Patch) -> None:
    from press.typesetting import engine

    patch.setattr(engine.weasyprint, "__version__", "1.0")
    with engine.running([root]):
        raise AssertionError("it ran")


def pdf_that_breaks_a_rule(root: Path, patch: Patch) -> None:
    """An answer of veraPDF."""
    rule = (
        '{"specification": "ISO 14289-1:2014", "clause": "7.1", "testNumber": 9, "description": "A title is needed", '
        '"checks": [{"context": "root/document[0]"}]}'
    )
    result = f'{{"validationResult": [{{"details": {{"ruleSummaries": [{rule}]}}}}]}}'
    _java(root, patch, f"""echo '{{"report": {{"jobs": [{result}]}}}}'""")
    raise EngineError(verapdf.verapdf([root / "book.pdf"], root / "verapdf.jar", ["ua1"]))


def verapdf_that_is_not_there(root: Path, patch: Patch) -> None:
    verapdf.verapdf([root / "book.pdf"], root / "verapdf.jar", ["ua1"])


def note_without_room(root: Path, patch: Patch) -> None:
    """A layout that drops the note however the paragraph is broken."""
    from press.editions.pdf import notes, write
    from press.editions.pdf.write import write_pdf

    dropped = list(ElementTree.fromstring('<p><span class="press-note" id="press-note-1"/></p>'))
    patch.setattr(notes, "lost", lambda root, pages: dropped)
    patch.setattr(write, "REMEDIES", write.REMEDIES[:1])
    write_pdf(samples.book("en", SHORT), rich_samples.publication(root), MODULES, root / "book.pdf")


def project_that_a_translator_has_worked_in(root: Path, patch: Patch) -> None:
    import bundles

    from press.translations.exchange import omegat

    omegat.write(bundles.bundle(), root / "project")
    (root / "project" / omegat.NAME).write_text("<tmx/>")
    omegat.write(bundles.bundle(), root / "project")


PROVOCATIONS: dict[str, Callable[[Path, Patch], None]] = {
    name: value
    for name, value in list(globals().items())
    if getattr(value, "__module__", "") == __name__ and not name.startswith("_")
}
