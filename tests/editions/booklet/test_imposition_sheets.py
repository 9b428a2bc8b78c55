"""Where pages lie on a sheet: as large as they fit, never enlarged, and back to back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.editions.booklet.imposition import UNPRINTABLE, Layout, Size, creep, folded, numbers, opened
from press.model.printers import SHEETS
from press.model.printing import MICROMETRE, MILLIMETRE, Sheet

PAGE = (432.0, 648.0)
SAFE = 4 * MILLIMETRE
SHEET = st.sampled_from(sorted(SHEETS))
LENGTH = st.floats(100, 1200)
Maker = Callable[[Sheet, Size, float], Layout]
MAKERS = st.sampled_from([folded, opened])


def outer_edge(layout: Layout, page: Size) -> float:
    return layout.width - layout.corner(page, True)[0] - layout.scale * page[0]


@given(MAKERS, SHEET, LENGTH, LENGTH, st.floats(0, 40))
def test_pages_lie_within_their_halves(maker: Maker, name: str, width: float, height: float, safe: float) -> None:
    sheet, page = SHEETS[name], (width, height)
    layout = maker(sheet, page, safe)
    assert (layout.width, layout.height) == (sheet.height, sheet.width)
    assert 0 < layout.scale <= 1
    (left, foot), (right, same) = layout.corner(page, False), layout.corner(page, True)
    assert foot == same
    assert min(left, foot, outer_edge(layout, page)) >= -1e-9
    assert left + layout.scale * width <= layout.fold + 1e-9 <= right + 2e-9
    assert left == pytest.approx(outer_edge(layout, page)), "the two pages of a leaf lie back to back"
    assert foot * 2 + layout.scale * height == pytest.approx(layout.height)
    assert left + layout.scale * safe >= UNPRINTABLE - 1e-9, "text is printed"
    assert foot + layout.scale * safe >= UNPRINTABLE - 1e-9


def test_a_book_on_a4() -> None:
    layout = folded(SHEETS["a4"], PAGE, SAFE)
    assert layout.scale == pytest.approx(0.9157, abs=1e-4)
    assert layout.gap / 2 == pytest.approx(outer_edge(layout, PAGE)), "in the middle of its half"


def test_a_book_on_letter() -> None:
    assert folded(SHEETS["letter"], PAGE, SAFE).scale == pytest.approx(0.9121, abs=1e-4)


def test_small_pages_keep_their_size() -> None:
    for made in (folded(SHEETS["a4"], (297, 420), SAFE), opened(SHEETS["a4"], (297, 420), SAFE)):
        assert made.scale == 1


def test_spreads_are_closed() -> None:
    layout = opened(SHEETS["a4"], PAGE, SAFE)
    assert layout.corner(PAGE, True)[0] == layout.fold
    assert layout.corner(PAGE, False)[0] == pytest.approx(layout.fold - layout.scale * PAGE[0])


def test_creep_is_a_leaf_a_sheet() -> None:
    assert creep(0) == 0
    assert creep(3) == pytest.approx(3 * 104 * MICROMETRE)
    layout = folded(SHEETS["a4"], PAGE, SAFE)
    for right, towards_the_fold in ((True, -1), (False, 1)):
        moved = layout.corner(PAGE, right, creep(3))[0] - layout.corner(PAGE, right)[0]
        assert moved == pytest.approx(towards_the_fold * creep(3))


def test_numbers_are_plain() -> None:
    assert numbers(0.5, -0.00001, 1e-7, 100, -2.25, 841.8897637) == "0.5 0 0 100 -2.25 841.8898"
