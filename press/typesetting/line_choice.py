"""Which lines a paragraph is best broken into: all of them together, not one after the other.

After Knuth and Plass, Breaking paragraphs into lines (1981): a line costs the more the more its spaces are stretched or
shrunk, a hyphen costs something, and the way through the paragraph that costs least is taken. Of the ways as far as
some line, the few best are followed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

FOLLOWED = 3  # ways through a paragraph that are followed at a time
HYPHEN, TWO_HYPHENS, HYPHEN_AT_END = 4.0, 12.0, 20.0
SHORT_END = 30.0
SCRAP = 500.0
COMFORTABLE = 1.8  # stretching below which a line needs no other


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
