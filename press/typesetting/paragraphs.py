"""Justified paragraphs broken into lines as a whole: fewer loose lines than with each line as full as it will go.

WeasyPrint fills line after line. Here a paragraph that comes out with a loose line is tried with other breaks: a line
is asked for with less (or a little more) room than there is, the best way through the paragraph is chosen, and its
widths are kept for when the lines are made. Lines a little too long are shrunk. Where there are floats, and in what is
not justified, nothing changes. Pages that tests/typesetting/test_paragraphs.py lays out prove it.

The best way is that of Knuth and Plass, Breaking paragraphs into lines (1981): a line costs the more the more its
spaces are stretched or shrunk, a hyphen costs something, and the way that costs least is taken. Of the ways as far as
some line, the few best are followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

FOLLOWED = 3  # ways through a paragraph that are followed at a time
HYPHEN, TWO_HYPHENS, HYPHEN_AT_END = 4.0, 12.0, 20.0
SHORT_END = 30.0
SCRAP = 500.0
COMFORTABLE = 1.8  # stretching below which a line needs no other
# What a space takes with comfort, and how far it may shrink, in em; and a gap between two ideographs.
SPACE, SPACE_SHRINKS = 0.16, 0.04
GAP, GAP_SHRINKS = 0.05, 0.012
MORE = 0.45  # em: a line that is longer by more can't be shrunk
TRIED = 3  # lines from one place
TOO_LOOSE = 4.0  # stretching beyond which no looser line is tried
SHORTEST_END = 2.2  # em: a paragraph's last line is longer
UNSTRETCHABLE = 20.0
NEAR = 0.01  # pixels
LESS = 0.5  # pixels: asked for with so much less, a line ends one place earlier
# A word parted at its own hyphen, with fewer than three letters on one side.
SCRAPS = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}[-\u2010]\n[^\W\d_]|[^\W\d_][-\u2010]\n[^\W\d_]{1,2}(?![^\W\d_])")
JOINER = "\u2060"


@dataclass(frozen=True)
class Choice:
    """A line that may come next.

    Attributes:
        asked: the width that makes the engine break here.
        resume: where the next line begins, as the engine says it; None: the paragraph is over.
        stretching: of its spaces, in what they comfortably take; below 0 they are shrunk.
        hyphen: whether a hyphen ends it.
        short: whether it is so short that it should not be the last.
        scrap: whether it parts a word at a hyphen of its own, with a letter or two on one side (кто-то, co-opt).
    """

    asked: float
    resume: Any
    stretching: float
    hyphen: bool
    short: bool = False
    scrap: bool = False

    @property
    def comfortable(self) -> bool:
        """Whether nobody would look twice."""
        last = self.resume is None
        return not self.short if last else self.stretching <= COMFORTABLE and not self.scrap

    @property
    def cost(self) -> float:
        """By itself."""
        if self.resume is None:
            return SHORT_END if self.short else 0.0
        return (1 + abs(self.stretching) ** 3) ** 2 + (HYPHEN if self.hyphen else 0) + (SCRAP if self.scrap else 0)


@dataclass(frozen=True)
class Way:
    """Lines as far as some place, each behind the ones before, and what they cost."""

    cost: float
    choice: Choice | None = None
    before: Way | None = None

    def followed_by(self, choice: Choice) -> Way:
        """This way with one line more."""
        hyphen, more = self.choice is not None and self.choice.hyphen, 0.0
        if hyphen:
            more = HYPHEN_AT_END if choice.resume is None else TWO_HYPHENS if choice.hyphen else 0.0
        return Way(self.cost + choice.cost + more, choice, self)

    @property
    def choices(self) -> list[Choice]:
        """Its lines, the first first."""
        found: list[Choice] = []
        way: Way | None = self
        while way and way.choice:
            found.append(way.choice)
            way = way.before
        return found[::-1]


def best(start: Any, choices: Callable[[Any], Sequence[Choice]]) -> list[Choice]:
    """The lines of a paragraph that cost least together.

    Args:
        start: where its first line begins.
        choices: the lines that may begin at a place, at least one.
    """
    level, done = [(start, Way(0.0))], None
    while level:
        reached: dict[str, tuple[Any, Way]] = {}
        for place, way in level:
            for choice in choices(place):
                longer = way.followed_by(choice)
                if choice.resume is None:
                    done = min(done or longer, longer, key=lambda found: found.cost)
                else:
                    key = str(choice.resume)
                    known = reached.get(key, (choice.resume, longer))
                    reached[key] = min(known, (choice.resume, longer), key=lambda found: found[1].cost)
        kept = sorted(reached.values(), key=lambda found: found[1].cost)[:FOLLOWED]
        level = [found for found in kept if done is None or found[1].cost < done.cost]
    assert done is not None
    return done.choices


@dataclass(frozen=True)
class Probed:
    """A line as the engine makes it for a width, not yet justified.

    Attributes:
        line: WeasyPrint's box; None: nothing is left.
        resume: where the next begins.
        natural: its width, in pixels.
        available: what it has to fill.
        rest: the text that the next line begins with.
    """

    line: Any
    resume: Any
    natural: float
    available: float
    rest: str

    @property
    def fits(self) -> bool:
        """Whether it can be shrunk to the room that there is."""
        return self.natural <= self.available + shrinks(self.line) + NEAR

    def choice(self, asked: float) -> Choice:
        """The line as one to choose."""
        size, texts = self.line.style["font_size"], list(_texts(self.line))
        hyphen = bool(texts) and texts[-1].text.endswith(texts[-1].style["hyphenate_character"])
        scrap = bool(SCRAPS.search(f"{''.join(text.text for text in texts)}\n{self.rest}"))
        return Choice(asked, self.resume, self._stretching(), hyphen, self.natural < SHORTEST_END * size, scrap)

    def _stretching(self) -> float:
        extra = self.available - self.natural
        takes = shrinks(self.line) if extra < 0 else _room(self.line, SPACE, GAP)
        return extra / takes if takes else UNSTRETCHABLE * (extra > 1)


# A line that begins at a place, for a width in pixels; None: for the room that there is.
Probe = Callable[[Any, float | None], Probed]


def shrinks(line: Any) -> float:
    """How far a line can be shrunk, in pixels."""
    return _room(line, SPACE_SHRINKS, GAP_SHRINKS)


def plan(start: Any, probe: Probe) -> Mapping[str, float | None]:
    """The widths to ask for, by the places where lines begin; None where they come out well by themselves."""
    places = _comfortable(start, probe)
    if places is not None:
        return dict.fromkeys(places)
    known: dict[str, list[Choice]] = {}

    def choices(place: Any) -> list[Choice]:
        if str(place) not in known:
            known[str(place)] = list(_choices(place, probe))
        return known[str(place)]

    widths: dict[str, float | None] = {}
    place = start
    for choice in best(start, choices):
        widths[str(place)], place = choice.asked, choice.resume
    return widths


def _comfortable(start: Any, probe: Probe) -> list[str] | None:
    """Where the lines begin when each is filled, if all are well and no word goes over into the last; else None."""
    places, place, hyphen = [str(start)], start, False
    while True:
        probed = probe(place, None)
        if probed.line is None:
            return places
        choice = probed.choice(probed.available)
        if not choice.comfortable or (hyphen and choice.resume is None):
            return None
        hyphen = choice.hyphen
        if (place := choice.resume) is None:
            return places
        places.append(str(place))


def _choices(place: Any, probe: Probe) -> Iterator[Choice]:
    """The lines that may begin at a place: a little too long, full, and shorter ones."""
    full = probe(place, None)
    asked = full.available + MORE * full.line.style["font_size"]
    probed = probe(place, asked)
    if probed.natural < full.natural + NEAR or not probed.fits:
        asked, probed = full.available, full
    for _ in range(TRIED):
        choice = probed.choice(asked)
        yield choice
        asked = probed.natural - LESS
        if probed.resume is None or choice.stretching > TOO_LOOSE:
            return
        probed = probe(place, asked)
        if probed.natural > asked + NEAR:
            return  # nothing shorter is to be had


def rest(box: Any, place: Any) -> str:
    """The text of a paragraph from a place on, as far as it stands in one piece.

    Args:
        place: as WeasyPrint says where to resume: indexes of children, at last of a byte.
    """
    while place is not None:
        ((index, place),) = place.items()
        if isinstance(box, boxes.TextBox):
            return str(box.text.encode()[index:].decode())
        if index >= len(box.children):
            return ""
        box = box.children[index]
    return str(box.text if isinstance(box, boxes.TextBox) else "")


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _room(line: Any, space: float, gap: float) -> float:
    """What the spaces and the gaps of a line take at so many em each, in pixels."""
    spaces = sum(box.text.count(" ") + box.text.count("\u00a0") for box in _texts(line))
    gaps = inline.count_expandable_spaces(line) - spaces
    return float((spaces * space + gaps * gap) * line.style["font_size"])


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
