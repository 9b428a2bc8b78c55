"""Each language's typography on the tree: quotes, dashes, spaces and words that must not part at a line's end.

A row of RULES is a pattern and what takes its place, tried in order on the text between other elements; OBJECT stands
there for an element (emphasis, a note, a link). The languages' rules follow Hart's Rules for English, Мильчин for
Russian and GB/T 15834 for Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from press import pandoc
from press.model.language import LANGUAGES, Language

NBSP = "\u00a0"
OBJECT = "\ufffc"

Rule = tuple[re.Pattern[str], str]


def _rules(*rows: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rows)


_EN_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_EN_UNITS = "per cent|percent|million|billion|thousand|km|kg|m|ha|pp|GB|MB"
_RU_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_RU_UNITS = r"гг?\.|год\w*|лет|век\w*|вв?\.|%|млн|млрд|тыс\.|км|кг|м|га|руб\.|долл\.|чел\.|человек\w*"
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_WIDE = f"{_HAN}\u3000-\u303f\uff01-\uff60“”‘’—…"

RULES: Mapping[str, tuple[Rule, ...]] = {
    "en": _rules(
        (r"(?<=\w)'(?=\w)", "’"),
        (r" (?=[–—] )", NBSP),
        (r"\b(Arts?|arts?|Nos?|nos?|pp?|paras?|ch|sec|vols?|Vols?|c|cf|St|Mr|Mrs|Ms|Dr)\. (?=[\w(])", rf"\1.{NBSP}"),
        (
            r"\b([Aa]rticles?|[Cc]hapters?|[Ss]ections?|[Tt]ables?|[Ff]igures?|[Aa]ppendix|[Rr]esolutions?|"
            r"[Pp]aragraphs?|[Pp]art) (?=\d|[A-Z]\b)",
            rf"\1{NBSP}",
        ),
        (r"(?<=[§№]) (?=\d)", NBSP),
        (rf"(?<=\d) (?=(?:{_EN_MONTHS}|{_EN_UNITS})\b)", NBSP),
        (rf"\b({_EN_MONTHS}) (?=\d)", rf"\1{NBSP}"),
        (r"\b([A-Z]\.) (?=[A-Z]\.|[A-Z][a-z])", rf"\1{NBSP}"),
    ),
    "ru": _rules(
        (r"(?<=\w)'(?=\w)", "’"),
        (r" (?=[–—] )", NBSP),
        (r"([№§]) ?(?=\d)", rf"\1{NBSP}"),
        (r"(?<=\d) (?=\d{3}(?!\d))", NBSP),
        (rf"(?<=\d) (?=(?:{_RU_MONTHS}|{_RU_UNITS})(?!\w))", NBSP),
        (r"\b(ст|пп?|ч|гл|с|стр|рис|табл|т|разд|прил|абз|подп|см|ср|г|гг)\. (?=[\dА-ЯЁ№A-Z])", rf"\1.{NBSP}"),
        (r"\b([тн])\. (?=[едпкэ]\.)", rf"\1.{NBSP}"),
        (
            r"\b([Гг]лав\w+|[Рр]аздел\w*|[Пп]риложени\w+|[Тт]аблиц\w+|[Рр]исун\w+|[Сс]тат\w+|[Пп]ункт\w*|"
            r"[Рр]езолюци\w+) (?=\d|[A-ZА-ЯЁ]\b)",
            rf"\1{NBSP}",
        ),
        (r"(?<![А-ЯЁ\w])([А-ЯЁ]\.) ?(?=[А-ЯЁ]\.|[А-ЯЁ][а-яё])", rf"\1{NBSP}"),
        (r"(?<=[а-яё]) (?=[А-ЯЁ]\.\s?[А-ЯЁ]\.)", NBSP),
        (r" (?=(?:же|бы|ли|ль|ж|б)(?![\w-]))", NBSP),
        # Words of one and two letters, and short prepositions, never end a line; a particle may.
        (
            rf"(?<![\w-])(?!(?:же|бы|ли|ль|ж|б) )"
            rf"([А-Яа-яЁё]{{1,2}}|[Бб]ез|[Дд]ля|[Пп]ри|[Пп]од|[Нн]ад|[Пп]ро) "
            rf"(?=[\w«„(№§{OBJECT}])",
            rf"\1{NBSP}",
        ),
    ),
    "zh": _rules(
        (rf"(?<=[{_WIDE}]) +(?=[\w{OBJECT}])", ""),
        (rf"(?<=[\w{OBJECT}]) +(?=[{_WIDE}])", ""),
    ),
}

# What typography leaves as it is, and text, which is set with its neighbours.
_WHOLE = {"Code", "Math", "RawInline", "CodeBlock", "RawBlock", "Str", "Space"}

# Elements whose text reads on into what stands behind them.
_EMBEDDED = {"Emph", "Strong", "Span", "Link", "SmallCaps", "Underline"}


def typeset(blocks: Any, language: Language) -> Any:
    """A new tree with the language's typography; passages with a `lang` of their own get that language's.

    Args:
        blocks: blocks or inlines.
        language: what they are in.
    """
    if isinstance(blocks, list):
        children = [typeset(child, language) for child in blocks]
        return _run(children, language) if any(_is_text(child) for child in children) else children
    if not isinstance(blocks, dict) or blocks.get("t") in _WHOLE:
        return blocks
    if blocks.get("t") == "Table":
        attr, caption, *rows = blocks["c"]
        return {**blocks, "c": [attr, typeset(caption, language), *_loose(typeset(rows, language))]}
    if blocks.get("t") in ("Span", "Div"):
        own = dict(blocks["c"][0][2]).get("lang")
        inner = _by_tag(own) if own else language
        return {**blocks, "c": [blocks["c"][0], typeset(blocks["c"][1], inner) if inner else blocks["c"][1]]}
    if blocks.get("t") in ("Link", "Image"):
        attr, content, target = blocks["c"]
        return {**blocks, "c": [attr, typeset(content, language), target]}
    return {key: typeset(child, language) for key, child in blocks.items()}


def bound(text: str, language: Language) -> str:
    """Plain text, as of a heading in a contents list, with the language's typography."""
    return str(pandoc.plain(typeset(pandoc.words(text), language)))


def _loose(rows: Any) -> Any:
    """Rows of a table whose words may part: its columns are narrower than what is bound together in running text."""

    def change(node: pandoc.Node) -> Any:
        return pandoc.words(node["c"].replace(NBSP, " ")) if node["t"] == "Str" else node

    return pandoc.transform(rows, change)


def _by_tag(tag: str) -> Language | None:
    """The language of a BCP 47 tag; None for one that has no rules."""
    return LANGUAGES.get(tag) or next((row for row in LANGUAGES.values() if row.code == tag), None)


def _is_text(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") in ("Str", "Space")


def _run(inlines: Sequence[Any], language: Language) -> list[Any]:
    """Inlines with the rules applied to their text as one string."""
    others = [node for node in inlines if not _is_text(node)]
    text = _quoted("".join(_as_text(node) for node in inlines), language.quotes)  # first: rules know the marks by sight
    return _from_text(_ruled(_behind(text, others, language), language), others)


def _ruled(text: str, language: Language) -> str:
    for pattern, replacement in RULES.get(language.code, ()):
        text = pattern.sub(replacement, text)
    return text


def _behind(text: str, others: Sequence[Any], language: Language) -> str:
    """A text that is bound to an element before it, if that ends with a word that would be bound to it."""
    pieces = text.split(OBJECT)
    for at, node in enumerate(others, 1):
        if pieces[at].startswith(" ") and node.get("t") in _EMBEDDED:
            word = (pandoc.plain([node]).split() or [""])[-1]
            if f"{word}{NBSP}" in _ruled(word + pieces[at], language):
                pieces[at] = NBSP + pieces[at][1:]
    return OBJECT.join(pieces)


def _as_text(node: Any) -> str:
    if not _is_text(node):
        return OBJECT
    return node["c"].replace(OBJECT, "") if node["t"] == "Str" else " "


def _quoted(text: str, quotes: tuple[str, str, str, str]) -> str:
    """Straight double quotation marks in pairs as the language's own."""
    pieces = text.split('"')
    marks = (quotes[index % 2] for index in range(len(pieces) - 1))
    return pieces[0] + "".join(mark + piece for mark, piece in zip(marks, pieces[1:], strict=True))


def _from_text(text: str, others: Sequence[Any]) -> list[Any]:
    rest = iter(others)
    out: list[Any] = []
    for piece in re.split(rf"([ {OBJECT}])", text):
        if piece == OBJECT:
            out.append(next(rest))
        elif piece == " ":
            out.append(pandoc.SPACE)
        elif piece:
            out.append(pandoc.text(piece))
    return out
