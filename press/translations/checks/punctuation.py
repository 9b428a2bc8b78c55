"""Marks, spaces and letters that a translation's language has otherwise: quotes, brackets, ends, lookalikes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from press.languages.grammar import grammar_of
from press.languages.rules import GAP, around
from press.model.grammar import Punctuation
from press.model.language import NBSP, Language, Quotes, Rule
from press.model.translation_pair import Finding, Pair
from press.translations.checks.reading import printed

ENDS = ".!?…。！？"
_CLOSING = "”’»“\"')）]］】》〉」』" + GAP
TITLES = ("h", "title", "caption", "cell", "term", "meta", "line")  # how kinds of lines by themselves begin
SENTENCES = frozenset(("p", "li", "quote", "def", "note"))
_ABBREVIATED = re.compile(
    r"(?:\b(?:etc|al|Ltd|Inc|Co|Corp|Jr|Sr|St|[ap]\.m|[Nn]o|vol|pp?|ed|eds|т\. ?[дпек]|др|пр|гг?|вв?|стр?|руб|тыс|млн"
    r"|обл|ул|им|чел|экз|мин|ч|[A-ZА-ЯЁ]))\.$"
)
# "1)", "а)", "二）": what numbers an item has no opening mark.
_ITEM = re.compile(r"(?:^|(?<=[\s;,:；，：。]))[\dA-Za-zА-Яа-яё一二三四五六七八九十]{1,3}[)）]")
_BRACKETS = {")": "(", "）": "（", "]": "[", "】": "【", "》": "《", "〉": "〈", "〕": "〔"}
# Letters of one script that look like those of the other.
_LATIN, _CYRILLIC = "aceiopxyABCEHIKMOPTXYkmut", "асеіорхуАВСЕНІКМОРТХУкмит"
_WORD = re.compile(r"[A-Za-zА-Яа-яЁёіІ]+")


def check(pair: Pair) -> Iterator[Finding]:
    """T018–T020, T028: marks, spaces and letters that the translation's language has otherwise."""
    language, name = pair.language, pair.entry.id
    asked = grammar_of(language).punctuation
    if asked is None or pair.target is None:
        return
    target, source = printed(pair.target, language), printed(pair.source, pair.original)
    target = target.replace(NBSP, " ") if language.spaced else target
    if not asked.letters.search(target):
        return
    title = pair.segment.kind.startswith(TITLES)
    yield from _broken(asked.code, name, target, (each for each in asked.rules if each.titles or not title))
    yield from _ending(pair, asked, source, target)
    more = asked.more(source, target) if asked.more else ()
    for message, hint in (*(_mixed(target) if language.spaced else ()), *more):
        yield Finding(asked.code, name, message, hint)
    if language.spaced:
        for place in _doubled_space(pair):
            yield Finding(asked.code, name, f"several spaces: {place}", "one is enough")


def _mixed(target: str) -> Iterator[tuple[str, str]]:
    for word, letters in lookalikes(target):
        yield f"letters of two alphabets in “{word}”: {letters}", "type the whole word in one alphabet"


def _broken(code: str, name: str, text: str, rules: Iterable[Rule]) -> Iterator[Finding]:
    """A finding for each rule that a text breaks, with the first place."""
    for each in rules:
        if found := list(each.pattern.finditer(text)):
            times = f", {len(found)} times" if len(found) > 1 else ""
            place = around(text, *found[0].span())
            yield Finding(code, name, f"{each.message}: {place}{times}", each.hint)


def misquoted(text: str, language: Language, source: str, original: Language) -> str:
    """What is wrong with the nesting of a language's quotation marks; empty if nothing.

    Marks that the source leaves open too (a quotation of several paragraphs) may be left open.
    """
    problem, loose = _nesting(text, language.quotes)
    return "" if loose and _nesting(source, original.quotes)[1] else problem


def _nesting(text: str, quotes: Quotes) -> tuple[str, bool]:
    """What is wrong, and whether it is only that a mark has no other."""
    outer, end, inner, inner_end = quotes
    if outer == end or inner == inner_end:  # ”…” of Swedish: a mark doesn't say whether it opens or closes
        return "", False
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


def _ending(pair: Pair, asked: Punctuation, source: str, target: str) -> Iterator[Finding]:
    """What is wrong with the end of a text, with its quotation marks and with its brackets."""
    code, name = asked.code, pair.entry.id
    if unfinished(pair, source, target):
        message = f"the last sentence has no mark at its end: {around(target, len(target), len(target))}"
        yield Finding(code, name, message, f"end it as the source: {asked.end}")
    if stopped_heading(pair, source, target):
        yield Finding(code, name, f"the heading ends with {target.strip()[-1]}", "headings end without a full stop")
    if problem := misquoted(target, pair.language, source, pair.original):
        outer, end, inner, inner_end = pair.language.quotes
        yield Finding(code, name, problem, f"quotations stand in {outer}…{end}, inside of those in {inner}…{inner_end}")
    if problem := unbalanced(target, source):
        yield Finding(code, name, problem, "write both, and both of the same width")


def _doubled_space(pair: Pair) -> Iterator[str]:
    """Where several spaces follow each other in the Markdown."""
    outside = re.sub(r"(`+).*?\1", GAP, pair.entry.target)
    if match := re.search(r"(?<=\S)[ \u00a0]{2,}(?=\S)", outside):
        yield around(outside, *match.span())


def lookalikes(text: str) -> Iterator[tuple[str, str]]:
    """Words in which letters of another script hide: each with these letters."""
    for match in _WORD.finditer(text):
        latin = [letter for letter in match[0] if letter < "\u0250"]
        cyrillic = [letter for letter in match[0] if letter >= "\u0400"]
        if latin and cyrillic:
            fewer, known = (latin, _LATIN) if len(latin) <= len(cyrillic) else (cyrillic, _CYRILLIC)
            if all(letter in known for letter in fewer):
                yield match[0], "".join(dict.fromkeys(fewer))
