"""What a language of publication is: the row that press/languages/ and a publication's own files fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property

from press.model.mention import Mention

# Language, script, region, variants, private use (RFC 5646, 2.1), in the letters that 2.1.1 recommends.
TAG = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?(-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?"
)
Quotes = tuple[str, str, str, str]


class Direction(StrEnum):
    """Where lines begin: what HTML's `dir` says."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True)
class Script:
    """A script, as checks tell it from others.

    Attributes:
        name: as messages call its characters.
        letter: a letter of its alphabet; of those of a text, the language of a file is guessed by.
        weight: how many letters of an alphabet one of them is worth then.
        counted: what the length of a text is counted by.
        run: words of it that stand in a text of another script; None: it is not looked for.
    """

    name: str
    letter: re.Pattern[str]
    counted: re.Pattern[str]
    weight: int = 1
    run: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Replacement:
    """A rule of typography: what is found in running text, and what takes its place (as `re.sub` has both)."""

    pattern: re.Pattern[str]
    by: str


@dataclass(frozen=True)
class Rule:
    """What may not stand in a text: a pattern, what is wrong where it is found, and what to do.

    Attributes:
        titles: whether it holds in headings, captions, cells and other lines by themselves, too.
    """

    find: str
    message: str
    hint: str
    titles: bool = True

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is asked for: the checks alone need it, and all together take longer than the settings."""
        return re.compile(self.find)


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


@dataclass(frozen=True)
class LineEnds:
    """How lines may not begin and end.

    Attributes:
        first: what none begins with.
        last: what none ends with.
        split: what stands on both sides of an end; None: there is nothing.
        bound: an end that the next line may not part from its beginning, as patterns of the two; in wide columns.
    """

    first: re.Pattern[str]
    last: re.Pattern[str]
    split: re.Pattern[str] | None = None
    bound: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language of publication. What is None it lacks: no language of press/languages/ may, a publication's own may.

    Attributes:
        code: short name in file names, folders, tasks and catalogs: its tag, or a part of it that suffices.
        tag: BCP 47 tag that is published (`lang` attributes, dc:language).
        name: the language's own name for itself.
        locale: CLDR locale for dates and numbers (Babel's spelling).
        csl_locale: locale for citeproc's terms.
        spaced: whether words are separated by spaces.
        numerals: how chapters and appendices are numbered: a key of languages.numerals.NUMERALS.
        quotes: opening and closing marks, outer then inner.
        spine: how the spine is lettered: `down` (its lines read from top to bottom), `up`, or `stacked` (upright
            characters below each other).
        citation_style: name of the CSL style in templates/csl/ for a publication that names none.
        addresses: how addresses of the web name it, in small letters.
        length: letters that a text has for each of its English translation.
        assumed: what its publication didn't say of it: keys of its file, and what stands in their place, for people.
    """

    code: str
    tag: str
    name: str
    locale: str
    csl_locale: str
    direction: Direction
    script: Script
    spaced: bool
    numerals: str
    quotes: Quotes
    spine: str
    citation_style: str
    addresses: tuple[str, ...]
    line_ends: LineEnds
    typography: tuple[Replacement, ...] | None = None
    punctuation: Punctuation | None = None
    numbers: Numbers | None = None
    terms: Terms | None = None
    repeats: Repeats | None = None
    length: float | None = None
    assumed: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        """Its tag: sets have no order, and functions no lasting name, by which two processes could compare rows."""
        return f"Language({self.tag!r})"

    @property
    def primary(self) -> str:
        """The language itself, without script and region."""
        return self.tag.split("-")[0]

    def covers(self, tag: str) -> bool:
        """Whether what is marked with a BCP 47 tag is in this language: it may not name another script."""
        primary, *more = tag.casefold().split("-")
        own = [subtag.casefold() for subtag in self.tag.split("-")]
        scripts = {subtags[0] for subtags in (more, own[1:]) if subtags and len(subtags[0]) == _SCRIPT}
        return primary == own[0] and len(scripts) <= 1

    @property
    def lacking(self) -> tuple[str, ...]:
        """The names of the parts that it hasn't."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) is None)


_SCRIPT = 4  # letters of a script's subtag (RFC 5646, 2.2.3)
