"""Punctuation of English: “curly” marks and apostrophes, no spaces before marks, nothing of another language's."""

from __future__ import annotations

from collections.abc import Iterator

from press.languages import rules
from press.languages.rules import rule
from press.languages.visible import GAP
from press.model.translation_pair import Finding, Pair

CODE = "en"
_DASH = "write – with a space on either side, or —"

_RULES = (
    rule(r'(?<!\d)"', "straight quotation mark", "write “ and ”, inside of them ‘ and ’"),
    rule(r"(?<!\d)'", "straight apostrophe or quotation mark", "write ’"),
    rule(r"(?<!-)--+(?!-)|[―─]|——+", "another sign in place of a dash", _DASH),
    rule(r"(?<=[A-Za-z”’),]) - (?=[A-Za-z“‘(])", "a hyphen in place of a dash", _DASH),
    rule(rf"(?<=[\w)”’{GAP}])\s+[,;:?!](?!\))|(?<=[\w)”’{GAP}])\s+\.(?![\w.])", "a space before the mark",
         "take the space out"),
    rule(r"[,;](?=[A-Za-z])|(?<=[a-z]{2})[.?!:](?=[A-Z][a-z])|(?<=[a-z]{2})\((?=[A-Za-z]{4})|\)(?=[A-Za-z]{4})",
         "no space after the mark", "put a space there"),
    rule(r"(?<=[(“]) | (?=[)”])", "a space inside of brackets or quotation marks", "take the space out"),
    rule(r"[，。；：？！、（）【】《》〈〉「」『』〔〕～·\u3000０-９Ａ-Ｚａ-ｚ]+", "a mark or letter of Chinese text",
         "write the English one"),
    rule(r"[«»„‹›№]", "a mark of Russian text", "write the English one: “ ”, No."),
    rule(r"\.{3,}|…{2,}", "dots in place of …", "write …"),
    rule(r",,|;;|::|,\.(?!\d)|(?<!\.)\.\.(?!\.)|;,|,;", "two marks in a row", "one of the two is too much"),
)


def check(pair: Pair) -> Iterator[Finding]:
    """T020: marks, spaces and letters that English text has otherwise."""
    if pair.target is None or pair.language.code != CODE:
        return
    target = rules.text(pair.target, pair.language).replace("\u00a0", " ")
    source = rules.text(pair.source, pair.original)
    yield from rules.broken("T020", pair, target, _RULES)
    yield from rules.ending("T020", pair, source, target, ".")
    for word, letters in rules.lookalikes(target):
        message = f"letters of two alphabets in “{word}”: {letters}"
        yield Finding("T020", pair.entry.id, message, "type the whole word in one alphabet")
    for place in rules.doubled_space(pair):
        yield Finding("T020", pair.entry.id, f"several spaces: {place}", "one is enough")
