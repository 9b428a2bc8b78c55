"""The fixture's catalogs in Chinese, changed by hand and by files that come back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from press.book.stages.source import Source, read_source
from press.catalogs import po
from press.content.publication import read_publication
from press.model.catalog import Catalog, Entry
from press.model.publication import Document, Publication
from press.translations import export_import, segments_in_context

MINIMAL = Path(__file__).resolve().parent / "fixtures/minimal"
HOUSE, HEADING, CAPTION = "the-house", "h2-emzxnsic", "caption-4l4f5gzy"


@cache
def read_once(name: str) -> Source:
    publication = read_publication(MINIMAL)
    return read_source(publication, next(d for d in publication.texts if d.id == name))


def catalog(publication: Publication, name: str = HOUSE, code: str = "zh") -> Catalog:
    tag = publication.language(code).tag
    return po.read(publication.root / f"translations/{code}/{name}.po", tag)


def entry(publication: Publication, name: str) -> Entry:
    return next(entry for entry in catalog(publication).entries if entry.id == name)


def change(publication: Publication, make: Callable[[int, Entry], Entry], *names: str) -> None:
    """Make other entries of all catalogs in Chinese, or of some."""
    for document in publication.texts:
        if document.language != "zh" and (not names or document.id in names):
            found = catalog(publication, document.id)
            po.write(replace(found, entries=tuple(make(at, e) for at, e in enumerate(found.entries))))


def only(name: str, **values: Any) -> Callable[[int, Entry], Entry]:
    return lambda at, entry: replace(entry, **values) if entry.id == name else entry


def content(publication: Publication) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((publication.root / "translations").rglob("*.po"))}


def exported(publication: Publication, format: str = "xliff", *documents: str) -> Path:
    path = publication.root.parent / f"exported{export_import.FORMATS[format].suffix}"
    shutil.rmtree(path, ignore_errors=True)
    assert export_import.export(publication, "zh", format, path, documents) == 0
    return path


def edited(path: Path, *edits: tuple[str, str]) -> Path:
    text = path.read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


def target(old: str, new: str, state: str = "translated") -> tuple[str, str]:
    return f'<target state="translated">{old}</target>', f'<target state="{state}">{new}</target>'


def reading(monkeypatch: pytest.MonkeyPatch, read: Callable[[Publication, Document], Source]) -> None:
    """Let sources be read by a function of the test's."""
    for module in (export_import, segments_in_context):
        monkeypatch.setattr(module, "read_source", read)


def changed_source(monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    """Let a segment of the source be another from now on."""

    def read(publication: Publication, document: Document) -> Source:
        source = read_once(document.id)
        found = tuple(replace(s, text=text) if e.id == name else s for s, e in pairs(source))
        entries = tuple(replace(e, source=text) if e.id == name else e for e in source.entries)
        return replace(source, segments=found, entries=entries)

    reading(monkeypatch, read)


def pairs(source: Source) -> Iterator[tuple[Any, Entry]]:
    return zip(source.segments, source.entries, strict=True)
