"""`translations update`: POT and PO files brought up to date with the sources and with the words of the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from press import files
from press.book import stages
from press.catalogs import interface, po
from press.model.catalog import Catalog, Entry
from press.model.publication import Publication
from press.model.review import swept
from press.project import PROJECT, word_folders
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
    changed = list(stages.update_catalogs(publication))
    if publication.root == PROJECT:
        changed += _update_words(publication, interface.find(word_folders(publication.root)))
    return changed + _update_weblate(publication)


def _update_words(publication: Publication, found: Sequence[Entry]) -> list[Path]:
    folder = publication.root / "translations"
    new = [Catalog(folder / "pot" / "ui.pot", "", tuple(found))]
    for row in publication.languages:
        if row.code != "en":
            before = po.read_if_there(folder / row.code / "ui.po", row.tag)
            carried = map(swept, interface.carry(found, before))
            new.append(replace(before, entries=tuple(carried)))
    return [catalog.path for catalog in new if po.write(catalog)]


def _update_weblate(publication: Publication) -> list[Path]:
    """Bring the settings for Weblate up to date, for whoever has them."""
    path, text = publication.root / weblate.NAME, weblate.settings(publication)
    if not path.is_file() or path.read_bytes() == text.encode():
        return []
    files.write_text(path, text)
    return [path]
