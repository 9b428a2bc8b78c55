"""A document in one language: its segments replaced by their translations, or marked where there is none to publish.

Policy: only a translation that is not fuzzy and whose source is the text as it stands is published. A draft shows an
older one with what changed in the source, or else the source text; both are marked (press.book.drafts).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from press import pandoc
from press.book import anchors, drafts, formulas
from press.book.translated_markup import Check, Readings, readings
from press.catalogs import segments as cut
from press.catalogs.containers import Container, containers
from press.diagnostics import Diagnostic, Location, Severity
from press.model.book import Completeness, Fragment
from press.model.catalog import Catalog, Entry, Segment
from press.model.formula import EQUATION
from press.model.language import Language
from press.model.references import is_reference

# Containers that begin with an anchor of their own; others are reached through what they stand in.
ANCHORED = {"p", "li", "quote", "term", "def"}


class State(StrEnum):
    """Whether a segment's translation can be published."""

    PUBLISHED = "published"
    FUZZY = "fuzzy"
    MISSING = "missing"


@dataclass(frozen=True)
class Localised:
    """A document in one language: its tree, what editions of it must show, and how complete it is.

    Attributes:
        source: a digest of the source's text; another one, another text.
        automatic: the anchors that are made of its headings' words (press.book.anchors).
    """

    tree: pandoc.Tree
    fragments: tuple[Fragment, ...]
    completeness: Completeness
    diagnostics: tuple[Diagnostic, ...] = ()
    source: str = ""
    automatic: Mapping[str, str] = field(default_factory=dict)


def localise(
    document: str,
    tree: pandoc.Tree,
    pairs: Sequence[tuple[Segment, Entry]],
    catalog: Catalog | None,
    original: Language,
    check: Check = lambda *_: (),
) -> Localised:
    """Put the translations in their places.

    Args:
        document: the document's id, for messages.
        tree: the document in normal form, in its own language.
        pairs: its segments, each with its id.
        catalog: the translations; None for the document's own language.
        original: the document's own language.
        check: what else keeps a translation from being set.
    """
    live = catalog.live if catalog else None
    states = {segment.index: state_of(entry, live) for segment, entry in pairs}
    found = _read(tree, pairs, catalog, states, original, check) if catalog else Readings()
    told = formulas.Told(tree["blocks"], found.inlines)
    finish = _Finish(document, {s.index: e for s, e in pairs}, states, original, found, told)
    new = cut.replace(tree, found.inlines, finish)
    finish.fragments += _code(document, new["blocks"])
    unpublished = [
        _unpublished(live.get(e.id, e), states[s.index], catalog) for s, e in pairs if catalog and live is not None
    ]
    return Localised(
        new,
        tuple(finish.fragments),
        _count(states),
        (*found.diagnostics, *(d for d in unpublished if d)),
        hashlib.sha256("\0".join(segment.text for segment, _ in pairs).encode()).hexdigest(),
        anchors.automatic(tree),
    )


def state_of(entry: Entry, live: Mapping[str, Entry] | None) -> State:
    """Whether the translation of a segment, among a catalog's live entries, can be published; its own text can."""
    if live is None:
        return State.PUBLISHED
    found = live.get(entry.id)
    if found is None or not found.target:
        return State.MISSING
    return State.FUZZY if found.fuzzy or found.source != entry.source else State.PUBLISHED


def _read(
    tree: pandoc.Tree,
    pairs: Sequence[tuple[Segment, Entry]],
    catalog: Catalog,
    states: Mapping[int, State],
    original: Language,
    check: Check,
) -> Readings:
    """The translations that there are, those of earlier sources too."""
    given = [(s, catalog.live[e.id]) for s, e in pairs if states[s.index] is not State.MISSING]
    stale = frozenset(index for index, state in states.items() if state is State.FUZZY)
    return readings(given, containers(tree), stale, catalog.path, original, check)


def _count(states: Mapping[int, State]) -> Completeness:
    values = list(states.values())
    return Completeness(*(values.count(state) for state in (State.PUBLISHED, State.FUZZY, State.MISSING)))


def _code(document: str, node: Any, note: bool = False) -> Iterator[Fragment]:
    """Blocks of code, which are no segments but text all the same; those in notes stand among the notes."""
    if isinstance(node, dict):
        if node.get("t") == "CodeBlock":
            runs = tuple(filter(str.strip, _MISTAKEN.split(node["c"][1])))
            yield Fragment(f"{document} (code)", runs, note, code=True)
        note = note or node.get("t") == "Note"
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _code(document, child, note)


# What in code may be mistaken for the layout of plain text (press.verify.plain_text): columns, calls, addresses.
_MISTAKEN = re.compile(r"[\n|]|\[\d+\]|<[^>\n]*>")


class _Finish:
    """Anchors, marks and fragments, container by container."""

    def __init__(
        self,
        document: str,
        entries: Mapping[int, Entry],
        states: Mapping[int, State],
        original: Language,
        found: Readings,
        told: formulas.Told,
    ) -> None:
        self.document, self.entries, self.states, self.original = document, entries, states, original
        self.found, self.told = found, told
        self.fragments: list[Fragment] = []

    def __call__(self, index: int, container: Container) -> None:
        entry = self.entries.get(index)
        inlines = container.holder[container.key] = self.told(container.inlines)
        if entry is None:
            if formulas.stand_in(inlines):  # no segment, but text all the same
                name = f"{self.document} (formula)"
                self.fragments.append(Fragment(name, tuple(runs(inlines)), container.kind == "note"))
            return
        self._remember(entry, container, container.inlines)
        inlines = self._marked(index, entry, container)
        if container.kind in ANCHORED:
            inlines = [pandoc.span([], entry.id, ["press-anchor"]), *inlines]
        container.holder[container.key] = inlines
        if container.kind.startswith("h") and not container.holder[1][0]:
            container.holder[1][0] = entry.id

    def _remember(self, entry: Entry, container: Container, inlines: list[Any]) -> None:
        """Text that editions must show."""
        # The alternative of a picture is an attribute in most editions, and metadata is no text of the page.
        if container.kind not in ("alt", "meta"):
            name = f"{self.document} {entry.id}"
            self.fragments.append(Fragment(name, tuple(runs(inlines)), container.kind == "note"))

    def _marked(self, index: int, entry: Entry, container: Container) -> list[Any]:
        """What stands in a container, marked if it is not the translation of what the source says now."""
        inlines = container.inlines
        if self.states[index] is State.PUBLISHED and index not in self.found.broken:
            return inlines
        if index not in self.found.inlines:
            return drafts.untranslated(inlines, self.original, self.states[index] is not State.MISSING)
        changes = self.found.changes.get(index, []) if drafts.has_room(container.kind) else []
        if changes:
            self._remember(entry, container, changes)
        return [*drafts.stale(inlines), *changes]


def runs(inlines: Any) -> Iterator[str]:
    """The plain text of inlines between what is formatted later: notes, citations, references, dates, numbers."""
    collected: list[str] = []
    for text in _texts(inlines):
        if text is None:
            yield from _joined(collected)
            collected = []
        else:
            collected.append(text)
    yield from _joined(collected)


def _joined(collected: Sequence[str]) -> Iterator[str]:
    if text := "".join(collected).strip():
        yield text


def _texts(node: Any) -> Iterator[str | None]:
    """Text in order, that beside references within the book too; None where something stands that is formatted later.

    What stands beside a work belongs to its note, where a style has it in its own way.
    """
    if isinstance(node, list):
        for child in node:
            yield from _texts(child)
    elif isinstance(node, dict) and "t" in node:
        value = node["t"] == "Span" and cut.VALUES & set(node["c"][0][1])
        if node["t"] == "Cite":
            yield None
            works = node["c"][0]
            for work in works if all(is_reference(work["citationId"]) for work in works) else ():
                yield from (*_texts(work["citationPrefix"]), None, *_texts(work["citationSuffix"]), None)
        elif value or node["t"] in ("Note", "Image", "RawInline"):
            yield None
        elif node["t"] == "Span" and EQUATION in node["c"][0][1]:
            yield from (*_texts(node["c"][1]), None)  # where its number will stand
        elif node["t"] in ("Str", "Space", "SoftBreak", "LineBreak", "Code"):
            yield pandoc.plain(node)
        else:
            yield from _texts(node.get("c"))


def _unpublished(entry: Entry, state: State, catalog: Catalog) -> Diagnostic | None:
    """What a release has against an entry of a catalog that can't be published."""
    if state is State.PUBLISHED:
        return None
    where = Location(catalog.path, entry.line)
    if state is State.FUZZY:
        hint = "review it and remove the fuzzy flag"
        return Diagnostic("T004", f"{entry.id} is fuzzy", where, hint, Severity.WARNING)
    return Diagnostic("T003", f"{entry.id} has no translation", where, "translate it", Severity.WARNING)
