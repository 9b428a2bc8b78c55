"""The length of a translation: what is much shorter has lost something, what is much longer has too much.

The usual ratios (Grammar.length: letters
for each of the English text) are those of the 640 translated segments of the project's own catalogs and of the tests'
publication (November 2026), of paragraphs of 150 letters and more. The logarithm of a ratio strays from the usual by
0.1 (standard deviation) there and by 0.3 in headings; the furthest were 0.31 in a paragraph and 0.72 in a heading.
None reaches three quarters of the limits below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

from press.languages.grammar import grammar_of
from press.languages.scripts import HAN
from press.model.language import Language
from press.model.translation_pair import Finding, Pair
from press.translations.checks.reading import visible as text

_FOREIGN = re.compile(r"[A-Za-z]{2,}")
_DIGIT = re.compile(r"\d")
DIGIT = 2  # letters of English that a digit counts for, in each language
# Letters of the source from which on it is looked at, counted as if it were English.
LEAST = 20
# How far the logarithm may stray: FLOOR in a long text, more in a short one.
FLOOR, SLACK = 0.45, 3.2
# Where one side has a sentence more, of this many: how much better the others must go together without it than with it
# as a part of a neighbour, and by how much the text must be shorter. Honest splits had 1.4 at most; where a test took a
# sentence out of a paragraph of the catalogs, three of four had more.
SENTENCES = 3
WORSE, LESS = 2.0, 0.05
_END = re.compile(
    r"[。！？]+[”’」』）]*|[.!?…]+[\"”»’)]*(?=\ufffc*(?:\s[\ufffc\s]*[\"“«‘(—]*\s*[A-ZА-ЯЁ\d\ufffc]|\s*$))"
)


def check(pair: Pair) -> Iterator[Finding]:
    """T021: a length that is out of the usual range, a sentence that seems to be missing, or one that stands twice."""
    usual = [(row.script.counted, grammar_of(row).length) for row in (pair.original, pair.language)]
    scales = [_Scale(letters, 1 / length) for letters, length in usual if length]
    if pair.target is None or len(scales) < len(usual):
        return
    own, other = scales
    source, target = text(pair.source), text(pair.target)
    size, got = own.size(_without_kept(source, target, pair.language)), other.size(target)
    if size < LEAST or not got:
        return  # what has no letter of the language is left untranslated, which is T017
    message, hint = _whole(log(got / size), size), "compare the two, sentence by sentence"
    first, second = _sentences(source), _sentences(target)
    if (twice := _twice(second)) and not _twice(first):
        message, hint = f"a sentence stands twice: {min(twice)}", "leave one of them out"
    elif not message:
        message = _by_sentence([own.size(one) for one in first], [other.size(one) for one in second])
    if message:
        yield Finding("T021", pair.entry.id, message, hint)


@dataclass(frozen=True)
class _Scale:
    """How long texts of a language are, counted as if they were English."""

    letters: re.Pattern[str]
    weight: float

    def size(self, words: str) -> float:
        return len(self.letters.findall(words)) * self.weight + len(_DIGIT.findall(words)) * DIGIT


def _without_kept(source: str, target: str, language: Language) -> str:
    """A source without the names that its Chinese translation keeps in Latin letters, where they aren't counted."""
    kept = set(_FOREIGN.findall(target)) if language.script == HAN else set()
    return _FOREIGN.sub(lambda match: "" if match[0] in kept else match[0], source) if kept else source


def _whole(strays: float, size: float) -> str:
    if abs(strays) <= FLOOR + SLACK / sqrt(size):
        return ""
    return f"the translation is much {'longer' if strays > 0 else 'shorter'} than is usual for its source"


def _sentences(words: str) -> list[str]:
    ends = [0, *(match.end() for match in _END.finditer(words))]
    found = [words[a:b].strip("\ufffc ") for a, b in zip(ends, [*ends[1:], len(words)], strict=True)]
    return [one for one in found if any(map(str.isalpha, one))]


def _twice(sentences: Sequence[str]) -> set[str]:
    return {one for one in sentences if len(one) > 5 and sentences.count(one) > 1}


def _by_sentence(source: Sequence[float], target: Sequence[float]) -> str:
    """What the sentences say where one side has one more: it goes with one of its neighbours, or it has no counterpart.

    Args:
        source, target: sizes of the sentences, in letters as an English source has them.
    """
    fewer, more = sorted((source, target), key=len)
    if len(more) - len(fewer) != 1 or len(more) < SENTENCES or not min(*fewer, *more):
        return ""
    joined = min(_strays(fewer, [*more[:at], more[at] + more[at + 1], *more[at + 2 :]]) for at in range(len(fewer)))
    without = min(_strays(fewer, [*more[:at], *more[at + 1 :]]) for at in range(len(more)))
    if joined - without < WORSE or log(sum(fewer) / sum(more)) > -LESS:
        return ""
    what = "has no counterpart" if more is source else "seems to be added"
    return f"a sentence {what}: the source has {len(source)}, the translation {len(target)}"


def _strays(some: Sequence[float], others: Sequence[float]) -> float:
    """How ill sentences go together, one by one: squares of the logarithms, long sentences weighing more."""
    return sum(log(one / other) ** 2 * sqrt(other) for one, other in zip(some, others, strict=True))
