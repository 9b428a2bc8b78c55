"""The arithmetic of a book's thickness, its gutter and its signatures, and rows of data that agree with each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.model.printers import BINDINGS, CONDITIONS, DEFAULT, DEFAULT_PRINTER, PAPERS, PRINTERS, SHEETS, printing
from press.model.printing import MICROMETRE, MILLIMETRE, Isbn, Printing, step

PRINTINGS = [replace(printing(printer), binding=row) for printer in PRINTERS.values() for row in BINDINGS.values()]
SIGNATURES = st.integers(1, 64)


@pytest.mark.parametrize(("pages", "value"), [(0, 1.0), (10, 1.0), (11, 2.5), (20, 2.5), (21, 2.5), (999, 2.5)])
def test_a_step_reaches_up_to_its_count(pages: int, value: float) -> None:
    assert step(((10, 1.0), (20, 2.5)), pages) == value


def test_no_steps_are_nought() -> None:
    assert step((), 5) == 0


@pytest.mark.parametrize(
    ("paper", "binding", "pages", "millimetres"),
    [
        ("coated-115", "perfect", 128, 64 * 0.1035 + 0.6),
        ("offset-90", "sewn", 320, 160 * 0.1125 + 0.7),
        ("demand-cream", "demand", 200, 200 * 0.0025 * 25.4),
        ("demand-white", "demand", 200, 200 * 0.002252 * 25.4),
        ("book-50lb", "demand", 512, 25.4),
    ],
)
def test_a_spine_is_the_leaves_and_what_the_binding_adds(
    paper: str, binding: str, pages: int, millimetres: float
) -> None:
    settings = replace(DEFAULT, paper=PAPERS[paper], binding=BINDINGS[binding])
    assert settings.spine(pages) / MILLIMETRE == pytest.approx(millimetres, abs=0.001)


@pytest.mark.parametrize("binding", ["saddle", "loose"])
def test_what_has_no_spine_has_none_however_thick(binding: str) -> None:
    assert replace(DEFAULT, binding=BINDINGS[binding]).spine(96) == 0


@given(st.sampled_from(PRINTINGS), st.integers(2, 1000))
def test_a_leaf_more_is_its_caliper_more(settings: Printing, pages: int) -> None:
    more = settings.spine(pages + 2) - settings.spine(pages)
    assert more == pytest.approx(settings.paper.caliper * MICROMETRE if settings.binding.spine else 0)


@given(SIGNATURES, st.sampled_from(sorted(BINDINGS)), st.integers(1, 3000))
def test_pages_are_filled_to_signatures_and_no_further(signature: int, binding: str, pages: int) -> None:
    printer = replace(PRINTERS[DEFAULT_PRINTER], signature=signature)
    settings = replace(DEFAULT, printer=printer, binding=BINDINGS[binding])
    filled, least = settings.filled(pages), settings.filled(1)
    assert least % signature == least % settings.binding.multiple == 0
    assert least <= signature * settings.binding.multiple
    assert filled % least == 0
    assert pages <= filled < pages + least
    assert settings.filled(filled) == filled


@pytest.mark.parametrize(
    ("printer", "binding", "pages", "filled"),
    [
        ("offset-europe", "perfect", 97, 104),
        ("offset-europe", "perfect", 112, 112),
        ("digital-us", "perfect", 97, 100),
        ("print-on-demand", "demand", 97, 98),
        ("print-on-demand", "saddle", 97, 100),
    ],
)
def test_filled(printer: str, binding: str, pages: int, filled: int) -> None:
    assert replace(printing(PRINTERS[printer]), binding=BINDINGS[binding]).filled(pages) == filled


def test_the_gutter_grows_with_the_book() -> None:
    settings = replace(DEFAULT, binding=BINDINGS["perfect"])
    assert [settings.gutter(pages, 63) for pages in (32, 128, 129, 256, 384, 385, 1200)] == [0, 0, 3, 3, 6, 9, 9]


def test_a_house_with_a_least_margin_gets_it() -> None:
    settings = printing(PRINTERS["print-on-demand"])
    assert settings.gutter(100, 63) == 0
    assert settings.gutter(160, 30) == 36 - 30
    assert settings.gutter(800, 50) == 63 - 50
    assert settings.gutter(160, 35) == 3  # the binding asks for more than the house does


@given(st.sampled_from(PRINTINGS), st.integers(2, 2000), st.floats(0, 200))
def test_a_gutter_never_moves_text_inward(settings: Printing, pages: int, inner: float) -> None:
    gutter = settings.gutter(pages, inner)
    assert gutter >= 0
    assert gutter + inner >= step(settings.printer.inner, pages) - 1e-9
    assert settings.gutter(pages + 1, inner) >= gutter


@pytest.mark.parametrize("printer", PRINTERS.values(), ids=lambda row: row.name)
def test_presets_agree_with_themselves(printer: object) -> None:
    row = PRINTERS[printer.name]  # type: ignore[attr-defined]
    assert row.condition in CONDITIONS.values()
    assert 100 <= row.ink_limit <= row.condition.coverage
    assert (row.slug > 0) == row.marks
    assert row.bleed >= 0
    assert row.safe > 0
    assert row.pages[0] <= row.pages[1]
    assert row.inner == tuple(sorted(row.inner))
    assert row.title
    assert (row.binding, row.paper) == (BINDINGS[row.binding.name], PAPERS[row.paper.name])


def test_the_least_ink_decides() -> None:
    row = PRINTERS["print-on-demand"]
    assert row.ink_limit == 240
    assert replace(row, coverage=None).ink_limit == replace(row, coverage=350).ink_limit == 300


def test_tables_are_keyed_by_their_names() -> None:
    for table in (CONDITIONS, PAPERS, BINDINGS, SHEETS, PRINTERS):
        assert all(name == row.name for name, row in table.items())  # type: ignore[attr-defined]
    assert DEFAULT.printer is PRINTERS[DEFAULT_PRINTER]
    for row in BINDINGS.values():
        assert row.gutter == tuple(sorted(row.gutter))


def test_pages_per_inch() -> None:
    assert PAPERS["book-50lb"].pages_per_inch == pytest.approx(512)
    assert PAPERS["demand-cream"].pages_per_inch == pytest.approx(400)
    assert PAPERS["demand-white"].pages_per_inch == pytest.approx(444, abs=0.1)


def test_the_digits_of_an_isbn() -> None:
    assert Isbn("978-3-16-148410-0", "52495").digits == "9783161484100"
