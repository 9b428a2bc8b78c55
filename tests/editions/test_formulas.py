"""Formulas in every edition: as MathML in pages and EPUB, as a line in plain text; the proof finds them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import samples
import webbooks
from fontTools.ttLib import TTFont
from lxml import html

from press.editions import fonts
from press.editions.cover.picture import write_cover_image
from press.editions.epub.write import write_epub
from press.editions.html.page import write_page
from press.editions.txt.write import write_txt
from press.model.book import Book
from press.verify import markup_text, plain_text
from press.verify.text import lost

TEXT = (
    "# Of $x_1$ {#sec-a}\n\nLet $\\sqrt{x}$ be, and $$\\int_0^1 f = \\text{若}$$ behind.\n\n- In $\\hat{H}$.[^1]\n\n"
    "[^1]: Or $\\mathbb{R}$.\n"
)
PLAIN = "# T {#sec-a}\n\nText.\n"


@pytest.fixture
def book() -> Book:
    return samples.book("en", TEXT)


def test_a_page_holds_mathml_and_its_face(book: Book, tmp_path: Path) -> None:
    publication = webbooks.publication(tmp_path)
    target = tmp_path / "a.html"
    write_page(book, publication, webbooks.MODULES, target)
    found = html.fromstring(target.read_bytes())
    told = [math.get("alttext") for math in found.iter("math")]
    assert told == ["x₁", "√x", "∫₀¹ f = 若", "H\u0302", "ℝ"]
    assert [math.get("display") for math in found.iter("math")] == [None, None, "block", None, None]
    assert "Press Math" in target.read_text("utf-8")
    assert not list(lost(book.fragments, markup_text.of_page(target), "page:en"))


def test_a_formula_that_is_gone_is_missed(book: Book, tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    write_page(book, webbooks.publication(tmp_path), webbooks.MODULES, target)
    text = target.read_text("utf-8").replace("<msqrt", "<mphantom").replace("</msqrt>", "</mphantom>")
    target.write_text(text, "utf-8")
    (told,) = lost(book.fragments, markup_text.of_page(target), "page:en")
    assert told.code == "L001"


def test_an_epub_says_which_of_its_documents_hold_mathml(tmp_path: Path) -> None:
    book = samples.book("en", TEXT, PLAIN.replace("sec-a", "sec-b"))
    cover, target = tmp_path / "c.png", tmp_path / "a.epub"
    publication = webbooks.publication(tmp_path)
    write_cover_image(book, publication, webbooks.MODULES, cover)
    write_epub(book, publication, webbooks.MODULES, cover, target)
    with zipfile.ZipFile(target) as archive:
        package = archive.read("EPUB/package.opf").decode()
        assert "EPUB/fonts/press-math-400-normal.woff2" in archive.namelist()
    rows = [line for line in package.splitlines() if "ch00" in line and "<item " in line]
    assert ['properties="mathml"' in row for row in rows] == [True, False]
    assert not list(lost(book.fragments, markup_text.of_epub(target), "epub:en"))


def test_plain_text_has_formulas_in_its_lines(book: Book, tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    write_txt(book, webbooks.publication(tmp_path), target)
    assert "   1  Let √x be, and\n      ∫₀¹ f = 若\n      behind.\n" in target.read_text("utf-8")
    assert not list(lost(book.fragments, plain_text.of_txt(target), "txt:en"))


def test_a_book_without_formulas_has_no_face_for_them(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    write_page(samples.book("en", PLAIN), webbooks.publication(tmp_path), webbooks.MODULES, target)
    assert "Press Math" not in target.read_text("utf-8")


def test_the_face_keeps_what_it_draws_large_signs_by() -> None:
    ((face, data),) = fonts.of_formulas(["<math><msqrt><mi>x</mi></msqrt></math>"], webbooks.MODULES).items()
    with TTFont(BytesIO(data)) as font:
        assert font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
        assert {ord("x"), ord("√"), ord("𝑥")} <= set(font.getBestCmap())
    assert face.family == "Press Math"
    assert fonts.of_formulas(["<p>x</p>"], webbooks.MODULES) == {}
