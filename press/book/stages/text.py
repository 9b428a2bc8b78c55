"""The second stage: a document in a language, the translations in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from press.book import links
from press.book.localise import Localised, localise
from press.book.stages.source import Source
from press.catalogs import po
from press.characters import controls
from press.content import dollars, formulas
from press.content.safety import hazards_within
from press.diagnostics import Diagnostic, Location, SourceError
from press.formulas import mathjax
from press.model.book import Completeness, fragments_from
from press.model.catalog import Catalog, Entry, Segment
from press.model.language import spoken
from press.model.publication import Document, Publication, catalog_path
from press.model.translation_pair import Finding, Pair

# What a draft marks and a release refuses.
UNPUBLISHED = {"T003", "T004"}


# Mistakes of a translation that no build takes; what makes them out stands above the stages (press.translations).
Mistakes = Callable[[Pair], Iterable[Finding]]


def read_text(
    publication: Publication, document: Document, source: Source, language: str, mistakes: Mistakes
) -> Localised:
    """A document in a language.

    Raises:
        SourceError: its catalog is missing or can't be read, or translations in it have markup that can't be published.
    """
    catalog = None
    if language != document.language:
        tag = publication.language(language).tag
        catalog = po.read(catalog_path(publication, document, language), tag)
    found = localised(publication, document, source, catalog, mistakes)
    if broken := [d for d in found.diagnostics if d.code not in UNPUBLISHED]:
        raise SourceError(broken)
    return found


def localised(
    publication: Publication,
    document: Document,
    source: Source,
    catalog: Catalog | None,
    mistakes: Mistakes = lambda pair: (),
) -> Localised:
    """A document with the translations of a catalog, whatever is wrong with them; None is its own language."""
    pairs = list(zip(source.segments, source.entries, strict=True))
    if catalog:  # all at once: MathJax takes longer to begin than to read
        mathjax.read(mathjax.Formula(*each) for e in catalog.live.values() for each in dollars.formulas(e.target))
    original = publication.spoken(document.language)

    def check(segment: Segment, entry: Entry, before: list[Any], after: list[Any]) -> Iterator[Diagnostic]:
        """What a translation may hold no more than a source; mistakes of one that is to be published."""
        where = Location(catalog.path if catalog else publication.root, entry.line)
        of_catalog = catalog is not None and catalog.path.suffix == ".po" and catalog.path.is_file()

        def place(needle: str) -> Location:
            return po.locate(where.path, entry.line, needle) if of_catalog and any(controls(needle)) else where

        content = publication.root / "content"
        hazards = list(hazards_within(after, place, publication.raw_html, content))
        hazards += links.problems(publication, document, after, lambda _: where)
        hazards += formulas.problems(after, lambda _needle, _nth: where)
        yield from hazards
        language = spoken(catalog.language, publication.languages) if catalog else None
        if language and not hazards and not entry.fuzzy and entry.source == segment.text:
            pair = Pair(document.id, segment, entry, before, after, original, language, publication.known)
            yield from (found.told(where) for found in mistakes(pair))

    return localise(document.id, source.tree, pairs, catalog, original, check)


def dump_text(text: Localised) -> dict[str, Any]:
    """A localised document as JSON values; its diagnostics as the lines that they print."""
    fragments, counts = list(map(asdict, text.fragments)), asdict(text.completeness)
    told = [str(d) for d in text.diagnostics]
    values = {"tree": text.tree, "fragments": fragments, "completeness": counts, "source": text.source}
    return {**values, "automatic": dict(text.automatic), "diagnostics": told}


def load_text(values: Mapping[str, Any]) -> Localised:
    """The localised document of which `dump_text` made the values, without its diagnostics."""
    fragments = fragments_from(values["fragments"])
    counts, source = Completeness(**values["completeness"]), values["source"]
    return Localised(values["tree"], fragments, counts, source=source, automatic=values["automatic"])
