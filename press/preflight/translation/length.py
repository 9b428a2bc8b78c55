"""The length of a translation: what is much shorter has lost something, what is much longer has too much.

The usual ratios are those of the 640 translated segments of the project's own catalogs and of the tests' publication
(November 2026), in letters, of paragraphs of 150 and more.

    en→zh 0.34   en→ru 1.08   ru→zh 0.29   ru→en 1.00   zh→en 3.1   zh→ru 3.2 (these two of few and short segments)

The logarithm of a ratio strays from the usual by 0.1 (standard deviation) there and by 0.32 in headings; the furthest
were 0.32 in a paragraph, 0.40 in a note of 90 letters, 0.72 in a heading. All are well within the limits below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log, sqrt

from press.model.pair import Finding, Pair
from press.preflight.translation.visible import text

# Letters, no digits or numerals, which languages write at very different lengths; in Chinese only its own: the original
# form of a name is no part of the length.
_LETTERS = {
    "en": re.compile(r"[^\W\d_\u3400-\u9fff]"),
    "ru": re.compile(r"[^\W\d_\u3400-\u9fff]"),
    "zh": re.compile(r"[^\W\d_\u0000-\u33ff〇零一二三四五六七八九十百千万亿]"),
}
_USUAL = {
    ("en", "zh"): 0.33, ("en", "ru"): 1.07, ("ru", "zh"): 0.3, ("ru", "en"): 1.0, ("zh", "en"): 3.1, ("zh", "ru"): 3.25,
}  # fmt: skip
# Letters of the source from which on it is looked at, counted as if it were English.
LEAST = 20
_DENSE = {"zh": 3}  # letters of English that a sign stands for
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
    usual = _USUAL.get((pair.original.code, pair.language.code))
    if usual is None or pair.target is None:
        return
    source, target = text(pair.source), text(pair.target)
    own, other = _LETTERS[pair.original.code], _LETTERS[pair.language.code]
    dense = _DENSE.get(pair.original.code, 1)
    size, got = _size(source, own) * dense, _size(target, other) / usual * dense
    if size < LEAST or not got:
        return  # what has no letter of the language is left untranslated, which is T017
    message, hint = _whole(log(got / size), size), "compare the two, sentence by sentence"
    first, second = _sentences(source), _sentences(target)
    if (twice := _twice(second)) and not _twice(first):
        message, hint = f"a sentence stands twice: {min(twice)}", "leave one of them out"
    elif not message:
        ours, theirs = [_size(one, own) * dense for one in first], [_size(one, other) / usual * dense for one in second]
        message = _by_sentence(ours, theirs)
    if message:
        yield Finding("T021", pair.entry.id, message, hint)


def _size(words: str, letters: re.Pattern[str]) -> int:
    return len(letters.findall(words))


def _whole(strays: float, size: int) -> str:
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
