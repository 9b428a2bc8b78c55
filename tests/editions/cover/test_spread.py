"""The print cover as laid out: its size and bleed, what stands where, and that it fits."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import ean
import pikepdf
import pypdfium2
import pytest
import rich_samples
import samples
from PIL import Image

from press.diagnostics import EngineError, SourceError
from press.editions.cover.barcode import Bar, barcode
from press.editions.cover.spread import layout
from press.model.book import Book, Completeness
from press.model.printers import BINDINGS, PRINTERS, printing
from press.model.printing import Isbn, Printing
from press.model.publication import Publication

PROJECT = Path(__file__).resolve().parents[3]
MODULES = PROJECT / "node_modules"
OFFSET, DEMAND = PRINTERS["offset-europe"], PRINTERS["print-on-demand"]
ISBN = Isbn("978-0-306-40615-7", "51299")
THICK, THIN = 400, 60


def book(language: str) -> Book:
    return replace(samples.book(language, "# A {#sec-a}\n\nFew words."), words=rich_samples.WORDS.get(language, {}))


def publication(root: Path, settings: Printing | None = None) -> Publication:
    blurb = {"en": "One paragraph.\n\nAnd a second of them."}
    made = replace(settings or printing(OFFSET), isbn={"en": ISBN}, blurb=blurb)
    return replace(rich_samples.publication(root), printing=made)


@cache
def cover(language: str, pages: int) -> bytes:
    """A cover of the sample, whose folder is not needed."""
    with tempfile.TemporaryDirectory() as folder:
        return layout(book(language), publication(Path(folder)), pages, MODULES)


def text(data: bytes) -> str:
    page = pypdfium2.PdfDocument(data)[0]
    return " ".join(page.get_textpage().get_text_range().split())


def picture(data: bytes, scale: float) -> Image.Image:
    return pypdfium2.PdfDocument(data)[0].render(scale=scale).to_pil().convert("L")


@pytest.mark.parametrize("printer", [OFFSET, DEMAND], ids=lambda printer: printer.name)
def test_the_page_is_back_spine_and_front_with_bleed(printer: Any, tmp_path: Path) -> None:
    made = publication(tmp_path, printing(printer))
    with pikepdf.open(io.BytesIO(layout(book("en"), made, THICK, MODULES))) as pdf:
        assert len(pdf.pages) == 1
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].MediaBox)
    assert right - left == pytest.approx(2 * 432 + made.printing.spine(THICK) + 2 * printer.bleed, abs=0.01)
    assert top - bottom == pytest.approx(648 + 2 * printer.bleed, abs=0.01)


def test_without_a_spine_back_and_front_meet(tmp_path: Path) -> None:
    made = publication(tmp_path, replace(printing(OFFSET), binding=BINDINGS["saddle"]))
    with pikepdf.open(io.BytesIO(layout(book("en"), made, 64, MODULES))) as pdf:
        left, _, right, _ = (float(edge) for edge in pdf.pages[0].MediaBox)
    assert right - left == pytest.approx(2 * 432 + 2 * OFFSET.bleed, abs=0.01)


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_grounds_run_out_into_the_bleed(language: str) -> None:
    drawn = pypdfium2.PdfDocument(cover(language, THICK))[0].render(scale=1).to_pil().convert("RGB")
    accent, tint = (0x8A, 0x2B, 0x2B), (0xF7, 0xF1, 0xE6)
    right, bottom = drawn.width - 2, drawn.height - 2
    assert [drawn.getpixel(at) for at in ((1, 1), (1, bottom))] == [tint, tint]
    assert drawn.getpixel((right, 1)) == accent
    assert drawn.getpixel((432 + 8 - 10, 1)) == accent  # a band of the back, so that no edge lies on the fold
    assert drawn.getpixel((432 + 8 - 25, 1)) == tint


def test_nothing_is_left_for_a_print_house_to_flatten() -> None:
    with pikepdf.open(io.BytesIO(cover("en", THICK))) as pdf:
        states = pdf.pages[0].Resources.get("/ExtGState", {})
        shares = [float(state[key]) for state in states.values() for key in ("/ca", "/CA") if key in state]
        assert all(share == 1 for share in shares)
        assert not pdf.pages[0].Resources.get("/Shading", {})
        assert not pdf.pages[0].Resources.get("/XObject", {})  # as a group of its own would be


def test_the_back_says_what_it_is() -> None:
    found = text(cover("en", THICK))
    for words in ("One paragraph.", "And a second of them.", "The Publisher, 2011"):
        assert words in found
    for words in ("ISBN 978-0-306-40615-7", "9 780306 406157", "51299"):
        assert words in found
    assert "Creative Commons Attribution 4.0 International (CC BY 4.0)" in found
    assert "ISBN" not in text(cover("ru", THICK))


def test_without_a_blurb_the_description_is_taken() -> None:
    assert f"{rich_samples.TITLES['ru']} & <more>" in text(cover("ru", THICK))


@pytest.mark.parametrize(("pages", "times"), [(THICK, 3), (THIN, 2)])
def test_a_narrow_spine_stays_bare(pages: int, times: int) -> None:
    assert text(cover("ru", pages)).count("Издатель") == times  # back, front and spine


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_letters_stand_in_the_middle_of_the_spine(language: str) -> None:
    width = printing(OFFSET).spine(THICK)
    scale, left = 4, 432 + OFFSET.bleed
    top = OFFSET.bleed
    area = (left + 0.5, top, left + width - 0.5, top + 648)
    drawn = picture(cover(language, THICK), scale).crop(tuple(round(edge * scale) for edge in area))  # type: ignore
    ink = drawn.point([0] * 150 + [255] * 106).getbbox()
    assert ink
    assert (ink[0] + ink[2]) / 2 == pytest.approx(drawn.width / 2, abs=1.2 * scale)
    assert ink[0] > 4 * scale
    assert ink[1] >= 40 * scale


def test_the_bars_are_read_from_the_page() -> None:
    """A row of pixels through the bars, decoded."""
    code, scale = barcode(ISBN), 10
    drawn = picture(cover("en", THICK), scale)
    right = (OFFSET.bleed + 432 - 44 - 18) * scale  # of the white box
    bottom = (OFFSET.bleed + 648 - 44) * scale
    unit = code.scale * scale
    left, row = right - code.width * unit, round(bottom - (code.top + code.height - 40) * unit)
    black = [drawn.getpixel((round(left + (at + 0.5) * unit), row)) for at in range(round(code.width))]
    bars = tuple(Bar(at, 0, 1, 1) for at, value in enumerate(black) if isinstance(value, int) and value < 128)
    assert ean.ean(ean.modules(bars, 11, 95)) == ISBN.digits
    assert ean.addon(ean.modules(bars, 115, 47)) == ISBN.addon
    assert min(bar.x for bar in bars) == 11
    assert max(bar.x for bar in bars) == code.width - 6


def test_a_draft_says_so(tmp_path: Path) -> None:
    draft = replace(book("en"), completeness=Completeness(3, 1, 0))
    data = layout(draft, publication(tmp_path), THIN, MODULES)
    assert "Draft" in text(data)
    assert "Draft" not in text(cover("en", THIN))


def test_long_text_is_set_smaller_before_it_is_refused(tmp_path: Path) -> None:
    made = publication(tmp_path)
    sizes = []
    for words in (20, 150):
        settings = replace(made.printing, blurb={"en": "several words " * (words // 2)})
        data = layout(book("en"), replace(made, printing=settings), THIN, MODULES)
        page = pypdfium2.PdfDocument(data)[0]
        tops = [box[3] - box[1] for box in _lines(page, "several")]
        sizes.append(max(tops))
    assert sizes[1] < sizes[0]
    settings = replace(made.printing, blurb={"en": "several words " * 400})
    with pytest.raises(SourceError, match="B001"):
        layout(book("en"), replace(made, printing=settings), THIN, MODULES)


def _lines(page: Any, word: str) -> list[tuple[float, ...]]:
    """Boxes of the first few places of a word."""
    found = page.get_textpage()
    at = found.search(word).get_next()
    return [found.get_charbox(at[0] + offset) for offset in range(3)]


def test_what_makes_weasyprint_warn_is_an_error(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "cover" / "spread.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text('<style>p { colour: red }</style><p id="back-text">{{ title }}</p>')
    with pytest.raises(EngineError) as caught:
        layout(book("en"), publication(tmp_path), THIN, MODULES)
    assert [d.code for d in caught.value.diagnostics] == ["P002"]


def test_a_character_without_a_glyph_is_an_error(tmp_path: Path) -> None:
    made = publication(tmp_path)
    settings = replace(made.printing, blurb={"en": "The rune \u16a0."})
    with pytest.raises(EngineError) as caught:
        layout(book("en"), replace(made, printing=settings), THIN, MODULES)
    assert [d.code for d in caught.value.diagnostics] == ["P001"]
