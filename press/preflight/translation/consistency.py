"""The same source translated in two ways, over all documents of a publication in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.model.pair import Finding, Pair

# Kinds that readers compare with each other; a text of one sort may honestly differ from the same of another: a
# heading “Borrowing” and a cell “Borrowing” stand in other grammar.
_SORTS = (("h1", "h2", "h3", "h4", "h5", "h6", "meta"), ("cell", "term"), ("caption", "alt"))
_SORT = {kind: sort[0] for sort in _SORTS for kind in sort}
# Words and signs from which on a text can't depend on where it stands.
LONG = 4
_LONG = "long"
# The ending of a Russian word, which agrees with words around a short text: закрыта, закрыто.
_DECLINED = re.compile(r"(?<=[а-яё]{3})[а-яё]{1,3}\b")
_HAN = re.compile(r"[\u3400-\u9fff]")
_TRAILING = ".。;；:：,，!！?？…"


def check(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Finding]]:
    """T022: a translation that differs from that of the same text before it, told at the second of the two.

    Only texts are compared: the pairs need no inlines.

    White space, the mark at the end and capitals don't count; nor, in texts of a few words, the endings of Russian.
    """
    first: dict[tuple[str, str, str], Pair] = {}
    for pair in pairs:
        source = _plain(pair.segment.text)
        sort = _sort(pair.segment.kind, source)
        known = first.setdefault((pair.language.code, sort, source), pair)
        if known is not pair and _said(known, sort) != _said(pair, sort):
            where = f"{known.entry.id} of {known.document}"
            message = f"the same text is translated otherwise in {where}: {known.entry.target.strip()}"
            hint = "translate both alike, or silence this one with the reason why they differ"
            yield pair, Finding("T022", pair.entry.id, message, hint)


def _plain(words: str) -> str:
    """What of a text is compared."""
    return " ".join(words.split()).rstrip(_TRAILING).casefold()


def _said(pair: Pair, sort: str) -> str:
    said = _plain(pair.entry.target)
    return said if sort == _LONG else _DECLINED.sub("", said)


def _sort(kind: str, source: str) -> str:
    """The name under which equal texts are compared: long ones whatever they are."""
    return _LONG if len(source.split()) + len(_HAN.findall(source)) // 2 >= LONG else _SORT.get(kind, kind)
