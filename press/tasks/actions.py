"""What the tasks do: read a stage's input from build/, run the stage, write its output at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from press import files
from press.book import stages
from press.book.localise import Localised
from press.catalogs import interface
from press.diagnostics import Diagnostic, Location, Severity, SourceError
from press.model import book as books
from press.model.book import Book
from press.model.catalog import Entry
from press.model.edition import Edition
from press.model.publication import Document, Publication


def _dump(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)


def _load(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def source(publication: Publication, document: Document, target: Path) -> None:
    """Read a document and store its tree and segments."""
    found = stages.read_source(publication, document)
    stale = list(stages.stale(publication, document, found))
    values = {**stages.dump_source(found), "diagnostics": list(map(_diagnostic, stale))}
    files.write_text(target, _dump(values))


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    where = diagnostic.location
    place = [str(where.path), where.line, where.column] if where else None
    values = {"code": diagnostic.code, "message": diagnostic.message, "hint": diagnostic.hint, "location": place}
    return {**values, "severity": diagnostic.severity}


def _of(values: Mapping[str, Any]) -> Diagnostic:
    place = values["location"]
    where = Location(Path(place[0]), *place[1:]) if place else None
    return Diagnostic(values["code"], values["message"], where, values["hint"], Severity(values["severity"]))


def text(publication: Publication, document: Document, language: str, source: Path, target: Path) -> None:
    """Store a document in a language."""
    values = _load(source)
    found = stages.read_text(publication, document, stages.load_source(values), language)
    stale = values["diagnostics"] if language != document.language else []
    told = [*stale, *map(_diagnostic, found.diagnostics)]
    files.write_text(target, _dump({**stages.dump_text(found), "diagnostics": told}))


def words(folders: Sequence[Path], target: Path) -> None:
    """Store the words of the templates."""
    found = interface.find(folders)
    files.write_text(target, _dump([[entry.id, entry.source] for entry in found]))


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
    """
    stored = {identifier: _load(path) for identifier, path in texts.items()}
    translations = interface.read(catalogs, publication.language(language).tag)
    told = [_of(values) for text in stored.values() for values in text["diagnostics"]]
    told += _unworded(words, translations, catalogs[-1]) if language != "en" else []
    if checked and (told := list(dict.fromkeys([*told, *map(_of, _load(checked))]))):
        raise SourceError(told)
    localised = {identifier: stages.load_text(values) for identifier, values in stored.items()}
    beside = {identifier: _original(publication, identifier, *paths) for identifier, paths in originals.items()}
    made = stages.make_book(publication, language, localised, translations, beside)
    files.write_text(target, books.dump(made))
    _tell(language, made, told)


def check(publication: Publication, language: str, sources: Mapping[str, Path], target: Path) -> None:
    """Store what the checks of a language's translations find."""
    from press.translations.check import check

    read = {identifier: stages.load_source(_load(path)) for identifier, path in sources.items()}
    files.write_text(target, _dump(list(map(_diagnostic, check(publication, (language,), read)))))


def _original(
    publication: Publication, identifier: str, text: Path, catalogs: Sequence[Path]
) -> tuple[Localised, dict[str, str]]:
    """A document in its own language, and the templates' words in that."""
    document = next(d for d in publication.documents if d.id == identifier)
    tag = stages.language_of(publication, document.language).tag
    return stages.load_text(_load(text)), interface.read(catalogs, tag)


def _unworded(words: Path, translations: dict[str, str], catalog: Path) -> list[Diagnostic]:
    """The words of the templates that have no translation."""
    entries = [Entry(context, source) for context, source in _load(words)]
    hint = "run `./whitepaper translations update` and translate it"
    return [
        Diagnostic("T003", f"the word “{entry.source}” has no translation", Location(catalog), hint)
        for entry in interface.missing(entries, translations)
    ]


def _tell(language: str, made: Book, told: Sequence[Diagnostic]) -> None:
    """A line on what is not translated: a draft is built all the same, but never in silence."""
    count = made.completeness
    if told:
        print(  # noqa: T201  (the task's own line in the build's output)
            f"    {language}: a draft. {count.missing} segments untranslated, {count.fuzzy} fuzzy, "
            f"{count.translated} translated; `./whitepaper build --release` names each."
        )


def status(publication: Publication, sources: Mapping[str, Path], words: Path, target: Path) -> None:
    """Write the page that tells how far the translations are, and its JSON."""
    from press.translations.status import collect
    from press.translations.status_page import write_status

    read = {identifier: stages.load_source(_load(path)) for identifier, path in sources.items()}
    found = collect(publication, read, [Entry(context, source) for context, source in _load(words)])
    write_status(found, publication, target)


def cover_image(publication: Publication, book: Path, modules: Path, target: Path) -> None:
    """Draw the front cover's picture."""
    from press.editions.cover.picture import write_cover_image

    write_cover_image(_book(book), publication, modules, target)


def _book(path: Path) -> Book:
    return books.load(path.read_text("utf-8"))


def front_door(publication: Publication, modules: Path, target: Path) -> None:
    """Write the page that chooses the site's language."""
    from press.editions.html.site import write_front_door

    write_front_door(publication, target.parent, modules)


def edition(
    edition: Edition, publication: Publication, book: Path, modules: Path, cover: Path, pages: Path, target: Path
) -> None:
    """Make an edition, look for every segment in it, and only then let it take its place.

    Args:
        cover: the picture of the front cover, for an EPUB.
        pages: gets what stands on the pages of a PDF, for other editions to be compared with it.
    """
    from press.verify import text as text_check

    made, name = _book(book), edition.format.name
    place = target.parent if name == "site" else target
    with files.replacing(place) as temporary:
        told = _render(name, made, publication, modules, cover, temporary)
        lost = list(text_check.lost(made.fragments, text_check.EXTRACTORS[name](temporary), edition.name))
        if lost:
            raise SourceError(lost)
    if told:
        files.write_text(pages, _dump(told))


def _render(
    name: str, made: Book, publication: Publication, modules: Path, cover: Path, target: Path
) -> dict[str, Any]:
    """Write the file or folder of an edition; its renderer is imported only now. Gives what stands on its pages."""
    if name == "site":
        from press.editions.html.site import write_site

        write_site(made, publication, modules, target)
    elif name == "page":
        from press.editions.html.page import write_page

        write_page(made, publication, modules, target)
    elif name == "epub":
        from press.editions.epub.write import write_epub

        write_epub(made, publication, modules, cover, target)
    elif name == "pdf":
        from press.editions.pdf.write import write_pdf

        return write_pdf(made, publication, modules, target).values()
    return {}
