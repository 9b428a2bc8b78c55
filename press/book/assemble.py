"""The localised documents of a publication made into a book: numbered, resolved, cited and typeset."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from press import pandoc
from press.blockwise import blockwise
from press.book import addresses, anchors, callouts, citations, crossrefs, dangling, drafts, lists, numbering, parallel
from press.book.dates_and_numbers import format_values
from press.book.directions import directed
from press.book.localise import Localised
from press.diagnostics import Diagnostic, Location, SourceError
from press.languages.typography import bound, typeset
from press.model.book import Book, Completeness, Fact, Heading, Part
from press.model.interface import Words
from press.model.language import Language
from press.model.publication import Matter
from press.model.references import is_reference

Where = Callable[[str, str, int], Location | None]


@dataclass(frozen=True)
class Manuscript:
    """A localised document in its place.

    Attributes:
        localised: None for the generated bibliography.
        original: the document in its own language, where it stands beside its translation.
    """

    id: str
    matter: Matter
    localised: Localised | None
    provenance: tuple[Fact, ...] = ()
    original: parallel.Original | None = None


@dataclass(frozen=True)
class Library:
    """The works that can be cited, in the book's language, and the CSL style to cite them in."""

    references: Sequence[Mapping[str, Any]]
    style: Path | None


def assemble(
    manuscripts: Sequence[Manuscript],
    imprint: Localised | None,
    library: Library,
    language: Language,
    words: Words,
    where: Where,
    known: Sequence[Language],
) -> Book:
    """Make a book of the documents in reading order.

    Args:
        manuscripts: in reading order.
        imprint: the document on the back of the title page.
        library: what is cited.
        language: the book's language.
        words: the templates' words in it.
        where: the place of a text in a document, by the document's id: the first, or that behind as many others.
        known: what passages of text may be in.

    Raises:
        SourceError: references to nothing, unknown works, anchors that stand twice.
    """
    named = [(m.id, m.localised.tree["blocks"], m.localised.automatic) for m in manuscripts if m.localised]
    manuscripts = _told_apart(manuscripts, named)
    imprint = imprint and replace(imprint, tree={"blocks": anchors.renamed(imprint.tree["blocks"], {})})
    count = numbering.Counters(words, language)
    written = [(m, numbering.number(m.localised.tree["blocks"], m.matter, count)) for m in manuscripts if m.localised]
    targets = {target.anchor: target for target in count.targets}
    whole = [(m.id, [m.localised.tree["blocks"][0], *n.blocks]) for m, n in written if m.localised]
    if imprint and imprint.fragments:
        whole.append((imprint.fragments[0].segment.partition(" ")[0], imprint.tree["blocks"][1:]))
    generated = [m.id for m in manuscripts if m.localised is None]
    _check(whole, generated, targets, library, where, [*anchors.ambiguous(named, where), *_notes(imprint, where)])
    titled = [[{"t": "Plain", "c": numbered.title}, *numbered.blocks] for _, numbered in written]
    resolved = [crossrefs.resolve(blocks, targets, words, language) for blocks in titled]
    cited, bibliography = _cited(resolved, library, language)
    written = [(m, _as_cited(numbered, blocks)) for (m, numbered), blocks in zip(written, cited, strict=True)]
    cited = [blocks[1:] for blocks in cited]
    rows = [(m.localised.tree["blocks"], m.matter, m.original) for m, _ in written if m.localised]
    texts = parallel.beside(rows, [_finished(blocks, words, language, known) for blocks in cited], known)
    texts = [directed(blocks, language.direction) for blocks in texts]
    works = directed(typeset(addresses.kept(bibliography), language, known), language.direction)
    parts = _parts(manuscripts, written, texts, works, words, language, known)
    fragments = [f for m, _ in written if m.localised for f in parallel.fragments(m.localised.fragments, m.original)]
    fragments += [f for (m, _), text in zip(written, texts, strict=True) for f in lists.fragments(m.id, text)]
    front = callouts.titled(imprint.tree["blocks"][1:], words) if imprint else []
    front = crossrefs.resolve(lists.Lists.of(words, "").written(front), targets, words, language)
    localised = [*(m.localised for m in manuscripts if m.localised), *([imprint] if imprint else [])]
    return Book(
        language.code,
        tuple(parts),
        directed(_finished(front, words, language, known), language.direction),
        words.translations,
        (*fragments, *(imprint.fragments[1:] if imprint else ()), *lists.fragments("imprint", front)),
        _total(localised),
        hashlib.sha256("".join(text.source for text in localised).encode()).hexdigest()[:8],
    )


def _as_cited(numbered: numbering.Numbered, blocks: Sequence[Any]) -> numbering.Numbered:
    """A document whose title and headings say what their references and citations have become.

    Args:
        numbered: the document as it was numbered.
        blocks: its title and its text after citeproc.
    """
    title = list(blocks[0]["c"])
    headings = tuple(
        replace(heading, title=_words(header))
        for heading, header in zip(numbered.headings, numbering.listed(blocks[1:]), strict=True)
    )
    return replace(numbered, title=title, title_text=pandoc.plain(title), headings=headings)


def _words(header: pandoc.Node) -> str:
    """The words of a heading without its number."""
    return pandoc.plain([node for node in header["c"][2] if not _is_number(node)]).strip()


def _notes(imprint: Localised | None, where: Where) -> Iterator[Diagnostic]:
    """Notes and citations of the imprint, which no edition has a place for."""
    name = imprint.fragments[0].segment.partition(" ")[0] if imprint and imprint.fragments else ""
    for node in pandoc.walk(imprint.tree["blocks"] if imprint and name else []):
        works = [cited["citationId"] for cited in node["c"][0]] if node["t"] == "Cite" else []
        if node["t"] == "Note" or not all(map(is_reference, works)):
            told = "a note" if node["t"] == "Note" else f"the citation of {works[0]}"
            place = where(name, pandoc.plain(node["c"])[:60] if node["t"] == "Note" else f"@{works[0]}", 0)
            hint = "write what it says into the text of the imprint"
            yield Diagnostic("S034", f"{told} stands in the imprint, where no notes are", place, hint)


def _is_number(node: pandoc.Node) -> bool:
    return bool(node["t"] == "Span" and "press-hn" in node["c"][0][1])


def _told_apart(manuscripts: Sequence[Manuscript], named: Sequence[anchors.Named]) -> list[Manuscript]:
    """The documents, and the originals beside them, with anchors that no other has, as far as nobody chose them."""
    names = dict(zip((identifier for identifier, _, _ in named), anchors.renamings(named), strict=True))

    def changed(text: Localised, new: Mapping[str, str]) -> Localised:
        return replace(text, tree={**text.tree, "blocks": anchors.renamed(text.tree["blocks"], new)})

    def own(manuscript: Manuscript) -> Manuscript:
        new, original = names.get(manuscript.id), manuscript.original
        if new is None or not manuscript.localised:
            return manuscript
        beside = replace(original, localised=changed(original.localised, new)) if original else None
        return replace(manuscript, localised=changed(manuscript.localised, new), original=beside)

    return [own(manuscript) for manuscript in manuscripts]


@blockwise
def _finished(blocks: Sequence[Any], words: Words, language: Language, known: Sequence[Language]) -> Any:
    """Blocks with all that the book's language says of them: the marks of a draft, dates and numbers, typography."""
    marked = addresses.kept(drafts.labelled(blocks, words, language))
    return typeset(format_values(marked, language), language, known)


def _check(
    documents: Sequence[tuple[str, Any]],
    listed: Sequence[str],
    targets: Mapping[str, numbering.Target],
    library: Library,
    where: Where,
    ambiguous: Iterable[Diagnostic],
) -> None:
    """Raise all that is wrong with the references of all documents; `listed` are ids of generated bibliographies."""
    works = frozenset(str(item["id"]) for item in library.references)
    standing = {anchor: kind for _, blocks in documents for anchor, kind in dangling.standing(blocks)}
    generated = [(identifier, [identifier, *(f"ref-{work}" for work in works)]) for identifier in listed]
    standing |= {anchor: "Div" for _, made in generated for anchor in made}
    found = [*_twice(documents, generated, where), *ambiguous]
    known = dangling.Known(targets, standing, works)
    for identifier, blocks in documents:
        found += dangling.problems(blocks, known, partial(where, identifier))
    if found:
        raise SourceError(found)


def _twice(
    documents: Sequence[tuple[str, Any]], generated: Sequence[tuple[str, Sequence[str]]], where: Where
) -> Iterator[Diagnostic]:
    """Anchors that stand in more than one place of the book."""
    written = [(name, [one for found in pandoc.anchors(blocks) for one in found]) for name, blocks in documents]
    places: dict[str, list[str]] = defaultdict(list)
    for identifier, own in [*generated, *written]:
        for anchor in own:
            places[anchor].append(identifier)
    for anchor, found in places.items():
        for identifier in found[1:]:
            message = f"the anchor {anchor} stands in {found[0]} too"
            place = where(identifier, f"#{anchor}", 0)
            if not (place and place.line):  # it is given by Pandoc, of a heading's words
                place = where(identifier, f"# {_heading(anchor, documents)}", 0)
            other = f"{anchor if is_reference(anchor) else f'sec-{anchor}'}-2"
            yield Diagnostic("S010", message, place, f"give one of them another: {{#{other}}}")


def _heading(anchor: str, documents: Sequence[tuple[str, Any]]) -> str:
    """The words of the heading that has an anchor, without its number."""
    headers = (node for _, blocks in documents for node in pandoc.walk(blocks) if node["t"] == "Header")
    return next((_words(header) for header in headers if header["c"][1][0] == anchor), anchor)


def _cited(
    documents: Sequence[Any], library: Library, language: Language
) -> tuple[Sequence[Sequence[Any]], Sequence[Any]]:
    if library.style is None:
        return documents, []
    return citations.cite(documents, library.references, library.style, language)


def _parts(
    manuscripts: Sequence[Manuscript],
    written: Sequence[tuple[Manuscript, numbering.Numbered]],
    texts: Sequence[Sequence[Any]],
    bibliography: Sequence[Any],
    words: Words,
    language: Language,
    known: Sequence[Language],
) -> Iterator[Part]:
    """The parts in reading order, their notes counted on from part to part."""
    by_id = {m.id: (numbered, text) for (m, numbered), text in zip(written, texts, strict=True)}
    note = 1
    for manuscript in manuscripts:
        if manuscript.localised is None:
            title = words.word("Bibliography")
            own = manuscript.id
            yield Part(own, own, manuscript.matter, "", "", pandoc.words(title), title, bibliography)
            continue
        numbered, blocks = by_id[manuscript.id]
        notes = sum(_notes_in([{"t": "Plain", "c": numbered.title}, *blocks]))
        yield Part(
            manuscript.id,
            numbered.anchor,
            manuscript.matter,
            numbered.number,
            numbered.label,
            directed(typeset(numbered.title, language, known), language.direction),
            bound(numbered.title_text, language, _code(numbered.title)),
            blocks,
            tuple(_bound(numbered, language)),
            note,
            notes,
            manuscript.provenance,
            numbered.listed,
        )
        note += notes


def _bound(numbered: numbering.Numbered, language: Language) -> Iterator[Heading]:
    """The headings for contents lists, with the language's typography."""
    for heading, header in zip(numbered.headings, numbering.listed(numbered.blocks), strict=True):
        yield replace(heading, title=bound(heading.title, language, _code(header)))


def _code(inlines: Any) -> list[str]:
    return [node["c"][1] for node in pandoc.walk(inlines) if node["t"] == "Code"]


@blockwise
def _notes_in(blocks: Sequence[Any]) -> list[int]:
    """How many notes each block has."""
    return [sum(node["t"] == "Note" for node in pandoc.walk(block)) for block in blocks]


def _total(localised: Sequence[Localised]) -> Completeness:
    counts = [text.completeness for text in localised]
    return Completeness(sum(c.translated for c in counts), sum(c.fuzzy for c in counts), sum(c.missing for c in counts))
