"""Justified paragraphs broken into lines as a whole: fewer loose lines than with each line as full as it will go.

WeasyPrint fills line after line. Here a paragraph that comes out with a loose line is tried with other breaks: a line
is asked for with less (or a little more) room than there is, the best way through the paragraph is chosen, and its
widths are kept for when the lines are made. Lines a little too long are shrunk. Where there are floats, and in what is
not justified, nothing changes. For exactly the version that pdf_engine names; tests/renderers/test_pdf_paragraphs.py
proves it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

from press.typesetting.paragraphs import NEAR, Probed, plan, rest, shrinks

JOINER = "\u2060"


@dataclass
class _Request:
    """What is asked of WeasyPrint while it makes one line, and what it finds."""

    line: Any
    width: float | None
    probing: bool = False
    natural: float = 0.0
    available: float = 0.0


class _Breaker:
    """Makes the lines of paragraphs by plans, in place of three functions of WeasyPrint."""

    def __init__(self) -> None:
        self.next_line = inline.get_next_linebox
        self.collide = inline.avoid_collisions
        self.align = inline.text_align
        self.request: _Request | None = None
        self.plans: dict[Hashable, dict[str, float | None]] = {}

    def get_next_linebox(self, context: Any, line: Any, y: Any, bottom: Any, skip: Any, block: Any, *more: Any) -> Any:
        """A line of the paragraph, broken where its plan says."""
        width = None
        if _is_planned(context, line, block):
            width = self.planned(context, line, y, bottom, skip, block, more)
        return self.make(_Request(line, width), context, line, y, bottom, skip, block, *more)

    def make(self, request: _Request, *arguments: Any) -> Any:
        """WeasyPrint's own next line, under a request."""
        before, self.request = self.request, request
        try:
            return self.next_line(*arguments)
        finally:
            self.request = before

    def avoid_collisions(self, context: Any, box: Any, *more: Any, **named: Any) -> Any:
        """The room of a line; less or more than there is where its break is wanted elsewhere."""
        x, y, available = self.collide(context, box, *more, **named)
        request = self.request
        if request is None or box is not request.line:
            return x, y, available
        request.available = available
        width, request.width = request.width, None  # of the break alone: the line is justified to what there is
        return x, y, available if width is None else width

    def text_align(self, context: Any, line: Any, available: float, last: bool) -> Any:
        """Justify a line; one that is a little too long is shrunk."""
        request = self.request
        if request is not None and request.probing:
            request.natural = line.width
            return 0
        over = line.width - available
        if 0 < over <= shrinks(line) + NEAR and line.style["text_align_all"] == "justify":
            inline.justify_line(context, line, -over)
            return 0
        return self.align(context, line, available, last)

    def planned(self, context: Any, line: Any, y: Any, bottom: Any, skip: Any, block: Any, more: Any) -> float | None:
        """The width to ask for from a place on; None: what there is."""
        widths = self.plans.setdefault((f"{block.width:.2f}", *_content(line)), {})
        if str(skip) not in widths:
            before = line.text_indent, line.width, line.height, line.position_x, line.position_y

            known: dict[tuple[str, float | None], Probed] = {}

            def probe(place: Any, width: float | None) -> Probed:
                if (found := known.get((str(place), width))) is not None:
                    return found
                line.text_indent = before[0] if place == skip else 0
                request = _Request(line, width, probing=True)
                made, resume = self.make(request, context, line, y, bottom, place, block, [], [], *more[2:])
                found = Probed(made, resume, request.natural, request.available, rest(line, resume))
                known[str(place), width] = found
                return found

            widths.update(plan(skip, probe))
            line.text_indent = before[0]
            line.width, line.height, line.position_x, line.position_y = before[1:]
        return widths.get(str(skip))


@contextmanager
def breaking_whole() -> Iterator[None]:
    """Break justified paragraphs as a whole in what is laid out inside."""
    breaker = _Breaker()
    inline.get_next_linebox = breaker.get_next_linebox
    inline.avoid_collisions, inline.text_align = breaker.avoid_collisions, breaker.text_align
    words = line_break.get_next_word_boundaries
    line_break.get_next_word_boundaries = _without_joiners(words)
    try:
        yield
    finally:
        line_break.get_next_word_boundaries = words
        inline.get_next_linebox = breaker.next_line
        inline.avoid_collisions, inline.text_align = breaker.collide, breaker.align


def _is_planned(context: Any, line: Any, block: Any) -> bool:
    style = line.style
    justified = style["text_align_all"] == "justify" and style["white_space"] == "normal"
    return justified and style["direction"] == "ltr" and not context.excluded_shapes and block.width > 0


def _content(line: Any) -> tuple[Hashable, ...]:
    """What the breaks of a paragraph depend on, beside its width: the same when all is laid out once more."""
    if "content" not in line.__dict__:
        texts = ((box.element_tag, box.text) for box in line.descendants() if isinstance(box, boxes.TextBox))
        line.content = (line.style["font_size"], str(line.style["text_indent"]), line.style["lang"], *texts)
    return cast("tuple[Hashable, ...]", line.content)


def _without_joiners(boundaries: Any) -> Any:
    """Let a word end before what binds it to a note's call, which is no letter of it: 3 are left behind a hyphen."""

    def next_word(text: str, language: str) -> tuple[int, int] | None:
        found: tuple[int, int] | None = boundaries(text, language)
        if found is None or not text[found[0] : found[1]].endswith(JOINER):
            return found
        return found[0], found[0] + len(text[found[0] : found[1]].rstrip(JOINER))

    return next_word
