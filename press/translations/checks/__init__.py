"""Checks of translations: each is given a segment beside its translation and yields all that it finds.

They look for what a reader would stumble over and a tool can see; what an honest translation may do, they leave alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from press.model.translation_pair import Finding, Pair
from press.translations.checks import length, links, markup, numbers, punctuation, remains, repeats

Check = Callable[[Pair], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    length.length,
    length.blocks,
    markup.check,
    links.check,
    numbers.check,
    repeats.check,
    remains.check,
    length.check,
    punctuation.check,
)
