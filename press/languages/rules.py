"""The text of a translation as it will be printed, and what checks of punctuation share: rules, quotes, ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from press.languages.visible import GAP, VALUES, language_of
from press.model.language import Language
from press.model.translation_pair import Finding, Pair

# A number or a date that the pipeline will write.
VALUE = "0"
_CITED = "\ue000"
_OPAQUE = frozenset(("Code", "Math", "Image", "RawInline"))
_CROSS_REFERENCES = ("sec-", "tbl-", "fig-")
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&%#:~+-]*[\w/]|[\w.+-]{1,64}@[\w-]+\.[\w.]*\w", re.ASCII)
_AROUND = 12

ENDS = ".!?…。！？"
_CLOSING = "”’»“\"')）]］】》〉」』" + GAP
SENTENCES = frozenset(("p", "li", "quote", "def", "note"))
_ABBREVIATED = re.compile(
    r"(?:\b(?:etc|al|Ltd|Inc|Co|Corp|Jr|Sr|St|[ap]\.m|[Nn]o|vol|pp?|ed|eds|т\. ?[дпек]|др|пр|гг?|вв?|стр?|руб|тыс|млн"
    r"|обл|ул|им|чел|экз|мин|ч|[A-ZА-ЯЁ]))\.$"
)
# "1)", "а)", "二）": what numbers an item has no opening mark.
_ITEM = re.compile(r"(?:^|(?<=[\s;,:；，：。]))[\dA-Za-zА-Яа-яё一二三四五六七八九十]{1,3}[)）]")
_BRACKETS = {")": "(", "）": "（", "]": "[", "】": "【", "》": "《", "〉": "〈", "〕": "〔"}


@dataclass(frozen=True)
class Rule:
    """What may not stand in a text: a pattern, what is wrong where it is found, and what to do."""

    pattern: re.Pattern[str]
    message: str
    hint: str


def rule(pattern: str, message: str, hint: str) -> Rule:
    """A rule."""
    return Rule(re.compile(pattern), message, hint)


def text(inlines: Sequence[Any] | None, language: Language) -> str:
    """The text of inlines as it will be read.

    A GAP stands for code, formulas, addresses, cross-references and text in other languages, VALUE for what the
    pipeline formats; calls of notes and citations, which become notes, leave nothing.
    """
    pieces: list[str] = []
    _read(inlines or (), language, pieces)
    return _ADDRESS.sub(GAP, re.sub(f"[ \u00a0]?{_CITED}", "", "".join(pieces)))


def _read(nodes: Sequence[Any], language: Language, pieces: list[str]) -> None:
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            pieces.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            pieces.append("\n" if kind == "LineBreak" else " ")
        elif kind == "Cite":
            pieces.append(GAP if content[0][0]["citationId"].startswith(_CROSS_REFERENCES) else _CITED)
        elif kind == "Span" and VALUES & set(content[0][1]):
            pieces.append(VALUE)
        elif kind in _OPAQUE or language_of(node) not in ("", language.code):
            pieces.append(GAP)
        elif kind != "Note":
            _read(content[1] if content and isinstance(content[0], list | str) else content, language, pieces)


def around(text: str, at: int, end: int) -> str:
    """What stands around a place, in a line."""
    before, after = max(0, at - _AROUND), end + _AROUND
    cut = text[before:after].replace("\n", " ").replace(GAP, "□")
    return f"“{'…' if before else ''}{cut}{'…' if after < len(text) else ''}”"


def broken(code: str, pair: Pair, text: str, rules: Iterable[Rule]) -> Iterator[Finding]:
    """A finding for each rule that a text breaks, with the first place."""
    for each in rules:
        if found := list(each.pattern.finditer(text)):
            times = f", {len(found)} times" if len(found) > 1 else ""
            place = around(text, *found[0].span())
            yield Finding(code, pair.entry.id, f"{each.message}: {place}{times}", each.hint)


def misquoted(text: str, language: Language, source: str, original: Language) -> str:
    """What is wrong with the nesting of a language's quotation marks; empty if nothing.

    Marks that the source leaves open too (a quotation of several paragraphs) may be left open.
    """
    problem, loose = _nesting(text, language.quotes)
    return "" if loose and _nesting(source, original.quotes)[1] else problem


def _nesting(text: str, quotes: tuple[str, str, str, str]) -> tuple[str, bool]:
    """What is wrong, and whether it is only that a mark has no other."""
    outer, end, inner, inner_end = quotes
    partner, waiting = {end: outer, inner_end: inner}, list[str]()
    for at, mark in enumerate(text):
        if mark in (outer, inner):
            if mark in waiting:
                inside = inner + inner_end if mark == outer else outer + end
                return f"{mark} inside {mark}, where {inside[0]}…{inside[1]} belong: {around(text, at, at + 1)}", False
            if mark == inner and not waiting:
                return f"{mark} that is not inside {outer}…{end}: {around(text, at, at + 1)}", False
            waiting.append(mark)
        elif mark in partner and not (mark == "’" and _is_apostrophe(text, at, waiting)):  # noqa: SIM102  (it pops)
            if not waiting or waiting.pop() != partner[mark]:
                return f"{mark} closes nothing: {around(text, at, at + 1)}", True
    return (f"{waiting[-1]} is not closed", True) if waiting else ("", False)


def _is_apostrophe(text: str, at: int, waiting: Sequence[str]) -> bool:
    inside = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha() and text[at + 1] < "\u3400"
    return inside or "‘" not in waiting


def unbalanced(text: str, source: str) -> str:
    """A bracket without its other, where the source has none such; empty if there is none."""
    found = _unbalanced(text) and _unbalanced(_ITEM.sub("", text))
    return "" if found and _unbalanced(source) else found


def _unbalanced(text: str) -> str:
    for close, start in _BRACKETS.items():
        depth = 0
        for mark in text:
            depth += (mark == start) - (mark == close)
            if depth < 0:
                return f"{close} without {start}"
        if depth:
            return f"{start} without {close}"
    return ""


def unfinished(pair: Pair, source: str, target: str) -> bool:
    """Whether a sentence that ends in the source lacks its last mark in the translation."""
    source, target = source.strip(), target.strip()
    end = source.rstrip(_CLOSING)
    if pair.segment.kind not in SENTENCES or not end.endswith(tuple(ENDS)) or _ABBREVIATED.search(end):
        return False
    # “the sign «Тишина!»”: the mark may be that of a quotation, which is now code or in its own language.
    quoted = end != source and target.endswith(GAP)
    return not quoted and any(map(str.isalpha, target)) and _last(target) not in tuple(f"{ENDS}:;—：；")


def stopped_heading(pair: Pair, source: str, target: str) -> bool:
    """Whether a heading ends with a full stop, and its source doesn't."""
    end = target.strip()
    stops = end.endswith((".", "。")) and not end.endswith("..") and not _ABBREVIATED.search(end)
    return pair.segment.kind[0] == "h" and stops and _last(source) not in (".", "。")


def _last(text: str) -> str:
    return text.strip().rstrip(_CLOSING)[-1:]


def ending(code: str, pair: Pair, source: str, target: str, mark: str) -> Iterator[Finding]:
    """What is wrong with the end of a text, with its quotation marks and with its brackets."""
    name = pair.entry.id
    if unfinished(pair, source, target):
        end = around(target, len(target), len(target))
        yield Finding(code, name, f"the last sentence has no mark at its end: {end}", f"end it as the source: {mark}")
    if stopped_heading(pair, source, target):
        yield Finding(code, name, f"the heading ends with {target.strip()[-1]}", "headings end without a full stop")
    if problem := misquoted(target, pair.language, source, pair.original):
        outer, end, inner, inner_end = pair.language.quotes
        yield Finding(code, name, problem, f"quotations stand in {outer}…{end}, inside of those in {inner}…{inner_end}")
    if problem := unbalanced(target, source):
        yield Finding(code, name, problem, "write both, and both of the same width")


def doubled_space(pair: Pair) -> Iterator[str]:
    """Where several spaces follow each other in the Markdown."""
    outside = re.sub(r"(`+).*?\1", GAP, pair.entry.target)
    if match := re.search(r"(?<=\S)[ \u00a0]{2,}(?=\S)", outside):
        yield around(outside, *match.span())


# Letters of one script that look like those of the other.
_LATIN, _CYRILLIC = "aceiopxyABCEHIKMOPTXYkmut", "асеіорхуАВСЕНІКМОРТХУкмит"
_WORD = re.compile(r"[A-Za-zА-Яа-яЁёіІ]+")


def lookalikes(text: str) -> Iterator[tuple[str, str]]:
    """Words in which letters of another script hide: each with these letters."""
    for match in _WORD.finditer(text):
        latin = [letter for letter in match[0] if letter < "\u0250"]
        cyrillic = [letter for letter in match[0] if letter >= "\u0400"]
        if latin and cyrillic:
            fewer, known = (latin, _LATIN) if len(latin) <= len(cyrillic) else (cyrillic, _CYRILLIC)
            if all(letter in known for letter in fewer):
                yield match[0], "".join(dict.fromkeys(fewer))
