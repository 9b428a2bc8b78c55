"""What Markdown of other tools means, said in Pandoc's: little elements of HTML, comments, front matter, marks, emoji.

What can be said in Pandoc's tree becomes that. What has no place in a book (comments, lists of contents, settings) is
left out with a remark. What would be printed as it is written is refused with what to write instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

import yaml

from press import pandoc
from press.content import html_tables
from press.diagnostics import Diagnostic, Location, Severity
from press.model.callout import KINDS

Where = Callable[[str], Location]
Remark = Callable[[Diagnostic], None]

ELEMENTS = {
    **{"sub": "Subscript", "sup": "Superscript", "b": "Strong", "strong": "Strong", "i": "Emph", "em": "Emph"},
    **{"cite": "Emph", "var": "Emph", "dfn": "Emph", "u": "Underline", "ins": "Underline"},
    **{"s": "Strikeout", "del": "Strikeout", "strike": "Strikeout"},
}
# Of which Pandoc's writer makes the element of the same name; `small` and `abbr` are authors' classes to it.
SPANS = {"kbd", "mark", "small", "abbr"}
CODE = {"code", "tt", "samp"}
KEPT = {"id", "class", "lang", "title"}  # attributes that change nothing but what Pandoc can say too


class _Tag(HTMLParser):
    """One tag: its name, its attributes, whether it closes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.name, self.given, self.closes = "", dict[str, str](), False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.given = tag, {name: value or "" for name, value in attrs}

    def handle_endtag(self, tag: str) -> None:
        self.name, self.closes = self.name or tag, not self.name


_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_SETTINGS = re.compile(r"(?:^|(?<=\n\n))---\n((?:[a-z][\w-]*:(?: .*)?\n|[ \t]+\S.*\n|- .*\n)+)---\n(?=\n|\Z)")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def without_settings(text: str, at: Callable[[int], Location], remark: Remark) -> str:
    """A text in whose lines YAML front matter is empty; its title stays, where the text has none.

    Args:
        text: a document, as it is written.
        at: the place of a character.
        remark: is told what is left out.
    """
    hint = "settings stand in content/publication.yaml; remove it, and nothing is told"
    first = _FRONT.match(text)
    spans = [(first.start(), first.end(), first[1] or "")] if first else []
    spans += [(f.start(), f.end(), f[1]) for f in _SETTINGS.finditer(text, first.end() if first else 1)]
    for start, end, written in reversed(spans):
        settings = _settings(written)
        if settings is None or len(_FENCE.findall(text, 0, start)) % 2:
            continue
        remark(Diagnostic("S017", "YAML front matter is left out", at(start), hint, Severity.WARNING))
        untitled = not start and not text[end:].lstrip().startswith("# ")
        title = str(settings.get("title", "")) if untitled else ""
        # On the last of its lines but one, so that every other keeps its number.
        said = f"# {title}\n\n" if title else ""
        text = text[:start] + "\n" * (text[start:end].count("\n") - said.count("\n")) + said + text[end:]
    return text


_OPENING_FENCE = re.compile(
    r"^( {0,3}(`{3,}|~{3,}))[ \t]*(?:(\{([A-Za-z][\w:-]*)(?![\w:=-])[^}\n]*\})[^`\n]*|[^`\n]*)$", re.MULTILINE
)


def without_directives(text: str, at: Callable[[int], Location]) -> tuple[str, dict[str, Diagnostic]]:
    """A text of the same length in which the blocks of MyST and the code that Quarto runs are code; S042 of each name.

    Pandoc would take their fences for words, and what they hold for text, of which more would be told that is untrue.

    Args:
        text: a document, as it is written.
        at: the place of a character.
    """
    named: dict[str, list[int]] = {}
    start = 0
    while fence := _OPENING_FENCE.search(text, start):
        end = re.compile(rf"^ {{0,3}}{fence[2]}{fence[2][0]}*[ \t]*$", re.MULTILINE).search(text, fence.end())
        start = end.end() if end else fence.end()
        if fence[3]:
            named.setdefault(fence[4], []).append(fence.start(3))
            bare = fence[1] + fence[4]
            text = text[: fence.start()] + bare.ljust(len(fence[0])) + text[fence.end() :]
    return text, {name: _directive(name, len(places), at(places[0])) for name, places in named.items()}


def _directive(name: str, count: int, where: Location) -> Diagnostic:
    often = f", {count} times in this file" if count > 1 else ""
    hint = f"write ```{name} for code that is only shown, ::: KIND for a call-out, ![…](…) for what code would draw"
    return Diagnostic("S042", f"```{{{name}}} is a directive of MyST, or code that Quarto runs{often}", where, hint)


def _settings(text: str) -> dict[str, Any] | None:
    """The mapping that a text in YAML is; None for any other text."""
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    return found if isinstance(found, dict) else None


def converted(blocks: Any, where: Where, remark: Remark) -> Any:
    """A new tree that says in Pandoc's terms what stands in it in those of other tools.

    Args:
        blocks: as Pandoc read them.
        where: the place of a text in the document.
        remark: is told what is left out.
    """
    return _emoji(_Tree(where, remark).of(blocks))


class _Tree:
    """The conversion of one document."""

    def __init__(self, where: Where, remark: Remark) -> None:
        self.where, self.remark = where, remark

    def of(self, node: Any) -> Any:
        """A tree or a part of it, from the leaves up."""
        if isinstance(node, dict):
            return {key: self.of(value) for key, value in node.items()}
        if not isinstance(node, list):
            return node
        children = [self.of(child) for child in node]
        if not any(isinstance(child, dict) and "t" in child for child in children):
            return children
        kept = [child for child in children if not self._is_left_out(child)]
        return _anchored(_marked(_elements(kept if len(kept) == len(children) else _spaced(kept))))

    def _is_left_out(self, node: Any) -> bool:
        """Whether an element says nothing to readers."""
        kind, content = (node.get("t"), node.get("c") or "") if isinstance(node, dict) else ("", "")
        if kind in ("RawInline", "RawBlock") and re.fullmatch(r"(?s)(?:\s*<!--.*?-->)+\s*", content[1]):
            hint = "{## … ##} is a comment that nobody is told of"
            self._tell("a comment is left out", content[1].strip(), hint)
            return True
        if kind == "Para" and not content:  # it held a comment alone
            return True
        if kind in ("Para", "Plain") and (found := _CONTENTS.fullmatch(pandoc.plain(content))):
            hint = "every edition has its list of contents; remove the line, and nothing is told"
            self._tell(f"{found[0]} is left out", found[0], hint)
            return True
        return False

    def _tell(self, message: str, needle: str, hint: str) -> None:
        self.remark(Diagnostic("S041", message, self.where(needle), hint, Severity.WARNING))


_CONTENTS = re.compile(r"\[\[?_?toc_?\]?\]|\{:toc\}|\[\[TOC\]\]|@\[toc\]", re.IGNORECASE)


def _spaced(children: list[Any]) -> list[Any]:
    """Inlines without the spaces that stood around what was left out."""
    kinds = ["SoftBreak", *(child.get("t") for child in children), "SoftBreak"]
    ends = {"Space", "SoftBreak"}
    return [c for at, c in enumerate(children, 1) if not (kinds[at] in ends and kinds[at - 1] in ends)]


def _elements(children: list[Any]) -> list[Any]:
    """Inlines or blocks in which tags, and what stands between a pair of them, are Pandoc's elements."""
    out: list[Any] = []
    at = 0
    while at < len(children):
        node = children[at]
        tag = _Tag(node["c"][1]) if _is_html(node) else None
        end = _end(children, at, tag.name) if tag and not tag.closes else None
        made = _void(tag, node["t"] == "RawBlock") if tag and not tag.closes else None
        if made is None and tag and end is not None:
            made = _paired(tag, _elements(children[at + 1 : end]), node["t"] == "RawBlock")
            at = end if made is not None else at
        out += [node] if made is None else made
        at += 1
    return out


def _anchored(children: list[Any]) -> list[Any]:
    """Blocks in which an anchor that stands by itself belongs to the next one; before a heading, to what it heads."""
    if not any(map(_is_anchor, children)):
        return children
    out: list[Any] = []
    waiting: list[Any] = []
    for node in children:
        if _is_anchor(node):
            waiting += [span for span in node["c"] if span["t"] == "Span"]
            continue
        if not waiting or node["t"] == "Header":
            out.append(node)
            continue
        if node["t"] in ("Para", "Plain"):
            out.append({**node, "c": [*waiting, *node["c"]]})
        else:
            for span in waiting:
                node = pandoc.div([node], span["c"][0][0])
            out.append(node)
        waiting = []
    return [*out, {"t": "Para", "c": waiting}] if waiting else out


def _is_anchor(node: Any) -> bool:
    """Whether a paragraph is nothing but anchors."""
    inlines = node["c"] if isinstance(node, dict) and node.get("t") in ("Para", "Plain") else []
    spans = [inline for inline in inlines if inline["t"] not in ("Space", "SoftBreak")]
    empty = (span["t"] == "Span" and span["c"][0][0] and not span["c"][0][1] and not span["c"][1] for span in spans)
    return bool(spans) and all(empty)


def _is_html(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") in ("RawInline", "RawBlock") and node["c"][0] == "html"


def _end(children: Sequence[Any], start: int, name: str) -> int | None:
    """Where the element ends that a tag opens."""
    depth = 0
    for at in range(start, len(children)):
        if _is_html(children[at]) and (tag := _Tag(children[at]["c"][1])).name == name:
            depth += -1 if tag.closes else 1
            if not depth:
                return at
    return None


def _void(tag: _Tag, block: bool) -> list[Any] | None:
    """An element without content; None for a tag that is none of those."""
    if tag.name == "br" and not tag.given:
        return [] if block else [{"t": "LineBreak"}]
    if tag.name == "hr" and block and not tag.given:
        return [{"t": "HorizontalRule"}]
    if tag.name == "img" and (image := _picture(tag.given)):
        return [{"t": "Para", "c": [image]}] if block else [image]
    return None


_WIDTH = re.compile(r"\s*((?:width|height)\s*:\s*[\d.]+(?:%|px|em|cm|mm|in|pt)\s*;?\s*)*")


def _picture(given: Mapping[str, str]) -> Any:
    """A picture of the attributes of `<img>`; None if they say what Pandoc can't."""
    style = given.get("style", "")
    if "src" not in given or not set(given) <= {*KEPT, "src", "alt", "width", "height", "style", "loading"}:
        return None
    if not _WIDTH.fullmatch(style):
        return None
    said = dict(re.findall(r"(\w+)\s*:\s*([^;\s]+)", style))
    size = [(name, value) for name in ("width", "height") if (value := given.get(name, said.get(name, "")))]
    size += [("alt", "")] if given.get("alt") == "" else []  # it decorates
    attributes = pandoc.attributes(given.get("id", ""), given.get("class", "").split(), size)
    target = [given["src"], given.get("title", "")]
    return {"t": "Image", "c": [attributes, pandoc.words(" ".join(given.get("alt", "").split())), target]}


def _shown(tag: _Tag, content: list[Any]) -> list[Any] | None:
    """A table, or a picture with its caption, that is written as HTML; None for one that Pandoc has no word for."""

    def tag_of(node: Any) -> html_tables.Tag | None:
        found = _Tag(node["c"][1]) if _is_html(node) else None
        return (found.name, found.given, found.closes) if found else None

    if tag.name == "table":
        made = html_tables.table(tag.given, content, tag_of)
        return [made] if made else None
    start = next((at for at, node in enumerate(content) if tag_of(node) == ("figcaption", {}, False)), len(content))
    inner, caption = content[:start], content[start + 1 : -1]
    images = [node for node in pandoc.walk(inner) if node["t"] == "Image"]
    if not images or any(map(_is_html, [*inner, *caption])) or not set(tag.given) <= KEPT:
        return None
    attributes = pandoc.attributes(tag.given.get("id", ""), tag.given.get("class", "").split())
    told = [inline for block in caption if block["t"] in ("Para", "Plain") for inline in block["c"]]
    plain = [{"t": "Plain", "c": [_told(image, told)]} for image in images]
    return [{"t": "Figure", "c": [attributes, [None, caption], plain]}]


def _told(image: Any, caption: list[Any]) -> Any:
    """A picture whose alternative, where none is said, is the caption, as in a figure of Markdown."""
    attributes, alternative, target = image["c"]
    silent = ["alt", ""] in attributes[2]
    return {"t": "Image", "c": [attributes, alternative if alternative or silent else caption, target]}


def _paired(tag: _Tag, content: list[Any], block: bool) -> list[Any] | None:  # noqa: PLR0911  (a case an element)
    """What an element with content is in Pandoc's tree; None for one that it has no word for."""
    anchor, classes = tag.given.get("id") or tag.given.get("name", ""), tag.given.get("class", "").split()
    pairs = [(key, value) for key, value in tag.given.items() if key in ("lang", "title")]
    attributes = pandoc.attributes(anchor, classes, pairs)
    if tag.name == "a" and "href" in tag.given and set(tag.given) <= {*KEPT, "href", "target", "rel"}:
        return [pandoc.link(content, tag.given["href"], anchor, classes)]
    if tag.name == "a" and set(tag.given) <= {*KEPT, "name"}:
        return [pandoc.span([], anchor), *content]
    if tag.name in ("table", "figure") and block:
        return _shown(tag, content)
    if tag.name == "details" and block and not set(tag.given) - {*KEPT, "open"}:
        return [_details(content, attributes)]
    if not set(tag.given) <= KEPT or block:
        return None
    if tag.name in ELEMENTS:
        element = {"t": ELEMENTS[tag.name], "c": content}
        return [element] if attributes == pandoc.attributes() else [{"t": "Span", "c": [attributes, [element]]}]
    if tag.name in SPANS:
        return [pandoc.span(content, anchor, [tag.name, *classes], **dict(pairs))]
    if tag.name in CODE:
        return [{"t": "Code", "c": [attributes, pandoc.plain(content)]}]
    return [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, content]}] if tag.name == "q" else None


def _details(content: list[Any], attributes: list[Any]) -> Any:
    """What opens at a click as a box that is open, its summary as the title."""
    end = _end(content, 0, "summary") if content and _is_html(content[0]) else None
    title = [node for block in content[1:end] for node in block["c"]] if end and _is_summary(content[1:end]) else []
    rest = content[end + 1 :] if end and title else content
    above = [{"t": "Header", "c": [2, pandoc.attributes(), title]}] if title else []
    return {"t": "Div", "c": [[attributes[0], ["box", *attributes[1]], attributes[2]], [*above, *rest]]}


def _is_summary(blocks: Sequence[Any]) -> bool:
    return all(block["t"] in ("Plain", "Para") for block in blocks)


_OPENING, _CLOSING = re.compile(r"(?:^|(?<=[(\"“«]))==(?=[^\s=])"), re.compile(r"(?<=[^\s=])==(?=$|[.,;:!?)\"”»])")


def _marked(children: list[Any]) -> list[Any]:
    """Inlines in which ==what stands between two signs== is marked."""
    for start, node in enumerate(children):
        opening = _OPENING.search(_text(node))
        if not opening:
            continue
        for end in range(start, len(children)):
            # Within one word the signs are those of its two ends.
            closing = _CLOSING.search(_text(children[end]), opening.end() if end == start else 0)
            if closing:
                return _with_mark(children, (start, opening), (end, closing))
    return children


def _text(node: Any) -> str:
    return node["c"] if isinstance(node, dict) and node.get("t") == "Str" else ""


def _with_mark(
    children: list[Any], opened: tuple[int, re.Match[str]], closed: tuple[int, re.Match[str]]
) -> list[Any]:
    (start, opening), (end, closing) = opened, closed
    first, last = children[start]["c"], children[end]["c"]
    before, behind = first[: opening.start()], last[closing.end() :]
    if start == end:
        inner = [pandoc.text(first[opening.end() : closing.start()])]
    else:
        ends = pandoc.text(first[opening.end() :]), pandoc.text(last[: closing.start()])
        inner = [ends[0], *children[start + 1 : end], ends[1]]
    left, right = ([pandoc.text(text)] if text else [] for text in (before, behind))
    marked = pandoc.span(inner, "", ["mark"])
    return [*children[:start], *left, marked, *right, *_marked(children[end + 1 :])]


_EMOJI = re.compile(r"(?<![\w:]):([a-z0-9_+-]*[a-z][a-z0-9_+-]*):(?![\w:])")


def _emoji(blocks: Any) -> Any:
    """A tree with the characters that :names: of emoji stand for; what is no such name stays."""
    names = sorted({name for node in pandoc.walk(blocks) for name in _EMOJI.findall(_text(node))})
    if not names:
        return blocks
    read = pandoc.read("\n\n".join(f":{name}:" for name in names), "markdown+emoji")["blocks"]
    signs = {name: pandoc.plain(block["c"]) for name, block in zip(names, read, strict=True)}

    def change(node: pandoc.Node) -> pandoc.Node:
        return pandoc.text(_EMOJI.sub(lambda found: signs[found[1]], node["c"])) if node["t"] == "Str" else node

    return pandoc.transform(blocks, change)


# What Pandoc takes for text, and would be printed as it is: how it looks in a paragraph, what it is, what to write.
_FOREIGN: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"^(!!!|\?\?\?\+?)\s+\w+"), "a call-out of MkDocs", f"write ::: KIND around it: {', '.join(KINDS)}"),
    (re.compile(r"(?:^|\s):{3,}(?:\s?\{?\.?[\w-]+|$)"), "no div", "write an empty line before it, and ::: after it"),
    (re.compile(r"(?:^|\s)\{:[^}]*\}$"), "an attribute of kramdown", "write it as Pandoc does: # Title {#id .class}"),
    (re.compile(r"^\*\[[^\]]+\]:"), "an abbreviation of PHP Markdown", "write it out where it is first used"),
    (re.compile(r"^!\[\[[^\]]+\]\]"), "an embedded file of Obsidian", "write ![what it shows](figures/picture.svg)"),
    (re.compile(r"^%%.*%%$"), "a comment of Obsidian", "write {## … ##}"),
)


_DIRECTIVE = re.compile(r"\{([A-Za-z][\w:-]*)(?![\w:=-])[^}]*\}(?=\s)")


def refused(blocks: Any, where: Where, known: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Paragraphs that are Markdown of other tools and can't be converted (S042).

    Args:
        blocks: of a document.
        where: the place of a text.
        known: names of directives that were told (`without_directives`).
    """
    named = Counter[str]()  # in lists
    for node in pandoc.walk(blocks):
        inlines = node["c"] if node["t"] in ("Para", "Plain") else []
        text = pandoc.plain([node for node in inlines if node["t"] != "Code"])
        code = inlines[0]["c"][1] if [inline["t"] for inline in inlines] == ["Code"] else ""
        if name := _DIRECTIVE.match(code):
            named[name[1]] += 1
        for pattern, what, hint in _FOREIGN:
            if found := pattern.search(text):
                yield Diagnostic("S042", f"{found[0].strip()} is {what}", where(found[0].split()[0]), hint)
    for kind in sorted(named.keys() - set(known)):
        yield _directive(kind, named[kind], where(f"{{{kind}"))
