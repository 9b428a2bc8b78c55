"""What can be said of a language that has no module here: by CLDR, and by its kin.

What is taken from elsewhere is named in Language.assumed, so that its publisher can look at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from press.languages import quotation, scripts
from press.languages.numbers import digits, words
from press.languages.numbers.lexicon import Lexicon, R, Word
from press.languages.registry import GRAMMARS, LANGUAGES
from press.languages.rules import rule, snowball
from press.languages.subtags import likely, script_of
from press.model.fonts import needed
from press.model.grammar import Grammar, Numbers, Punctuation, Terms
from press.model.language import Direction, Language, LineEnds, Quotes, Script
from press.model.mention import Mention

if TYPE_CHECKING:
    from babel import Locale

UNSET = "none of ours has its letters"
OWN_PUNCTUATION = "T028"
STYLE = "notes-en"  # it sets nothing but marks and citeproc's terms, which are the locale's
_UNSPACED = frozenset("zh ja th lo km my bo dz".split())
_SCRIPTS = {
    **{"Latn": scripts.LATIN, "Cyrl": scripts.CYRILLIC, "Hans": scripts.HAN, "Hant": scripts.HAN},
    **{"Arab": scripts.ARABIC, "Hebr": scripts.HEBREW},
}
_NEAR_A_NUMBER = re.compile(r"\d[.)]?\s?$"), re.compile(r"\.?,?\s\d")


@cache
def language(tag: str, locale: str = "") -> Language | None:
    """The row of a language, with all that can be said of it; None: CLDR doesn't know it.

    Args:
        tag: its BCP 47 tag.
        locale: the CLDR locale to take for it; empty: that of the tag.
    """
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(locale or tag.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return None
    if not locale and found.language != tag.split("-")[0]:
        return None  # another code stands for it: of several, BCP 47 takes the shortest (RFC 5646, 2.2.1)
    if not locale and str(found) != tag.replace("-", "_"):  # an alias, or a neighbour that Babel offers
        return None
    kin = _kin(tag)
    return _akin(tag, found, kin) if kin else _alone(tag, found)


def grammar(language: Language) -> Grammar:
    """How a language that has no module is read: as its kin in the same script, or as CLDR and Snowball do."""
    kin = _kin(language.tag)
    if kin and script_of(language.tag) == script_of(kin.tag):
        return GRAMMARS[kin.tag]
    marks = language.spaced or language.script == scripts.HAN
    stemmer = None if kin else _stemmer(language.locale)
    return Grammar(
        punctuation=punctuation(language.quotes, language.script) if marks else None,
        numbers=numbers(language.locale, {}) if language.spaced and not kin else None,
        terms=Terms(_Snowball(stemmer)) if stemmer else None,
        length=GRAMMARS[kin.tag].length if kin else None,
    )


def _kin(tag: str) -> Language | None:
    """The language of the press that a tag is another variety of."""
    return next((row for row in LANGUAGES.values() if row.primary == tag.split("-")[0]), None)


def _stemmer(locale: str) -> str | None:
    """The name that Snowball has for the language of a locale, if it has one."""
    import snowballstemmer
    from babel import Locale

    name = (Locale.parse(locale).english_name or "").split(" ")[0].lower()
    return name if name in snowballstemmer.algorithms() else None


def assumed(languages: Iterable[Language]) -> Iterator[str]:
    """Lines for people on what was taken for what the file of a language leaves out; none for those that need none."""
    for row in languages:
        if row.assumed:
            yield f"{row.code}: what languages/{row.tag}.yaml doesn't say"
            yield from (f"    {key}: {value}" for key, value in row.assumed)


def _akin(tag: str, locale: Locale, kin: Language) -> Language:
    """A variety of a language that has a module: what depends on the script isn't taken over into another."""
    name, csl = _name(locale), _citation_locale(tag)
    row = replace(kin, code=tag, tag=tag, name=name, locale=str(locale), csl_locale=csl, addresses=_addresses(tag))
    if script_of(tag) == script_of(kin.tag):
        return replace(row, assumed=(("all that its file doesn't give", f"that of {kin.name}"),))
    own = _alone(tag, locale)
    return replace(
        row,
        direction=own.direction,
        script=own.script,
        quotes=own.quotes,
        assumed=(
            *(pair for pair in own.assumed if pair[0] in ("name", "quotes", "typefaces", "punctuation")),
            ("typography, numerals, line ends, length", f"those of {kin.name}"),
            *_not_checked("numbers", "endings", "doubled"),
        ),
    )


def _alone(tag: str, locale: Locale) -> Language:
    quotes, spaced = quotation.quotes(str(locale)), tag.split("-")[0] not in _UNSPACED
    script = _SCRIPTS.get(script_of(tag), scripts.OTHER)
    found = Language(
        code=tag,
        tag=tag,
        name=_name(locale),
        locale=str(locale),
        csl_locale=_citation_locale(tag),
        direction=Direction(locale.text_direction),
        script=script,
        spaced=spaced,
        numerals="decimal",
        quotes=quotes,
        spine="down" if spaced else "stacked",
        citation_style=STYLE,
        addresses=_addresses(tag),
        line_ends=line_ends(quotes),
    )
    read, stemmer = grammar(found), _stemmer(str(locale))
    return replace(
        found,
        assumed=(
            ("name", f"{found.name} (CLDR)"),
            ("quotes", f"{' '.join(quotes)} (CLDR)"),
            *_typefaces(tag, locale),
            ("citation_style", f"{STYLE}, with citeproc's terms for {found.csl_locale}"),
            ("typography", "none: nothing is kept together at a line's end"),
            ("punctuation", "quotation marks, brackets, spaces and the ends of sentences alone are checked"),
            ("numbers", "read from digits and the names of months alone" if read.numbers else "not checked"),
            ("endings", f"Snowball's stemmer for {stemmer}" if stemmer else "terms are found as they are given"),
            *_not_checked("length"),
            ("doubled", "no word may stand twice"),
        ),
    )


def _not_checked(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, "not checked" if name != "endings" else "none") for name in names)


def _typefaces(tag: str, locale: Locale) -> tuple[tuple[str, str], ...]:
    """What is said of a language whose months no face can write."""
    _, lacking = needed({tag: "".join(map(str, locale.months["format"]["wide"].values()))})
    return (("typefaces", UNSET),) if lacking else ()


def _name(locale: Locale) -> str:
    name = locale.display_name or str(locale)
    return name[:1].upper() + name[1:]


def _citation_locale(tag: str) -> str:
    primary, _, region = likely(tag)
    return f"{primary}-{region}" if region else primary


def _addresses(tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((tag.lower(), tag.split("-")[0], _citation_locale(tag).lower())))


def line_ends(quotes: Quotes) -> LineEnds:
    """What a line of a language with these quotation marks may not begin or end with."""
    opening, closing = {quotes[0].strip(), quotes[2].strip()}, {quotes[1].strip(), quotes[3].strip()}
    first, last = "".join(sorted(closing - opening)), "".join(sorted(opening - closing))
    return LineEnds(re.compile(rf"[,;:!?…)\]{re.escape(first)}](?!\w)"), re.compile(rf"[(\[{re.escape(last)}]$"))


def punctuation(quotes: Quotes, script: Script) -> Punctuation:
    """What holds in every language that has these quotation marks."""
    outer, end, inner, inner_end = quotes
    return Punctuation(
        OWN_PUNCTUATION,
        "。" if script == scripts.HAN else ".",
        (
            rule(r'(?<!\d)"', "straight quotation mark", f"write {outer}…{end}, inside of them {inner}…{inner_end}"),
            rule(r"(?<!-)--+(?!-)", "hyphens in place of a dash", "write – or —, as your language does"),
            rule(r"\.{3,}", "dots in place of …", "write …"),
        ),
        re.compile(r"[^\W\d_]"),
    )


def numbers(locale: str, values: Mapping[str, int]) -> Numbers:
    """A reader of digits and months as CLDR has them, and of the number words that are given."""
    return Numbers(_Reader(locale, tuple(values.items())), bool(values))


@dataclass(frozen=True)
class _Reader:
    """Reads the numbers of a text: those that a lexicon by CLDR has."""

    locale: str
    values: tuple[tuple[str, int], ...]

    def __call__(self, text: str) -> list[Mention]:
        return words.read(text, _lexicon(self))


@cache
def _lexicon(reader: _Reader) -> Lexicon:
    from babel import Locale
    from babel.numbers import get_decimal_symbol

    known = Locale.parse(reader.locale)
    decimal = "," if get_decimal_symbol(known) == "," else "."
    months: dict[str, int] = {}
    for context, style in product(("format", "stand-alone"), ("wide", "abbreviated")):
        for number, name in known.months[context][style].items():
            months.setdefault(str(name).rstrip(".").lower(), number)

    def month(text: str, match: re.Match[str]) -> tuple[int, bool]:
        found = months.get(match["word"].lower(), 0)
        before, after = _NEAR_A_NUMBER
        near = before.search(text[: match.start()]) or after.match(text, match.end())
        return (found, True) if found and near else (0, False)

    return Lexicon(
        words={word.lower(): Word(R.LOOSE, value) for word, value in reader.values},
        lexer=digits.lexer(digits.COMMA if decimal == "," else digits.POINT, r"(?P<word>[^\W\d_]+)"),
        decimal=decimal,
        joint="",
        half=re.compile("(?!)"),
        other=lambda word: None,
        month=month,
        single=re.compile("(?!)"),
        phrases=(),
    )


@dataclass(frozen=True)
class _Snowball:
    """The stem of a word by one of Snowball's algorithms."""

    name: str

    def __call__(self, word: str) -> str:
        return word if word.isupper() and len(word) > 1 else snowball(self.name)(word.lower())
