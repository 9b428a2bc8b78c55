"""A translator's desk: a long chapter of the book in content/ with its POT and catalog in memory, and edits of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from press.book.stages.source import read_source
from press.catalogs.ids import identify
from press.catalogs.merge import carry
from press.content.publication import read_publication
from press.model.catalog import Entry, Segment

PROJECT = Path(__file__).resolve().parents[1]
WORDS = ("moreover", "in 2009", "no", "seventeen members", "*never*", "(see the annex)", "as amended")


@cache
def names() -> tuple[str, ...]:
    """The longest documents of the publication in content/."""
    publication = read_publication(PROJECT)
    own = (d for d in publication.texts if d.path and d.language == publication.source_language)
    longest = sorted(own, key=lambda document: document.path.stat().st_size if document.path else 0)[-3:]
    return tuple(document.id for document in longest)


NAMES = names()


@cache
def chapter(name: str) -> tuple[str, ...]:
    """The texts of a chapter's segments, those that stand in it twice only once."""
    publication = read_publication(PROJECT)
    document = next(document for document in publication.texts if document.id == name)
    return tuple(dict.fromkeys(segment.text for segment in read_source(publication, document).segments))


def segments(texts: Sequence[str]) -> list[Segment]:
    return [Segment("p", "sec-a", text, index=index) for index, text in enumerate(texts)]


def translation(text: str) -> str:
    return f"⟦{text}⟧"


@dataclass
class Desk:
    """A document, its POT and the catalog of one language, as a translator has them."""

    texts: list[str]
    template: tuple[Entry, ...] = ()
    catalog: tuple[Entry, ...] = ()
    given: set[str] = field(default_factory=set)

    def update(self) -> None:
        known = {entry.id for entry in self.template}
        gone = [entry for entry in self.catalog if entry.obsolete or entry.id not in known]
        self.template = identify("chapter", segments(self.texts), self.template, gone)
        self.catalog = carry(self.template, self.catalog)

    def translate(self) -> None:
        """Translate what is missing; leave the fuzzy ones for another day."""
        self.catalog = tuple(
            replace(e, target=translation(e.source), comments=(f"on {e.source[:20]}",)) if not e.target else e
            for e in self.catalog
        )
        self.given |= {entry.target for entry in self.catalog}

    @property
    def live(self) -> dict[str, Entry]:
        return {entry.source: entry for entry in self.catalog if not entry.obsolete}


def desk(name: str) -> Desk:
    made = Desk(list(chapter(name)))
    made.update()
    made.translate()
    return made


def edited(text: str, at: int, word: str) -> str:
    """One word put in; of a long text another one goes."""
    words = text.split(" ")
    at %= len(words)
    return " ".join([*words[:at], word, *words[at + (len(words) > 8) :]])


def edit(texts: list[str], at: int, other: int) -> None:
    texts[at] = edited(texts[at], other, WORDS[other % len(WORDS)])


def delete(texts: list[str], at: int, other: int) -> None:
    if len(texts) > 2:
        del texts[at]


def insert(texts: list[str], at: int, other: int) -> None:
    texts.insert(at, f"A paragraph, the {at}th and {other}th of its kind, that says what none has said before.")


def move(texts: list[str], at: int, other: int) -> None:
    texts.insert(other % len(texts), texts.pop(at))


def split(texts: list[str], at: int, other: int) -> None:
    words = texts[at].split(" ")
    if len(words) > 4:
        middle = 2 + other % (len(words) - 3)
        texts[at : at + 1] = [" ".join(words[:middle]), " ".join(words[middle:])]


def merge(texts: list[str], at: int, other: int) -> None:
    if at + 1 < len(texts):
        texts[at : at + 2] = [f"{texts[at]} {texts[at + 1]}"]


EDITS: tuple[Callable[[list[str], int, int], None], ...] = (edit, delete, insert, move, split, merge)
