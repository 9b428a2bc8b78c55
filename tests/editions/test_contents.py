"""What stands in no contents list is published all the same, and bookmarks hold no numbers of notes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pdfbooks
import pikepdf
import pytest
import rich_samples
import samples
import webbooks
from PIL import Image

from press.editions.epub.write import write_epub
from press.editions.html.site import write_site
from press.editions.txt.write import write_txt
from press.model.book import Book
from press.verify.markup_text import of_site
from press.verify.plain_text import of_txt
from press.verify.text import lost


@pytest.fixture(scope="module")
def book() -> Book:
    made = samples.book("en", "# To nobody {#sec-a}\n\nFirst.\n\n## Inner {#sec-i}\n", "# Told {#sec-b}\n\nSecond.")
    first, second = made.parts
    return replace(made, parts=(replace(first, listed=False), second))


def test_the_site(book: Book, tmp_path: Path) -> None:
    write_site(book, webbooks.publication(tmp_path, "en"), webbooks.MODULES, tmp_path / "en")
    assert not any("To nobody</a>" in page.read_text("utf-8") for page in (tmp_path / "en").glob("index.html"))
    assert "To nobody" in (tmp_path / "en/a.html").read_text("utf-8")
    assert list(lost(book.fragments, of_site(tmp_path / "en"), "site:en")) == []


def test_the_epub(book: Book, tmp_path: Path) -> None:
    Image.new("RGB", (2, 3)).save(tmp_path / "cover.png")
    write_epub(book, rich_samples.publication(tmp_path), webbooks.MODULES, tmp_path / "cover.png", tmp_path / "a.epub")
    with zipfile.ZipFile(tmp_path / "a.epub") as archive:
        files = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    lists = [text for name, text in files.items() if name.endswith(("nav.xhtml", ".ncx"))]
    assert len(lists) == 2
    assert not any("To nobody" in text or "Inner" in text for text in lists)
    assert any("To nobody" in text for name, text in files.items() if "ch00" in name)


def test_the_plain_text(book: Book, tmp_path: Path) -> None:
    write_txt(book, rich_samples.publication(tmp_path), tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text("utf-8").count("To nobody") == 1
    assert list(lost(book.fragments, of_txt(tmp_path / "a.txt"), "txt:en")) == []


def test_the_pdf(book: Book) -> None:
    with pikepdf.open(pdfbooks.write(book, "unlisted")) as pdf, pdf.open_outline() as outline:
        told = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert told == [("Contents", []), ("Chapter 2. Told", [])]


def test_a_bookmark_holds_no_number_of_a_note() -> None:
    markdown = "# T {#sec-t}\n\n## A *section*^[Note.] with `code`\n\n### Deep^[More.]\n\n## Out {.unlisted}\n\nEnd."
    with pikepdf.open(pdfbooks.one("en", markdown, "bookmarks")) as pdf, pdf.open_outline() as outline:
        (section,) = outline.root[1].children
        assert re.sub("\u00a0", " ", section.title) == "A section with code"
        assert [child.title for child in section.children] == ["Deep"]
