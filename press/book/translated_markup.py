"""Translations read for a document: as inlines, with what is wrong with their markup and what their sources were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from press import pandoc
from press.book import drafts
from press.catalogs import segments as cut
from press.catalogs.containers import Container
from press.diagnostics import Diagnostic, Location
from press.model.catalog import Entry, Segment
from press.model.language import Language
from press.model.translation_pair import TOO_LONG_HINT, too_long

# What else is wrong with the translation of a segment: given its entry, the source's inlines and its own.
Check = Callable[[Segment, Entry, list[Any], list[Any]], Iterable[Diagnostic]]

# Keys of earlier sources among the texts that are parsed together.
_EARLIER = 1_000_000


@dataclass(frozen=True)
class Readings:
    """Translations by Segment.index.

    Attributes:
        inlines: those that can be shown.
        changes: for a stale one, what changed in its source since (press.book.drafts.changes).
        diagnostics: what is wrong with the markup of those that are meant to be published.
        broken: where that is.
    """

    inlines: Mapping[int, list[Any]] = field(default_factory=dict)
    changes: Mapping[int, list[Any]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    broken: frozenset[int] = frozenset()


def readings(
    given: Sequence[tuple[Segment, Entry]],
    own: Sequence[Container],
    stale: frozenset[int],
    path: Path,
    original: Language,
    check: Check,
) -> Readings:
    """Read translations, in one call of Pandoc.

    Args:
        given: segments with the entries that translate them.
        own: every container of the source's tree.
        stale: which of them were made from an earlier source, or are not reviewed.
        path: the catalog, for messages.
        original: the language of the source.
        check: looks for what else keeps a translation from being set; its notes hold their numbers, on both sides.
    """
    earlier = {s.index + _EARLIER: text for s, e in given if s.index in stale and (text := _earlier(s, e))}
    texts = {s.index: "" if too_long(s.text, e.target) else e.target for s, e in given}
    parsed = cut.parse({**texts, **earlier}, original.quotes) if texts else {}
    problems = {s.index: list(_problems(s, own[s.index].inlines, e, parsed[s.index], path, check)) for s, e in given}
    good = {at: inlines for at in problems if (inlines := parsed[at]) is not None and not problems[at]}
    changes = {
        s.index: drafts.changes(*_texts(s, e, parsed[s.index + _EARLIER], own[s.index].inlines), original)
        for s, e in given
        if s.index in good and s.index + _EARLIER in parsed
    }
    # What is wrong with a translation that must be reviewed anyway is told when it has been.
    told = {at: found for at, found in problems.items() if found and at not in stale}
    return Readings(good, changes, tuple(d for found in told.values() for d in found), frozenset(told))


def _earlier(segment: Segment, entry: Entry) -> str:
    """The source that a stale translation was made from; empty where that isn't known."""
    return entry.previous or (entry.source if entry.source != segment.text else "")


def _texts(segment: Segment, entry: Entry, before: list[Any] | None, now: list[Any]) -> tuple[str, str]:
    """The earlier source and the present one as plain text, or as Markdown if they differ in their markup alone."""
    plain = pandoc.plain(before or []), pandoc.plain(now)
    return plain if before is not None and plain[0] != plain[1] else (_earlier(segment, entry), segment.text)


def _problems(
    segment: Segment, source: list[Any], entry: Entry, inlines: list[Any] | None, path: Path, check: Check
) -> Iterator[Diagnostic]:
    """What is wrong with the markup of one translation; `inlines` are its own, `source` those that it translates."""
    where = Location(path, entry.line)
    if message := too_long(segment.text, entry.target):
        yield Diagnostic("T025", f"{entry.id}: {message}", where, TOO_LONG_HINT)
        return
    if inlines is None:
        hint = "close every bracket, and put no list, heading, table or fence into it"
        yield Diagnostic("T005", f"{entry.id}: the markup can't be parsed", where, hint)
        return
    told = list(check(segment, entry, cut.with_numbers(source), inlines))
    yield from told
    # Pandoc stops at a formula that it can't read, so none may come in by a translation.
    formulas = {*pandoc.formulas(inlines)} - {*pandoc.formulas(source)}
    for formula in sorted(formulas) if all(found.code != "T011" for found in told) else ():
        hint = "write the formulas as the source does"
        yield Diagnostic("T011", f"{entry.id}: the formula {formula} is not in the source", where, hint)
    called = sorted(cut.note_numbers(inlines))
    if called != list(range(1, segment.notes + 1)):
        calls = " ".join(f"[^{number}]" for number in range(1, segment.notes + 1))
        hint = (
            f"write each of these once, where it belongs: {calls}" if calls else "take [^…] out: its source has no note"
        )
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
