"""A book: the whole publication in one language, assembled, numbered and resolved; what editions are made of.

Blocks and inlines are Pandoc's JSON (pandoc-types 1.23). What the tree holds beyond Pandoc's own meaning:

- Anchors. Every paragraph starts with an anchor that is the same in every language: a numbered paragraph with
  Link(id=SEGMENT, class "press-pn", text the number, target "#SEGMENT"), any other with Span(id=SEGMENT, class
  "press-anchor").
  Headings, tables and figures carry their id in their own attributes.
- Notes are Note nodes, citations included; the first of a part has the number Part.first_note, and they count on
  through the part in order of their calls.
- A cross-reference is Link(class "press-xref", target "#ANCHOR", attribute kind = chapter, section, appendix, table,
  figure, item or part); its text says word and number, not the page. Words beside it in its brackets are text around
  it.
- Text that is not in the book's language is Span or Div with a `lang` attribute.
- Drafts (press.book.drafts). A segment that is shown in the source language for want of a translation is
  Span(class "press-untranslated", lang), with class "press-fuzzy" beside where its translation can't be shown. A stale
  translation is Span(class "press-stale"); behind it, Span(class "press-changes", lang) holds Span(class "press-label")
  and the words of the source that went (Strikeout) and came (Underline).
- Parallel text (press.book.parallel), in a part whose document stands beside its original. Each piece of text, as
  a paragraph or an item of a list, is Div(class "press-pair") of Div(class "press-translation") and Div(class
  "press-original", lang), in the order in which a reader of the edition reads them; a table or figure's, which finds no
  room side by side, has the class "press-stacked" too. A heading stands as it is, the original's behind it in Div(class
  "press-original-heading", lang); the first of these is the document's title. Anchors, and notes as Note, are in the
  translation alone: the original's notes are called by a Superscript letter, which with the letter of its text stands
  in Span(class "press-call-letter"), and are told in Div(class "press-column-notes") at the end of their Div.
- Section headings: Header level 2 and deeper; a numbered one starts with Span(class "press-hn", text the number),
  Space. Pandoc's classes "unnumbered" and "unlisted" stay.
- Lists. The first paragraph of an item (or a Plain before what else it holds) begins, behind its anchors, with
  Span(class "press-marker", text the marker as it is printed, "(b)" or "☑", and a Space). Its second class tells how
  much room the widest marker of its list needs; "press-alone", that it stands in a Plain. Items of a list without
  numbers and boxes have none.
- Captions start with Span(class "press-cn", text "Table 1."), Space. Figures hold their picture's path as the
  publication's own, relative to content/. An Image whose alternative would be its caption again has the class
  "press-captioned" and the figure's name as its alternative, "Figure 1".
- Classes and ids that begin with "press-" are the press's own: no author may write one (S040). All others are authors',
  and mean nothing but to the publication's style sheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from press.model.interface import Words
from press.model.publication import Matter

Node = Any
# Classes of lists: a marker; one that no paragraph follows; the box of a task, before it becomes a marker.
MARKER, ALONE, TASK = "press-marker", "press-alone", "press-task"
# Of a picture that its caption tells of: a figure of HTML is named by it, that of a PDF needs an alternative.
CAPTIONED = "press-captioned"


class Fact(NamedTuple):
    """A row of the box above a legal document, in the book's language; `link` is the address that the value is."""

    label: str
    value: str
    link: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading for contents lists: anchor, level (2 and up), number ("2.1" or ""), plain title."""

    anchor: str
    level: int
    number: str
    title: str


@dataclass(frozen=True)
class Part:
    """One document of the reading order in the book's language.

    Attributes:
        id: the document's id; the name of its page.
        anchor: the anchor of its title.
        label: localised word and number ("Chapter 2", "附录A"), empty where it has none.
        title: its title as inlines, without the number.
        blocks: its text without the title.
        headings: of its sections, but those that are unlisted.
        first_note: number of its first note.
        notes: how many notes it has.
        provenance: for a legal document, the rows of the box above it.
        listed: whether it stands in contents lists.
    """

    id: str
    anchor: str
    matter: Matter
    number: str
    label: str
    title: Sequence[Node]
    title_text: str
    blocks: Sequence[Node]
    headings: tuple[Heading, ...] = ()
    first_note: int = 1
    notes: int = 0
    provenance: tuple[Fact, ...] = ()
    listed: bool = True


@dataclass(frozen=True)
class Completeness:
    """How many segments of the book are translated, fuzzy (not published) and missing."""

    translated: int = 0
    fuzzy: int = 0
    missing: int = 0

    @property
    def complete(self) -> bool:
        """Whether every segment is published in the book's language."""
        return not (self.fuzzy or self.missing)


@dataclass(frozen=True)
class Fragment:
    """Text that an edition must show: the runs of one segment between its notes, citations and references.

    Attributes:
        segment: the segment's id, document and kind, as a message names it.
        runs: plain text runs in order, before typography.
        note: whether the segment stands in a note.
        marker: the marker of a list's item, right behind which its text must stand; the text is told as other
            fragments too.
        code: whether it is a block of code, which no language translates: parallel text shows it once.
    """

    segment: str
    runs: tuple[str, ...]
    note: bool = False
    marker: str = ""
    code: bool = False


@dataclass(frozen=True)
class Book:
    """The whole publication in one language.

    Attributes:
        language: code of the language.
        parts: in reading order, the bibliography included.
        imprint: blocks of the imprint.
        words: the templates' words: English to the book's language.
        fragments: what every edition must show, in reading order.
        source: eight hexadecimal digits that tell one state of the sources from another.
    """

    language: str
    parts: tuple[Part, ...]
    imprint: Sequence[Node]
    words: Mapping[str, str]
    fragments: tuple[Fragment, ...]
    completeness: Completeness = field(default_factory=Completeness)
    source: str = ""

    @property
    def contents(self) -> tuple[Part, ...]:
        """The parts that stand in contents lists."""
        return tuple(part for part in self.parts if part.listed)

    def word(self, source: str, **values: object) -> str:
        """A word or phrase of the templates in the book's language, its {names} filled in."""
        return Words(self.words).word(source, **values)


def marker_of(inlines: Sequence[Node]) -> tuple[str, list[Node]]:
    """The marker that a paragraph begins with, behind its anchors ("" for none), and the paragraph without it."""
    for at, node in enumerate(inlines):
        if node["t"] != "Span" or (node["c"][1] and MARKER not in node["c"][0][1]):
            break
        if node["c"][1]:
            return str(node["c"][1][0]["c"]), [*inlines[:at], *inlines[at + 1 :]]
    return "", list(inlines)


def dump(book: Book) -> str:
    """A book as JSON; the same book gives the same text."""
    # `vars`, not `asdict`: that would copy every element of the trees.
    return json.dumps(book, default=vars, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(text: str) -> Book:
    """The book of which `dump` made the text."""
    data = json.loads(text)
    parts = tuple(_part(part) for part in data.pop("parts"))
    fragments = fragments_from(data.pop("fragments"))
    return Book(**{**data, "completeness": Completeness(**data["completeness"])}, parts=parts, fragments=fragments)


def fragments_from(values: Iterable[Mapping[str, Any]]) -> tuple[Fragment, ...]:
    """Fragments from what JSON keeps of them."""
    return tuple(Fragment(**{**value, "runs": tuple(value["runs"])}) for value in values)


def _part(data: dict[str, Any]) -> Part:
    """A part of its JSON."""
    headings = tuple(Heading(**heading) for heading in data["headings"])
    provenance = tuple(Fact(*fact) for fact in data["provenance"])
    return Part(**{**data, "matter": Matter(data["matter"]), "headings": headings, "provenance": provenance})
