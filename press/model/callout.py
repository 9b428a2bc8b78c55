"""Call-outs: passages set apart, by the class that an author gives them.

In a book's tree one is Div(classes "press-callout" and "press-callout-KIND", the author's own before them); its title
is its first block, Div(class "press-callout-title") of a paragraph, with the class "press-word" where the title is not
the author's but the press's own word for the kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

CALLOUT = "press-callout"
TITLE = "press-callout-title"
WORD = "press-word"


class Kind(NamedTuple):
    """What a call-out is to those who don't see it: its role (WAI-ARIA, DPUB-ARIA) and its meaning in an EPUB."""

    role: str
    epub: str = ""


KINDS = {
    "note": Kind("note"),
    "tip": Kind("doc-tip", "tip"),
    "warning": Kind("doc-notice", "notice"),
    "caution": Kind("doc-notice", "notice"),
    "important": Kind("doc-notice", "notice"),
    "example": Kind("doc-example"),
    "box": Kind("note", "sidebar"),
}


def kind_of(classes: Sequence[str]) -> str:
    """The kind of a Div with some classes; empty if it is no call-out. Quarto's names begin with `callout-`."""
    return next((name for given in classes if (name := given.removeprefix("callout-")) in KINDS), "")
