"""Each language's typography on the tree: quotes, dashes, spaces and words that must not part at a line's end.

A language's rules are tried in order on the text between other elements; OBJECT stands there for an element (emphasis,
a note, a link).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from press import pandoc
from press.model.formula import FORMULA
from press.model.language import NBSP, OBJECT, Language, Quotes, spoken

# What typography leaves as it is, and text, which is set with its neighbours.
_WHOLE = {"Code", "Math", "RawInline", "CodeBlock", "RawBlock", "Str", "Space"}

_PRIVATE = 0xE000  # where Unicode's characters for private use begin

# Elements whose text reads on into what stands behind them.
_EMBEDDED = {"Emph", "Strong", "Span", "Link", "SmallCaps", "Underline"}


def typeset(blocks: Any, language: Language, known: Collection[Language]) -> Any:
    """A new tree with the language's typography; passages with a `lang` of their own get that language's.

    Args:
        blocks: blocks or inlines.
        language: what they are in.
        known: what passages may be in; those in any other language are left as they are.
    """
    if isinstance(blocks, list):
        children = [typeset(child, language, known) for child in blocks]
        return _run(children, language) if any(_is_text(child) for child in children) else children
    if not isinstance(blocks, dict) or blocks.get("t") in _WHOLE:
        return blocks
    if blocks.get("t") == "Table":
        attr, caption, *rows = blocks["c"]
        return {**blocks, "c": [attr, typeset(caption, language, known), *_loose(typeset(rows, language, known))]}
    if blocks.get("t") in ("Span", "Link") and {pandoc.ADDRESS, FORMULA} & set(blocks["c"][0][1]):
        return blocks
    if blocks.get("t") in ("Span", "Div"):
        own = dict(blocks["c"][0][2]).get("lang")
        inner = language if own in (None, language.tag) else spoken(own, known)
        return {**blocks, "c": [blocks["c"][0], typeset(blocks["c"][1], inner, known) if inner else blocks["c"][1]]}
    if blocks.get("t") in ("Link", "Image"):
        attr, content, target = blocks["c"]
        return {**blocks, "c": [attr, typeset(content, language, known), target]}
    return {key: typeset(child, language, known) for key, child in blocks.items()}


def bound(text: str, language: Language, code: Sequence[str] = ()) -> str:
    """Plain text, as of a heading in a contents list, with the language's typography; `code` in it stays as it is."""
    stand_ins = {said: chr(_PRIVATE + at) for at, said in enumerate(code)}
    for said, sign in stand_ins.items():
        text = text.replace(said, sign, 1)
    text = str(pandoc.plain(typeset(pandoc.words(text), language, ())))
    for said, sign in stand_ins.items():
        text = text.replace(sign, said)
    return text


def _loose(rows: Any) -> Any:
    """Rows of a table whose words may part: its columns are narrower than what is bound together in running text."""

    def change(node: pandoc.Node) -> Any:
        return pandoc.words(node["c"].replace(NBSP, " ")) if node["t"] == "Str" else node

    return pandoc.transform(rows, change)


def _is_text(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") in ("Str", "Space")


def _run(inlines: Sequence[Any], language: Language) -> list[Any]:
    """Inlines with the rules applied to their text as one string."""
    others = [node for node in inlines if not _is_text(node)]
    text = _quoted("".join(_as_text(node) for node in inlines), language.quotes)  # first: rules know the marks by sight
    return _from_text(_ruled(_behind(text, others, language), language), others)


def _ruled(text: str, language: Language) -> str:
    for rule in language.typography or ():
        text = rule.pattern.sub(rule.by, text)
    return text


def _behind(text: str, others: Sequence[Any], language: Language) -> str:
    """A text that is bound to an element before it, if that ends with a word that would be bound to it."""
    pieces = text.split(OBJECT)
    for at, node in enumerate(others, 1):
        if pieces[at].startswith(" ") and node.get("t") in _EMBEDDED:
            word = (pandoc.plain([node]).split() or [""])[-1]
            if f"{word}{NBSP}" in _ruled(word + pieces[at], language):
                pieces[at] = NBSP + pieces[at][1:]
    return OBJECT.join(pieces)


def _as_text(node: Any) -> str:
    if not _is_text(node):
        return OBJECT
    return node["c"].replace(OBJECT, "") if node["t"] == "Str" else " "


def _quoted(text: str, quotes: Quotes) -> str:
    """Straight double quotation marks in pairs as the language's own."""
    pieces = text.split('"')
    marks = (quotes[index % 2] for index in range(len(pieces) - 1))
    return pieces[0] + "".join(mark + piece for mark, piece in zip(marks, pieces[1:], strict=True))


def _from_text(text: str, others: Sequence[Any]) -> list[Any]:
    rest = iter(others)
    out: list[Any] = []
    for piece in re.split(rf"([ {OBJECT}])", text):
        if piece == OBJECT:
            out.append(next(rest))
        elif piece == " ":
            out.append(pandoc.SPACE)
        elif piece:
            out.append(pandoc.text(piece))
    return out
