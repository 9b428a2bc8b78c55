"""Lines from right to left as they are laid out: where they begin and end, indented and justified."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import line_size

from press.editions.fonts import css_local
from press.languages.cldr import language
from press.typesetting.engine import running
from press.typesetting.right_to_left import in_place

MODULES = Path(__file__).parents[2] / "node_modules"
WIDTH = 300
WORDS = "قاعة المطالعة دار من غرفتين في آخر شارع القرية كانت مخبزا فيما مضى "
STYLE = """@page { size: 400px 400px; margin: 50px } body { margin: 0 } * { text-align: justify }
p { margin: 0; text-indent: 20px; font: 16px/24px "Press Serif", "Press Serif Arabic" }"""


def lines(text: str, extension: AbstractContextManager[None]) -> list[list[tuple[float, float]]]:
    """Where the pieces of each line are drawn: from and to, from the left edge of the text."""
    arabic = language("ar")
    assert arabic
    html = f'<html lang="ar" dir="rtl"><head><title></title></head><body><p>{text}</p></body></html>'
    with running([MODULES]) as engine, extension:
        faces = css_local(MODULES, arabic)
        document = engine.lay_out(engine.parse(html, MODULES), engine.sheet(f"{faces}\n{STYLE}", MODULES))
        return [
            [_drawn(box) for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text]
            for line in _lines(document.pages[0]._page_box)
        ]


def _lines(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.LineBox):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _drawn(box: Any) -> tuple[float, float]:
    box.pango_layout.reactivate(box.style)
    width = line_size(box.pango_layout.get_first_line()[0], box.style)[0]
    return box.position_x - 50, box.position_x - 50 + width


def edges(pieces: list[tuple[float, float]]) -> tuple[float, float]:
    return min(left for left, _ in pieces), max(right for _, right in pieces)


def test_the_first_line_is_indented_on_the_right() -> None:
    first, second, *_ = lines(WORDS * 3, in_place())
    assert edges(first) == pytest.approx((0, WIDTH - 20), abs=1)
    assert edges(second) == pytest.approx((0, WIDTH), abs=1)


def test_a_line_that_ends_before_a_link_is_as_wide_as_the_others() -> None:
    for count in range(3, 12):
        words = WORDS.split()
        text = f"{' '.join(words[:count])} <a>{' '.join(words * 2)}</a>"
        for line in lines(text, in_place())[1:-1]:
            assert edges(line) == pytest.approx((0, WIDTH), abs=1)


def test_numbers_and_other_faces_leave_no_line_short() -> None:
    for line in lines("فيها 4,200 كتاب منها 11 أطلسا و OSCE ثم 12 مايو 2001 " * 3, in_place())[1:-1]:
        assert edges(line) == pytest.approx((0, WIDTH), abs=1)


def test_weasyprint_still_needs_it() -> None:
    first, *_ = lines(WORDS * 3, nullcontext())
    assert edges(first)[1] > WIDTH - 10
