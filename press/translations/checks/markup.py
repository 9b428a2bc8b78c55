"""Markup of a translation, order free: what carries meaning stays, and no sign of Markdown is left over as text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from press import pandoc
from press.diagnostics import Severity
from press.model.translation_pair import Finding, Pair
from press.translations.checks.reading import language_of

_HINT = "keep the source's markup around the words that translate it"
_EMPHASIS = frozenset(("Emph", "Strong"))
# Looks without which the text still says the same.
_LOOKS = {
    "SmallCaps": "small capitals",
    "Subscript": "subscripts",
    "Underline": "underlined words",
    "Strikeout": "words struck out",
    "LineBreak": "line breaks",
    "Superscript": "superscripts",
}
_ORDINAL = re.compile(r"(?:st|nd|rd|th|o|er|re|e|го|й|я|е|м|х)", re.IGNORECASE)
_QUOTES = "“«《〈‘„"
# Signs of Markdown that were meant to do something; by how often they stand in the text that is read.
_BROKEN = {
    "](": "a link",
    "]{": "a span",
    "{#": "an anchor",
    "{.": "a class",
    "[^": "a note",
    "[@": "a citation",
    "`": "code",
}
_STRAY = {"*": "emphasis", "__": "emphasis", "~~": "words struck out"}
# Tags and comments of HTML, which no reader ever sees as what they are: what to write in their place.
_TAG = re.compile(r"<!--|</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")
_MARKDOWN = {
    **dict.fromkeys(("br",), "end the line there with \\"),
    **dict.fromkeys(("b", "strong"), "write **…**"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "write *…*"),
    **dict.fromkeys(("u", "ins"), "write […]{.underline}"),
    **dict.fromkeys(("s", "del", "strike"), "write ~~…~~"),
    **dict.fromkeys(("code", "tt", "samp"), "write `…`"),
    **{"sup": "write ^…^", "sub": "write ~…~", "a": "write […](address)", "q": "write quotation marks"},
    **{name: f"write […]{{.{name}}}" for name in ("kbd", "mark", "small", "abbr")},
}
_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9_])_(?=\w)|(?<=\w)_(?![A-Za-z0-9_])")


# What is in italics because it is Latin or a term of law in French, in whichever language it is used.
_BORROWED = re.compile(
    r"(?:non-)?refoulement|de (?:facto|jure)|prima facie|erga omnes|[ij]us cogens|in absentia|inter alia|ad hoc|per se"
    r"|mutatis mutandis|sui generis|opinio [ij]uris|lex (?:specialis|ferenda|lata)|ultra vires|bona fide|habeas corpus"
    r"|ratione (?:materiae|temporis|personae|loci)|pacta sunt servanda|travaux préparatoires|ibid\.?|et al\.?|passim",
    re.IGNORECASE,
)

Nodes = Mapping[str, Sequence[Any]]


def check(pair: Pair) -> Iterator[Finding]:
    """T011: markup that the source has is missing, or there is other; signs of Markdown stand in the text."""
    if pair.target is None:
        return
    source, target = _nodes(pair.source), _nodes(pair.target)
    for name, of in _MEANING.items():
        yield from _differs(pair, name, Counter(of(source)), Counter(of(target)))
    for kind, name in _LOOKS.items():
        wanted, found = len(source.get(kind, ())), len(target.get(kind, ()))
        if wanted != found:
            yield Finding("T011", pair.entry.id, f"it has {found} {name}, its source {wanted}", _HINT)
    yield from _foreign(pair, source, target)
    yield from _emphasis(pair)
    yield from _leftover(pair)


def _nodes(inlines: Sequence[Any]) -> Nodes:
    """The content of elements, by their kind; not of a superscript like that of “1^st^”, which other languages lack."""
    found: dict[str, list[Any]] = {}
    for node in pandoc.walk(inlines):
        if node["t"] != "Superscript" or not _ORDINAL.fullmatch(pandoc.plain(node["c"])):
            found.setdefault(node["t"], []).append(node.get("c"))
    return found


def _differs(pair: Pair, name: str, wanted: Counter[str], found: Counter[str]) -> Iterator[Finding]:
    missing, extra = list((wanted - found).elements()), list((found - wanted).elements())
    parts = [f"{word} {', '.join(some)}" for word, some in (("it lacks", missing), ("it adds", extra)) if some]
    if parts:
        yield Finding("T011", pair.entry.id, f"the {name} differs: {'; '.join(parts)}", _HINT, Severity.ERROR)


def _code(nodes: Nodes) -> Iterator[str]:
    return (f"`{content[1]}`" for content in nodes.get("Code", ()))


def _math(nodes: Nodes) -> Iterator[str]:
    return (f"${formula}$" for formula in pandoc.formulas([{"t": "Math", "c": c} for c in nodes.get("Math", ())]))


def _images(nodes: Nodes) -> Iterator[str]:
    return (content[2][0] for content in nodes.get("Image", ()))


def _raw(nodes: Nodes) -> Iterator[str]:
    return (f"{content[1]} ({content[0]})" for content in nodes.get("RawInline", ()))


def _spans(nodes: Nodes) -> Iterator[str]:
    """Spans with an anchor, a class or an attribute other than their language."""
    for (anchor, classes, pairs), _ in nodes.get("Span", ()):
        named = [f"#{anchor}"] if anchor else []
        others = sorted(f"{key}={value}" for key, value in pairs if key != "lang")
        if named or classes or others:
            yield f"{{{' '.join([*named, *(f'.{name}' for name in sorted(classes)), *others])}}}"


_MEANING: dict[str, Callable[[Nodes], Iterator[str]]] = {
    "code": _code,
    "mathematics": _math,
    "picture": _images,
    "raw text": _raw,
    "span": _spans,
}


def _foreign(pair: Pair, source: Nodes, target: Nodes) -> Iterator[Finding]:
    """Text in other languages: what is in the translation's own needs no mark, and a translator may keep more."""
    wanted, found = (Counter(_languages(nodes)) for nodes in (source, target))
    missing = [one for one in (wanted - found).elements() if not pair.language.covers(one)]
    if missing:
        message = f"the marks of text in other languages differ: it lacks lang {', '.join(missing)}"
        hint = 'keep the source\'s words and their mark: [words]{lang="de"}'
        yield Finding("T011", pair.entry.id, message, hint, Severity.ERROR)


def _languages(nodes: Nodes) -> Iterator[str]:
    spans = (language_of({"t": "Span", "c": content}) for content in nodes.get("Span", ()))
    return (tag.split("-")[0] for tag in spans if tag)


def _emphasis(pair: Pair) -> Iterator[Finding]:
    """Emphasis that is gone or new, unless quotation marks have taken its place or given theirs."""
    wanted, found = (sum(map(_is_emphasis, pandoc.walk(_own(side)))) for side in _sides(pair))
    if wanted == found:
        return
    quoted, quotes = (sum(map(pandoc.plain(side).count, _QUOTES)) for side in _sides(pair))
    change, other = found - wanted, quotes - quoted
    if change * other >= 0 or abs(other) < abs(change):
        hint = "emphasise the same words, or put a title into quotation marks in its place"
        yield Finding("T011", pair.entry.id, f"it emphasises {found} times, its source {wanted}", hint)


def _own(inlines: Sequence[Any]) -> Any:
    """Inlines without what is marked as of another language, which may be in italics for that."""
    return pandoc.transform(list(inlines), lambda node: [] if language_of(node) else node)


def _is_emphasis(node: pandoc.Node) -> bool:
    return node["t"] in _EMPHASIS and not _BORROWED.fullmatch(pandoc.plain(node["c"]))


def _sides(pair: Pair) -> tuple[Sequence[Any], Sequence[Any]]:
    return pair.source, pair.target or ()


def _leftover(pair: Pair) -> Iterator[Finding]:
    if not any(sign in pair.entry.target for sign in (*_BROKEN, *_STRAY, "_", "<")):
        return
    source, target = (_bare(side) for side in _sides(pair))
    if extra := Counter(map(_whole, _TAG.finditer(target))) - Counter(map(_whole, _TAG.finditer(source))):
        yield _of_html(pair, next(iter(extra)))
        return
    told = [(sign, name, Severity.ERROR) for sign, name in _BROKEN.items()]
    told += [(sign, name, Severity.WARNING) for sign, name in _STRAY.items()]
    for sign, name, severity in told:
        if target.count(sign) > source.count(sign):
            message = f"{sign} stands in the text, where {name} was meant"
            yield Finding("T011", pair.entry.id, message, f"write it whole, or \\{sign} if the sign is meant", severity)
            return
    if len(_UNDERSCORE.findall(target)) > len(_UNDERSCORE.findall(source)):
        yield Finding("T011", pair.entry.id, "_ stands in the text, where emphasis was meant", "write * in its place")


def _whole(found: re.Match[str]) -> str:
    return found[0]


def _of_html(pair: Pair, written: str) -> Finding:
    """A tag or a comment that would be printed as its letters."""
    if written == "<!--":
        message = "<!-- stands in the text, where a comment was meant"
        hint = "take it out: comments stand in lines of their own above the entry, which begin with # and a space"
    else:
        found = _TAG.match(written)
        name = found[1].lower() if found else ""
        message = f"{written} stands in the text, where an element of HTML was meant"
        hint = f"{_MARKDOWN.get(name, 'take it out')}, or \\< if the sign is meant"
    return Finding("T011", pair.entry.id, message, hint, Severity.ERROR)


def _bare(inlines: Sequence[Any]) -> str:
    """The text without code and formulas, where these signs are nothing else."""
    outside = pandoc.transform(list(inlines), lambda node: [] if node["t"] in ("Code", "Math", "Note") else node)
    return pandoc.plain(outside)
