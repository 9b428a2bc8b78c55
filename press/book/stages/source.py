"""The first stage: a document in its own language, read and cut into segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from press import pandoc
from press.book import links
from press.catalogs import ids, po, segments
from press.catalogs.containers import normalise
from press.content import markdown, tables
from press.content.positions import locate
from press.diagnostics import Diagnostic, Location, Severity
from press.model.catalog import Entry, Segment
from press.model.publication import Document, Publication, template_path


@dataclass(frozen=True)
class Source:
    """A document in its own language: its tree in normal form, its segments, and an entry with an id for each.

    Attributes:
        remarks: what was left out of it, as it was read; no part of what is stored.
    """

    tree: pandoc.Tree
    segments: tuple[Segment, ...]
    entries: tuple[Entry, ...]
    remarks: tuple[Diagnostic, ...] = ()


def read_source(publication: Publication, document: Document) -> Source:
    """Read a document; its segments keep the ids that its POT gave them.

    Raises:
        SourceError: what is wrong with the document, with its tables or with its POT.
    """
    if document.path is None:
        raise ValueError(f"{document.id} is generated")
    content = publication.root / "content"
    remarks: list[Diagnostic] = []
    linked = partial(links.problems, publication, document, where=partial(locate, document.path))
    names = tables.names(content)
    tree = markdown.read(document.path, names, publication.raw_html, content, remarks.append, linked)
    tree = normalise(tree, publication.spoken(document.language).quotes)
    cut = segments.extract(tree)
    before = po.read_if_there(template_path(publication, document), "")
    return Source(tree, cut, ids.identify(document.id, cut, before.entries), tuple(remarks))


def dump_source(source: Source) -> dict[str, Any]:
    """A source as JSON values."""
    segments, entries = list(map(asdict, source.segments)), list(map(asdict, source.entries))
    return {"tree": source.tree, "segments": segments, "entries": entries}


def load_source(values: Mapping[str, Any]) -> Source:
    """The source of which `dump_source` made the values."""
    found = tuple(Segment(**segment) for segment in values["segments"])
    return Source(values["tree"], found, tuple(_entry(entry) for entry in values["entries"]))


def _entry(values: Mapping[str, Any]) -> Entry:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    return Entry(**fields)


def stale(publication: Publication, document: Document, source: Source) -> Iterator[Diagnostic]:
    """Whether the POT of a document is another than its source would give."""
    path = template_path(publication, document)
    entries = po.read_if_there(path, "").entries
    if [(e.id, e.source) for e in entries] != [(e.id, e.source) for e in source.entries]:
        hint = "run `./whitepaper translations update`, and have the fuzzy and new entries translated"
        message = f"the catalogs of {document.id} are older than its text"
        yield Diagnostic("T008", message, Location(path), hint, Severity.WARNING)
