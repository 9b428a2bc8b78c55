"""The localised documents of a publication made into a book: numbered, resolved, cited and typeset."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from press import pandoc
from press.blockwise import blockwise
from press.book import citations, crossrefs, dangling, drafts, numbering, parallel
from press.book.dates_and_numbers import format_values
from press.book.localise import Localised
from press.diagnostics import Diagnostic, Location, SourceError
from press.languages.typography import bound, typeset
from press.model.book import Book, Completeness, Fact, Part
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
    count = numbering.Counters(words, language)
    written = [(m, numbering.number(m.localised.tree["blocks"], m.matter, count)) for m in manuscripts if m.localised]
    targets = {target.anchor: target for target in count.targets}
    whole = [(m.id, [m.localised.tree["blocks"][0], *n.blocks]) for m, n in written if m.localised]
    if imprint and imprint.fragments:
        whole.append((imprint.fragments[0].segment.partition(" ")[0], imprint.tree["blocks"]))
    _check(whole, targets, library, where)
    titled = [[{"t": "Plain", "c": numbered.title}, *numbered.blocks] for _, numbered in written]
    resolved = [crossrefs.resolve(blocks, targets, words, language) for blocks in titled]
    cited, bibliography = _cited(resolved, library, language)
    written = [(m, _as_cited(numbered, blocks)) for (m, numbered), blocks in zip(written, cited, strict=True)]
    cited = [blocks[1:] for blocks in cited]
    rows = [(m.localised.tree["blocks"], m.matter, m.original) for m, _ in written if m.localised]
    texts = parallel.beside(rows, [_finished(blocks, words, language, known) for blocks in cited], known)
    parts = _parts(manuscripts, written, texts, typeset(bibliography, language, known), words, language, known)
    fragments = [f for m, _ in written if m.localised for f in parallel.fragments(m.localised.fragments, m.original)]
    front = crossrefs.resolve(imprint.tree["blocks"][1:], targets, words, language) if imprint else []
    localised = [*(m.localised for m in manuscripts if m.localised), *([imprint] if imprint else [])]
    return Book(
        language.code,
        tuple(parts),
        _finished(front, words, language, known),
        words.translations,
        (*fragments, *(imprint.fragments[1:] if imprint else ())),
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
    headers = (block["c"][2] for block in blocks[1:] if block["t"] == "Header")
    texts = [pandoc.plain([node for node in inlines if not _is_number(node)]).strip() for inlines in headers]
    headings = tuple(replace(heading, title=text) for heading, text in zip(numbered.headings, texts, strict=True))
    return replace(numbered, title=title, title_text=pandoc.plain(title), headings=headings)


def _is_number(node: pandoc.Node) -> bool:
    return bool(node["t"] == "Span" and "hn" in node["c"][0][1])


@blockwise
def _finished(blocks: Sequence[Any], words: Words, language: Language, known: Sequence[Language]) -> Any:
    """Blocks with all that the book's language says of them: the marks of a draft, dates and numbers, typography."""
    return typeset(format_values(drafts.labelled(blocks, words, language), language), language, known)


def _check(
    documents: Sequence[tuple[str, Any]], targets: Mapping[str, numbering.Target], library: Library, where: Where
) -> None:
    """Raise all that is wrong with the references of all documents."""
    found = list(_twice(documents, where))
    anchors = {anchor: kind for _, blocks in documents for anchor, kind in dangling.standing(blocks)}
    known = dangling.Known(targets, anchors, frozenset(str(item["id"]) for item in library.references))
    for identifier, blocks in documents:
        found += dangling.problems(blocks, known, partial(where, identifier))
    if found:
        raise SourceError(found)


def _twice(documents: Sequence[tuple[str, Any]], where: Where) -> Iterator[Diagnostic]:
    """Anchors that stand in more than one place of the book."""
    places: dict[str, list[str]] = defaultdict(list)
    for identifier, blocks in documents:
        for anchor in (anchor for found in pandoc.anchors(blocks) for anchor in found):
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
    for header in (node for _, blocks in documents for node in pandoc.walk(blocks) if node["t"] == "Header"):
        if header["c"][1][0] == anchor:
            return pandoc.plain([node for node in header["c"][2] if not _is_number(node)]).strip()
    return anchor


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
            typeset(numbered.title, language, known),
            bound(numbered.title_text, language),
            blocks,
            tuple(replace(heading, title=bound(heading.title, language)) for heading in numbered.headings),
            note,
            notes,
            manuscript.provenance,
        )
        note += notes


@blockwise
def _notes_in(blocks: Sequence[Any]) -> list[int]:
    """How many notes each block has."""
    return [sum(node["t"] == "Note" for node in pandoc.walk(block)) for block in blocks]


def _total(localised: Sequence[Localised]) -> Completeness:
    counts = [text.completeness for text in localised]
    return Completeness(sum(c.translated for c in counts), sum(c.fuzzy for c in counts), sum(c.missing for c in counts))
