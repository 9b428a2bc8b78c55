"""The direction of passages: that of their language (HTML, 3.2.6.4: `dir` isolates what it is said of).

Without it, what follows an Arabic name in an English sentence, a date say, is taken for a part of the name. Code,
addresses and formulas run from left to right wherever they stand. And words that run against their text, and of which
some are emphasised or lead somewhere, are made one passage, though nobody said their language: browsers keep the order
of such words, but WeasyPrint sets each piece by itself (UAX #9 is done within the text of one box).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from press import pandoc
from press.blockwise import blockwise
from press.languages.subtags import direction_of
from press.model.formula import FORMULA
from press.model.language import Direction

# Elements whose first part is an Attr; of these, what is written from left to right in every language.
_SAID_OF = ("Span", "Div", "Link", "Code", "CodeBlock")
_CODE = ("Code", "CodeBlock")
_STRONG = {"L": Direction.LEFT_TO_RIGHT, "R": Direction.RIGHT_TO_LEFT, "AL": Direction.RIGHT_TO_LEFT}
_COMMA = "\u060c"  # the Arabic one, which Unicode finds weak, parts words of text from right to left
_WORDS = ("Str", "Space", "SoftBreak")
_FORMATTED = ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline", "Span", "Link")


@blockwise
def directed(nodes: Sequence[Any], direction: Direction) -> list[Any]:
    """New blocks or inlines whose passages in another language say their direction, where it is not that around them.

    Args:
        nodes: blocks or inlines.
        direction: that of the text that they stand in.
    """
    return [_directed(node, direction) for node in _gathered(nodes, direction)]


def _directed(node: Any, direction: Direction) -> Any:
    if isinstance(node, list):
        return [_directed(child, direction) for child in _gathered(node, direction)]
    if not isinstance(node, dict):
        return node
    if node.get("t") not in _SAID_OF:
        return {key: _directed(child, direction) for key, child in node.items()}
    (name, classes, pairs), content, *rest = node["c"]
    own = _own(node, direction)
    added = [] if own == direction or "dir" in dict(pairs) else [["dir", str(own)]]
    return {**node, "c": [[name, classes, [*pairs, *added]], _directed(content, own), *rest]}


def _own(node: pandoc.Node, direction: Direction) -> Direction:
    """The direction of an element of _SAID_OF that stands in text of some direction."""
    _, classes, pairs = node["c"][0]
    said = dict(pairs)
    if told := next((each for each in Direction if each == said.get("dir")), None):
        return told
    if node["t"] in _CODE or pandoc.ADDRESS in classes or FORMULA in classes:
        return Direction.LEFT_TO_RIGHT
    return direction_of(said["lang"]) if said.get("lang") else direction


def _gathered(nodes: Sequence[Any], direction: Direction) -> Sequence[Any]:
    """Inlines whose words against their direction are one passage wherever some of them are formatted."""
    if not any(isinstance(node, dict) and node.get("t") in _FORMATTED for node in nodes):
        return nodes
    found: list[Any] = []
    run: list[Any] = []
    for node in nodes:
        strong = _strong(node, direction)
        if strong is None or direction in strong:
            found += [*_passage(run, direction), node]
            run = []
        else:
            run.append(node)
    return [*found, *_passage(run, direction)]


def _passage(run: list[Any], direction: Direction) -> Iterator[Any]:
    """Inlines of which none runs as their text does: as one passage from the first word against it to the last.

    Passages that say their language belong to it beside words that don't; by themselves they are several.
    """
    words = [at for at, node in enumerate(run) if _strong(node, direction)]
    against = [at for at, node in enumerate(run) if at in words or (words and _turns(node, direction))]
    first, last = (against[0], against[-1] + 1) if against else (0, 0)
    while _is_numbered(run[last - 1 : last + 2]):
        last += 2
    own = run[first:last]
    if len(own) > 1 and any(node["t"] in _FORMATTED for node in own):
        before, own[0] = _parted(own[0], at_end=False)
        after, own[-1] = _parted(own[-1], at_end=True)
        other = next(each for each in Direction if each is not direction)
        yield from [*run[:first], *before, pandoc.span(own, dir=str(other)), *after, *run[last:]]
    else:
        yield from run


def _strong(node: Any, direction: Direction) -> set[Direction] | None:
    """The directions of an inline's letters, none of a passage of its own; None: it can't stand within a passage."""
    kind = node.get("t")
    if kind == "Str":
        found = {_STRONG[kind] for kind in map(unicodedata.bidirectional, node["c"]) if kind in _STRONG}
        return found | ({Direction.RIGHT_TO_LEFT} if _COMMA in node["c"] else set())
    if kind in _WORDS:
        return set()
    if kind not in _FORMATTED:
        return None
    content = node["c"]
    if kind in ("Span", "Link"):
        if any(name.startswith("press-") for name in content[0][1]):
            return None
        if _turns(node, direction) or dict(content[0][2]).get("lang"):
            return set()
        content = content[1]
    within = [_strong(child, direction) for child in content]
    return None if None in within else set[Direction]().union(*(each or () for each in within))


def _is_numbered(nodes: Sequence[pandoc.Node]) -> bool:
    """Whether three inlines are a word, a space and a number that belongs to it."""
    kinds = [node["t"] for node in nodes]
    if kinds != ["Str", "Space", "Str"]:
        return False
    word, number = nodes[0]["c"], nodes[2]["c"]
    return bool(word[-1:].isalnum() and number[:1].isdecimal())


def _turns(node: pandoc.Node, direction: Direction) -> bool:
    """Whether an inline is a passage that runs against text of some direction."""
    return node["t"] in ("Span", "Link") and _own(node, direction) is not direction


def _parted(node: pandoc.Node, *, at_end: bool) -> tuple[list[pandoc.Node], pandoc.Node]:
    """The marks at an end of a word, which belong to the text around a passage; and the word without them."""
    if node["t"] != "Str":
        return [], node
    text = node["c"]
    letters = [at for at, character in enumerate(text) if character.isalnum()]
    marks, word = (
        (text[letters[-1] + 1 :], text[: letters[-1] + 1]) if at_end else (text[: letters[0]], text[letters[0] :])
    )
    return ([pandoc.text(marks)] if marks else []), pandoc.text(word)
