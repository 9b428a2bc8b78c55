"""Colours of print files: what leaves the paper white."""

from __future__ import annotations

import pytest

from press.preflight.pdf.colours import CMYK, GREY, RGB, UNKNOWN, Space, paint


@pytest.mark.parametrize(
    ("space", "values", "white"),
    [
        (RGB, (1, 1, 1), True),
        (RGB, (1, 1, 0.99), False),
        (RGB, (0, 0, 0), False),
        (GREY, (1,), True),
        (GREY, (0.9,), False),
        (CMYK, (0, 0, 0, 0), True),
        (CMYK, (0, 0, 0, 0.1), False),
        (Space("Lab", 3), (100, 1, 1), False),
        (UNKNOWN, (), False),
    ],
)
def test_white_is_what_takes_no_ink(space: Space, values: tuple[float, ...], white: bool) -> None:
    assert paint(space, values).paper is white
