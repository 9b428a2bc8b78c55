"""Text left untranslated: the source itself, words of another script, and marks that say “to be done”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from press.languages.registry import LANGUAGES
from press.languages.scripts import LATIN
from press.model.translation_pair import Finding, Pair
from press.translations.checks.reading import language_of
from press.translations.checks.reading import visible as text

_MARKS = re.compile(
    r"(?<![\w-])(?:TODO|FIXME|TBD|TKTK|ПЕРЕВЕСТИ|ДОПИСАТЬ|УТОЧНИТЬ)(?![\w-])|(?<!\w)X{3,4}(?!\w)|[?？]{3,}"
    r"|[待未](?:翻译|译)(?![者出本成])"
    r"|[\[<【(（]\s*(?i:translate|translation|untranslated|to be translated|перевод|перевести|не переведено|翻译|译文)"
    r"[^\]>】)）\w][^\]>】)）]*[\]>】)）]|[\[<【(（]\s*(?i:translate|перевести|перевод|翻译|译文)[\]>】)）]"
)
# What XXX may be: a number.
_THIRTY = re.compile(r"XXX|30|三十|thirt|тридцат", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|(?<![\w.])[\w-]+(?:[./_][\w-]+)+(?![\w.])", re.ASCII)
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+(?:[’'-][A-Za-zÀ-ɏ]+)*")
# Words of every language, and what is kept in Latin letters in each.
_EVERYWHERE = frozenset(
    "wifi wi-fi app email e-mail online offline web wiki blog vs pdf epub git html css svg xml json etc "
    "km cm mm kg mg kwh dpi ppi px pt mb gb kb khz mhz hz rpm et al inter alia mutatis mutandis de facto "
    "jure non refoulement ad hoc per se ibid op cit sic pro bono quo prima facie erga omnes ius jus "
    "cogens locus standi ratione materiae temporis personae in absentia habeas corpus a priori posteriori "
    "status modus vivendi opinio juris pacta sunt servanda bona fide ultra vires stricto sensu lato lex "
    "specialis generalis passim viz via versus nota bene post factum persona grata".split()
)
# Small words inside of names: House of Books, van der Berg.
_INSIDE = frozenset(
    "of the and for in on at to a an de la le les du des der den van von und da di do del dos al el bin "
    "ibn y e & et".split()
)
_NO_NAME = re.compile("(?:ing|ings|tions?|ments?|ness|ories|ities|ity|ers|tors)$")
_RUN = 3
_SHORT = 24  # signs of another script in brackets: a name in its original form


def check(pair: Pair) -> Iterator[Finding]:
    """T017: the source left as it is, a run of words in another script, or a mark of unfinished work.

    Names, abbreviations, addresses, Latin phrases, text in italics or marked as of a language, and the original form of
    a name in brackets may stay.
    """
    if pair.target is None:
        return
    source, whole = text(pair.source), text(pair.target)
    own = _BRACKETS.sub(_unless_long, text(pair.target, _is_kept))
    for message in (*_marks(source, whole), *_left(pair, source, own)):
        yield Finding("T017", pair.entry.id, message, 'translate it; mark what has to stay: [text]{lang="en"}')
        return


def _is_kept(node: dict[str, Any]) -> bool:
    return node["t"] == "Emph" or bool(language_of(node))


def _unless_long(match: re.Match[str]) -> str:
    """Brackets with a name's original form in them are left out; a sentence in brackets is looked at."""
    small = [word for word in _LATIN.findall(match[0]) if word.islower()]
    return " " if len(match[0]) <= _SHORT or len(small) < _RUN else match[0]


def _marks(source: str, target: str) -> Iterator[str]:
    for match in _MARKS.finditer(target):
        number = match[0] == "XXX" and _THIRTY.search(source)
        if match[0] not in source and not number:
            yield f"unfinished: {match[0]}"


def _left(pair: Pair, source: str, target: str) -> Iterator[str]:
    own, other = pair.original.script, pair.language.script
    for script in dict.fromkeys(row.script for row in LANGUAGES.values()):
        if script.run and script != other:
            known = "" if script == own else source
            for match in script.run.finditer(target):
                if match[0] not in known:
                    yield f"left in {script.name} characters: {match[0]}"
    if other != LATIN:
        yield from _latin(pair, source, target)


def _latin(pair: Pair, source: str, target: str) -> Iterator[str]:
    latin = pair.original.script == LATIN
    known = frozenset(_LATIN.findall(source))
    target = _ADDRESS.sub(" \ufffc ", target)
    words = list(_LATIN.finditer(target))
    small = [match for at, match in enumerate(words) if _is_common(target, words, at)]
    if latin and source.strip() == target.strip() and (small or _is_titled(pair.segment.kind, known)):
        yield f"left as in the source: {source.strip()}"
    for run in _runs(target, small):
        kept = {match[0] for match in run} & known
        if (latin and kept) or (len(run) >= _RUN and len(kept) < len(run)):
            yield f"left in Latin letters: {target[run[0].start() : run[-1].end()]}"


def _is_titled(kind: str, words: Iterable[str]) -> bool:
    """Whether words with capitals are a title; in a cell they may be a name, unless they end as no name does."""
    titled = [word for word in words if len(word) > 2 and word[1:].islower()]
    stands_alone = kind[0] == "h" or kind in ("title", "caption", "meta")
    return bool(titled) and (stands_alone or any(map(_NO_NAME.search, titled)))


def _is_common(target: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether a word is in small letters, and no unit, Latin phrase or part of a name."""
    word = words[at][0]
    if not word.islower() or len(word) == 1 or word in _EVERYWHERE:
        return False
    start, end = words[at].span()
    if target[start - 1 : start].isdigit() or target[end : end + 1].isdigit():
        return False
    beside = [words[other][0] for other in (at - 1, at + 1) if 0 <= other < len(words)]
    return word not in _INSIDE or all(one.islower() for one in beside)


def _runs(target: str, words: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Words with nothing but an article, spaces and commas between them."""
    run: list[re.Match[str]] = []
    for word in words:
        if run and not re.fullmatch(r"[\s,;:“”\"-]*(?:\ba\s+)?", target[run[-1].end() : word.start()]):
            yield run
            run = []
        run.append(word)
    if run:
        yield run
