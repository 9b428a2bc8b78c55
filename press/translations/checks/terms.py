"""T014, T015: a translation beside the publication's glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from press.catalogs.terms import Finder, Match, finder
from press.model.glossary import Glossary, Term, TermStatus
from press.model.language import Language
from press.model.translation_pair import Finding, Pair
from press.translations.checks.reading import is_foreign, visible
from press.translations.checks.stopping import Check


def check(glossary: Glossary) -> Check:
    """A check by a glossary.

    T014: a forbidden variant stands in the translation, whatever the source says. T015: the source uses a preferred
    term, and the translation has none of its forms, nor a forbidden variant, of which T014 tells already.
    """

    @cache
    def sources(language: Language) -> Finder:
        return finder(glossary, language)

    @cache
    def targets(language: Language) -> Finder:
        return finder(glossary, language, forbidden=True)

    def by_glossary(pair: Pair) -> Iterator[Finding]:
        if glossary.terms and pair.target is not None:
            found = targets(pair.language)
            text = _text(pair.target, pair.language)
            yield from _forbidden(pair, found.longest(text))
            used = {use.term.concept for match in found.everywhere(text) for use in match.uses}
            yield from _missing(pair, sources(pair.original).longest(_text(pair.source, pair.original)), used)

    return by_glossary


def _text(inlines: Sequence[Any], language: Language) -> str:
    """What stands there in the language itself: a quotation in another is no use of its terms."""
    return visible(inlines, lambda node: is_foreign(node, language))


def _forbidden(pair: Pair, matches: Sequence[Match]) -> Iterator[Finding]:
    """A variant that another concept may be called by is no mistake."""
    wrong: dict[str, Match] = {}
    for match in matches:
        if all(use.forbidden for use in match.uses):
            wrong.setdefault(match.uses[0].form, match)
    for match in wrong.values():
        better = dict.fromkeys(use.term.forms[pair.language.code][0] for use in match.uses)
        hint = f"write {' or '.join(map(repr, better))}"
        yield Finding("T014", pair.entry.id, f"{match.text!r} is not what the glossary calls it", hint)


def _missing(pair: Pair, matches: Sequence[Match], used: set[str]) -> Iterator[Finding]:
    """A source form of several concepts asks for one of them; a second mention may be a pronoun."""
    asked: dict[str, tuple[Match, list[Term]]] = {}
    for match in matches:
        terms = [use.term for use in match.uses]
        asked.setdefault(terms[0].concept, (match, terms))
    for match, terms in asked.values():
        if all(term.status is TermStatus.PREFERRED and term.concept not in used for term in terms):
            forms = dict.fromkeys(form for term in terms for form in term.forms[pair.language.code])
            message = f"the source says {match.text!r}, the translation nothing that the glossary has for it"
            yield Finding("T015", pair.entry.id, message, f"write {' or '.join(map(repr, forms))}")
