"""What a language's number words are worth, and how they join into one number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction

from press.model.mention import Key


class Role(Enum):
    """How a word joins the number before it."""

    DIGITS = auto()
    UNIT = auto()
    TEEN = auto()
    TENS = auto()
    HUNDREDS = auto()  # двести
    HUNDRED = auto()  # of “two hundred”
    SCALE = auto()
    ORDINAL = auto()
    PART = auto()  # quarter
    HALF = auto()
    LOOSE = auto()  # a number that joins no other


R = Role
_GREAT = frozenset((R.HUNDREDS, R.HUNDRED, R.SCALE))
# After what a word goes on with the number that has begun.
FOLLOWS: Mapping[Role, frozenset[Role]] = {
    R.DIGITS: frozenset((R.SCALE,)),
    R.UNIT: _GREAT | {R.TENS},
    R.TEEN: _GREAT,
    R.TENS: _GREAT,
    R.HUNDREDS: frozenset((R.SCALE,)),
    R.HUNDRED: frozenset((R.UNIT, R.TEEN, R.DIGITS)),
    R.SCALE: frozenset((R.DIGITS, R.UNIT, R.TEEN, R.TENS, R.HUNDREDS, R.HUNDRED, R.HALF)),
    R.ORDINAL: _GREAT | {R.TENS, R.UNIT},
    R.PART: frozenset((R.UNIT, R.DIGITS)),
    R.HALF: frozenset((R.UNIT, R.TEEN, R.TENS, R.DIGITS, R.SCALE)),
    R.LOOSE: frozenset(),
}


@dataclass(frozen=True)
class Word:
    """What a word is worth.

    Attributes:
        more: other values that it may have.
        bare: it is a number without another before it: “a dozen”, but not “dozens”.
        about: it is rarely meant exactly.
    """

    role: Role
    value: int | Fraction
    more: frozenset[Key] = frozenset()
    bare: bool = True
    about: bool = False


@dataclass(frozen=True)
class Lexicon:
    """A language's words.

    Attributes:
        words: by their forms in lower case.
        lexer: of digits.lexer, with the group `word`.
        decimal: the mark before decimals.
        joint: what stands between hundreds and what follows them.
        half: what stands before a half that is added: “and a”.
        other: what a word is that `words` hasn't.
        month: which month the word of a match is, 0 for none; and whether it surely is.
        single: what stands before a Roman numeral of one letter.
        phrases: expressions, each with what it may be worth.
    """

    words: Mapping[str, Word]
    lexer: re.Pattern[str]
    decimal: str
    joint: str
    half: re.Pattern[str]
    other: Callable[[str], Word | None]
    month: Callable[[str, re.Match[str]], tuple[int, bool]]
    single: re.Pattern[str]
    phrases: Sequence[tuple[re.Pattern[str], frozenset[Key]]]


def series(role: Role, first: int, step: int, forms: str) -> dict[str, Word]:
    """Words in their order: series(Role.UNIT, 1, 1, "one two three"); forms of one number are joined by a bar."""
    numbered = ((first + step * at, group.split("|")) for at, group in enumerate(forms.split()))
    return {form: Word(role, value) for value, group in numbered for form in group}


def loose(**words: str) -> dict[str, Word]:
    """Words that stand for a number alone: loose(n2="couple pair")."""
    return {form: Word(R.LOOSE, int(name[1:])) for name, forms in words.items() for form in forms.split()}


def also_parts(words: Mapping[str, Word]) -> dict[str, Word]:
    """Ordinals that may be fractions: a third of the books."""
    return {form: replace(word, more=frozenset((Fraction(1, int(word.value)),))) for form, word in words.items()}


def phrase(pattern: str, *keys: Key) -> tuple[re.Pattern[str], frozenset[Key]]:
    """An expression, and what it may be worth."""
    return re.compile(pattern), frozenset(keys)
