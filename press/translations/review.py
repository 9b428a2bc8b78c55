"""`translations review`: marking translations as reviewed, for those who don't want to type `# reviewed` in the PO."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.book.localise import State
from press.book.stages.source import read_source
from press.catalogs import po
from press.model.catalog import Entry
from press.model.publication import Document, Publication
from press.model.review import is_reviewed, stamped, swept
from press.translations import segments_in_context
from press.translations.segments_in_context import Page

__all__ = ["Refusal", "is_reviewed", "mark", "run", "stamped", "swept"]


class Refusal(Exception):
    """What was asked for can't be marked; the message names it."""


def run(publication: Publication, language: str, document: str, ids: Sequence[str]) -> int:
    """Mark entries of a catalog as reviewed, all that are translated if `ids` is empty; 0, or 1 if it was refused."""
    try:
        page = _page(publication, language, document)
        entries = mark(page, ids)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201
        return 1
    before = {entry.id for entry in page.catalog.live.values() if is_reviewed(entry)}
    po.write(replace(page.catalog, entries=entries))
    marked = sum(is_reviewed(entry) and entry.id not in before for entry in entries if not entry.obsolete)
    print(f"    {page.catalog.path.relative_to(publication.root)}: {marked} more reviewed")  # noqa: T201
    return 0


def mark(page: Page, ids: Sequence[str]) -> tuple[Entry, ...]:
    """The entries of a page's catalog with some, or without ids all that can be published, marked as reviewed.

    Raises:
        Refusal: an id is unknown, or its entry has no translation of the text as it stands.
    """
    states = {row.source.id: row.state for row in page.rows}
    if wrong := list(_wrong(page, states, ids)):
        raise Refusal("\n".join(wrong))
    chosen = set(ids) or {name for name, state in states.items() if state is State.PUBLISHED}
    return tuple(
        stamped(entry) if entry.id in chosen and not entry.obsolete else entry for entry in page.catalog.entries
    )


def _page(publication: Publication, language: str, name: str) -> Page:
    document = next((document for document in publication.texts if document.id == name), None)
    if document is None:
        raise Refusal(f"there is no document {name}; these are there: {_listed(publication.texts)}")
    if document.language == language:
        raise Refusal(f"{name} is written in {language}: there is no translation of it to review")
    return segments_in_context.page(
        publication, document, read_source(publication, document), publication.language(language)
    )


def _listed(documents: Sequence[Document]) -> str:
    return ", ".join(document.id for document in documents)


def _wrong(page: Page, states: dict[str, State], ids: Sequence[str]) -> Iterator[str]:
    where = page.catalog.path
    for name in ids:
        if name not in states:
            yield f"{where}: {page.document.id} has no segment {name}"
        elif states[name] is not State.PUBLISHED:
            line = page.catalog.live[name].line if name in page.catalog.live else 0
            what = "is fuzzy" if states[name] is State.FUZZY else "has no translation"
            yield f"{where}{f':{line}' if line else ''}: {name} {what}, so there is nothing to mark as reviewed"
