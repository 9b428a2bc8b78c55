"""Parallel text in a PDF: columns side by side that begin together, over page ends and with notes; tags and faces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import parallels
import pdfbooks
import pytest
import rich_samples
import structure
from manuscripts import chapter, make
from weasyprint.formatting_structure import boxes

from press.editions.pdf import html, write
from press.editions.templates import folders
from press.languages.registry import LANGUAGES
from press.model.book import Book
from press.model.publication import Geometry, Margins
from press.typesetting.chinese import justifying
from press.typesetting.engine import running
from press.typesetting.footnotes import keeping_notes
from press.typesetting.rows import beginning_together
from press.verify import text
from press.verify.pdf_text import of_pdf

SMALL = Geometry(432, 330, Margins())
SENTENCE = "Книга стоит там, где её станет искать первый читатель."
TRANSLATED = "A book stands where its first reader would look for it."


@cache
def long() -> Book:
    """Rules of many paragraphs of every length, with notes in some of them."""
    source, targets = "# Правила {#sec-long}\n\n", ["Rules"]
    for at in range(40):
        call = f"[^{at}]" if at % 3 == 0 else ""
        source += f"{' '.join([SENTENCE] * (1 + at * 7 % 11))}{call}\n\n"
        targets.append(f"{' '.join([TRANSLATED] * (1 + at * 5 % 9))}{'[^1]' if call else ''}")
        if call:
            source += f"[^{at}]: Сноска {SENTENCE}\n\n"
            targets.append(f"Note. {TRANSLATED} {TRANSLATED}")
    return make(parallels.beside("long", source, targets))


def laid_out(book: Book, together: Any) -> list[Any]:
    """The pages of the body."""
    publication = replace(rich_samples.publication(pdfbooks.folder()), geometry=SMALL)
    work = html.setting(book, publication)
    roots = (work.content, pdfbooks.MODULES, *folders(publication.root))
    with running(roots) as engine, justifying(), keeping_notes(), together:
        layout = write.lay_out(work, pdfbooks.MODULES, engine)
    return [page._page_box for page in layout.document.pages[layout.front :]]


@cache
def pages() -> list[Any]:
    return laid_out(long(), beginning_together())


def rows(page: Any) -> Iterator[tuple[Any, Any]]:
    """The cells of each pair on a page: translation, original."""
    for box in page.descendants():
        if isinstance(box, boxes.TableRowBox):
            yield box.children


def words(box: Any) -> str:
    return "".join(found.text for found in box.descendants() if isinstance(found, boxes.TextBox)).strip()


def alone(found: list[Any]) -> int:
    """How many pairs begin on a page with one column only."""
    seen: set[int] = set()
    count = 0
    for page in found:
        for cells in rows(page):
            first = id(cells[0].element) not in seen
            seen.add(id(cells[0].element))
            count += first and not all(map(words, cells))
    return count


def test_the_original_is_on_the_left_and_both_keep_to_the_type_area() -> None:
    checked = 0
    for page in pages():
        left, right = page.content_box_x(), page.content_box_x() + page.width
        for translation, original in rows(page):
            assert original.position_x == pytest.approx(left)
            assert translation.position_x == pytest.approx(original.position_x + original.border_width())
            assert translation.position_x + translation.border_width() == pytest.approx(right)
            assert translation.position_y == pytest.approx(original.position_y)
            checked += 1
    assert checked > 40


def test_pairs_go_on_over_the_end_of_a_page() -> None:
    begun = [id(cells[0].element) for page in pages() for cells in rows(page)]
    assert len(begun) - len(set(begun)) > 5


def test_no_column_begins_without_the_other() -> None:
    assert alone(pages()) == 0


def test_without_the_remedy_some_would() -> None:
    assert alone(laid_out(long(), nullcontext())) > 0


def test_pages_are_filled() -> None:
    """No page but the last is left emptier than the lines that belong together ask for."""
    for page in pages()[1:-1]:
        lines = [box for box in page.descendants() if isinstance(box, boxes.LineBox)]
        area = next((box for box in page.children if isinstance(box, boxes.FootnoteAreaBox) and box.children), None)
        foot = area.position_y if area else page.content_box_y() + page.height
        notes = {id(box) for box in area.descendants()} if area else set()
        last = max(line.position_y + line.height for line in lines if id(line) not in notes)
        assert foot - last < 110, "more than five lines are empty"


def test_every_word_of_both_columns_is_there(tmp_path: Path) -> None:
    for book, name in ((parallels.book(), "parallel"), (long(), "long")):
        assert list(text.lost(book.fragments, of_pdf(pdfbooks.write(book, name)), name)) == []


def test_columns_are_divisions_with_their_language_and_no_table() -> None:
    root = structure.read(pdfbooks.write(long(), "long"))
    (article,) = [e for e in root.walk() if e.role == "Sect" and "Книга стоит" in e.text]
    assert article.all("Table") == []
    russian = [e for e in article.all("Div") if e.language == "ru"]
    assert len(russian) == 41  # the title's among them
    assert all(e.text.count("Книга") for e in russian[1:])
    assert not any("A book" in e.text for e in russian)


def test_a_table_s_original_is_a_table_too() -> None:
    root = structure.read(pdfbooks.write(parallels.book(), "parallel"))
    captions = [table.all("Caption")[0].text for table in root.all("Table") if table.all("Caption")]
    assert [caption.split()[0] for caption in captions] == ["Table", "Таблица"]


def test_each_script_has_its_face() -> None:
    source = "# 规则 {#sec-act}\n\n“借书”须知……\n"
    act = parallels.beside("act", source, ["Правила", "«Книги» — на четыре недели."], LANGUAGES["zh-Hans"], words={})
    found = laid_out(make(act, chapter("one", parallels.ONE), language=LANGUAGES["ru"]), beginning_together())
    families = {words(cell): cell.style["font_family"][0] for page in found for cells in rows(page) for cell in cells}
    assert families["“借书”须知……"] == "Press Serif SC"
    assert next(name for said, name in families.items() if said.startswith("«")) == "Press Serif"
