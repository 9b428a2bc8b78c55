"""An ISBN as bars: EAN-13 with an add-on of 2 or 5 digits (ISO/IEC 15420), in modules; zint encodes it.

The height of the bars is the standard's, not zint's, and so is all that stands around them. One module is a unit; y
goes down from the upper edge of the bars.
"""

from __future__ import annotations

from dataclasses import dataclass

from press.model.printing import MILLIMETRE, Isbn

MODULE = 0.33 * MILLIMETRE  # width of a module at 100 %, in points (GS1 General Specifications, 5.2.6)
SCALE = 1.0  # of the size at 100 %; readers in shops are made for 0.8 to 2
LEAST_SCALE, MOST_SCALE = 0.8, 2.0
QUIET_LEFT, QUIET_RIGHT, QUIET_ADDON = 11, 7, 5  # modules that stay white: before the symbol, after it, after an add-on
GAP = 9  # between symbol and add-on; 7 to 12
BARS, GUARDS = 22.85 / 0.33, 22.85 / 0.33 + 5  # height of bars, and of those that guard and part the halves
DIGITS = 11.0  # an em of the digits below the bars
_BASELINE = 8.7  # of the digits, below the bars
_FOOT = 11.0  # from the end of the bars to that of the white box; the symbol itself is 25.93 mm tall
_HEAD = 14.0  # the line above the bars that says ISBN, and the white between
_ADDON_TOP = 10.0  # bars of an add-on begin lower: its digits stand above them
_SYMBOL = 95  # modules of an EAN-13


@dataclass(frozen=True)
class Bar:
    """A black bar."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Words:
    """Text that is centred on x and stands on the line y."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Barcode:
    """Bars and digits, in modules; quiet zones are inside `width`.

    Attributes:
        scale: points in a module.
        top: where the white box begins, above the bars: a negative number.
        label: the line above the bars.
    """

    bars: tuple[Bar, ...]
    digits: tuple[Words, ...]
    label: str
    width: float
    top: float
    height: float
    scale: float = MODULE * SCALE
    size: float = DIGITS


def barcode(isbn: Isbn, scale: float = SCALE) -> Barcode:
    """The bars of an ISBN.

    Raises:
        ValueError: a scale that readers are not made for.
    """
    if not LEAST_SCALE <= scale <= MOST_SCALE:
        raise ValueError(f"a barcode at {scale:.0%}: from {LEAST_SCALE:.0%} to {MOST_SCALE:.0%} can be read")
    drawn = _encoded(isbn)
    digits = [Words(isbn.digits[0], 3.8, BARS + _BASELINE)]
    for half, centre in ((isbn.digits[1:7], 24), (isbn.digits[7:], 71)):
        digits.append(Words(half, QUIET_LEFT + centre, BARS + _BASELINE))
    end = QUIET_LEFT + _SYMBOL
    if isbn.addon:
        start, end = end + GAP, int(max(bar.x + bar.width for bar in drawn))
        digits.append(Words(isbn.addon, (start + end) / 2, _ADDON_TOP - 2))
    width = end + (QUIET_ADDON if isbn.addon else QUIET_RIGHT)
    height = _HEAD + BARS + _FOOT
    return Barcode(drawn, tuple(digits), f"ISBN {isbn.number}", width, -_HEAD, height, MODULE * scale)


def _encoded(isbn: Isbn) -> tuple[Bar, ...]:
    """Bars as zint places them, beginning after the left quiet zone."""
    from zint import Symbol, Symbology

    symbol = Symbol()
    symbol.symbology = Symbology.ISBNX
    symbol.option_2 = GAP
    symbol.encode(isbn.digits + (f"+{isbn.addon}" if isbn.addon else ""))
    symbol.buffer_vector()
    drawn = [(bar.x, bar.y, bar.width, bar.height) for bar in symbol.vector.rectangles]
    unit, first, tallest = min(bar[2] for bar in drawn), drawn[0][0], drawn[0][3]
    out = []
    for x, y, width, height in drawn:
        top = _ADDON_TOP if y else 0.0
        bottom = GUARDS if y or height == tallest else BARS
        out.append(Bar(QUIET_LEFT + (x - first) / unit, top, width / unit, bottom - top))
    return tuple(out)
