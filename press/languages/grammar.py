"""How a language is read: as its module says, or as CLDR lets it be read, and what its publication adds to that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from press.languages import cldr, ru
from press.languages.registry import GRAMMARS, LANGUAGES
from press.model.grammar import Grammar, Numbers, Repeats, Terms
from press.model.language import Language

# Of languages without a reader: most write decimals after a comma, and their words are no numbers to us.
COMMAS = Numbers(ru.read)
_LEAST = 3  # letters of a word without its ending


@cache
def grammar_of(language: Language) -> Grammar:
    """How texts in a language are read."""
    own = language.own
    found = GRAMMARS.get(language.tag) or cldr.grammar(language)
    marks = found.punctuation
    if own.rules:
        marks = marks or cldr.punctuation(language.quotes, language.script)
        marks = replace(marks, rules=(*marks.rules, *own.rules))
    repeats = found.repeats
    if own.doubled:
        repeats = repeats or Repeats()
        repeats = replace(repeats, honest=repeats.honest.union(own.doubled))
    return Grammar(
        punctuation=marks,
        numbers=cldr.numbers(language.locale, dict(own.numbers)) if own.numbers else found.numbers,
        terms=found.terms if own.endings is None else Terms(_Endings(own.endings)),
        repeats=repeats,
        length=own.length or found.length,
    )


def numbers_of(tag: str) -> Numbers:
    """How numbers are read in text that is marked with a tag."""
    known = (GRAMMARS[row.tag].numbers for row in LANGUAGES.values() if row.covers(tag))
    return next(filter(None, known), COMMAS)


@dataclass(frozen=True)
class _Endings:
    """The stem of a word: what is left of it without the longest of some endings, some letters at least."""

    endings: tuple[str, ...]

    def __call__(self, word: str) -> str:
        if word.isupper() and len(word) > 1:
            return word
        small = word.lower()
        fitting = (end for end in self.endings if small.endswith(end) and len(small) - len(end) >= _LEAST)
        return small.removesuffix(next(fitting, ""))
