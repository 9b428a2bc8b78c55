"""Marks on the sheets of a booklet: where to fold and staple, in which order to gather. Content of a page, in points.

All of it is black alone (DeviceCMYK 0 0 0 1) and lies in the strip between the two trims, off the printer's edges.
Fold, staple and collation marks are on the outermost side of a signature only: that is what one sees when one folds
it, and in the finished booklet they are on the back of the spine, not between the pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.editions.booklet.imposition import UNPRINTABLE, Layout, Side, numbers

HAIRLINE = 0.25
FOLD_MARK = 14.0
STAPLE_MARK = 10.0
STEP = (14.0, 1.5, 4.0)  # of the bars: the greatest height, the least width, the greatest
LABEL = 3.2  # height of its figures
LABEL_ROOM = 2 * LABEL  # across, on its side of the fold
PITCH = 3.2  # from figure to figure, on the grid of STROKES

# A face of strokes on a grid of 2 × 4, so that no font has to be embedded for a few figures.
STROKES = {
    "0": "00 20 24 04 00",
    "1": "03 14 10",
    "2": "04 24 22 02 00 20",
    "3": "04 24 20 00,02 22",
    "4": "04 02 22,24 20",
    "5": "24 04 02 22 20 00",
    "6": "24 04 00 20 22 02",
    "7": "04 24 10",
    "8": "00 20 24 04 00,02 22",
    "9": "00 20 24 04 02 22",
    "a": "03 23 20 00 02 22",
    "b": "04 00 20 23 03",
    "-": "02 22",
}


def label(side: Side, signatures: int) -> str:
    """What a side is called: `1a` is the outside of the first sheet, `2-1b` the inside of that of signature 2."""
    prefix = f"{side.signature + 1}-" if signatures > 1 else ""
    return f"{prefix}{side.depth + 1}{'a' if side.outside else 'b'}"


def marks(layout: Layout, side: Side, signatures: int, creep: float, staple: bool) -> str:
    """The marks of a side of one of so many signatures.

    Args:
        creep: how far its pages were moved to the fold.
        staple: whether to show where the staples go.
    """
    parts = ["0 0 0 1 K 0 0 0 1 k", f"{HAIRLINE} w"]
    if side.outside and not side.depth:
        parts += _fold(layout)
        parts += _staples(layout) if staple else ()
        parts += [_step(layout, side.signature, signatures)] if signatures > 1 else []
    if layout.gap / 2 - creep >= LABEL_ROOM:
        parts += _label(layout, label(side, signatures))
    return "\n".join(parts)


def _fold(layout: Layout) -> Iterator[str]:
    start, end = UNPRINTABLE, UNPRINTABLE + FOLD_MARK
    yield _upright(layout.fold, start, end)
    yield _upright(layout.fold, layout.height - end, layout.height - start)


def _staples(layout: Layout) -> Iterator[str]:
    """Along the fold, as staples lie, at a quarter of the height from head and foot."""
    for middle in (layout.height / 4, layout.height * 3 / 4):
        yield _upright(layout.fold, middle - STAPLE_MARK / 2, middle + STAPLE_MARK / 2)


def _step(layout: Layout, number: int, signatures: int) -> str:
    """A bar on the fold, a step lower in each signature: in the gathered book they make one staircase (no gap)."""
    tallest, least, widest = STEP
    top, room = layout.height * 3 / 4 - 2 * STAPLE_MARK, layout.height / 2 - 4 * STAPLE_MARK
    height = min(tallest, room / signatures)
    width = min(widest, max(least, layout.gap))
    left, foot = layout.fold - width / 2, top - (number + 1) * height
    return f"{numbers(left, foot, width, height)} re f"


def _label(layout: Layout, text: str) -> Iterator[str]:
    """Read from the right, to the right of the fold, above the mark at its foot."""
    unit = LABEL / 4
    baseline, start = layout.fold + LABEL_ROOM - LABEL / 2, UNPRINTABLE + FOLD_MARK + LABEL
    yield f"q {numbers(0, unit, -unit, 0, baseline, start)} cm"
    yield f"{numbers(HAIRLINE / unit)} w 1 J 1 j"
    for place, character in enumerate(text):
        for line in STROKES[character].split(","):
            points = [numbers(int(point[0]) + PITCH * place, int(point[1])) for point in line.split()]
            yield f"{points[0]} m {' '.join(f'{point} l' for point in points[1:])} S"
    yield "Q"


def _upright(x: float, foot: float, head: float) -> str:
    return f"{numbers(x, foot)} m {numbers(x, head)} l S"

