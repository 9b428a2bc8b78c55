"""A document in one language: its segments replaced by their translations, or marked where there is none to publish.

Policy: only a translation that is not fuzzy and whose source is the text as it stands is published. Anything else shows
the source text, in a span with its own language and the class `untranslated` (and `fuzzy`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from press import pandoc
from press.errors import Diagnostic, Location
from press.model.book import Completeness, Fragment
from press.model.catalog import Catalog, Entry, Segment
from press.model.language import Language
from press.transforms import segments as cut
from press.transforms.containers import Container, containers

# Containers that begin with an anchor of their own; others are reached through what they stand in.
ANCHORED = {"p", "li", "quote", "term", "def"}
XREF = ("sec-", "tbl-", "fig-")

# What else is wrong with the inlines of a translation, which stands at a place.
Check = Callable[[Any, Location | None], Iterable[Diagnostic]]


class State(StrEnum):
    """Whether a segment's translation can be published."""

    PUBLISHED = "published"
    FUZZY = "fuzzy"
    MISSING = "missing"


@dataclass(frozen=True)
class Localised:
    """A document in one language: its tree, what editions of it must show, and how complete it is."""

    tree: pandoc.Tree
    fragments: tuple[Fragment, ...]
    completeness: Completeness
    diagnostics: tuple[Diagnostic, ...] = ()


def localise(
    document: str,
    tree: pandoc.Tree,
    pairs: Sequence[tuple[Segment, Entry]],
    catalog: Catalog | None,
    original: Language,
    check: Check = lambda inlines, where: (),
) -> Localised:
    """Put the translations in their places.

    Args:
        document: the document's id, for messages.
        tree: the document in normal form, in its own language.
        pairs: its segments, each with its id.
        catalog: the translations; None for the document's own language.
        original: the document's own language.
        check: looks in translations for what no text may hold.
    """
    live = catalog.live if catalog else None
    states = {segment.index: state_of(entry, live) for segment, entry in pairs}
    texts = {s.index: live[e.id].target for s, e in pairs if live is not None and states[s.index] is State.PUBLISHED}
    parsed = cut.parse(texts, original.quotes) if texts else {}
    own = containers(tree)
    told = {
        s.index: list(_problems(s, own[s.index].inlines, live[e.id], parsed[s.index], catalog, check))
        for s, e in pairs
        if catalog and live and s.index in texts
    }
    good = {index: inlines for index, inlines in parsed.items() if inlines is not None and not told[index]}
    finish = _Finish(document, dict((s.index, e) for s, e in pairs), states, original)
    new = cut.replace(tree, good, finish)
    unpublished = [
        _unpublished(live.get(e.id, e), states[s.index], catalog) for s, e in pairs if catalog and live is not None
    ]
    return Localised(
        new,
        tuple(finish.fragments),
        _count(states),
        (*(d for problems in told.values() for d in problems), *(d for d in unpublished if d)),
    )


def state_of(entry: Entry, live: Mapping[str, Entry] | None) -> State:
    """Whether the translation of a segment, among a catalog's live entries, can be published; its own text can."""
    if live is None:
        return State.PUBLISHED
    found = live.get(entry.id)
    if found is None or not found.target:
        return State.MISSING
    return State.FUZZY if found.fuzzy or found.source != entry.source else State.PUBLISHED


def _count(states: Mapping[int, State]) -> Completeness:
    values = list(states.values())
    return Completeness(*(values.count(state) for state in (State.PUBLISHED, State.FUZZY, State.MISSING)))


class _Finish:
    """Anchors, marks and fragments, container by container."""

    def __init__(
        self, document: str, entries: Mapping[int, Entry], states: Mapping[int, State], original: Language
    ) -> None:
        self.document, self.entries, self.states, self.original = document, entries, states, original
        self.fragments: list[Fragment] = []

    def __call__(self, index: int, container: Container) -> None:
        entry = self.entries.get(index)
        if entry is None:
            return
        name = f"{self.document} {entry.id}"
        note = container.kind == "note"
        # The alternative of a picture is an attribute in most editions, and metadata is no text of the page.
        if container.kind not in ("alt", "meta"):
            self.fragments.append(Fragment(name, tuple(runs(container.inlines)), note))
        inlines = container.inlines
        if self.states[index] is not State.PUBLISHED:
            classes = ["untranslated", *(["fuzzy"] if self.states[index] is State.FUZZY else [])]
            inlines = [pandoc.span(inlines, "", classes, lang=self.original.tag)]
        if container.kind in ANCHORED:
            inlines = [pandoc.span([], entry.id, ["anchor"]), *inlines]
        container.holder[container.key] = inlines
        if container.kind.startswith("h") and not container.holder[1][0]:
            container.holder[1][0] = entry.id


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
    """Text in order; None where something stands that is formatted later."""
    if isinstance(node, list):
        for child in node:
            yield from _texts(child)
    elif isinstance(node, dict) and "t" in node:
        value = node["t"] == "Span" and cut.VALUES & set(node["c"][0][1])
        if value or node["t"] in ("Note", "Cite", "Image", "RawInline"):
            yield None
        elif node["t"] in ("Str", "Space", "SoftBreak", "LineBreak", "Code", "Math"):
            yield pandoc.plain(node)
        else:
            yield from _texts(node.get("c"))


def _problems(
    segment: Segment, source: list[Any], entry: Entry, inlines: list[Any] | None, catalog: Catalog, check: Check
) -> Iterator[Diagnostic]:
    """What is wrong with the markup of one translation; `inlines` are its own, `source` those that it translates."""
    where = Location(catalog.path, entry.line)
    if inlines is None:
        hint = "close every bracket, and put no list, heading, table or fence into it"
        yield Diagnostic("T005", f"{entry.id}: the markup can't be parsed", where, hint)
        return
    yield from check(inlines, where)
    called = sorted(cut.note_numbers(inlines))
    if called != list(range(1, segment.notes + 1)):
        hint = f"call each of its {segment.notes} notes once: [^1] …" if segment.notes else "its source calls no note"
        yield Diagnostic("T006", f"{entry.id}: the notes are not those of the source", where, hint)
    if problem := _citations(source, inlines):
        yield Diagnostic("T009", f"{entry.id}: {problem}", where, "cite the same works and refer to the same anchors")


def _citations(source: list[Any], inlines: list[Any]) -> str:
    """How the works that a translation cites differ from those of its source; empty where they don't."""
    cited, wanted = sorted(_cited(inlines)), sorted(_cited(source))
    missing, extra = sorted(set(wanted) - set(cited)), sorted(set(cited) - set(wanted))
    parts = [f"{word} {', '.join(keys)}" for word, keys in (("it lacks", missing), ("it adds", extra)) if keys]
    if not parts and cited != wanted:
        parts = [f"it cites {len(cited)} times, its source {len(wanted)}"]
    return "; ".join(parts)


def _cited(inlines: list[Any]) -> Iterator[str]:
    """What inlines cite and refer to; a note is a segment of its own."""
    outside = pandoc.transform(inlines, lambda node: [] if node["t"] == "Note" else node)
    return (c["citationId"] for node in pandoc.walk(outside) if node["t"] == "Cite" for c in node["c"][0])


def _unpublished(entry: Entry, state: State, catalog: Catalog) -> Diagnostic | None:
    """What a release has against an entry of a catalog that can't be published."""
    if state is State.PUBLISHED:
        return None
    where = Location(catalog.path, entry.line)
    if state is State.FUZZY:
        return Diagnostic("T004", f"{entry.id} is fuzzy", where, "review it and remove the fuzzy flag")
    return Diagnostic("T003", f"{entry.id} has no translation", where, "translate it")
