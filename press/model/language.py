"""What a language of publication is: the row that press/languages/ and a publication's own files fill.

A row is data alone, so that whoever is given one needs none of the code that reads the language (model.grammar).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cached_property

# Language, script, region, variants, private use (RFC 5646, 2.1), in the letters that 2.1.1 recommends.
TAG = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?(-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?"
)
Quotes = tuple[str, str, str, str]
# Stands in a text for an element within it (emphasis, a note, a link), or for what is left out of it.
OBJECT = "\ufffc"
NBSP = "\u00a0"


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


@dataclass(frozen=True)
class Own:
    """What the file of a publication adds to what checks know of a language (model.grammar).

    Attributes:
        rules: of punctuation, behind those that there are.
        endings: of words, the longest first, by which forms of a term are known as one; None: as before.
        doubled: words that may stand twice, in small letters.
        numbers: words of numbers, in place of what there is; none: as before.
        length: letters for each of the English text; None: as before.
    """

    rules: tuple[Rule, ...] = ()
    endings: tuple[str, ...] | None = None
    doubled: tuple[str, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    length: float | None = None


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language of publication.

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
        typography: None: it has none, which no language of press/languages/ may.
        own: what its publication says of it for checks.
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
    own: Own = Own()
    assumed: tuple[tuple[str, str], ...] = ()

    def __hash__(self) -> int:
        """Of the tag: enough, and quick."""
        return hash(self.tag)

    def __repr__(self) -> str:
        """All of it, patterns in full: by this, a task knows that a language became another."""
        return self._written

    @cached_property
    def _written(self) -> str:
        return _written(self)

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


_SCRIPT = 4  # letters of a script's subtag (RFC 5646, 2.2.3)


def spoken(name: str, languages: Iterable[Language]) -> Language | None:
    """The first of some languages that has a tag or a code; None: there is none."""
    return next((row for row in languages if name in (row.tag, row.code)), None)


def _written(value: object) -> str:
    """A value as Python would write it; `repr` cuts long patterns short."""
    if isinstance(value, re.Pattern):
        return f"re.compile({value.pattern!r}, {value.flags})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_written, value))})"
    if is_dataclass(value):
        parts = (f"{field.name}={_written(getattr(value, field.name))}" for field in fields(value))
        return f"{type(value).__name__}({', '.join(parts)})"
    return repr(value)
