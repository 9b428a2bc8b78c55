"""Numbers and anchors: of chapters, sections, paragraphs, tables and figures, counted through the whole book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from press import pandoc
from press.languages.numerals import NUMERALS
from press.model.book import Heading
from press.model.interface import Words
from press.model.language import Language
from press.model.publication import Matter


@dataclass(frozen=True)
class Target:
    """What a reference can lead to: its anchor, kind, the text of a reference to it, and its number alone, if any."""

    anchor: str
    kind: str
    text: str
    number: str = ""


@dataclass
class Counters:
    """Where the counting stands; one for a book."""

    words: Words
    language: Language
    chapter: int = 0
    appendix: int = 0
    section: int = 0
    paragraph: int = 0
    table: int = 0
    figure: int = 0
    targets: list[Target] = field(default_factory=list)


@dataclass(frozen=True)
class Numbered:
    """A document with its numbers: what becomes a Part."""

    anchor: str
    number: str
    label: str
    title: Sequence[Any]
    title_text: str
    blocks: Sequence[Any]
    headings: tuple[Heading, ...]


def number(blocks: Sequence[Any], matter: Matter, count: Counters) -> Numbered:
    """Number a document whose first block is its title.

    Args:
        blocks: the document, localised.
        matter: only chapters and appendices have numbers, only chapters numbered sections and paragraphs.
        count: goes on from the document before.
    """
    title, rest = blocks[0], list(blocks[1:])
    anchor, text = title["c"][1][0], pandoc.plain(title["c"][2])
    label, numeral, target = _part(matter, anchor, text, count)
    count.targets.append(target)
    count.section = 0
    body = matter is Matter.CHAPTER
    new = [_block(block, count, body) for block in rest]
    headings = tuple(_headings(rest, new))
    return Numbered(anchor, numeral, label, title["c"][2], text, new, headings)


def _part(matter: Matter, anchor: str, text: str, count: Counters) -> tuple[str, str, Target]:
    """The label, the number and the target of a part."""
    words = count.words
    if matter is Matter.CHAPTER:
        count.chapter += 1
        numeral = NUMERALS[count.language.numerals](count.chapter)
        label = words.word("Chapter {number}", number=numeral)
        reference = words.reference("Chapter {number}", number=numeral)
        return label, str(count.chapter), Target(anchor, "chapter", reference, numeral)
    if matter is Matter.APPENDIX:
        count.appendix += 1
        numeral = NUMERALS[count.language.numerals](count.appendix)
        label = words.word("Appendix {number}", number=numeral)
        reference = words.reference("Appendix {number}", number=numeral)
        return label, str(count.appendix), Target(anchor, "appendix", reference, numeral)
    return "", "", Target(anchor, "part", words.reference("“{title}”", title=text))


def _block(block: pandoc.Node, count: Counters, body: bool) -> pandoc.Node:
    match block["t"]:
        case "Header":
            return _header(block, count, body)
        case "Para" if body:
            return {**block, "c": _paragraph(block["c"], count)}
        case "Div":
            attr, content = block["c"]
            return {**block, "c": [attr, [_block(child, count, body) for child in content]]}
    new: pandoc.Node = _within(block, count)
    return new


def _within(node: Any, count: Counters) -> Any:
    """What stands in a list, a quotation, a note or a cell, at any depth: tables and figures are numbered there too."""
    if isinstance(node, list):
        return [_within(child, count) for child in node]
    if not isinstance(node, dict):
        return node
    match node.get("t"):
        case "Header":
            _, (anchor, *_), inlines = node["c"]
            title = count.words.reference("“{title}”", title=pandoc.plain(inlines))
            count.targets.append(Target(anchor, "section", title))
        case "Table" | "Figure":
            attr, caption, *rest = node["c"]
            kind = node["t"].lower()
            return {**node, "c": [attr, _caption(_within(caption, count), attr[0], kind, count), *_within(rest, count)]}
    return {key: _within(child, count) for key, child in node.items()}


def _header(block: pandoc.Node, count: Counters, body: bool) -> pandoc.Node:
    if not (body and block["c"][0] == 2):
        new: pandoc.Node = _within(block, count)
        return new
    level, attr, inlines = block["c"]
    count.section += 1
    numeral = f"{count.chapter}.{count.section}"
    reference = count.words.reference("Section {number}", number=numeral)
    count.targets.append(Target(attr[0], "section", reference, numeral))
    inlines = _within(inlines, count)
    return {**block, "c": [level, attr, [pandoc.span([pandoc.text(numeral)], "", ["hn"]), pandoc.SPACE, *inlines]]}


def _paragraph(inlines: list[Any], count: Counters) -> list[Any]:
    """A paragraph of the body with its number in the place of its anchor."""
    inlines = _within(inlines, count)
    first = inlines[0]
    if first["t"] != "Span" or "anchor" not in first["c"][0][1]:
        return inlines
    count.paragraph += 1
    anchor = first["c"][0][0]
    return [pandoc.link([pandoc.text(str(count.paragraph))], f"#{anchor}", anchor, ["pn"]), *inlines[1:]]


def _caption(caption: list[Any], anchor: str, kind: str, count: Counters) -> list[Any]:
    short, blocks = caption
    if not blocks:
        return caption
    if kind == "table":
        count.table += 1
        numeral = str(count.table)
        label = count.words.word("Table {number}.", number=numeral)
        reference = count.words.reference("Table {number}", number=numeral)
    else:
        count.figure += 1
        numeral = str(count.figure)
        label = count.words.word("Figure {number}.", number=numeral)
        reference = count.words.reference("Figure {number}", number=numeral)
    if anchor:
        count.targets.append(Target(anchor, kind, reference, numeral))
    number_span = pandoc.span([pandoc.text(label)], "", ["cn"])
    first = {**blocks[0], "c": [number_span, pandoc.SPACE, *blocks[0]["c"]]}
    return [short, [first, *blocks[1:]]]


def _headings(plain: Sequence[Any], numbered: Sequence[Any]) -> Iterator[Heading]:
    for before, after in zip(plain, numbered, strict=True):
        if before["t"] == "Header":
            level, attr, inlines = after["c"]
            own = pandoc.plain(before["c"][2])
            numeral = pandoc.plain(inlines[0]) if inlines != before["c"][2] else ""
            yield Heading(attr[0], level, numeral, own)
