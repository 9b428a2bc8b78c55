"""Formulas in a PDF: on the line of the text, in lines of their own, tagged, and found by their text."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pdfbooks
import pikepdf
import pypdfium2
import pytest
import samples

from press.diagnostics import EngineError
from press.editions.pdf import formulas
from press.editions.pdf.formulas import SVG, Text
from press.verify import pdf_text
from press.verify.text import lost

TEXT = Text(10, 14, 294, "#000")
MODULES = pdfbooks.MODULES
LINES = " and so on, word after word, until the line is full and the next one begins, and that once more"


def span(tex: str, said: str = "x", display: bool = False) -> str:
    return f'<span class="press-formula{" press-display" * display}" data-tex="{tex}">{said}</span>'


def drawn(body: str, text: Text = TEXT) -> Element:
    root = fromstring(f"<body>{body}</body>")
    formulas.draw(root, text, MODULES)
    return root


def test_a_small_fraction_takes_no_more_room_than_its_line() -> None:
    (svg,) = drawn(f"<p>a {span(chr(92) + 'frac{a}{b}')} b</p>").iter(f"{SVG}svg")
    style = dict(part.split(":") for part in svg.attrib["style"].split(";"))
    below = -float(style["vertical-align"].removesuffix("em"))
    assert below < 0.35
    assert float(style["margin-bottom"].removesuffix("em")) < 0


def test_it_is_drawn_in_the_ink_that_is_asked_for() -> None:
    root = drawn(f"<p>{span('x')}</p>", Text(10, 14, 294, "device-cmyk(0 0 0 1)"))
    inks = {one.get("fill") for one in root.iter() if one.get("fill")}
    assert inks == {"device-cmyk(0 0 0 1)"}


def test_lines_break_at_signs_but_not_between_a_formula_and_a_letter() -> None:
    root = drawn(f"<p>the {span('a = b')}-th <b>w</b>{span('n')}, and 第{span('n')}位</p>")
    assert len(root.findall(f".//{SVG}svg")) == 4
    bound, free, chinese = root.findall("p/span")
    assert bound.tail.startswith("\u2060-th")
    assert free.tail.startswith("\u2060,")
    assert [child.get("class") for child in chinese] == ["press-gap", "press-drawn", "press-gap"]


def test_a_formula_on_its_own_line_parts_its_paragraph_and_takes_whole_lines() -> None:
    root = drawn(f"<p>Before {span('x', display=True)} behind.</p><p>{span('y', display=True)}</p>")
    assert [(p.get("class"), "".join(p.itertext()).strip()) for p in root] == [
        (None, "Before"),
        ("press-formula-line press-bound", "x"),
        ("press-goes-on", "behind."),
        ("press-formula-line", "x"),
    ]
    (svg,) = root[1].iter(f"{SVG}svg")
    _, _, _, height = map(float, svg.attrib["viewBox"].split())
    padding = float(root[1].attrib["style"].removeprefix("padding:").split("pt")[0])
    assert (height / 100 + 2 * padding) % 14 == pytest.approx(0, abs=0.01)


def test_chinese_characters_are_outlines() -> None:
    root = drawn(f"<p>{span(chr(92) + 'text{若则}', '若则')}</p>")
    assert not list(root.iter(f"{SVG}text"))
    assert len([path for path in root.iter(f"{SVG}path") if path.get("transform", "").startswith("translate")]) == 2


def test_a_letter_that_no_face_has_and_a_formula_that_is_too_wide_are_told() -> None:
    with pytest.raises(EngineError, match="P001: no face of mathematics has “क”"):
        drawn(f"<p>{span(chr(92) + 'text{क}')}</p>")
    wide = r"\begin{matrix}" + " & ".join("abcdefghijklmnopqrstuvwxyz" * 2) + r"\end{matrix}"
    with pytest.raises(EngineError, match=r"P020: the formula is 2.. times as wide"):
        drawn(f"<p>{span(wide.replace('&', '&amp;'), display=True)}</p>")


@pytest.fixture(scope="module")
def book_path() -> Path:
    text = (
        "# Of $x^2$ {#sec-a}\n\nLet $\\frac{a}{b}$ and $x^2 + \\alpha$ be"
        + LINES
        + ".\n\n$$\\sum_{i=1}^n i$$\n\n| $\\lambda$ | $\\hat{H}$ |\n|---|---|\n| $y_1$ | 2 |\n\nA note.[^1]\n\n"
        + "[^1]: Or $\\sqrt{z}$.\n"
    )
    return pdfbooks.write(samples.book("en", text), "formulas")


def test_each_is_a_formula_of_the_structure_with_its_text(book_path: Path) -> None:
    with pikepdf.open(book_path) as pdf:
        told = [str(node.Alt) for node in pdfbooks.elements(pdf, "Formula")]
        kinds = {kind for node in pdfbooks.elements(pdf, "Formula") for kind in pdfbooks.kinds(node)}
    assert told == ["x²", "a/b", "x² + α", "∑_(i = 1)ⁿ i", "λ", "H\u0302", "y₁", "√z"]
    assert kinds == {""}


def test_search_and_copy_find_what_it_says_in_its_place(book_path: Path) -> None:
    with pypdfium2.PdfDocument(book_path) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Let a/b and x² + α" in " ".join(text.split())


def test_the_proof_sees_it(book_path: Path) -> None:
    book = samples.book("en", "# T {#sec-t}\n\nLet $\\frac{a}{b}$ and $x^2 + \\alpha$ be")
    other = samples.book("en", "# T {#sec-t}\n\nLet $\\frac{a}{c}$ and $x^2 + \\alpha$ be")
    extract = pdf_text.of_pdf(book_path)
    assert not list(lost(book.fragments, extract, "pdf:en"))
    assert list(lost(other.fragments, extract, "pdf:en"))


def test_one_that_reaches_below_the_last_line_of_the_notes_is_in_its_place() -> None:
    matrix = r"$\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$"
    path = pdfbooks.one("en", f"# Title {{#sec-t}}\n\nText.[^a]\n\n[^a]: In a note {matrix}.\n", "in-note")
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [pdf[at].get_textpage().get_text_range() for at in range(len(pdf))]
    assert any("In a note" in text for text in texts)
