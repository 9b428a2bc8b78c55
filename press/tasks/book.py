"""What the task of a book does: assemble it of stored texts, and tell how far its translations are."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from press import files
from press.book.faces import undrawn
from press.book.localise import Localised
from press.book.stages.book import make_book
from press.book.stages.text import load_text
from press.catalogs import interface
from press.diagnostics import Diagnostic, Location, Severity, SourceError
from press.model import book as books
from press.model.book import Book
from press.model.catalog import Entry
from press.model.interface import WRITTEN_IN
from press.model.publication import Publication
from press.project import MODULES
from press.tasks.stored import diagnostic_of, read, read_all


def book(
    publication: Publication,
    language: str,
    texts: Mapping[str, Path],
    words: Path,
    catalogs: Sequence[Path],
    originals: Mapping[str, tuple[Path, Sequence[Path]]],
    checked: Path | None,
    target: Path,
) -> None:
    """Store the book in a language; a release takes nothing that is not translated.

    Args:
        texts: every written document in the language, by id.
        words: the templates' words.
        catalogs: their translations into the language.
        originals: each document that stands in parallel text, in its own language, with the catalogs of the templates'
            words in that.
        checked: for a release, what the checks of translations found.
        target: the book's file.

    Raises:
        SourceError: a release that is not complete, or words that no face is there for (P001, P012).
    """
    stored, root = read_all(texts), publication.root
    translations = interface.read(catalogs, publication.language(language).tag)
    told = [diagnostic_of(values, root) for text in stored.values() for values in text["diagnostics"]]
    foreign = publication.language(language).primary != WRITTEN_IN
    unworded = _unworded(words, translations, catalogs[-1]) if foreign else []
    told += unworded
    if checked:
        told = list(dict.fromkeys([*told, *(diagnostic_of(values, root) for values in read(checked))]))
        if told:
            raise SourceError(told)
    localised = {identifier: load_text(values) for identifier, values in stored.items()}
    beside = {identifier: _original(publication, identifier, *paths) for identifier, paths in originals.items()}
    made = make_book(publication, language, localised, translations, beside)
    if wrong := list(undrawn(made, publication, MODULES)):
        # By its name, since no book is made otherwise for what its messages say.
        places = import_module("press.book.places")
        raise SourceError(list(places.located(wrong, made, publication)))
    files.write_text(target, books.dump(made))
    _tell(language, made, told, len(unworded))


def _original(
    publication: Publication, identifier: str, text: Path, catalogs: Sequence[Path]
) -> tuple[Localised, dict[str, str]]:
    """A document in its own language, and the templates' words in that."""
    document = next(d for d in publication.documents if d.id == identifier)
    tag = publication.spoken(document.language).tag
    return load_text(read(text)), interface.read(catalogs, tag)


def _unworded(words: Path, translations: dict[str, str], catalog: Path) -> list[Diagnostic]:
    """The words of the templates that have no translation."""
    entries = [Entry(context, source) for context, source in read(words)]
    hint = "run `./whitepaper translations update` and translate it"
    return [
        Diagnostic("T003", f"the word “{entry.source}” has no translation", Location(catalog), hint, Severity.WARNING)
        for entry in interface.missing(entries, translations)
    ]


def _tell(language: str, made: Book, told: Sequence[Diagnostic], unworded: int) -> None:
    """A line on what is not translated: a draft is built all the same, but never in silence."""
    count = made.completeness
    words = f", {unworded} words of its pages untranslated" if unworded else ""
    if told:
        print(  # noqa: T201  (the task's own line in the build's output)
            f"    {language}: a draft. {count.missing} segments untranslated, {count.fuzzy} fuzzy, "
            f"{count.translated} translated{words}; `./whitepaper build --release` names each.",
            file=sys.stderr,
        )
