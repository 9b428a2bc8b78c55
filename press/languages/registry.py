"""The languages that the press knows: a module each, with all that it needs. Others come with a publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import ModuleType

from press.languages import en, ru, zh
from press.model.grammar import Grammar
from press.model.language import Language, spoken


def registered(modules: Iterable[ModuleType]) -> dict[str, tuple[Language, Grammar]]:
    """The languages of some modules, and how each is read, by their tags.

    Raises:
        ValueError: one lacks a part, or has the code of another; it says which.
    """
    found: dict[str, tuple[Language, Grammar]] = {}
    for module in modules:
        row: Language = module.LANGUAGE
        grammar: Grammar = module.GRAMMAR
        lacking = [*([] if row.typography else ["typography"]), *grammar.lacking]
        if lacking:
            raise ValueError(f"{module.__name__}: {row.name} lacks {', '.join(lacking)}; give it all")
        if row.code in {other.code for other, _ in found.values()}:
            raise ValueError(f"{module.__name__}: another language has the code {row.code}")
        found[row.tag] = row, grammar
    return found


_REGISTERED = registered((en, zh, ru))  # in the order in which they are offered
LANGUAGES: Mapping[str, Language] = {tag: row for tag, (row, _) in _REGISTERED.items()}
GRAMMARS: Mapping[str, Grammar] = {tag: grammar for tag, (_, grammar) in _REGISTERED.items()}


def named(name: str) -> Language | None:
    """The language with a tag, or with a code; None: the press doesn't know it."""
    return spoken(name, LANGUAGES.values())
