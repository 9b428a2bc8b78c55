"""Bars of an ISBN: tests/ean.py reads them again, and stand in the white that readers need."""

from __future__ import annotations

import pytest
from ean import addon, ean, modules
from hypothesis import given
from hypothesis import strategies as st

from press.editions.cover.barcode import BARS, GUARDS, barcode
from press.model.printing import MILLIMETRE, Isbn


def isbn(prefix: str, body: int, more: str) -> Isbn:
    """A valid ISBN-13, its hyphens anywhere."""
    twelve = f"{prefix}{body:09}"
    check = -sum(int(number) * (1, 3)[at % 2] for at, number in enumerate(twelve)) % 10
    return Isbn(f"{prefix}-{body:09}-{check}", more)


addons = st.one_of(st.just(""), st.from_regex("[0-9]{2}", fullmatch=True), st.from_regex("[0-9]{5}", fullmatch=True))
isbns = st.builds(isbn, st.sampled_from(["978", "979"]), st.integers(0, 10**9 - 1), addons)


@given(isbns)
def test_bars_are_read_again(number: Isbn) -> None:
    drawn = barcode(number)
    assert ean(modules(drawn.bars, 11, 95)) == number.digits
    if number.addon:
        start = min(bar.x for bar in drawn.bars if bar.x > 106)
        assert addon(modules(drawn.bars, start, 20 if len(number.addon) == 2 else 47)) == number.addon


@given(isbns)
def test_quiet_zones_stay_white(number: Isbn) -> None:
    drawn = barcode(number)
    last = max(bar.x + bar.width for bar in drawn.bars)
    assert drawn.bars[0].x == 11
    if number.addon:
        after = min(bar.x for bar in drawn.bars if bar.x > 106)
        assert 7 <= after - 106 <= 12
        assert drawn.width - last >= 5
    else:
        assert last == 106
        assert drawn.width - last >= 7
    assert all(bar.width == round(bar.width) and bar.x == round(bar.x) for bar in drawn.bars)


def test_guards_descend_and_an_addon_leaves_room_for_its_digits() -> None:
    bars = barcode(Isbn("978-0-306-40615-7", "51299")).bars
    tall = [bar.x for bar in bars if bar.height == GUARDS]
    assert tall == [11, 13, 57, 59, 103, 105]
    assert {bar.height for bar in bars if bar.x < 106} == {GUARDS, BARS}
    assert {(bar.y, bar.y + bar.height) for bar in bars if bar.x > 106} == {(10.0, GUARDS)}


def test_what_people_read() -> None:
    drawn = barcode(Isbn("978-0-306-40615-7", "51299"))
    assert drawn.label == "ISBN 978-0-306-40615-7"
    assert [words.text for words in drawn.digits] == ["9", "780306", "406157", "51299"]
    below = {words.y for words in drawn.digits[:3]}
    assert len(below) == 1
    assert below.pop() > BARS + 7.3  # figures are 0.66 em tall, of 11 modules
    assert drawn.digits[3].y <= 10


def test_the_size_is_the_standards() -> None:
    drawn = barcode(Isbn("978-0-306-40615-7"))
    assert drawn.width * drawn.scale / MILLIMETRE == pytest.approx(37.29)
    assert BARS * drawn.scale / MILLIMETRE == pytest.approx(22.85)
    small = barcode(Isbn("978-0-306-40615-7"), 0.8)
    assert small.width * small.scale / MILLIMETRE == pytest.approx(29.83, abs=0.01)


@pytest.mark.parametrize("scale", [0.79, 2.01])
def test_a_size_that_no_reader_is_made_for_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="can be read"):
        barcode(Isbn("978-0-306-40615-7"), scale)
