"""How texts in a language are read, by checks of translations and by finders of terms: rules, and code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields

from press.model.language import Rule
from press.model.mention import Mention


@dataclass(frozen=True)
class Punctuation:
    """What translations are checked by.

    Attributes:
        code: of the diagnostic.
        end: the mark at the end of a sentence.
        rules: what may not stand there.
        letters: a text without any of these is in no need of its marks.
        more: what no pattern can say: of a source and its translation, each a message and a hint.
    """

    code: str
    end: str
    rules: tuple[Rule, ...]
    letters: re.Pattern[str]
    more: Callable[[str, str], Iterator[tuple[str, str]]] | None = None


@dataclass(frozen=True)
class Numbers:
    """How numbers and dates are read: `read` gives those of a text; `words`, whether it knows numbers in words."""

    read: Callable[[str], Sequence[Mention]]
    words: bool = True


@dataclass(frozen=True)
class Terms:
    """How words are found however they are inflected.

    Attributes:
        stem: what all forms of a word have in common.
        particles: words that may stand in the midst of any term.
        agreeing: whether the ending of a word depends on words around a short text.
    """

    stem: Callable[[str], str]
    particles: frozenset[str] = frozenset()
    agreeing: bool = False


@dataclass(frozen=True)
class Repeats:
    """Words that honestly stand twice, and what else is looked for.

    Attributes:
        honest: words that may be doubled, in small letters.
        small: words that are never a name, whatever their capitals.
        more: places in a text where something stands twice that no spaces part.
    """

    honest: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    more: Callable[[str], Iterator[str]] | None = None


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """What is known of a language. What is None it lacks: no language of press/languages/ may, others may.

    Attributes:
        length: letters that a text has for each of its English translation.
    """

    punctuation: Punctuation | None = None
    numbers: Numbers | None = None
    terms: Terms | None = None
    repeats: Repeats | None = None
    length: float | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """The names of the parts that it hasn't."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) is None)
