"""Numbers and dates: each that a text has in digits stands in its translation, as digits or in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from press.languages import COMMAS, READERS
from press.languages.numbers.mention import Mention
from press.languages.visible import language_of, text
from press.model.translation_pair import Finding, Pair
from press.translations.checks.number_matching import differences


def check(pair: Pair) -> Iterator[Finding]:
    """T013: a number or date of the source that the translation hasn't, or one that it adds.

    Values are compared, not signs: 1.5 million, 1,5 млн and 150万 are one. Small numbers in words are asked of neither.
    """
    if pair.target is None or not {pair.original.code, pair.language.code} <= READERS.keys():
        return
    own, other = _mentions(pair.source, pair.original.code), _mentions(pair.target, pair.language.code)
    missing, added = differences(own, other)
    told = [*_told(missing, "is missing", "are missing")]
    told += _told(added, "is not in the source", "are not in the source")
    if told:
        hint = "give every number and date of the source, in digits or in words, and no other"
        yield Finding("T013", pair.entry.id, "; ".join(told), hint)


def _mentions(inlines: Sequence[Any], language: str) -> list[Mention]:
    """The numbers of a text; those of words in another language are read as that language writes them."""
    foreign: list[Any] = []

    def is_foreign(node: Any) -> bool:
        tag = language_of(node)
        if tag and tag != language:
            foreign.append(node)
        return bool(tag) and tag != language

    found = list(READERS[language](text(inlines, is_foreign)))
    for node in foreign:
        found += READERS.get(language_of(node), COMMAS)(text(node["c"][1]))
    return found


def _told(mentions: Sequence[Mention], one: str, more: str) -> Iterator[str]:
    if mentions:
        named = ", ".join(mention.text for mention in mentions)
        yield f"the number {named} {one}" if len(mentions) == 1 else f"the numbers {named} {more}"
