"""The languages that the press knows: a module each, with all that it needs. Others come with a publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import ModuleType

from press.languages import en, ru, zh
from press.model.language import Language, Numbers


def registered(modules: Iterable[ModuleType]) -> dict[str, Language]:
    """The languages of some modules by their tags.

    Raises:
        ValueError: one lacks a part, or has the code of another; it says which.
    """
    found: dict[str, Language] = {}
    for module in modules:
        row: Language = module.LANGUAGE
        if lacking := row.lacking:
            raise ValueError(f"{module.__name__}: {row.name} lacks {', '.join(lacking)}; give it all in LANGUAGE")
        if row.code in {other.code for other in found.values()}:
            raise ValueError(f"{module.__name__}: another language has the code {row.code}")
        found[row.tag] = row
    return found


# In the order in which they are offered.
LANGUAGES: Mapping[str, Language] = registered((en, zh, ru))
# Of languages without a reader: most write decimals after a comma, and their words are no numbers to us.
COMMAS = Numbers(ru.read)


def named(name: str) -> Language | None:
    """The language with a tag, or with a code; None: the press doesn't know it."""
    return LANGUAGES.get(name) or next((row for row in LANGUAGES.values() if row.code == name), None)


def numbers_of(tag: str) -> Numbers:
    """How numbers are read in text that is marked with a tag."""
    return next((row.numbers for row in LANGUAGES.values() if row.numbers and row.covers(tag)), COMMAS)
