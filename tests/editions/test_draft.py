"""A draft says in every edition how much of it is translated, and shows what changed."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import rich_samples
import samples

from press import pandoc
from press.book import drafts
from press.editions import draft
from press.editions.epub.write import write_epub
from press.editions.html.page import write_page
from press.editions.html.site import write_site
from press.editions.pdf.write import write_pdf
from press.languages.registry import LANGUAGES
from press.model.book import Book, Completeness
from press.verify.pdf_text import of_pdf

MODULES = Path(__file__).resolve().parents[2] / "node_modules"
NOTICE = "Draft. Segments translated: 3 of 6; out of date: 1; missing: 2."


@pytest.fixture
def book() -> Book:
    made = samples.book("en", "# Title {#sec-a}\n\nA stale text.")
    [part] = made.parts
    number, *text = part.blocks[0]["c"]
    changes = drafts.changes("an old text", "a new text", LANGUAGES["en"])
    block = {"t": "Para", "c": [number, *drafts.stale(text), pandoc.SPACE, *changes]}
    parts = (replace(part, blocks=[block]),)
    return replace(made, parts=parts, completeness=Completeness(3, 1, 2), source="0a1b2c3d")


def test_a_complete_book_says_nothing(book: Book, tmp_path: Path) -> None:
    publication = rich_samples.publication(tmp_path)
    assert draft.notice(replace(book, completeness=Completeness(6)), publication) == ""
    assert draft.notice(book, publication) == f"{NOTICE} Source text: version {publication.version} (0a1b2c3d)."


def test_html_editions_tell_it_and_mark_the_change(book: Book, tmp_path: Path) -> None:
    publication = rich_samples.publication(tmp_path)
    write_page(book, publication, MODULES, tmp_path / "page.html")
    write_site(book, publication, MODULES, tmp_path / "site")
    write_epub(book, publication, MODULES, tmp_path / "content/figures/dot.png", tmp_path / "book.epub")
    epub = zipfile.ZipFile(tmp_path / "book.epub")
    texts = [(tmp_path / "page.html").read_text("utf-8"), (tmp_path / "site/a.html").read_text("utf-8")]
    texts.append("".join(epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml")))
    for text in texts:
        assert NOTICE in text
        assert '<span class="press-stale">' in text
        assert "<del>" in text
        assert "<u>" in text


def test_a_pdf_tells_it_on_its_title_page_and_says_draft_on_every_page(book: Book, tmp_path: Path) -> None:
    write_pdf(book, rich_samples.publication(tmp_path), MODULES, tmp_path / "book.pdf")
    body = of_pdf(tmp_path / "book.pdf").body
    assert " ".join(NOTICE.split()) in " ".join(body.split())
    import pypdfium2

    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert all("Draft" in page for page in pages if page.strip())
