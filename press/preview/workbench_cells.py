"""A value that is made of files and of other values, and made again when one of them is another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from press.blockwise import stamp
from press.content.pictures import is_picture
from press.diagnostics import Diagnostic, Location, PublicationError
from press.editions.templates import folders

T = TypeVar("T")


class Cell(Generic[T]):
    """The last value that could be made, and what was wrong with any later attempt.

    Attributes:
        version: counts the values; another number, another value.
        problems: what stopped the last attempt; none if `value` is of the present.
    """

    def __init__(self, value: T | None = None) -> None:
        """Begin with a value, or with none."""
        self.value = value
        self.version = 0
        self.problems: tuple[Diagnostic, ...] = ()
        self._made_of: Any = None

    def refresh(self, made_of: Any, make: Callable[[], T]) -> T | None:
        """The value, made anew if what it is made of has changed since the last attempt.

        Args:
            made_of: stamps of files, versions of other cells: anything that can be compared.
            make: makes the value; its PublicationError is kept in `problems`, and the value stays.
        """
        if made_of == self._made_of:
            return self.value
        try:
            self.value = make()
            self.version += 1
            self.problems = ()
        except PublicationError as error:
            self.problems = error.diagnostics
        except OSError as error:  # it went while we looked
            where = Location(Path(error.filename)) if error.filename else None
            self.problems = (Diagnostic("C006", error.strerror or str(error), where),)
        self._made_of = made_of  # only now: after a bug it is tried again
        return self.value


class Files:
    """The files of some folders as they were at one look."""

    def __init__(self) -> None:
        """Begin a look."""
        self._found: dict[Path, list[tuple[str, tuple[int, ...]]]] = {}

    def below(self, folder: Path) -> list[tuple[str, tuple[int, ...]]]:
        """All files below a folder but hidden ones, sorted by name, each with its stamp."""
        if folder not in self._found:
            names = sorted(str(path) for path in folder.rglob("*") if not path.name.startswith(".") and path.is_file())
            self._found[folder] = [(name, stamp(Path(name))) for name in names]
        return self._found[folder]

    def look(self, root: Path) -> list[tuple[str, tuple[int, ...]]]:
        """The files that the look of a publication's pages is made of: templates, its own and ours, and pictures."""
        templates = [row for folder in dict.fromkeys(folders(root)) for row in self.below(folder)]
        return templates + [row for row in self.below(root / "content") if is_picture(row[0])]
