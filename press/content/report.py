"""Where readers write down all that is wrong, so that an author learns of everything at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from press.errors import Diagnostic, Location, SourceError


class Report:
    """The diagnostics of one reading; places inside the publication are told relative to its root."""

    def __init__(self, root: Path) -> None:
        """Start with nothing wrong."""
        self.root = root.resolve()
        self.diagnostics: list[Diagnostic] = []

    def place(self, path: Path, line: int = 0, column: int = 0) -> Location:
        """A location, relative to the publication's root if it lies inside."""
        absolute = path if path.is_absolute() else self.root / path
        inside = absolute.is_relative_to(self.root)
        return Location(absolute.relative_to(self.root) if inside else absolute, line, column)

    def error(self, code: str, message: str, location: Location | None, hint: str = "") -> None:
        """Write down one more error."""
        self.diagnostics.append(Diagnostic(code, message, location, hint))

    def finish(self) -> None:
        """End the reading.

        Raises:
            SourceError: something was wrong; all of it, sorted by location.
        """
        if self.diagnostics:
            nowhere = Location(Path())
            raise SourceError(sorted(self.diagnostics, key=lambda d: (d.location or nowhere, d.code, d.message)))


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
