"""Markup of a translation, order free: what carries meaning stays, and no sign of Markdown is left over as text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from press import pandoc
from press.errors import Severity
from press.model.pair import Finding, Pair
from press.preflight.translation.visible import language_of

_HINT = "keep the source's markup around the words that translate it"
_WORDS = re.compile(r"\\(?:text|mathrm|mbox)\{[^{}]*\}|\s")
_EMPHASIS = frozenset(("Emph", "Strong"))
# Looks without which the text still says the same.
_LOOKS = {
    "SmallCaps": "small capitals",
    "Subscript": "subscripts",
    "Underline": "underlined words",
    "Strikeout": "words struck out",
    "LineBreak": "line breaks",
}
_ORDINAL = re.compile(r"(?:st|nd|rd|th|o|er|re|e|го|й|я|е|м|х)", re.IGNORECASE)
_QUOTES = "“«《〈‘„"
# Signs of Markdown that were meant to do something; by how often they stand in the text that is read.
_BROKEN = {"](": "a link", "{#": "an anchor", "]{": "a span", "[^": "a note", "`": "code", "[@": "a citation", "{.": "a class"}
_STRAY = {"*": "emphasis", "__": "emphasis", "~~": "words struck out"}
_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9_])_(?=\w)|(?<=\w)_(?![A-Za-z0-9_])")


def check(pair: Pair) -> Iterator[Finding]:
    """T011: markup that the source has is missing, or there is other; signs of Markdown stand in the text."""
    if pair.target is None:
        return
    for name, of in _MEANING.items():
        yield from _differs(pair, name, Counter(of(pair.source, pair)), Counter(of(pair.target, pair)))
    for kind, name in (*_LOOKS.items(), ("Superscript", "superscripts")):
        wanted, found = (sum(1 for _ in _looks(inlines, kind)) for inlines in (pair.source, pair.target))
        if wanted != found:
            yield Finding("T011", pair.entry.id, f"it has {found} {name}, its source {wanted}", _HINT)
    yield from _foreign(pair)
    yield from _emphasis(pair)
    yield from _leftover(pair)


def _differs(pair: Pair, name: str, wanted: Counter[str], found: Counter[str]) -> Iterator[Finding]:
    missing, extra = list((wanted - found).elements()), list((found - wanted).elements())
    parts = [f"{word} {', '.join(some)}" for word, some in (("it lacks", missing), ("it adds", extra)) if some]
    if parts:
        yield Finding("T011", pair.entry.id, f"the {name} differs: {'; '.join(parts)}", _HINT, Severity.ERROR)


def _nodes(inlines: Sequence[Any], kind: str) -> Iterator[Any]:
    return (node["c"] for node in pandoc.walk(inlines) if node["t"] == kind)


def _code(inlines: Sequence[Any], pair: Pair) -> Iterator[str]:
    return (f"`{content[1]}`" for content in _nodes(inlines, "Code"))


def _math(inlines: Sequence[Any], pair: Pair) -> Iterator[str]:
    """Formulas; words in them are translated, and spaces don't count."""
    return (f"${_WORDS.sub('', content[1])}$" for content in _nodes(inlines, "Math"))


def _images(inlines: Sequence[Any], pair: Pair) -> Iterator[str]:
    return (content[2][0] for content in _nodes(inlines, "Image"))


def _raw(inlines: Sequence[Any], pair: Pair) -> Iterator[str]:
    return (f"{content[1]} ({content[0]})" for content in _nodes(inlines, "RawInline"))


def _classes(inlines: Sequence[Any], pair: Pair) -> Iterator[str]:
    """Spans with an anchor, a class or an attribute other than their language."""
    for anchor, classes, pairs in (content[0] for content in _nodes(inlines, "Span")):
        others = sorted(f"{key}={value}" for key, value in pairs if key != "lang")
        if anchor or classes or others:
            yield "{" + " ".join([*(["#" + anchor] if anchor else []), *(f".{c}" for c in sorted(classes)), *others]) + "}"


_MEANING: dict[str, Callable[[Sequence[Any], Pair], Iterator[str]]] = {
    "code": _code,
    "mathematics": _math,
    "picture": _images,
    "raw text": _raw,
    "span": _classes,
}


def _looks(inlines: Sequence[Any], kind: str) -> Iterator[Any]:
    """Elements of a kind; “1^st^” is written otherwise in other languages."""
    for node in pandoc.walk(inlines):
        if node["t"] == kind and not (kind == "Superscript" and _ORDINAL.fullmatch(pandoc.plain(node["c"]))):
            yield node


def _languages(inlines: Sequence[Any]) -> Iterator[str]:
    return (language_of(node) for node in pandoc.walk(inlines) if language_of(node))


def _foreign(pair: Pair) -> Iterator[Finding]:
    """Text in other languages: what is in the translation's own needs no mark, and a translator may keep more."""
    own = Counter(_languages(pair.target))
    missing = [one for one in (Counter(_languages(pair.source)) - own).elements() if one != pair.language.code]
    if missing:
        message = f"the marks of text in other languages differ: it lacks lang {', '.join(missing)}"
        hint = 'keep the source\'s words and their mark: [words]{lang="de"}'
        yield Finding("T011", pair.entry.id, message, hint, Severity.ERROR)


def _emphasis(pair: Pair) -> Iterator[Finding]:
    """Emphasis that is gone or new, unless quotation marks have taken its place or given theirs."""
    wanted, found = (sum(node["t"] in _EMPHASIS for node in pandoc.walk(side)) for side in _sides(pair))
    quoted, quotes = (sum(map(pandoc.plain(side).count, _QUOTES)) for side in _sides(pair))
    change, other = found - wanted, quotes - quoted
    if change and not (change * other < 0 and abs(other) >= abs(change)):
        hint = "emphasise the same words, or put a title into quotation marks in its place"
        yield Finding("T011", pair.entry.id, f"it emphasises {found} times, its source {wanted}", hint)


def _sides(pair: Pair) -> tuple[Sequence[Any], Sequence[Any]]:
    return pair.source, pair.target or ()


def _leftover(pair: Pair) -> Iterator[Finding]:
    source, target = (_bare(side) for side in _sides(pair))
    told = [(sign, name, Severity.ERROR) for sign, name in _BROKEN.items()]
    told += [(sign, name, Severity.WARNING) for sign, name in _STRAY.items()]
    for sign, name, severity in told:
        if target.count(sign) > source.count(sign):
            message = f"{sign} stands in the text, where {name} was meant"
            yield Finding("T011", pair.entry.id, message, f"write it whole, or \\{sign} if the sign is meant", severity)
            return
    if len(_UNDERSCORE.findall(target)) > len(_UNDERSCORE.findall(source)):
        yield Finding("T011", pair.entry.id, "_ stands in the text, where emphasis was meant", "write * in its place")


def _bare(inlines: Sequence[Any]) -> str:
    """The text without code and formulas, where these signs are nothing else."""
    outside = pandoc.transform(list(inlines), lambda node: [] if node["t"] in ("Code", "Math", "Note") else node)
    return pandoc.plain(outside)
