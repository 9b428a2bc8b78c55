"""The lines that may begin at a place of a paragraph, found by asking the engine for lines of several widths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from press.typesetting.line_choice import Choice, best

# What a space takes with comfort, and how far it may shrink, in em; and a gap between two ideographs.
SPACE, SPACE_SHRINKS = 0.16, 0.04
GAP, GAP_SHRINKS = 0.05, 0.012
MORE = 0.45  # em: a line that is longer by more can't be shrunk
TRIED = 3  # lines from one place
TOO_LOOSE = 4.0  # stretching beyond which no looser line is tried
SHORT_END = 2.2  # em: a paragraph's last line is longer
UNSTRETCHABLE = 20.0
NEAR = 0.01  # pixels
LESS = 0.5  # pixels: asked for with so much less, a line ends one place earlier
# A word parted at its own hyphen, with fewer than three letters on one side.
SCRAP = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}[-\u2010]\n[^\W\d_]|[^\W\d_][-\u2010]\n[^\W\d_]{1,2}(?![^\W\d_])")


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
        scrap = bool(SCRAP.search(f"{''.join(text.text for text in texts)}\n{self.rest}"))
        return Choice(asked, self.resume, self._stretching(), hyphen, self.natural < SHORT_END * size, scrap)

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
