"""`translations update`: POT and PO files brought up to date with the sources and with the words of the templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from press import files
from press.book.stages.source import read_source
from press.catalogs import ids, interface, merge, po, terms
from press.catalogs.glossary import glossary_of
from press.model.catalog import Catalog, Entry
from press.model.glossary import Glossary
from press.model.interface import WRITTEN_IN, word_folders
from press.model.publication import Document, Publication, catalog_path, template_path
from press.model.review import swept
from press.project import PROJECT
from press.translations.exchange import weblate


def run(publication: Publication) -> int:
    """Bring every catalog up to date and print each file that changed; 0."""
    changed = update(publication)
    for path in changed:
        print(f"    {path.relative_to(publication.root)}")  # noqa: T201
    counted = f"{len(changed)} catalog{'' if len(changed) == 1 else 's'} changed"
    print(f"    {counted if changed else 'no catalog had to change'}")  # noqa: T201
    return 0


def update(publication: Publication) -> list[Path]:
    """Bring every catalog up to date; the files that changed by it.

    Raises:
        SourceError: a source or a catalog can't be read; then no file has changed.
    """
    changed = list(update_catalogs(publication))
    changed += _update_words(publication, interface.find(word_folders(publication.root)))
    return changed + _update_weblate(publication)


def update_catalogs(publication: Publication) -> Iterator[Path]:
    """Bring every POT and PO up to date with the sources; the files that changed by it.

    All are read before one is written, so that a mistake in a file leaves the others as they were.
    """
    new: list[Catalog] = []
    known = glossary_of(publication)
    for document in publication.texts:
        new += _updated(publication, document, known)
    return (catalog.path for catalog in new if po.write(catalog))


def _updated(publication: Publication, document: Document, glossary: Glossary) -> Iterator[Catalog]:
    """The POT of a document and its PO in every language, as its source asks for them."""
    rows = [row for row in publication.languages if row.code != document.language]
    before = [po.read_if_there(catalog_path(publication, document, row.code), row.tag) for row in rows]
    template = po.read_if_there(template_path(publication, document), "")
    known = {entry.id for entry in template.entries}
    gone = [entry for catalog in before for entry in catalog.entries if entry.obsolete or entry.id not in known]
    found = read_source(publication, document).segments
    entries = ids.identify(document.id, found, template.entries, gone)
    yield Catalog(template.path, "", entries)
    finder = terms.finder(glossary, publication.spoken(document.language))
    for catalog, row in zip(before, rows, strict=True):
        # What a person marked as reviewed is stamped before its source becomes another.
        carried = merge.carry(entries, tuple(map(swept, catalog.entries)))
        yield replace(catalog, language=row.tag, entries=terms.annotate(map(swept, carried), finder, row.code))


def _update_words(publication: Publication, found: Sequence[Entry]) -> list[Path]:
    """Bring the words up to date: the project's own, or in another folder those that the project has not in a language.

    There a language that the project has all words in gets no catalog.
    """
    folder, own = publication.root / "translations", publication.root == PROJECT
    new = [Catalog(folder / "pot" / "ui.pot", "", tuple(found))] if own else []
    for row in publication.languages:
        before = po.read_if_there(folder / row.code / "ui.po", row.tag)
        known = {} if own else interface.read([PROJECT / "translations" / row.code / "ui.po"], row.tag)
        lacking, there = set(interface.missing(found, known)), {(entry.id, entry.source) for entry in before.entries}
        wanted = [word for word in found if word in lacking or (word.id, word.source) in there]
        if row.primary != WRITTEN_IN and (own or wanted):
            carried = map(swept, interface.carry(wanted, before))
            new.append(replace(before, language=row.tag, entries=tuple(carried)))
    return [catalog.path for catalog in new if po.write(catalog)]


def _update_weblate(publication: Publication) -> list[Path]:
    """Bring the settings for Weblate up to date, for whoever has them."""
    path, text = publication.root / weblate.NAME, weblate.settings(publication)
    if not path.is_file() or path.read_bytes() == text.encode():
        return []
    files.write_text(path, text)
    return [path]
