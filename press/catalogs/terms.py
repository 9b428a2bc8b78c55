"""Terms in plain text: where forms of a glossary stand in a text of their language, however they are inflected there.

A text is cut into tokens: words, single Han characters, and the marks that part phrases. A form stands where the keys
of its tokens follow each other. The key of a word is what its language says (Grammar.terms): its stem, or the word
without its plural; of a language that says nothing, the word in small letters, and abbreviations as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from press.languages.grammar import grammar_of
from press.languages.rules import as_written
from press.model.catalog import Entry
from press.model.glossary import Glossary, Term, TermStatus
from press.model.grammar import Terms
from press.model.language import Language

# As many terms as a translator can take in above one entry.
LIMIT = 8
_HAN = "\u3400-\u9fff\uf900-\ufaff"
# The 's of a possessive is no token, nor are quotation marks and hyphens.
_TOKEN = re.compile(rf"[’']s\b|([{_HAN}]|[^\W_{_HAN}]+|[.,;:!?…—()、，。；：！？（）\ufffc])")
# What is no text in Markdown as catalogs hold it: citations, calls of notes, targets, attributes, code.
_MARKUP = re.compile(r"\[[^][]*@[^][]*\]|\[\^\d+\]|(?<=\])\([^)]*\)|\{[^}]*\}|`[^`]*`")


@dataclass(frozen=True)
class Use:
    """A form of a term, or a variant that must not stand for it."""

    form: str
    term: Term
    forbidden: bool = False


@dataclass(frozen=True)
class Match:
    """A place in a text, and all that the glossary knows of what stands there."""

    start: int
    end: int
    text: str
    uses: tuple[Use, ...]


class Finder:
    """Finds uses in texts of one language, in a time that hardly grows with their number."""

    def __init__(self, language: Language, uses: Iterable[Use]) -> None:
        """Index the uses by the first two tokens of each."""
        self._terms = _terms(language)
        self._firsts: set[str] = set()
        self._starts: dict[tuple[str, ...], dict[tuple[str, ...], tuple[Use, ...]]] = {}
        for use in uses:
            if keys := key(use.form, language):
                self._firsts.add(keys[0])
                known = self._starts.setdefault(keys[:2], {})
                known[keys] = (*known.get(keys, ()), use)

    def everywhere(self, text: str) -> Iterator[Match]:
        """Every place, also inside others and of names in small letters, in the order of their starts."""
        tokens = [match for match in _tokens(text) if match[1] not in self._terms.particles]
        keys = tuple(self._terms.stem(match[1]) for match in tokens)
        starts = (at for at, first in enumerate(keys) if first in self._firsts)
        for at, many in product(starts, (1, 2)):
            for form, uses in self._starts.get(keys[at : at + many], {}).items():
                if len(form) >= many and keys[at : at + len(form)] == form:
                    start, end = tokens[at].start(), tokens[at + len(form) - 1].end()
                    yield Match(start, end, text[start:end], uses)

    def longest(self, text: str) -> list[Match]:
        """The places that no longer one overlaps: where "book list" stands, "book" and "list" are not found.

        A form with a capital is a name, and found only where the text has one too.
        """
        kept: list[Match] = []
        for match in sorted(map(_named, self.everywhere(text)), key=lambda m: (m.start - m.end, m.start)):
            if match.uses and all(match.end <= other.start or other.end <= match.start for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda match: match.start)


def finder(glossary: Glossary, language: Language, forbidden: bool = False) -> Finder:
    """A finder of the forms that a glossary has in a language; with `forbidden`, of its forbidden variants too."""
    code = language.code
    uses = [Use(form, term) for term in glossary.terms for form in term.forms.get(code, ())]
    if forbidden:
        uses += [Use(form, term, True) for term in glossary.terms for form in term.forbidden.get(code, ())]
    return Finder(language, uses)


def key(form: str, language: Language) -> tuple[str, ...]:
    """What a form is found by; two forms with the same key can't be told apart."""
    return tuple(map(_terms(language).stem, (match[1] for match in _tokens(form))))


def _terms(language: Language) -> Terms:
    return grammar_of(language).terms or Terms(as_written)


def annotate(entries: Iterable[Entry], found: Finder, code: str) -> tuple[Entry, ...]:
    """The entries of a catalog, each with notes on the terms that its source uses.

    Args:
        entries: with the notes that they have in every language.
        found: finds terms in the sources.
        code: the language of the catalog.
    """
    return tuple(
        entry if entry.obsolete else replace(entry, notes=(*entry.notes, *_notes(entry.source, found, code)))
        for entry in entries
    )


def _notes(source: str, found: Finder, code: str) -> Sequence[str]:
    """`term: reading room → 阅览室` for each of the first terms of a text."""
    uses: dict[str, Use] = {}
    for match in found.longest(_MARKUP.sub(" ", source)):
        for use in match.uses:
            uses.setdefault(use.term.concept, use)
    return [f"term: {use.form} → {_offered(use.term, code)}" for use in uses.values()][:LIMIT]


def _offered(term: Term, code: str) -> str:
    unsure = " (unchecked)" if term.status is TermStatus.UNCHECKED else ""
    return " | ".join(term.forms.get(code, ())) + unsure


def _named(match: Match) -> Match:
    """A match without the names for which it is not written."""
    capital = match.text[0].isupper()
    return replace(match, uses=tuple(use for use in match.uses if capital or not _first(use.form).isupper()))


def _first(form: str) -> str:
    return next((token[1][0] for token in _tokens(form)), "")


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _TOKEN.finditer(text) if match[1])
