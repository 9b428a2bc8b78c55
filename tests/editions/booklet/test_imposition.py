"""Imposition: folded sheets give the pages in order, as large as they fit, never enlarged, and back to back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.editions.booklet.imposition import (
    UNPRINTABLE,
    Layout,
    Side,
    Size,
    Spread,
    creep,
    folded,
    numbers,
    opened,
    sides,
    signatures,
    spreads,
    unfoldable,
)
from press.model.printers import SHEETS
from press.model.printing import MICROMETRE, MILLIMETRE, Sheet

PAGES = st.integers(1, 400)
SIZES = st.integers(0, 64).map(lambda sheets: 4 * sheets)
PAGE = (432.0, 648.0)
SAFE = 4 * MILLIMETRE
SHEET = st.sampled_from(sorted(SHEETS))
LENGTH = st.floats(100, 1200)
Maker = Callable[[Sheet, Size, float], Layout]
MAKERS = st.sampled_from([folded, opened])


def read(printed: list[Side]) -> list[int | None]:
    """Turn each sheet over its short edge, lay a signature's sheets into one another, fold, gather, and leaf through.

    Behind the left page of an outside is the right one of its inside: together they are a leaf.
    """
    read: list[int | None] = []
    for _, own in groupby(printed, lambda side: side.signature):
        stack = list(own)
        sheets = list(zip(stack[::2], stack[1::2], strict=True))
        assert all(front.outside and not back.outside for front, back in sheets)
        first_half = [page for front, back in sheets for page in (front.right, back.left)]
        second_half = [page for front, back in reversed(sheets) for page in (back.right, front.left)]
        read += first_half + second_half
    return read


@given(PAGES, SIZES)
def test_folded_sheets_read_in_order(pages: int, most: int) -> None:
    order = read(list(sides(pages, most)))
    assert order[:pages] == list(range(1, pages + 1))
    assert order[pages:] == [None] * (-pages % 4)  # blanks at the end, and no more than a sheet needs


@given(PAGES, SIZES)
def test_every_page_stands_once(pages: int, most: int) -> None:
    found = [page for side in sides(pages, most) for page in (side.left, side.right) if page]
    assert sorted(found) == list(range(1, pages + 1))


@given(PAGES, SIZES)
def test_only_the_last_signature_is_smaller(pages: int, most: int) -> None:
    lengths = [len(own) for own in signatures(pages, most)]
    assert set(lengths[:-1]) <= {most}
    assert lengths[-1] % 4 == 0
    assert 4 <= lengths[-1] <= (most or 400)
    assert sum(lengths) == pages + -pages % 4


@given(PAGES, SIZES)
def test_facing_pages_of_a_sheet_fold_to_one_signature(pages: int, most: int) -> None:
    """Both pages of a side lie as far from the ends of their signature; odd pages are rectos."""
    own = signatures(pages, most)
    for side in sides(pages, most):
        ends = own[side.signature][0] + own[side.signature][-1]
        assert side.right is None or side.right % 2 == 1
        assert side.left is None or side.left % 2 == 0
        assert None in (side.left, side.right) or (side.left or 0) + (side.right or 0) == ends


@given(PAGES, SIZES)
def test_what_is_bound_on_the_right_is_read_in_a_mirror(pages: int, most: int) -> None:
    """Seen in a mirror, its sheets fold to the same order; its rectos are on the left."""
    turned = [side.mirrored for side in sides(pages, most)]
    assert read([side.mirrored for side in turned])[:pages] == list(range(1, pages + 1))
    assert all(side.left is None or side.left % 2 == 1 for side in turned)
    assert next(row.mirrored.left for row in spreads(pages)) == 1


def test_eight_pages() -> None:
    assert [(side.left, side.right) for side in sides(8, 0)] == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert [(side.left, side.right) for side in sides(5, 4)] == [(4, 1), (2, 3), (None, 5), (None, None)]
    assert [side.depth for side in sides(12, 8)] == [0, 0, 1, 1, 0, 0]


@pytest.mark.parametrize(("pages", "most"), [(0, 0), (-4, 4), (8, 6), (8, -4)])
def test_what_cannot_be_folded(pages: int, most: int) -> None:
    with pytest.raises(ValueError, match="can't be folded"):
        signatures(pages, most)


@given(PAGES)
def test_spreads_are_those_of_the_book(pages: int) -> None:
    found = list(spreads(pages))
    assert found[0] == Spread(None, 1)
    assert [page for row in found for page in (row.left, row.right) if page] == list(range(1, pages + 1))
    assert all(row.left is None or row.left % 2 == 0 for row in found)
    assert all(row.left for row in found[1:])


@pytest.mark.parametrize(
    ("pages", "signature", "sheets"), [(80, 0, 0), (81, 0, 21), (400, 16, 0), (400, 100, 25), (60, 100, 0)]
)
def test_sheets_that_are_too_many_to_be_folded_are_told(pages, signature, sheets):
    told = unfoldable(pages, signature)
    assert told.startswith(f"{sheets} sheets are folded together") if sheets else told == ""


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
