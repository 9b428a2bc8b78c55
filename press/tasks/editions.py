"""What the tasks of editions do: have one written by its row, prove that no text is lost, let it take its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from press.diagnostics import PublicationError, SourceError
from press.model.edition import Edition
from press.model.publication import Publication
from press.tasks import made, stored
from press.tasks.stored import read, read_book
from press.verify.text import lost


def named(function: str) -> Callable[..., Any]:
    """The function of a text "module:function"; its module is imported only now."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


# How a writer is given a part, if not as the path of its file.
_READ: Mapping[str, Callable[[Path], Any]] = {
    "book": read_book,
    "pages": lambda path: read(path)["pages"],
    "filled": lambda path: read(path)["filled"],
    "pagination": read,
}


def _given(publication: Publication, parts: Mapping[str, Path | None]) -> dict[str, Any]:
    given = {name: _READ.get(name, Path)(path) if path else None for name, path in parts.items()}
    return {**given, "publication": publication} if "publication" in parts else given


# By its name, since no edition is made otherwise for what its messages say.
LOCATED = "press.book.places:located"


def write(writer: str, publication: Publication, parts: Mapping[str, Path | None], target: Path) -> None:
    """Have a file written that editions are made of.

    Args:
        writer: as of Format.
        parts: the files of what the writer takes, by its names; the publication's isn't read again.
    """
    given = _given(publication, parts)
    with _placing(publication, given):
        named(writer)(**given, target=target)


def front_door(
    writer: str, name: str, publication: Publication, parts: Mapping[str, Path | None], folder: Path, target: Path
) -> None:
    """Have a page written that leads to editions in all languages; it is recorded as they are."""
    write(writer, publication, parts, target)
    made.record(folder, name, made.written(folder, {target: target}))


def edition(
    edition: Edition, publication: Publication, parts: Mapping[str, Path | None], folder: Path, facts: Path | None
) -> None:
    """Make an edition, look for every segment in it, and only then let it take its place.

    Args:
        parts: the files of what its writer takes, as of `write`; None: this publication has no such part.
        folder: build/editions.
        facts: gets what the writer answers.

    Raises:
        SourceError: a segment's text is not in it (L001).
    """
    row, given = edition.format, _given(publication, parts)
    with _placing(publication, given), made.placing(folder, edition.name, edition.files(publication.slug)) as places:
        answer = named(row.writer)(**given, **places)
        if row.extractor:
            found = named(row.extractor)(places["target"])
            if missing := list(lost(given["book"].fragments, found, edition.name)):
                raise SourceError(missing)
    if facts:
        stored.write(facts, answer.values())


@contextmanager
def _placing(publication: Publication, given: Mapping[str, Any]) -> Iterator[None]:
    """Tell what is wrong with an edition at the places of the publication's files that it comes from."""
    try:
        yield
    except PublicationError as error:
        if "book" not in given:
            raise
        located = named(LOCATED)(error.diagnostics, given["book"], publication)
        raise type(error)(located) from error


def withdraw(folder: Path, names: Sequence[str]) -> None:
    """Remove what is no longer published."""
    made.withdraw(folder, names)
