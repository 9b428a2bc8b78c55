"""A document in a language, made again block by block: only blocks with a changed translation go through Pandoc."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from press import pandoc
from press.blockwise import key
from press.book import anchors
from press.book.localise import Localised, State, state_of
from press.book.stages.source import Source
from press.book.stages.text import UNPUBLISHED, localised
from press.catalogs.containers import containers
from press.diagnostics import Diagnostic, Location
from press.model.book import Completeness, Fragment
from press.model.catalog import Catalog, Entry, Segment
from press.model.publication import Document, Publication

Pairs = Sequence[tuple[Segment, Entry]]


EMPTY: pandoc.Tree = {"meta": {}, "blocks": []}


@dataclass(frozen=True)
class _Piece:
    """A block of the source, or all of its metadata, with its segments, whose index is counted within it."""

    tree: pandoc.Tree
    pairs: Pairs
    containers: int
    key: bytes


@dataclass(frozen=True)
class _Made:
    """What became of a piece; `told` are diagnostics with the ids of their entries."""

    tree: pandoc.Tree
    fragments: tuple[Fragment, ...]
    told: tuple[tuple[str, Diagnostic], ...]


class Localiser:
    """One document in one language; remembers what became of its blocks."""

    def __init__(self, publication: Publication, document: Document) -> None:
        """Begin with nothing."""
        self._publication, self._document = publication, document
        self._source: Source | None = None
        self._pieces: tuple[_Piece, ...] = ()
        self._made: dict[tuple[bytes, tuple[Entry | None, ...]], _Made] = {}

    def localise(self, source: Source, catalog: Catalog | None) -> Localised:
        """The document, as localised gives it; without what is said of entries that can't be published."""
        if source is not self._source:
            self._source, self._pieces = source, tuple(_pieces(source))
        live = catalog.live if catalog else {}
        names = [(piece.key, tuple(live.get(entry.id) for _, entry in piece.pairs)) for piece in self._pieces]
        new = {name: piece for name, piece in zip(names, self._pieces, strict=True) if name not in self._made}
        made = {**self._made, **dict(zip(new, self._run(list(new.values()), catalog), strict=True))}
        self._made = {name: made[name] for name in names}
        parts = [made[name] for name in names]
        told = [_placed(catalog, live[name], d) for part in parts for name, d in part.told if catalog]
        pairs = list(zip(source.segments, source.entries, strict=True))
        whole = localised(self._publication, self._document, replace(source, tree=EMPTY), None)
        return replace(
            whole,
            tree={**source.tree, **_joined([part.tree for part in parts])},
            fragments=tuple(fragment for part in parts for fragment in part.fragments),
            completeness=_count(pairs, live if catalog else None),
            diagnostics=tuple(told),
            automatic=anchors.automatic(source.tree),
        )

    def _run(self, pieces: Sequence[_Piece], catalog: Catalog | None) -> Iterator[_Made]:
        """What becomes of some pieces, by one call of Pandoc."""
        if not pieces:
            return
        pairs = list(_renumbered(pieces))
        owners = dict(enumerate((entry.id for _, entry in pairs), 1))
        found = localised(
            self._publication,
            self._document,
            Source(_joined([p.tree for p in pieces]), tuple(s for s, _ in pairs), tuple(e for _, e in pairs)),
            catalog and replace(catalog, entries=tuple(_by_line(catalog, owners))),
        )
        fragments, told = defaultdict(list), defaultdict(list)
        for fragment in found.fragments:
            fragments[fragment.segment.removeprefix(f"{self._document.id} ")].append(fragment)
        for d in found.diagnostics:
            if d.location and d.code not in UNPUBLISHED:
                told[owners[d.location.line]].append((owners[d.location.line], d))
        for piece, tree in zip(pieces, _cut(found.tree, pieces), strict=True):
            ids = dict.fromkeys(entry.id for _, entry in piece.pairs)
            yield _Made(tree, tuple(f for i in ids for f in fragments[i]), tuple(d for i in ids for d in told[i]))


def _pieces(source: Source) -> Iterator[_Piece]:
    """The metadata of a document, then each of its blocks."""
    trees = [{**EMPTY, "meta": source.tree["meta"]}, *({**EMPTY, "blocks": [b]} for b in source.tree["blocks"])]
    pairs = list(zip(source.segments, source.entries, strict=True))
    first = at = 0
    for tree in trees:
        count, own = len(containers(tree)), []
        while at < len(pairs) and pairs[at][0].index < first + count:
            segment, entry = pairs[at]
            own.append((replace(segment, index=segment.index - first), entry))
            at += 1
        yield _Piece(tree, own, count, key([tree, [[entry.id, entry.source] for _, entry in own]]))
        first += count


def _renumbered(pieces: Sequence[_Piece]) -> Iterator[tuple[Segment, Entry]]:
    """The segments of pieces, counted through all of them."""
    first = 0
    for piece in pieces:
        yield from ((replace(segment, index=segment.index + first), entry) for segment, entry in piece.pairs)
        first += piece.containers


def _by_line(catalog: Catalog, owners: Mapping[int, str]) -> Iterator[Entry]:
    """The entries with numbers in the place of their lines, by which each diagnostic tells of which entry it is."""
    live = catalog.live
    return (replace(live[name], line=number) for number, name in owners.items() if name in live)


def _joined(trees: Sequence[pandoc.Tree]) -> pandoc.Tree:
    return {
        "meta": {name: value for tree in trees for name, value in tree["meta"].items()},
        "blocks": [block for tree in trees for block in tree["blocks"]],
    }


def _cut(tree: pandoc.Tree, pieces: Sequence[_Piece]) -> Iterator[pandoc.Tree]:
    """What became of each of some pieces."""
    blocks = iter(tree["blocks"])
    for piece in pieces:
        meta = tree["meta"] if piece.tree["meta"] else {}
        yield {"meta": meta, "blocks": [next(blocks) for _ in piece.tree["blocks"]]}


def _placed(catalog: Catalog, entry: Entry, diagnostic: Diagnostic) -> Diagnostic:
    """A diagnostic where its entry stands now."""
    return replace(diagnostic, location=Location(catalog.path, entry.line))


def _count(pairs: Pairs, live: Mapping[str, Entry] | None) -> Completeness:
    states = [state_of(entry, live) for _, entry in pairs]
    return Completeness(*(states.count(state) for state in (State.PUBLISHED, State.FUZZY, State.MISSING)))
