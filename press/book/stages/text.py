"""The second stage: a document in a language, the translations in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from press.book import links
from press.book.localise import Localised, localise
from press.book.stages.source import Source
from press.catalogs import po
from press.content.safety import hazards_within
from press.diagnostics import Diagnostic, Location, SourceError
from press.model.book import Completeness, Fragment
from press.model.catalog import Catalog
from press.model.publication import Document, Publication, catalog_path

# What a draft marks and a release refuses.
UNPUBLISHED = {"T003", "T004"}


def read_text(publication: Publication, document: Document, source: Source, language: str) -> Localised:
    """A document in a language.

    Raises:
        SourceError: its catalog is missing or can't be read, or translations in it have markup that can't be published.
    """
    catalog = None
    if language != document.language:
        tag = publication.language(language).tag
        catalog = po.read(catalog_path(publication, document, language), tag)
    found = localised(publication, document, source, catalog)
    if broken := [d for d in found.diagnostics if d.code not in UNPUBLISHED]:
        raise SourceError(broken)
    return found


def localised(publication: Publication, document: Document, source: Source, catalog: Catalog | None) -> Localised:
    """A document with the translations of a catalog, whatever is wrong with them; None is its own language."""
    pairs = list(zip(source.segments, source.entries, strict=True))
    original = publication.spoken(document.language)
    return localise(document.id, source.tree, pairs, catalog, original, partial(_hazards, publication, document))


def _hazards(
    publication: Publication, document: Document, inlines: Any, where: Location | None
) -> Iterator[Diagnostic]:
    """What a translation may hold no more than a source."""
    place = where or Location(publication.root)
    content = publication.root / "content"
    yield from hazards_within(inlines, lambda needle: place, publication.raw_html, content)
    yield from links.problems(publication, document, inlines, lambda needle: place)


def dump_text(text: Localised) -> dict[str, Any]:
    """A localised document as JSON values; its diagnostics as the lines that they print."""
    fragments, counts = list(map(asdict, text.fragments)), asdict(text.completeness)
    told = [str(d) for d in text.diagnostics]
    values = {"tree": text.tree, "fragments": fragments, "completeness": counts, "source": text.source}
    return {**values, "automatic": dict(text.automatic), "diagnostics": told}


def load_text(values: Mapping[str, Any]) -> Localised:
    """The localised document of which `dump_text` made the values, without its diagnostics."""
    fragments = tuple(Fragment(f["segment"], tuple(f["runs"]), f["note"]) for f in values["fragments"])
    counts, source = Completeness(**values["completeness"]), values["source"]
    return Localised(values["tree"], fragments, counts, source=source, automatic=values["automatic"])
