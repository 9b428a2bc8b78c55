"""English: Hart's Rules. Typography, punctuation, numbers and dates, terms, ends of lines."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from press.languages import rules
from press.languages.numbers import digits, words
from press.languages.numbers.lexicon import Lexicon, R, Word, also_parts, loose, phrase, series
from press.languages.rules import GAP, replacements, rule
from press.languages.scripts import LATIN
from press.model.grammar import Grammar, Numbers, Punctuation, Repeats, Terms
from press.model.language import NBSP, Direction, Language, LineEnds
from press.model.mention import Mention

# Typography

_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = "per cent|percent|million|billion|thousand|km|kg|m|ha|pp|GB|MB"

_TYPOGRAPHY = replacements(
    (r"(?<=\w)'(?=\w)", "’"),
    (r" (?=[–—] )", NBSP),
    (r"\b(Arts?|arts?|Nos?|nos?|pp?|paras?|ch|sec|vols?|Vols?|c|cf|St|Mr|Mrs|Ms|Dr)\. (?=[\w(])", rf"\1.{NBSP}"),
    (
        r"\b([Aa]rticles?|[Cc]hapters?|[Ss]ections?|[Tt]ables?|[Ff]igures?|[Aa]ppendix|[Rr]esolutions?|"
        r"[Pp]aragraphs?|[Pp]art) (?=\d|[A-Z]\b)",
        rf"\1{NBSP}",
    ),
    (r"(?<=[§№]) (?=\d)", NBSP),
    (rf"(?<=\d) (?=(?:{_MONTH_NAMES}|{_UNITS})\b)", NBSP),
    (rf"\b({_MONTH_NAMES}) (?=\d)", rf"\1{NBSP}"),
    (r"\b([A-Z]\.) (?=[A-Z]\.|[A-Z][a-z])", rf"\1{NBSP}"),
)

# Punctuation: “curly” marks and apostrophes, no spaces before marks, nothing of another language's.

_DASH = "write – with a space on either side, or —"

_MARKS = (
    rule(r'(?<!\d)"', "straight quotation mark", "write “ and ”, inside of them ‘ and ’"),
    rule(r"(?<!\d)'", "straight apostrophe or quotation mark", "write ’"),
    rule(r"(?<!-)--+(?!-)|[―─]|——+", "another sign in place of a dash", _DASH),
    rule(r"(?<=[A-Za-z”’),]) - (?=[A-Za-z“‘(])", "a hyphen in place of a dash", _DASH),
    rule(rf"(?<=[\w)”’{GAP}])\s+[,;:?!](?!\))|(?<=[\w)”’{GAP}])\s+\.(?![\w.])", "a space before the mark",
         "take the space out"),
    rule(r"[,;](?=[A-Za-z])|(?<=[a-z]{2})[.?!:](?=[A-Z][a-z])|(?<=[a-z]{2})\((?=[A-Za-z]{4})|\)(?=[A-Za-z]{4})",
         "no space after the mark", "put a space there"),
    rule(r"(?<=[(“]) | (?=[)”])", "a space inside of brackets or quotation marks", "take the space out"),
    rule(r"[，。；：？！、（）【】《》〈〉「」『』〔〕～·\u3000０-９Ａ-Ｚａ-ｚ]+", "a mark or letter of Chinese text",
         "write the English one"),
    rule(r"[«»„‹›№]", "a mark of Russian text", "write the English one: “ ”, No."),
    rule(r"\.{3,}|…{2,}", "dots in place of …", "write …"),
    rule(r",,|;;|::|,\.(?!\d)|(?<!\.)\.\.(?!\.)|;,|,;", "two marks in a row", "one of the two is too much"),
)

# Numbers

_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "third|thirds fourth|fourths fifth|fifths sixth|sixths seventh|sevenths eighth|eighths ninth|ninths"
_NUMBERS = {
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


@cache
def _lexicon() -> Lexicon:
    """Made when a text is read: its pattern takes long to compile."""
    return Lexicon(
        words=_NUMBERS,
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
    return words.read(_ONE.sub(lambda match: "\ufffc" * len(match[0]), text), _lexicon())


# Terms: the key of a word is the word without its plural.

_PLURAL = re.compile(r"(?<=\w{3})(?<![sui])s$")


@cache
def _stem(word: str) -> str:
    """A word without its plural, in no spelling that a dictionary has: box, boxes → box; shelf, shelves → shelf."""
    if re.fullmatch(r"[A-Z]{2,}s?", word):
        return word.removesuffix("s") if word[-1] == "s" else word
    bare = _PLURAL.sub("", word.lower())
    for end, common in (("ie", "i"), ("y", "i"), ("ve", "f"), ("e", "")):
        if len(bare) > 3 and bare.endswith(end):
            return _PLURAL.sub("", bare.removesuffix(end) + common)
    return bare


LANGUAGE = Language(
    code="en",
    tag="en",
    name="English",
    locale="en_GB",
    csl_locale="en-GB",
    direction=Direction.LEFT_TO_RIGHT,
    script=LATIN,
    spaced=True,
    numerals="decimal",
    quotes=("“", "”", "‘", "’"),
    spine="down",
    citation_style="notes-en",
    addresses=("en", "en-us", "en-gb", "eng", "english"),
    line_ends=LineEnds(
        rules.NOT_FIRST,
        rules.NOT_LAST,
        bound=((re.compile(r"(?:№|§|(?<!\w)(?:[Aa]rts?|[Nn]os?|pp?|paras?)\.)$"), re.compile(r"\d")),),
    ),
    typography=_TYPOGRAPHY,
)

GRAMMAR = Grammar(
    punctuation=Punctuation("T020", ".", _MARKS, re.compile("")),
    numbers=Numbers(read),
    terms=Terms(_stem),
    # “The books that he had had”, “gave her her book”, “a long long time”.
    repeats=Repeats(
        honest=frozenset("had that her very long many far no so much really ha".split()),
        small=frozenset("in of to the a is on by for".split()),
    ),
    length=1.0,
)
