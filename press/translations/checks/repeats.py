"""Doubled words: “the the”, «и и», 的的."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.languages.grammar import grammar_of
from press.languages.registry import LANGUAGES
from press.languages.scripts import LATIN
from press.model.grammar import Repeats
from press.model.translation_pair import Finding, Pair
from press.translations.checks.reading import visible as text

_WORD = re.compile(r"(?<![\w-])([^\W\d_\u3400-\u9fff]+)\s+\1(?![\w-])", re.IGNORECASE)
_TWO = re.compile(r"(?<![\w-])(([^\W\d_\u3400-\u9fff]+)\s+[^\W\d_\u3400-\u9fff]+)\s+\1(?![\w-])", re.IGNORECASE)

def check(pair: Pair) -> Iterator[Finding]:
    """T016: a word, two words or a run of Han that stands twice without need."""
    if pair.target is None:
        return
    found = text(pair.target)
    rows = [repeats for row in (*LANGUAGES.values(), pair.language) if (repeats := grammar_of(row).repeats)]
    unspaced = (place for row in rows if row.more for place in row.more(found))
    for one in dict.fromkeys([*_words(found, pair, rows), *unspaced]):
        yield Finding("T016", pair.entry.id, f"doubled: {one}", "leave one of the two out")


def _words(found: str, pair: Pair, rows: Sequence[Repeats]) -> Iterator[str]:
    """Doubled words; those of another language may be doubled as it doubles them."""
    honest = frozenset[str]().union(*(row.honest for row in rows))
    small = frozenset[str]().union(*(row.small for row in rows))
    for match in _WORD.finditer(found):
        first, second = match[0].split()
        foreign = first.isascii() != (pair.language.script == LATIN)
        begins = not foreign and not re.search(r"[^\s.!?…]\s+$", found[: match.start()])
        name = first[0].isupper() and second[0].isupper() and len(first) > 1 and first.lower() not in small
        if first.lower() not in honest and (begins or not name):
            yield match[0]
    for match in _TWO.finditer(found):
        first, second = match[1].lower().split()
        # “Step by step by step”: one more of the two stands before it or after.
        before, after = found[: match.start()].lower().split(), found[match.end() :].lower().split()
        goes_on = (before and before[-1] == second) or (after and after[0].strip(".,;:!?…") == first)
        if first != second and not goes_on:
            yield match[0]
