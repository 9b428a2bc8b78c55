"""Lines and blocks of a PDF, by the places of their characters."""

from __future__ import annotations

import linebooks
import pdfbooks
import pytest

from press.preflight.pdf.file import opened
from press.preflight.pdf.lines import pages
from press.preflight.pdf.paragraphs import blocks, text_blocks, text_size

BODY = linebooks.full("The first of two lines is a full one", "and so is the second one of these") + linebooks.last(
    "End."
)


@pytest.fixture(scope="module")
def book():
    with opened(linebooks.write(BODY, "lines")) as file:
        yield file


def test_lines_have_text_and_places(book):
    first, second, third, *_ = pages(book)[0]
    assert [line.text for line in (first, second, third)] == [
        "The first of two lines is a full one",
        "and so is the second one of these",
        "End.",
    ]
    assert (first.left, first.right) == (pytest.approx(54, abs=0.1), pytest.approx(260, abs=0.3))
    assert (second.left, second.right) == (pytest.approx(40, abs=0.1), pytest.approx(260, abs=0.3))
    assert first.baseline - second.baseline == pytest.approx(14, abs=0.1)
    assert first.size == pytest.approx(10, abs=0.1)
    assert first.words > 0.3  # spread


def test_an_area_lies_in_user_space_around_its_line(book):
    left, bottom, right, top = pages(book)[0][0].area
    assert left < right
    assert bottom < pages(book)[0][0].baseline < top


def test_heads_and_folios_are_no_text(book):
    texts = [line.text for block in text_blocks(blocks(book)[0], text_size(book)) for line in block.lines]
    assert "End." in texts
    assert not {"A running head", "1"} & set(texts)


def test_lines_are_looked_for_once(book):
    assert pages(book) is pages(book)


def test_margin_numbers_notes_and_cells_are_blocks_of_their_own():
    with opened(pdfbooks.rich("en")) as file:
        found = [block for page in blocks(file) for block in page]
        sizes = {round(block.size, 1) for block in found}
        assert {7.5, 8.0, 10.0} <= sizes
        size = text_size(file)
        text = [block for page in blocks(file) for block in text_blocks(page, size)]
    assert size == 10
    assert {round(block.size) for block in text} <= {9, 10, 11}
