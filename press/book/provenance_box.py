"""The rows of the box above a legal document: where it comes from, and whose translation this is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from press.book.dates_and_numbers import format_date
from press.languages.typography import bound
from press.model.book import Fact
from press.model.interface import Words
from press.model.language import Language
from press.model.publication import Document, Provenance, Translation


def rows(document: Document, language: Language, words: Words, licence: str = "") -> Iterator[Fact]:
    """The rows in the book's language; none for a document that is no legal document.

    Args:
        document: of the publication.
        language: the book's.
        words: the templates' words in it.
        licence: the publication's; told is another one alone.
    """
    facts = document.provenance
    if facts is None:
        return
    translation = _translation(facts, language)
    if translation:
        yield Fact(words.word("Status"), _status(facts, translation, language, words))
    yield from _document(facts, language, words)
    if facts.source_url:
        yield Fact(words.word("Source"), facts.source_url, facts.source_url)
    yield from _days([(words.word("Retrieved"), facts.retrieved)], language)
    if translation:
        yield from _of_translation(facts, translation, language, words)
    yield from _licences(facts, translation, words, licence)


def _translation(facts: Provenance, language: Language) -> Translation | None:
    """How the text came into the book's language; None for the original."""
    if language.code == facts.original_language:
        return None
    return facts.translations.get(language.code) or Translation("unofficial", facts.original_language)


def _document(facts: Provenance, language: Language, words: Words) -> Iterator[Fact]:
    title = words.word("Digest of") if facts.digest else words.word("Title")
    yield Fact(title, bound(facts.title[language.code], language))
    yield Fact(words.word("Type"), _type(facts, words))
    yield Fact(words.word("Issued by"), bound(facts.issuer[language.code], language))
    if facts.number:
        yield Fact(words.word("Number"), facts.number)
    days = [(words.word("Adopted"), facts.adopted), (words.word("In force since"), facts.in_force)]
    yield from _days(days, language)
    yield Fact(words.word("Original language"), _name(facts.original_language, language))


def _type(facts: Provenance, words: Words) -> str:
    return {
        "treaty": words.word("Treaty"),
        "agreement": words.word("Agreement"),
        "declaration": words.word("Declaration"),
        "resolution": words.word("Resolution"),
        "statute": words.word("Statute"),
        "regulation": words.word("Regulation"),
        "rules": words.word("Rules"),
        "judgment": words.word("Judgment"),
        "decision": words.word("Decision"),
        "report": words.word("Report"),
    }[facts.type]


def _status(facts: Provenance, translation: Translation, language: Language, words: Words) -> str:
    """Which translation this is, who made it if that is told, and which text prevails."""
    status = {
        "official": words.word("Official translation"),
        "unofficial": words.word("Unofficial translation"),
        "machine-assisted": words.word("Unofficial translation, machine-assisted"),
    }[translation.status]
    if translation.translator:
        status += words.word(", by {name}", name=translation.translator)
    # An official text may be as authentic as the original: only its own meta.yaml can say which of them prevails.
    if not translation.original_prevails:
        return status
    name = _name(facts.original_language, language)
    return words.word("{status}. The original ({language}) prevails.", status=status, language=name)


def _of_translation(facts: Provenance, translation: Translation, language: Language, words: Words) -> Iterator[Fact]:
    if translation.translated_from != facts.original_language:
        yield Fact(words.word("Translated from"), _name(translation.translated_from, language))
    if translation.reviewer:
        yield Fact(words.word("Reviewed by"), translation.reviewer)
    yield from _days([(words.word("Date of translation"), translation.made)], language)


def _licences(facts: Provenance, translation: Translation | None, words: Words, licence: str) -> Iterator[Fact]:
    """The licence of what is printed, and that of its translation where it is another."""
    own = (translation.licence if translation else None) or facts.licence
    if {own, facts.licence} == {licence}:
        return
    yield Fact(words.word("Licence"), facts.licence)
    if own != facts.licence:
        yield Fact(words.word("Licence of the translation"), own)


def _days(days: list[tuple[str, date | None]], language: Language) -> Iterator[Fact]:
    return (Fact(label, format_date(day.isoformat(), language)) for label, day in days if day)


def _name(code: str, language: Language) -> str:
    """The name of a language in the book's language (CLDR)."""
    from babel import Locale

    names, key = Locale.parse(language.locale).languages, code.replace("-", "_")
    return str(names[key]) if key in names else _variety(key, language) or code


def _variety(key: str, language: Language) -> str:
    """The name of a language in some script or region; empty: CLDR doesn't know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(key).get_display_name(language.locale) or ""
    except (ValueError, UnknownLocaleError):
        return ""
