"""Parallel text: a document's original beside its translation, paragraph by paragraph (see press.model.book).

Both have the same shape, since a translation is the original's tree with other inlines. Numbers and references of the
original's column are in its own language, and its notes are called by letters. It has no anchors, so that each stands
once in a book; nor has it citations: those are the editors', and stand in the notes of the translation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from press import pandoc
from press.book import addresses, crossrefs, numbering
from press.book.dates_and_numbers import format_values
from press.book.localise import Localised
from press.languages.numerals import letters
from press.languages.typography import typeset
from press.model.book import Fragment
from press.model.interface import Words
from press.model.language import Language
from press.model.publication import Matter

Blocks = Sequence[Any]


class Column:
    """The original's column of one document; its notes are counted through it."""

    def __init__(self, tag: str) -> None:
        """Begin a column in the language of a BCP 47 tag."""
        self.tag = tag
        self.notes = 0

    def cell(self, blocks: Sequence[Any]) -> Any:
        """A cell of the column: blocks, and at their end the notes that they call."""
        return self._div(blocks, "press-original")

    def heading(self, inlines: Sequence[Any]) -> list[Any]:
        """A heading of the original, to stand behind the translation's; it is none for contents lists."""
        return [self._div([{"t": "Para", "c": list(inlines)}], "press-original-heading")]

    def _div(self, blocks: Sequence[Any], name: str) -> Any:
        lifted: list[Any] = []
        text = self._bare(list(blocks), lifted)
        notes = [pandoc.div(lifted, "", ["press-column-notes"])] if lifted else []
        return pandoc.div([*text, *notes], "", [name], lang=self.tag)

    def _bare(self, node: Any, lifted: list[Any]) -> Any:
        """A tree without ids, and with letters in place of its notes, whose paragraphs go to `lifted`."""
        if isinstance(node, list):
            out: list[Any] = []
            for child in node:
                kind = child.get("t") if isinstance(child, dict) else None
                if kind == "Note":
                    _call(out, self._lift(child["c"], lifted))
                elif kind == "Header":
                    out.append(self._inner_heading(child, lifted))
                elif not (kind in ("Span", "Link") and _is_anchor(child)):
                    out.append(self._bare(child, lifted))
            return out
        if not isinstance(node, dict):
            return node
        return _without_id({key: self._bare(child, lifted) for key, child in node.items()})

    def _inner_heading(self, header: pandoc.Node, lifted: list[Any]) -> Any:
        """A heading that stands within something else."""
        inlines = self._bare(header["c"][2], lifted)
        return pandoc.div([{"t": "Para", "c": inlines}], "", ["press-original-heading"])

    def _lift(self, blocks: Sequence[Any], lifted: list[Any]) -> Any:
        """Move the blocks of a note to where notes are told; the raised letter that calls it."""
        self.notes += 1
        raised = {"t": "Superscript", "c": [pandoc.text(letters(self.notes))]}
        at = len(lifted)
        lifted.append(None)  # a note within a note stands behind it
        told = self._bare(list(blocks), lifted)
        first = told.pop(0)["c"] if told and told[0]["t"] in ("Para", "Plain") else []
        lifted[at : at + 1] = [{"t": "Para", "c": [_lettered([raised]), pandoc.SPACE, *first]}, *told]
        return raised


def _call(out: list[Any], raised: Any) -> None:
    """Put a call behind what stands before it; its last character and the call don't part at a line's end."""
    if out and out[-1]["t"] == "Str":
        before = out.pop()["c"]
        out += [pandoc.text(before[:-1])] if before[:-1] else []
        out.append(_lettered([pandoc.text(before[-1:]), raised]))
    elif out and _is_lettered(out[-1]):
        out[-1] = _lettered([*out[-1]["c"][1], {"t": "Superscript", "c": [pandoc.text(","), *raised["c"]]}])
    else:
        out.append(_lettered([raised]))


def _lettered(inlines: Sequence[Any]) -> Any:
    return pandoc.span(inlines, "", ["press-call-letter"])


def _is_lettered(node: Any) -> bool:
    return bool(node["t"] == "Span" and "press-call-letter" in node["c"][0][1])


def _is_anchor(node: Any) -> bool:
    """Whether an element is no more than a place: the anchor or the number of a paragraph."""
    return bool({"press-anchor", "press-pn"} & set(node["c"][0][1]))


def _without_id(node: Any) -> Any:
    """An element without its id; a reference says no page, which would be in the words of the book's language."""
    found = pandoc.attr(node) if "t" in node else None
    if found is None:
        return node
    classes = [name for name in found[1] if name != "press-xref"]
    bare = pandoc.attributes("", classes, [pair for pair in found[2] if pair[0] != "kind"])
    at = 1 if node["t"] == "Header" else 0
    return {**node, "c": [bare if place == at else part for place, part in enumerate(node["c"])]}


@dataclass(frozen=True)
class Original:
    """A document in its own language, with the templates' words in it."""

    localised: Localised
    language: Language
    words: Words


def beside(
    rows: Sequence[tuple[Blocks, Matter, Original | None]], texts: Sequence[Blocks], known: Collection[Language]
) -> list[Blocks]:
    """The text of each part, the originals beside the translations where there is one.

    Args:
        rows: of each part in reading order, its document in the book's language with its title, its matter and, for
            parallel text, its original.
        texts: of each part, what is printed without its title.
        known: what passages of text may be in.
    """
    numbered = dict(_numbered(rows, known))
    out: list[Blocks] = []
    for at, ((_, _, original), text) in enumerate(zip(rows, texts, strict=True)):
        if original is None:
            out.append(text)
            continue
        column = Column(original.language.tag)
        title, body = numbered[at]
        out.append([*column.heading(title), *pairs(body, text, column)])
    return out


def _numbered(
    rows: Sequence[tuple[Blocks, Matter, Original | None]], known: Collection[Language]
) -> Iterator[tuple[int, tuple[Any, Any]]]:
    """The title and the blocks of each original, by its place; the book is counted through in its language for that."""
    for language, words in {o.language.tag: (o.language, o.words) for _, _, o in rows if o}.values():
        count = numbering.Counters(words, language)
        mine = [original is not None and original.language == language for _, _, original in rows]
        found = [
            numbering.number(original.localised.tree["blocks"] if own and original else blocks, matter, count)
            for own, (blocks, matter, original) in zip(mine, rows, strict=True)
        ]
        targets = {target.anchor: target for target in count.targets}
        for at, (own, text) in enumerate(zip(mine, found, strict=True)):
            if own:
                title, body = (_finished(one, targets, language, words, known) for one in (text.title, text.blocks))
                yield at, (title, body)


def _finished(
    content: Any,
    targets: Mapping[str, numbering.Target],
    language: Language,
    words: Words,
    known: Collection[Language],
) -> Any:
    """Blocks or inlines of an original as they are printed."""
    bare = without_citations(crossrefs.resolve(content, targets, words, language))
    return typeset(format_values(addresses.kept(bare), language), language, known)


def without_citations(node: Any) -> Any:
    """A new tree without citations, the space before each, and notes that held nothing else."""
    if isinstance(node, dict):
        return {key: without_citations(child) for key, child in node.items()}
    if not isinstance(node, list):
        return node
    out: list[Any] = []
    for child in node:
        kind = child.get("t") if isinstance(child, dict) else None
        new = without_citations(child)
        if kind == "Cite" or (kind == "Note" and not pandoc.plain(new["c"]).strip()):
            if out and out[-1] == pandoc.SPACE:
                out.pop()
        elif not (new == pandoc.SPACE and not out):
            out.append(new)
    return out


def pairs(original: Blocks, translation: Blocks, column: Column) -> list[Any]:
    """The blocks of a part in two languages, as pairs.

    Args:
        original: with notes and anchors of its own.
        translation: the same blocks.
        column: the column of the original, which goes on counting its notes.

    Raises:
        ValueError: the two differ in their shape.
    """
    return [new for one, other in zip(original, translation, strict=True) for new in _paired(one, other, column)]


def _paired(original: pandoc.Node, translation: pandoc.Node, column: Column) -> list[Any]:
    if original["t"] != translation["t"]:
        raise ValueError(f"{original['t']} beside {translation['t']}")
    match original["t"]:
        case "Header":
            return [translation, *column.heading(original["c"][2])]
        case "Div" if not dict(original["c"][0][2]).get("lang"):
            inner = pairs(original["c"][1], translation["c"][1], column)
            return [{**translation, "c": [translation["c"][0], inner]}]
        case "Table":
            return [_pair([_translated([translation]), column.cell([original])], "press-stacked")]
        case "Figure" if original["c"][1][1]:  # the picture needn't be seen twice
            return [_pair([_translated([translation]), column.cell(original["c"][1][1])], "press-stacked")]
        case "Figure" | "HorizontalRule" | "RawBlock" | "CodeBlock":
            return [translation]
    both = zip(pieces(original), pieces(translation), strict=True)
    return [_pair([_translated([other]), column.cell([one])]) for one, other in both]


def _pair(cells: Sequence[Any], *more: str) -> Any:
    return pandoc.div(cells, "", ["press-pair", *more])


def _translated(blocks: Blocks) -> Any:
    return pandoc.div(blocks, "", ["press-translation"])


def pieces(block: pandoc.Node) -> list[Any]:
    """A block in pieces of about a paragraph: the items of a list, the paragraphs of a quotation."""
    content: Any = block.get("c")
    match block["t"]:
        case "BulletList":
            return [{"t": "BulletList", "c": [item]} for item in content]
        case "OrderedList":
            (start, *style), items = content
            return [{"t": "OrderedList", "c": [[start + at, *style], [item]]} for at, item in enumerate(items)]
        case "DefinitionList":
            return [{"t": "DefinitionList", "c": [item]} for item in content]
        case "BlockQuote":
            return [{"t": "BlockQuote", "c": [piece]} for child in content for piece in pieces(child)]
    return [block]


def fragments(translation: Iterable[Fragment], original: Original | None) -> Iterator[Fragment]:
    """What editions must show of a document: each segment of the translation, and behind it that of the original.

    The notes of the original stand in its column, so that they are no notes of the edition.
    """
    name = f" ({original.language.code})" if original else ""
    left = {f.segment: f for f in original.localised.fragments if not f.code} if original else {}
    for fragment in translation:
        yield fragment
        if own := left.pop(fragment.segment, None):
            yield replace(own, segment=own.segment + name, note=False)
    yield from (replace(own, segment=own.segment + name, note=False) for own in left.values())
