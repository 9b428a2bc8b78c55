"""The rows of the box above a legal document: where it comes from, and whose translation this is."""

from __future__ import annotations

from collections.abc import Iterator

from press.model.language import Language
from press.model.publication import Document, Provenance
from press.model.words import Words
from press.transforms.values import format_date


def rows(document: Document, language: Language, words: Words) -> Iterator[tuple[str, str]]:
    """Label and value for each row, in the book's language; none for a document that is no legal document.

    Args:
        document: of the publication.
        language: the book's.
        words: the templates' words in it.
    """
    facts = document.provenance
    if facts is None:
        return
    if language.code != facts.original_language:
        yield words.word("Status"), _status(facts, language, words)
    title = words.word("Digest of") if facts.digest else words.word("Title")
    yield title, facts.title[language.code]
    yield words.word("Issued by"), facts.issuer[language.code]
    if facts.number:
        yield words.word("Number"), facts.number
    if facts.adopted:
        yield words.word("Adopted"), format_date(facts.adopted.isoformat(), language)
    if facts.in_force:
        yield words.word("In force since"), format_date(facts.in_force.isoformat(), language)
    yield words.word("Original language"), _name(facts.original_language, language)
    if facts.source_url:
        yield words.word("Source"), facts.source_url


def _status(facts: Provenance, language: Language, words: Words) -> str:
    """Which translation this is, who made it if that is told, and which text prevails."""
    translation = facts.translations.get(language.code)
    status = {
        "official": words.word("Official translation"),
        "unofficial": words.word("Unofficial translation"),
        "machine-assisted": words.word("Unofficial translation, machine-assisted"),
    }[translation.status if translation else "unofficial"]
    if translation and translation.translator:
        status += words.word(", by {name}", name=translation.translator)
    name = _name(facts.original_language, language)
    return words.word("{status}. The original ({language}) prevails.", status=status, language=name)


def _name(code: str, language: Language) -> str:
    """The name of a language in the book's language (CLDR)."""
    from babel import Locale

    return str(Locale.parse(language.locale).languages[code])
