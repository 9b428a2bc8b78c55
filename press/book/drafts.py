"""What a draft shows where a segment has no translation that can be published.

- A stale translation, whose source has changed since: Span(class "press-stale"), and behind it Span(class
  "press-changes", lang of the source) with the words that went (Strikeout) and came (Underline).
- Without any that can be shown, the source's own text: Span(class "press-untranslated", lang), also with the class
  "press-fuzzy" where there is a translation that the source's notes and citations no longer allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from press import pandoc, worddiff
from press.model.interface import Words
from press.model.language import Language
from press.worddiff import Kind

# Containers whose text is used elsewhere too (contents, running heads), or is no more than a label.
PLAIN = ("h", "title", "term", "alt", "meta")
CHANGES = "press-changes"
_ELEMENTS = {Kind.DELETED: "Strikeout", Kind.INSERTED: "Underline"}


def stale(inlines: Sequence[Any]) -> list[Any]:
    """A translation that is marked as made from an earlier source."""
    return [pandoc.span(inlines, "", ["press-stale"])]


def untranslated(inlines: Sequence[Any], original: Language, fuzzy: bool) -> list[Any]:
    """The source's text in the place of its translation."""
    return [pandoc.span(inlines, "", ["press-untranslated", *(["press-fuzzy"] if fuzzy else [])], lang=original.tag)]


def has_room(kind: str) -> bool:
    """Whether the changes can be told in a container of this kind."""
    return not kind.startswith(PLAIN)


def changes(before: str, now: str, original: Language) -> list[Any]:
    """What changed in the source, to stand behind a stale translation; nothing if no word did.

    Args:
        before: the source that was translated, as plain text.
        now: the source as it is.
        original: its language.
    """
    found = worddiff.changes(before, now)
    if all(change.kind is Kind.SAME for change in found):
        return []
    shown = [node for change in worddiff.excerpt(found) for node in _shown(change)]
    return [pandoc.span(shown, "", [CHANGES], lang=original.tag)]


def _shown(change: worddiff.Change) -> Iterator[Any]:
    words = pandoc.words(change.text.replace("\n", " "))
    element = _ELEMENTS.get(change.kind)
    if element is None:
        yield from words
        return
    # Spaces at the ends stay outside: what is struck out or underlined are words.
    core = pandoc.words(change.text.strip())
    yield from [pandoc.SPACE] if words[0] == pandoc.SPACE else []
    yield {"t": element, "c": core}
    yield from [pandoc.SPACE] if len(words) > 1 and words[-1] == pandoc.SPACE else []


def labelled(blocks: Any, words: Words, language: Language) -> Any:
    """A new tree in which each of these changes says what it is, in the book's language."""
    label = words.word("Changed in the source:")

    def change(node: pandoc.Node) -> Any:
        if node["t"] != "Span" or CHANGES not in node["c"][0][1]:
            return node
        attr, content = node["c"]
        named = pandoc.span(pandoc.words(label), "", ["press-label"], lang=language.tag)
        return [pandoc.SPACE, {"t": "Span", "c": [attr, [named, pandoc.SPACE, *content]]}]

    return pandoc.transform(blocks, change)
