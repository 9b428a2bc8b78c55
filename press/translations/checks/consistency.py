"""The same source translated in two ways, over all documents of a publication in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from os.path import commonprefix

from press.languages.grammar import grammar_of
from press.model.language import Language
from press.model.translation_pair import Finding, Pair

# Kinds that readers compare with each other; a text of one sort may honestly differ from the same of another: a
# heading “Borrowing” and a cell “Borrowing” stand in other grammar.
_SORTS = (("h1", "h2", "h3", "h4", "h5", "h6", "meta"), ("cell", "term"), ("caption", "alt"))
_SORT = {kind: sort[0] for sort in _SORTS for kind in sort}
# Words and signs from which on a text can't depend on where it stands.
LONG = 4
_LONG = "long"
# The ending of a word may agree with words around a short text (Terms.agreeing): закрыта, закрыто.
_WORD = re.compile(r"[^\W\d_A-Za-z]+")
ENDING = 3
_HAN = re.compile(r"[\u3400-\u9fff]")
_TRAILING = ".。;；:：,，!！?？…"


def check(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Finding]]:
    """T022: a translation that differs from that of the same text before it, told at the second of the two.

    Only texts are compared: the pairs need no inlines.

    White space, the mark at the end and capitals don't count; nor, in texts of a few words, endings that agree with
    other words.
    """
    first: dict[tuple[str, str, str], Pair] = {}
    for pair in pairs:
        source = _plain(pair.segment.text)
        sort = _sort(pair.segment.kind, source)
        known = first.setdefault((pair.language.code, sort, source), pair)
        if not _alike(_plain(known.entry.target), _plain(pair.entry.target), sort, pair.language):
            where = f"{known.entry.id} of {known.document}"
            message = f"the same text is translated otherwise in {where}: {known.entry.target.strip()}"
            hint = "translate both alike, or silence this one with the reason why they differ"
            yield pair, Finding("T022", pair.entry.id, message, hint)


def _plain(words: str) -> str:
    """What of a text is compared."""
    return " ".join(words.split()).rstrip(_TRAILING).casefold()


def _alike(one: str, other: str, sort: str, language: Language) -> bool:
    first, second = one.split(), other.split()
    if sort == _LONG or len(first) != len(second):
        return one == other
    terms = grammar_of(language).terms
    agreeing = bool(terms and terms.agreeing)
    return all(a == b or (agreeing and _declined(a, b)) for a, b in zip(first, second, strict=True))


def _declined(one: str, other: str) -> bool:
    """Whether two words may be forms of one."""
    stem = len(commonprefix((one, other)))  # noqa: RUF071  (of words, not of paths)
    words = _WORD.fullmatch(one) and _WORD.fullmatch(other)
    return bool(words) and stem >= max(ENDING, len(one) - ENDING, len(other) - ENDING)


def _sort(kind: str, source: str) -> str:
    """The name under which equal texts are compared: long ones whatever they are."""
    return _LONG if len(source.split()) + len(_HAN.findall(source)) // 2 >= LONG else _SORT.get(kind, kind)
