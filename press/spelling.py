"""Did you mean …? The known word that is nearest to one that isn't."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like a word that isn't, or None."""
    folded = {choice.casefold(): choice for choice in sorted(known)}
    wanted = word.casefold()
    found = difflib.get_close_matches(wanted, folded, 1, 0.6)
    longer = (choice for choice in folded if wanted.startswith(choice) or (wanted and choice.startswith(wanted)))
    match = found[0] if found else next(longer, None)
    return folded[match] if match else None


def suggestion(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or else all of them."""
    choices = sorted(known)
    near = nearest(word, choices)
    return f"did you mean {near}?" if near else f"known: {', '.join(choices)}" if choices else ""
