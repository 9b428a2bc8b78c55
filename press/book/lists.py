"""Lists as they are printed: the marker of each item is text, written into the tree once for all editions.

It is what Pandoc read: the start, the style and the brackets of its OrderedList ("(b)", "iv)", "10.", "(3)"), and the
boxes of a task list. An item that carries an anchor can be referred to by its marker and those above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from math import inf
from typing import Any, NamedTuple

from press import pandoc
from press.catalogs.containers import is_head
from press.languages.numerals import markers
from press.model.book import ALONE, MARKER, Fragment, marker_of
from press.model.interface import Words
from press.model.language import NBSP

COUNTED = ("Decimal", "DefaultStyle")  # styles of paragraphs; others are of what stands under them
PREFIX = "li-"  # of anchors that refer to an item
BEGINNING = 40  # letters of an item that are looked for behind its marker
# How much room the widest marker of a list needs before the text, in em, and the class that says so.
ROOMS = ((1.8, "press-narrow"), (2.3, "press-wide"), (2.8, "press-wider"), (inf, "press-widest"))
DASH = "–"  # of an item without a box among others that have one
_GAP = 0.45  # em between a marker and its text
_WIDTHS = {**dict.fromkeys("().ijltfrI", 0.33), **dict.fromkeys("mwMW", 0.85), **dict.fromkeys("0123456789", 0.5)}
_WIDTH = 0.55
# A heading that says its own number: Article 5, Статья 5. …, 第五条.
_HAN = "〇零一二三四五六七八九十百千"
_ARTICLE = re.compile(rf"(?:[^\W\d]+\.?|§)\s\d+\w?(?=\s*(?:$|[.:—–]))|第[{_HAN}\d]+条(?:之[{_HAN}]+)?")


class Item(NamedTuple):
    """What an anchor in a list leads to: the anchor and the text of a reference; empty for an item without a number."""

    anchor: str
    text: str


class _Place(NamedTuple):
    """How the place of an item is told so far, and how deep that is: 1 an article, 2 a paragraph, 3 an item."""

    text: str = ""
    depth: int = 0


@dataclass
class Lists:
    """Writes the markers of a document's lists; `items` are those that can be referred to.

    Attributes:
        words: the words of the book's language.
        above: under what a list stands: an article by its heading, or a paragraph with a number.
        last: the last item of a counted list since, under which a list of letters stands that is not within it.
    """

    words: Words
    above: _Place
    items: list[Item] = field(default_factory=list)
    last: _Place = field(default_factory=_Place)

    @classmethod
    def of(cls, words: Words, title: str) -> Lists:
        """Begin a document with its title."""
        return cls(words, _article(title))

    def written(self, node: Any, above: _Place | None = None) -> Any:
        """A new tree, or part of one, whose items begin with their markers.

        Args:
            node: blocks, numbered and in the book's language.
            above: the item that the node stands in.
        """
        if isinstance(node, list):
            return [self.written(child, above) for child in node]
        if not isinstance(node, dict):
            return node
        match node.get("t"):
            case "Header":
                self.above, self.last = _article(pandoc.plain(node["c"][2])), _Place()
            case "Link" if above is None and (number := _paragraph(node)):
                self.above, self.last = _Place(self.words.reference("para. {number}", number=number), 2), _Place()
            case "OrderedList":
                attributes, items = node["c"]
                said = markers(attributes, len(items))
                return {**node, "c": [attributes, self._items(items, said, above, attributes)]}
            case "BulletList":
                boxes = any(_head(item).box for item in node["c"])
                return {**node, "c": self._items(node["c"], [DASH if boxes else ""] * len(node["c"]), above)}
        return {key: self.written(child, above) for key, child in node.items()}

    def _items(
        self, items: Sequence[Any], said: Sequence[str], above: _Place | None, attributes: Sequence[Any] | None = None
    ) -> list[Any]:
        """The items of a list, each with its marker."""
        heads = [_head(item) for item in items]
        texts = [_with_box(marker, head.box, attributes is not None) for marker, head in zip(said, heads, strict=True)]
        room = _room(texts)
        out, place = [], above
        for marker, text, head in zip(said, texts, heads, strict=True):
            place = self._place(above or self._under(attributes), marker, attributes) if attributes else above
            self.items += [Item(anchor, place.text if attributes and place else "") for anchor in _own(head)]
            out.append(_led(head, text, room, self.written(head.rest, place)))
        if above is None and place and attributes and attributes[1]["t"] in COUNTED:
            self.last = place
        return out

    def _under(self, attributes: Sequence[Any]) -> _Place:
        """What a list that is within no other stands under."""
        return self.above if attributes[1]["t"] in (*COUNTED, "Example") or not self.last.text else self.last

    def _place(self, above: _Place, marker: str, attributes: Sequence[Any]) -> _Place:
        """How an item is told: by its marker behind what it stands under."""
        style, both = attributes[1]["t"], attributes[2]["t"] == "TwoParens"
        bare = marker.strip("().")
        counted = style in COUNTED
        if style == "Example":
            return _Place(self.words.reference("example {marker}", marker=marker.rstrip(".")), 3)
        if above.depth == 0 and counted:
            return _Place(self.words.reference("para. {marker}", marker=marker if both else bare), 2)
        if above.depth == 0:
            return _Place(self.words.reference("item {marker}", marker=f"({bare})"), 3)
        if above.depth == 1 and counted:
            return _Place(self.words.reference("{article} ({marker})", article=above.text, marker=bare), 2)
        if above.depth < 3:
            return _Place(self.words.reference("{paragraph} {marker}", paragraph=above.text, marker=f"({bare})"), 3)
        return _Place(self.words.reference("{item} {marker}", item=above.text, marker=f"({bare})"), 3)


def _article(title: str) -> _Place:
    """What a heading says of itself, behind the number that it is given, if it has one of its own."""
    found = _ARTICLE.match(re.sub(r"^[\d.]+\s", "", title).strip())
    return _Place(found[0], 1) if found else _Place()


def _paragraph(link: pandoc.Node) -> str:
    """The number of a numbered paragraph; empty for any other link."""
    return pandoc.plain(link) if "press-pn" in link["c"][0][1] else ""


class _Head(NamedTuple):
    """What stands before the text of an item: anchors, and the box of a task (press.catalogs.containers)."""

    anchors: list[Any]
    box: str
    rest: Sequence[Any]


def _head(item: Sequence[Any]) -> _Head:
    spans = item[0]["c"] if item and item[0]["t"] in ("Plain", "Para") else []
    if not is_head(spans):
        return _Head([], "", item)
    return _Head([s for s in spans if not s["c"][1]], pandoc.plain(spans), item[1:])


def _with_box(marker: str, box: str, ordered: bool) -> str:
    return f"{marker}{NBSP}{box}" if box and ordered else box or marker


def _own(head: _Head) -> Iterator[str]:
    """The anchors that refer to an item, without those of the lists in it."""
    for node in _outside_lists([*head.anchors, *head.rest]):
        if (at := pandoc.attr(node)) and at[0].startswith(PREFIX) and not (at[1] and _is_place(node)):
            yield at[0]


def _outside_lists(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        if node.get("t") in ("OrderedList", "BulletList", "Note"):
            return
        if "t" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _outside_lists(child)


def _led(head: _Head, marker: str, room: str, blocks: Sequence[Any]) -> list[Any]:
    """An item that begins with its anchors and its marker: within its first paragraph, or else before what it holds."""
    if not (marker or head.anchors):
        return list(blocks)
    first: pandoc.Node = blocks[0] if blocks else {"t": ""}
    alone = first["t"] not in ("Plain", "Para")
    # The space belongs to the marker: whoever copies the text gets both.
    content = [pandoc.text(marker), pandoc.SPACE]
    shown = [pandoc.span(content, "", [MARKER, room, *([ALONE] if alone else [])])] if marker else []
    lead = [*head.anchors, *shown]
    if alone:
        # What hangs takes no room: an item without anything else needs a line of its own.
        line = [] if blocks else [pandoc.span([pandoc.text(NBSP)], "", [ALONE])]
        return [{"t": "Plain", "c": [*lead, *line]}, *blocks]
    at = next((at for at, node in enumerate(first["c"]) if not _is_place(node)), len(first["c"]))
    return [{**first, "c": [*first["c"][:at], *lead, *first["c"][at:]]}, *blocks[1:]]


def _is_place(node: Any) -> bool:
    return bool(node["t"] == "Span" and not node["c"][1])


def _room(texts: Sequence[str]) -> str:
    """The class that leaves enough room for the widest of some markers."""
    widest = max((sum(_WIDTHS.get(letter, _WIDTH) for letter in text) for text in texts), default=0)
    return next(name for most, name in ROOMS if widest + _GAP <= most)


def fragments(name: str, blocks: Any) -> Iterator[Fragment]:
    """What editions must show of the lists in finished blocks: each marker right before the text of its item.

    Args:
        name: the document's id, for messages.
        blocks: of a part, as an edition is given them.
    """
    for inlines, note in _runs(blocks, False):
        marker, rest = marker_of(inlines)
        if marker:
            yield Fragment(f"{name} list", (_beginning(rest),), note, marker)


def _runs(node: Any, note: bool) -> Iterator[tuple[Any, bool]]:
    """The inlines of each paragraph, and whether it stands in a note."""
    if isinstance(node, dict):
        if node.get("t") in ("Plain", "Para"):
            yield node["c"], note
        note = note or node.get("t") == "Note"
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _runs(child, note)


# What ends the text that is the same in every edition: what is called, referred to, drawn or set by itself.
_ENDS = ("Note", "Cite", "Link", "Image", "Math", "RawInline", "LineBreak")


def _beginning(inlines: Sequence[Any]) -> str:
    """The text of an item as far as it is the same in every edition."""
    same = takewhile(lambda node: not any(inner["t"] in _ENDS for inner in pandoc.walk(node)), inlines)
    return pandoc.plain(list(same)).strip()[:BEGINNING]
