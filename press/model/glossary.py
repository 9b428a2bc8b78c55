"""A publication's terms in all of its languages: translations/glossary.csv as typed data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class TermStatus(StrEnum):
    """How sure the forms of a concept are (after TBX-Basic's administrative status)."""

    PREFERRED = "preferred"  # use these
    ADMITTED = "admitted"  # may be used; another wording may be as good
    UNCHECKED = "unchecked"  # not yet compared with an official text


@dataclass(frozen=True)
class Term:
    """A concept and what it is called.

    Attributes:
        concept: its id, a slug made of the English.
        forms: per language code, the forms that may be used, the preferred one first.
        forbidden: per language code, variants that must not be used.
        note: for translators; where the form is from, when to use which.
        line: in the file.
    """

    concept: str
    forms: Mapping[str, tuple[str, ...]]
    status: TermStatus = TermStatus.PREFERRED
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    line: int = 0


@dataclass(frozen=True)
class Glossary:
    """The terms of a publication; empty where it has none."""

    path: Path
    terms: tuple[Term, ...] = ()
