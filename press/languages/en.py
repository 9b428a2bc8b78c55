"""Numbers and dates of English texts."""

from __future__ import annotations

import re
from fractions import Fraction

from press.languages.numbers import digits, words
from press.languages.numbers.lexicon import Lexicon, R, Word, also_parts, loose, phrase, series
from press.languages.numbers.mention import Mention

_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "third|thirds fourth|fourths fifth|fifths sixth|sixths seventh|sevenths eighth|eighths ninth|ninths"
_WORDS = {
    **series(R.UNIT, 1, 1, "one two three four five six seven eight nine"),
    **series(R.TEEN, 10, 1, "ten eleven twelve " + _TEENS),
    **series(R.TENS, 20, 10, _TENS),
    **series(R.ORDINAL, 1, 1, "first second"),
    **also_parts(series(R.ORDINAL, 3, 1, f"{_ORDINALS} tenth|tenths")),
    **series(R.ORDINAL, 11, 1, "eleventh twelfth " + _TEENS.replace("n ", "nth ") + "th"),
    **series(R.ORDINAL, 20, 10, _TENS.replace("y", "ieth")),
    **{
        form: Word(R.LOOSE, value, frozenset((1900 + value,)))
        for value, form in zip(range(20, 100, 10), _TENS.replace("y", "ies").split(), strict=True)
    },
    **loose(n2="twice couple pair", n3="thrice", n10="decade", n100="century", n14="fortnight"),
    "hundred": Word(R.HUNDRED, 100, bare=False),
    "dozen": Word(R.SCALE, 12, about=True),
    "score": Word(R.SCALE, 20, bare=False, about=True),
    "thousand": Word(R.SCALE, 10**3),
    **dict.fromkeys(("million", "mn", "mln"), Word(R.SCALE, 10**6)),
    **dict.fromkeys(("billion", "bn"), Word(R.SCALE, 10**9)),
    "trillion": Word(R.SCALE, 10**12),
    **dict.fromkeys(("half", "halves"), Word(R.PART, Fraction(1, 2))),
    **dict.fromkeys(("quarter", "quarters"), Word(R.PART, Fraction(1, 4))),
}
# “One” that is no number.
_ONE = re.compile(
    r"\b(?:no|any|every|some|each)[ -]one\b|\bone (?:another|of|can|may|might|must|should|would|is|has)\b"
)
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = {
    **{name: (at, name not in ("March", "May")) for at, name in enumerate(_MONTHS, 1)},
    **{name[:3]: (at, False) for at, name in enumerate(_MONTHS, 1) if name != "May"},
    "Sept": (9, False),
}
_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|of|since|until|till|by|from|to|early|late|mid|last|next|this|before|after"
    r"|during|and|or|through|every|each)|[–—/])[\s-]?$"
)
_AFTER = re.compile(r"\.?,?\s\d")
_PHRASES = (
    phrase(r"\b[Hh]alf a million\b", 500_000),
    phrase(r"\b[Hh]alf a billion\b", 500_000_000),
    phrase(r"\b[Aa] quarter of a million\b", 250_000),
    phrase(r"\byear and a half\b", Fraction(3, 2), 18),
    phrase(r"\b(?:[Hh]alf a year|[Hh]alf-year(?:ly)?)\b", 6),
    phrase(r"\b[Hh]alf past\b", ":30"),
    phrase(r"\b[Hh]alf an hour\b", 30),
    phrase(r"\b[Qq]uarter past\b", ":15"),
    phrase(r"\b[Hh]alf a century\b", 50),
    phrase(r"\b(?:last|past|previous) century\b", 20),
    phrase(r"\b(?:this|present) century\b", 21),
)
_SINGLE = re.compile(r"(?:Part|Chapter|Annex|Title|Section|Book|Volume|Article|Schedule|Appendix|Protocol)s? $")


def _month(text: str, match: re.Match[str]) -> tuple[int, bool]:
    value, sure = _MONTH.get(match["word"], (0, False))
    if not value or sure:
        return value, sure
    near = bool(_BEFORE.search(text, max(0, match.start() - 10), match.start()) or _AFTER.match(text, match.end()))
    return (value if near else 0), near


_LEXICON = Lexicon(
    words=_WORDS,
    lexer=digits.lexer(digits.POINT, r"(?P<word>[^\W\d_]+)"),
    decimal=".",
    joint=" and ",
    half=re.compile(r"\s+and\s+(?:a|one)\s+|\s+and\s+"),
    other=lambda word: None,
    month=_month,
    single=_SINGLE,
    phrases=_PHRASES,
)


def read(text: str) -> list[Mention]:
    """The numbers of an English text."""
    return words.read(_ONE.sub(lambda match: "\ufffc" * len(match[0]), text), _LEXICON)
