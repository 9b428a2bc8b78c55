"""The blocks of a book as lines of plain text, with a margin in which the numbers of paragraphs and notes stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, NamedTuple

from press import pandoc
from press.editions.txt import lines, tables
from press.model.book import Node, marker_of
from press.model.callout import CALLOUT, TITLE
from press.model.formula import DISPLAY, EQUATION, NUMBER
from press.model.language import Language, spoken

COLUMNS = 72
MARGIN = 6  # columns
_OWN_LINE = "\f"  # around what stands on a line of its own, until lines are made
_NO_BREAK = str.maketrans("\u202f\u2009\u200a", "\u00a0\u00a0\u00a0")  # few fonts of terminals have the narrow ones
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")


class Line(NamedTuple):
    """A line: its text, what stands in the margin before it, and whether it begins in the margin itself."""

    text: str = ""
    margin: str = ""
    flush: bool = False

    def __str__(self) -> str:
        """The line as it is written."""
        start = "" if self.flush else f"{self.margin:>4}".ljust(MARGIN)
        return (start + self.text).rstrip()


BLANK = Line()


@dataclass
class Setter:
    """Sets the blocks of one part; its notes are counted in the order of their calls and kept for its end.

    Attributes:
        tag: BCP 47 tag of the text's language.
        known: what text may be in.
        numbers: of the notes.
        columns: the room between margin and line end.
        notes: the number and blocks of each note that was called.
    """

    tag: str
    known: Sequence[Language]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    columns: int = COLUMNS - MARGIN
    notes: list[tuple[int, Sequence[Node]]] = field(default_factory=list)

    @property
    def wide(self) -> bool:
        """Whether the language is written without spaces, in characters of two columns."""
        row = spoken(self.tag, self.known)
        return row is not None and not row.spaced

    def narrower(self, columns: int, tag: str = "") -> Setter:
        """The same for text that has less room, or is in another language."""
        return replace(self, columns=max(self.columns - columns, 8), tag=tag or self.tag)

    def wrapped(self, text: str) -> list[str]:
        """A text in lines."""
        return lines.broken(_apart(text), self.columns, self.wide)

    def heading(self, text: str, rule: str = "") -> list[Line]:
        """A heading, underlined with a character if one is given."""
        found = lines.broken(text, COLUMNS, self.wide)
        under = [rule * max(lines.width(line, self.wide) for line in found)] if rule else []
        return [Line(line, flush=True) for line in (*found, *under)]

    def told(self) -> list[Line]:
        """The notes that were called so far, each with its number in the margin; those that they call come behind."""
        out: list[Line] = []
        for number, blocks in self.notes:
            found = self.blocks(blocks)
            out += [found[0]._replace(margin=f"[{number}]"), *found[1:]]
        return out

    def blocks(self, nodes: Iterable[Node], tight: bool = False) -> list[Line]:
        """Blocks as lines, parted by blank ones unless they stand tight."""
        out: list[Line] = []
        for node in nodes:
            if found := self._block(node):
                out += [*([] if tight or not out else [BLANK]), *found]
        return out

    def _block(self, node: Node) -> list[Line]:  # noqa: C901, PLR0911, PLR0912  (one case for each of Pandoc's kinds)
        kind, content = node["t"], node.get("c")
        match kind:
            case "Para" | "Plain":
                return self._paragraph(content)
            case "Header":
                return self.heading(self.inlines(content[2]), "-" if content[0] == 2 else "")
            case "BulletList":
                return self._list(content)
            case "OrderedList":
                return self._list(content[1])
            case "DefinitionList":
                return self._definitions(content)
            case "BlockQuote":
                return _indented(self.narrower(4).blocks(content), "    ")
            case "LineBlock":
                return [Line(line) for inlines in content for line in self.wrapped(self.inlines(inlines))]
            case "CodeBlock":
                return [Line(text) for text in content[1].expandtabs(4).split("\n")]  # as it stands, however long
            case "HorizontalRule":
                return [Line("* * *")]
            case "Table":
                return self._table(node)
            case "Figure":
                return self._figure(content)
            case "Div":
                return self._div(content)
        if kind == "RawBlock":
            return []
        raise ValueError(f"plain text knows no {kind}")

    def _paragraph(self, inlines: Sequence[Node]) -> list[Line]:
        number, text = "", list(inlines)
        if text and text[0]["t"] == "Link" and "press-pn" in text[0]["c"][0][1]:
            number = pandoc.plain(text.pop(0))
        first, *rest = self.wrapped(self.inlines(text).strip(f" {_OWN_LINE}"))
        return [Line(first, number), *map(Line, rest)] if first or number or rest else []

    def _list(self, marked: Sequence[Sequence[Node]]) -> list[Line]:
        markers, items = zip(*map(_parted, marked), strict=True)
        hang = max(len(marker) for marker in markers) + 1
        tight = all(block["t"] != "Para" for item in items for block in item)
        inner = self.narrower(hang)
        out: list[Line] = []
        for item, marker in zip(items, markers, strict=True):
            found = _indented(inner.blocks(item, tight) or [BLANK], " " * hang, marker.ljust(hang))
            out += [*([] if tight or not out else [BLANK]), *found]
        return out

    def _definitions(self, content: Sequence[Any]) -> list[Line]:
        out: list[Line] = []
        for term, definitions in content:
            out += [BLANK] if out else []
            out += self._paragraph(term)
            for blocks in definitions:
                out += _indented(self.narrower(4).blocks(blocks), "    ")
        return out

    def _table(self, node: Node) -> list[Line]:
        caption = self.blocks(node["c"][1][1])
        # Only where nothing stands around it may a table begin in the margin.
        most = COLUMNS if self.columns == COLUMNS - MARGIN else self.columns
        found = tables.drawn(node, self.columns, most, self.wide, self._cell)
        flush = max(lines.width(line, self.wide) for line in found) > self.columns
        return [*caption, *([BLANK] if caption else []), *(Line(line, flush=flush) for line in found)]

    def _cell(self, blocks: Sequence[Node]) -> str:
        if all(block["t"] in ("Plain", "Para") for block in blocks):
            return "\n".join(_apart(self.inlines(block["c"])) for block in blocks)
        return "\n".join(line.text for line in self.blocks(blocks))

    def _figure(self, content: Sequence[Any]) -> list[Line]:
        """The alternative in brackets, in place of the picture, and the caption under it."""
        caption = self.blocks(content[1][1])
        told = pandoc.plain(content[1][1]).strip()
        pictures = [pandoc.plain(found["c"][1]).strip() for found in pandoc.walk(content[2]) if found["t"] == "Image"]
        new = [text for text in pictures if text and not told.startswith(text)]
        shown = [Line(line) for text in new for line in self.wrapped(f"[{text}]")]
        return [*shown, *caption]

    def _div(self, content: Sequence[Any]) -> list[Line]:
        (_, classes, pairs), blocks = content
        tag = dict(pairs).get("lang", "")
        if CALLOUT in classes:
            return self._callout(self.narrower(0, tag), blocks)
        if {"press-original", "press-original-heading"} & set(classes):
            return _indented(self.narrower(2, tag).blocks(blocks), "| ")
        if "press-csl-entry" in classes:
            found = self.narrower(4).blocks(blocks)
            return [*found[:1], *_indented(found[1:], "    ")]
        return self.narrower(0, tag).blocks(blocks)

    def _callout(self, inner: Setter, blocks: Sequence[Node]) -> list[Line]:
        """A call-out between rules, the upper one broken by its title."""
        rule = "-" * inner.columns
        titled = bool(blocks) and blocks[0]["t"] == "Div" and TITLE in blocks[0]["c"][0][1]
        title = inner.blocks(blocks[:1]) if titled else []
        return [Line(rule), *title, *([BLANK] if title else []), *inner.blocks(blocks[titled:]), Line(rule)]

    def inlines(self, nodes: Sequence[Node]) -> str:
        """Inlines as text; a line break is a line feed."""
        out = ""
        for at, node in enumerate(nodes):
            out += self._inline(node)
            # The number of a heading or caption is set off by style sheets elsewhere.
            if _is(node, "press-hn", "press-cn") and at + 1 < len(nodes) and nodes[at + 1]["t"] != "Space":
                out += " "
        return out

    def _inline(self, node: Node) -> str:  # noqa: C901, PLR0911, PLR0912  (one case for each of Pandoc's kinds)
        kind, content = node["t"], node.get("c")
        match kind:
            case "Str":
                return str(content).translate(_NO_BREAK)
            case "Space" | "SoftBreak":
                return " "
            case "LineBreak":
                return "\n"
            case "Emph" | "Underline":
                return self._marked(content, "_")
            case "Strong":
                return self._marked(content, "*")
            case "Strikeout":
                return f"[-{self.inlines(content)}-]"
            case "Superscript":
                return _shifted(self.inlines(content), _RAISED, "^")
            case "Subscript":
                return _shifted(self.inlines(content), _LOWERED, "_")
            case "SmallCaps":
                return self.inlines(content)
            case "Quoted":
                quotes = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
                return quotes[0] + self.inlines(content[1]) + quotes[1]
            case "Cite":
                return self.inlines(content[1])
            case "Code":
                return lines.isolated(str(content[1]), dict(content[0][2]).get("dir", ""))
            case "Link":
                return self._link(content)
            case "Image":
                return f"[{pandoc.plain(content[1])}]" if content[1] else ""
            case "Note":
                self.notes.append((next(self.numbers), content))
                return f"{lines.JOINER}[{self.notes[-1][0]}]"
            case "Span":
                return self._span(content)
        if kind == "RawInline":
            return ""
        raise ValueError(f"plain text knows no {kind}")

    def _marked(self, content: Sequence[Node], mark: str) -> str:
        """Emphasised text between marks; Chinese has no such custom."""
        text = self.inlines(content)
        return text if self.wide or not text.strip() else f"{mark}{text}{mark}"

    def _link(self, content: Sequence[Any]) -> str:
        (_, classes, pairs), inlines, (target, _) = content
        text = self.inlines(inlines)
        if "press-pn" in classes or target.startswith("#"):
            return "" if "press-pn" in classes else text
        shown = text.replace(lines.JOINER, "")
        address = shown in (target, target.partition(":")[2].lstrip("/"))
        return lines.isolated(text, dict(pairs).get("dir", "")) if address else f"{text} <{target}>"

    def _span(self, content: Sequence[Any]) -> str:
        (_, classes, pairs), inlines = content
        if "press-call-letter" in classes:  # a letter that calls a note, with the letter of the text before it
            raised = [node for node in inlines if node["t"] == "Superscript"]
            before = self.inlines([node for node in inlines if node["t"] != "Superscript"])
            return f"{before}{lines.JOINER}[{''.join(pandoc.plain(node) for node in raised)}]"
        text = self.narrower(0, dict(pairs).get("lang", "")).inlines(inlines)
        if NUMBER in classes:
            return f"  {text}"
        if DISPLAY in classes or EQUATION in classes:
            return f"{_OWN_LINE}{text.replace(_OWN_LINE, '')}{_OWN_LINE}"
        text = lines.isolated(text, dict(pairs).get("dir", ""))
        return f"[{text}]" if "press-changes" in classes else text


def _apart(text: str) -> str:
    """A text whose formulas stand on lines of their own."""
    return re.sub(rf"[ {_OWN_LINE}]*{_OWN_LINE}[ {_OWN_LINE}]*", "\n", text.strip(_OWN_LINE))


def _parted(item: Sequence[Node]) -> tuple[str, Sequence[Node]]:
    """The marker of an item, and what it marks."""
    if item and item[0]["t"] in ("Plain", "Para"):
        marker, rest = marker_of(item[0]["c"])
        if marker:
            return marker, [{**item[0], "c": rest}, *item[1:]]
    return "-", item


def _is(node: Node, *classes: str) -> bool:
    return node["t"] == "Span" and bool(set(classes) & set(node["c"][0][1]))


def _indented(found: Sequence[Line], indent: str, first: str = "") -> list[Line]:
    return [line._replace(text=(first if first and not at else indent) + line.text) for at, line in enumerate(found)]


def _shifted(text: str, shapes: dict[int, int], mark: str) -> str:
    """Raised or lowered text in characters that are so; where Unicode lacks one, behind a mark."""
    if all(ord(character) in shapes for character in text):
        return text.translate(shapes)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"
