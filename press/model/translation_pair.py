"""A segment beside its translation, and what a check finds in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from press.diagnostics import Diagnostic, Location, Severity
from press.model.catalog import Entry, Segment
from press.model.language import Language

# No paragraph is as long: such a text is a mistake, and isn't parsed.
LONGEST = 20_000
_SHORT, _TIMES = 2_000, 12
TOO_LONG_HINT = "something was pasted there that doesn't belong to it: translate its source alone"


@dataclass(frozen=True)
class Pair:
    """A translated segment as the checks of translations see it.

    Attributes:
        document: the document's id.
        segment: the source: its kind, its Markdown (notes as [^1] …), how many notes it has.
        entry: the translation; `entry.source == segment.text`, and it is not fuzzy.
        source, target: both as Pandoc's inlines, notes as Notes that hold their number; `target` is None where the
            markup can't be parsed.
        original: the language of the source.
        language: the language of the translation.
        others: more languages that addresses may name.
    """

    document: str
    segment: Segment
    entry: Entry
    source: Sequence[Any]
    target: Sequence[Any] | None
    original: Language
    language: Language
    others: Sequence[Language] = ()


@dataclass(frozen=True)
class Finding:
    """Something that a check has against a translation; told with the place of the entry `id` in its catalog."""

    code: str
    id: str
    message: str
    hint: str
    severity: Severity = Severity.WARNING

    def told(self, where: Location) -> Diagnostic:
        """The same for people, at the place of the entry."""
        return Diagnostic(self.code, f"{self.id}: {self.message}", where, self.hint, self.severity)


def too_long(source: str, target: str) -> str:
    """How a translation is longer than any of its source can be; empty if it isn't."""
    limit = LONGEST if _TIMES * len(source) > LONGEST else max(_SHORT, _TIMES * len(source))
    return f"it has {len(target)} characters, its source {len(source)}" if len(target) > limit else ""
