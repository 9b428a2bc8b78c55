"""Numbers and dates: each that a text has in digits stands in its translation, as digits or in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from press.languages.grammar import grammar_of, numbers_of
from press.model.grammar import Numbers
from press.model.language import Language
from press.model.mention import Kind, Mention
from press.model.translation_pair import Finding, Pair
from press.translations.checks.number_matching import differences
from press.translations.checks.reading import is_foreign, language_of
from press.translations.checks.reading import visible as text


def check(pair: Pair) -> Iterator[Finding]:
    """T013: a number or date of the source that the translation hasn't, or one that it adds.

    Values are compared, not signs: 1.5 million, 1,5 млн and 150万 are one. Small numbers in words are asked of neither.
    """
    first, second = grammar_of(pair.original).numbers, grammar_of(pair.language).numbers
    if pair.target is None or not first or not second:
        return
    words = first.words and second.words
    own = _mentions(pair.source, pair.original, first, words)
    other = _mentions(pair.target, pair.language, second, words)
    missing, added = differences(own, other)
    told = [*_told(missing, "is missing", "are missing")]
    told += _told(added, "is not in the source", "are not in the source")
    if told:
        hint = "give every number and date of the source, in digits or in words, and no other"
        yield Finding("T013", pair.entry.id, "; ".join(told), hint)


def _mentions(inlines: Sequence[Any], language: Language, numbers: Numbers, words: bool) -> list[Mention]:
    """The numbers of a text; those of words in another language are read as that language writes them.

    Args:
        numbers: how the language's are read.
        words: whether those in words are asked of the other text.
    """
    foreign: list[Any] = []

    def skip(node: Any) -> bool:
        if is_foreign(node, language):
            foreign.append(node)
            return True
        return False

    found = list(numbers.read(text(inlines, skip)))
    for node in foreign:
        found += numbers_of(language_of(node)).read(text(node["c"][1]))
    return found if words else [one if _in_digits(one) else replace(one, firm=False) for one in found]


def _in_digits(mention: Mention) -> bool:
    return mention.kind is Kind.MONTH or any(map(str.isdigit, mention.text))


def _told(mentions: Sequence[Mention], one: str, more: str) -> Iterator[str]:
    if mentions:
        named = ", ".join(mention.text for mention in mentions)
        yield f"the number {named} {one}" if len(mentions) == 1 else f"the numbers {named} {more}"
