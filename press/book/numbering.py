"""Numbers and anchors: of chapters, sections, paragraphs, tables and figures, counted through the whole book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from press import pandoc
from press.book import callouts
from press.book.lists import Lists
from press.languages.numerals import NUMERALS
from press.model.book import Heading
from press.model.callout import TITLE
from press.model.formula import EQUATION, NUMBER, stands_alone
from press.model.interface import Words
from press.model.language import Language
from press.model.publication import Matter

# Pandoc's classes of headings that get no number ({-}), and stand in no contents list.
UNNUMBERED, UNLISTED = "unnumbered", "unlisted"


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
    sections: bool = True
    paragraph: int = 0
    table: int = 0
    figure: int = 0
    formula: int = 0
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
    listed: bool = True


def number(blocks: Sequence[Any], matter: Matter, count: Counters) -> Numbered:
    """Number a document whose first block is its title.

    Args:
        blocks: the document, localised.
        matter: only chapters and appendices have numbers, only chapters numbered sections and paragraphs; what is
            unnumbered has none, nor have its sections.
        count: goes on from the document before.
    """
    title, rest = blocks[0], callouts.titled(list(blocks[1:]), count.words)
    (anchor, classes, _), text = title["c"][1], pandoc.plain(title["c"][2])
    label, numeral, target = _part(Matter.FRONT if UNNUMBERED in classes else matter, anchor, text, count)
    count.targets.append(target)
    count.section = 0
    count.sections = bool(numeral)
    body = matter is Matter.CHAPTER
    lists = Lists.of(count.words, text)
    new = lists.written([_block(block, count, body) for block in rest])
    count.targets += [Target(i.anchor, "item" if i.text else "bullet", i.text) for i in lists.items]
    headings = tuple(_headings(rest, new))
    return Numbered(anchor, numeral, label, title["c"][2], text, new, headings, UNLISTED not in classes)


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
        case "Div" if TITLE not in block["c"][0][1]:
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
        case "Table":
            attr, caption, *rest = node["c"]
            numbered = _caption(_within(caption, count), attr[0], "table", count)
            return {**node, "c": [attr, numbered, *_within(rest, count)]}
        case "Figure":
            attr, caption, content = node["c"]
            numbered = _caption(_within(caption, count), attr[0], "figure", count)
            return {**node, "c": [attr, numbered, _told_once(_within(content, count), caption, numbered)]}
        case "Span" if EQUATION in node["c"][0][1]:
            return _formula(node, count)
    return {key: _within(child, count) for key, child in node.items()}


def _header(block: pandoc.Node, count: Counters, body: bool) -> pandoc.Node:
    level, attr, inlines = block["c"]
    if not (body and level == 2 and count.sections) or UNNUMBERED in attr[1]:
        new: pandoc.Node = _within(block, count)
        return new
    count.section += 1
    numeral = f"{count.chapter}.{count.section}"
    reference = count.words.reference("Section {number}", number=numeral)
    count.targets.append(Target(attr[0], "section", reference, numeral))
    number_span = pandoc.span([pandoc.text(numeral)], "", ["press-hn"])
    return {**block, "c": [level, attr, [number_span, pandoc.SPACE, *_within(inlines, count)]]}


def _paragraph(inlines: list[Any], count: Counters) -> list[Any]:
    """A paragraph of the body with its number in the place of its anchor; formulas on lines of their own have none."""
    inlines = _within(inlines, count)
    first = inlines[0]
    if first["t"] != "Span" or "press-anchor" not in first["c"][0][1] or stands_alone(inlines[1:]):
        return inlines
    count.paragraph += 1
    anchor = first["c"][0][0]
    return [pandoc.link([pandoc.text(str(count.paragraph))], f"#{anchor}", anchor, ["press-pn"]), *inlines[1:]]


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
    number_span = pandoc.span([pandoc.text(label)], "", ["press-cn"])
    first = {**blocks[0], "c": [number_span, pandoc.SPACE, *blocks[0]["c"]]}
    return [short, [first, *blocks[1:]]]


def _formula(span: pandoc.Node, count: Counters) -> pandoc.Node:
    """A formula with its number behind it."""
    count.formula += 1
    attr, content = span["c"]
    numeral = count.words.word("({number})", number=count.formula)
    reference = count.words.reference("formula ({number})", number=count.formula)
    count.targets.append(Target(attr[0], "equation", reference, numeral))
    return {**span, "c": [attr, [*content, pandoc.span([pandoc.text(numeral)], "", [NUMBER])]]}


def _told_once(content: Any, caption: list[Any], numbered: list[Any]) -> Any:
    """The pictures of a figure; one whose alternative is the caption again is named by its number there, "Figure 1"."""
    said = pandoc.plain(caption[1])
    if not said:
        return content
    name = pandoc.words(pandoc.plain(numbered[1][0]["c"][0]).rstrip(".。"))

    def change(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Image" or pandoc.plain(node["c"][1]) != said:
            return node
        return {"t": "Image", "c": [node["c"][0], name, node["c"][2]]}

    return pandoc.transform(content, change)


def listed(blocks: Sequence[Any]) -> list[Any]:
    """The headings that stand in contents lists."""
    return [block for block in blocks if block["t"] == "Header" and UNLISTED not in block["c"][1][1]]


def _headings(plain: Sequence[Any], numbered: Sequence[Any]) -> Iterator[Heading]:
    for before, after in zip(plain, numbered, strict=True):
        if listed([before]):
            level, attr, inlines = after["c"]
            own = pandoc.plain(before["c"][2])
            numeral = pandoc.plain(inlines[0]) if inlines != before["c"][2] else ""
            yield Heading(attr[0], level, numeral, own)
