"""The checks that stop every build: what they call an error would be printed as no author meant it.

They need no grammar of a language, so that a change of one remakes no edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from press.diagnostics import Severity
from press.model.translation_pair import Finding, Pair
from press.translations.checks import links, markup, shape

Check = Callable[[Pair], Iterator[Finding]]

STOPPING: tuple[Check, ...] = (shape.length, shape.blocks, markup.check, links.check)


def errors(pair: Pair) -> Iterator[Finding]:
    """What a draft is refused for, too."""
    return (found for check in STOPPING for found in check(pair) if found.severity is Severity.ERROR)
