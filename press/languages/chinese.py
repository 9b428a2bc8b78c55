"""Punctuation of Chinese (GB/T 15834—2011): full-width marks, “” and ‘’, ……, ——, 《》; no spaces between characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.languages import rules
from press.languages.rules import rule
from press.languages.visible import GAP
from press.model.translation_pair import Finding, Pair

CODE = "zh"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
_SIDE = f"{_HAN}》〉”’）】"
_WIDE = "，。；：？！、）】》"
_HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}

_MARKS = tuple(
    rule(
        f"(?<=[{_SIDE}]){re.escape(half)}|{re.escape(half)}(?=\\s?[{_HAN}《“（])",
        f"half-width {half}",
        f"write {wide}",
    )
    for half, wide in _HALF.items()
)
_STRAIGHT = (
    # Not the dot of a number before an item (“1. 借书”), nor of a Latin abbreviation.
    rule(rf"(?<=[{_SIDE}])\.(?![A-Za-z\d.])|[{_HAN}]\d+\.(?=\s?[{_HAN}])", "half-width .", "write 。"),
    # “(b)”, “(2)” number the paragraphs of laws.
    rule(
        rf"(?<=[{_SIDE}，。；：])\s?\((?![\dA-Za-z]{{1,4}}\))|\((?=[{_HAN}《“])|(?<=[{_SIDE}])\)"
        rf"|(?<!\([\dA-Za-z])(?<!\([\dA-Za-z]{{2}})(?<!\([\dA-Za-z]{{3}})\)(?=[{_HAN}，。；：、])",
        "half-width bracket",
        "write （ and ）",
    ),
    # Not an inch.
    rule('(?<!\\d)"', "straight quotation mark", "write “ and ”"),
    rule(rf"(?<=[{_HAN}，。：])'|'(?=[{_HAN}])", "straight quotation mark", "write ‘ and ’ inside of “ and ”"),
    rule("[「」『』]", "quotation mark of vertical or traditional text", "write “ and ”, inside of them ‘ and ’"),
)
_DOTS = (
    rule(r"\.{3,}|。{3,}|．{2,}|⋯+|・{2,}", "dots in place of ……", "write ……"),
    rule(r"(?<!…)(?:……)*…(?!…)", "half of ……", "write ……"),
)
_SPACES = (
    rule(
        rf"(?<=[{_WIDE}（《【])[ \u00a0\u3000]+(?=\S)|(?<=\S)[ \u00a0\u3000]+(?=[{_WIDE}（《【])",
        "space beside a full-width mark",
        "take the space out: the mark has its own",
    ),
)
_IDEOGRAPHIC = rule(rf"(?<=[{_HAN}])[ \u00a0]*\u3000[ \u00a0]*(?=[{_HAN}])", "full-width space", "take the space out")
_DASHES = (
    rule(r"(?<!-)--+(?!-)|[－―─]+", "another sign in place of ——", "write ——"),
    rule(f"(?<=[{_HAN}，。”」）])\\s+[-–—]\\s+(?=[{_HAN}“《（])", "a spaced dash", "write —— without spaces"),
    rule(r"\s——|——\s", "space beside ——", "write —— without spaces"),
    rule(r"(?<!—)—(?:——)+(?!—)", "an odd number of —", "write ——"),
)
_OTHERS = (
    rule("[０-９Ａ-Ｚａ-ｚ]+", "full-width letters or digits", "write them in half width"),
    # “？！” and “！！” are written.
    rule(
        "[，；：、。][，；：、]|[，；：、！？]。|(?<!。)。。(?!。)|[，；：、][！？]|。”。",
        "two marks in a row",
        "keep one of the two",
    ),
)
# “北京—广州”, “1998—2003年”, “5日—7日”: a range takes the single dash.
_SINGLE = re.compile(f"(?<![—\\dA-Za-z年月日时分%{GAP}])—(?![—\\d])")
_SPACED = re.compile(f"(?<=[{_HAN}])[ \u00a0]+(?=[{_HAN}])")
_NUMBERED = re.compile(
    r"(?:第\S{1,7}[章节条款编部篇回卷]|(?:附件|附录|附表|[表图])[一二三四五六七八九十\dA-Z]*|[一二三四五六七八九十]{1,3})$"
)
# Where the full-width space sets a number off: 第一条　借书.
_TITLES = ("h", "caption", "cell", "term", "meta", "line")
_RANGE = re.compile(r"[A-ZА-Я]\w{0,40}[-–—][A-ZА-Я]")


def check(pair: Pair) -> Iterator[Finding]:
    """T018: marks of another width, kind or number than Chinese text has them."""
    target = rules.text(pair.target, pair.language)
    if pair.language.code != CODE or not re.search(f"[{_HAN}]", target):
        return
    source = rules.text(pair.source, pair.original)
    spaces = _SPACES if pair.segment.kind.startswith(_TITLES) else (*_SPACES, _IDEOGRAPHIC)
    yield from rules.broken("T018", pair, target, (*_MARKS, *_STRAIGHT, *_DOTS, *_DASHES, *spaces, *_OTHERS))
    yield from rules.ending("T018", pair, source, target, "。")
    for place in (*_spaced(target), *_single(source, target)):
        yield Finding("T018", pair.entry.id, *place)


def _spaced(target: str) -> Iterator[tuple[str, str]]:
    for match in _SPACED.finditer(target):
        if not _NUMBERED.search(target[max(0, match.start() - 10) : match.start()]):
            yield f"space between characters: {rules.around(target, *match.span())}", "take the space out"
            return


def _single(source: str, target: str) -> Iterator[tuple[str, str]]:
    match = _SINGLE.search(target)
    if match and not _RANGE.search(source):
        yield f"half of ——: {rules.around(target, *match.span())}", "write ——; a range keeps —"
