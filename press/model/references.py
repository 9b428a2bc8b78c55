"""What a reference within the book may lead to: a row for each beginning that the key of a reference can have."""

from __future__ import annotations

# The beginning of a key, as in Quarto, and the kinds of target (press.book.numbering.Target) that it names.
KINDS: dict[str, tuple[str, ...]] = {
    "sec": ("part", "chapter", "appendix", "section"),
    "ch": ("chapter",),
    "app": ("appendix",),
    "fig": ("figure",),
    "tbl": ("table",),
    "eq": ("equation",),
    "li": ("item",),
}


def is_reference(key: str) -> bool:
    """Whether a citation's key is that of a reference within the book."""
    prefix, dash, _ = key.partition("-")
    return bool(dash) and prefix in KINDS


def beginnings() -> str:
    """The beginnings of keys as a message names them."""
    *most, last = (f"{prefix}-" for prefix in KINDS)
    return f"{', '.join(most)} and {last}"
