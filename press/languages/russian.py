"""Punctuation of Russian: «ёлочки» and inside of them „лапки“, a dash with spaces, № and …; no spaces before marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.languages import rules
from press.languages.rules import rule
from press.languages.visible import GAP
from press.model.translation_pair import Finding, Pair

CODE = "ru"
_LETTER = "А-Яа-яЁё"
_QUOTES = "write «…», inside of them „…“"
_DASH = "write — with a space on either side"

_RULES = (
    rule(r'(?<!\d)"', "straight quotation mark", _QUOTES),
    rule("”|‟|‘|“(?=[\\w])(?<![\\w.!?…»)]“)", "quotation mark of another language", _QUOTES),
    rule(r"(?<!-)--+(?!-)|[―─]", "another sign in place of a dash", _DASH),
    rule(rf"(?<=[{_LETTER}»),])[ ]-[ ]|(?<=\S)[ ]-[ ](?=[{_LETTER}«(])", "a hyphen in place of a dash", _DASH),
    rule(r"(?<=\S)[ ]–(?=[ ,])", "a short dash in place of a long one", _DASH),
    # «Москва—Пекин», «XIX—XX века» are written without spaces.
    rule(
        rf"(?<=[^\s\d(«„—])(?<!\b[A-ZА-ЯЁ])(?<![A-ZА-ЯЁ]{{2}})—(?=[ ,])|(?<=[\s])—(?![\s,—])|^—(?=\S)"
        rf"|(?<=[{_LETTER})»])—(?=[а-яё«(])|\b[а-яё][\w-]{0,40}—(?=\w)",
        "a dash without a space",
        _DASH,
    ),
    rule(r"(?<=\d)—(?=\d)", "a long dash between digits", "a range of numbers takes –"),
    rule(r"(?<![\w-])[12]\d{3}-[12]\d{3}(?![\w-])", "a hyphen between years", "a range of numbers takes –"),
    rule(rf"(?<=[\w)»“{GAP}])\s+[,;:?!](?![)(])|(?<=[\w)»“{GAP}])\s+\.(?![\w.])", "a space before the mark",
         "take the space out"),
    rule(rf"[,;:?!](?=[{_LETTER}])|(?<=[а-яё]{{2}})\.(?=[А-ЯЁ][а-яё])|\)(?=[{_LETTER}]{{4}})"
         rf"|(?<=[а-яё])\((?=[{_LETTER}]{{4}})", "no space after the mark", "put a space there"),
    rule(r"(?<=[(«„]) | (?=[)»])", "a space inside of brackets or quotation marks", "take the space out"),
    rule(r"(?<![.?!])\.{3,}|…{2,}", "dots in place of …", "write …"),
    rule(r",,|;;|::|,\.|(?<![.?!])\.\.(?!\.)|;,|,;", "two marks in a row", "one of the two is too much"),
    rule(r"(?<!\w)(?:No\.?|N[°º.]) ?(?=\d)|(?<!\w)N (?=\d)|№№? ?№", "another sign in place of №", "write №"),
)
# Prepositions in Latin letters; points of laws and variants may be named by such a letter.
_ALONE = re.compile(rf"(?<![\w°-])(?<!° )[coyCOY](?= [{_LETTER}«])")
_NAMED = re.compile(
    r"(?:пункт|част|букв|литер|вариант|точк|групп|категори|класс|тип|линии|витамин|план|раздел|уровн|полк|комнат|п\.)\w*\s+$",
    re.IGNORECASE,
)


def check(pair: Pair) -> Iterator[Finding]:
    """T019: marks, spaces and letters that Russian text has otherwise."""
    target = rules.text(pair.target, pair.language).replace("\u00a0", " ")
    if pair.target is None or pair.language.code != CODE or not re.search(f"[{_LETTER}]", target):
        return
    source = rules.text(pair.source, pair.original)
    yield from rules.broken("T019", pair, target, _RULES)
    yield from rules.ending("T019", pair, source, target, ".")
    for message, hint in (*_letters(target), *((f"several spaces: {at}", "one is enough") for at in _doubled(pair))):
        yield Finding("T019", pair.entry.id, message, hint)


def _doubled(pair: Pair) -> Iterator[str]:
    return rules.doubled_space(pair)


def _letters(target: str) -> Iterator[tuple[str, str]]:
    for word, letters in rules.lookalikes(target):
        yield f"letters of two alphabets in “{word}”: {letters}", "type the whole word in one alphabet"
    for match in _ALONE.finditer(target):
        if not _NAMED.search(target[: match.start()]):
            place = rules.around(target, *match.span())
            yield f"the Latin letter {match[0]} in place of a word: {place}", "type it in Cyrillic"
            return
