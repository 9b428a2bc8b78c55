"""Numbers and dates of Chinese texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from press.languages.numbers import digits
from press.languages.numbers.mention import Key, Kind, Mention, exact, number, roman
from press.languages.numbers.words import LEAST, ROUND

_VALUES = dict(zip("〇零○一二三四五六七八九两", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGIT = "[〇零○一二三四五六七八九两]"
_HAN = "(?:[〇零○一二三四五六七八九两十百千万亿]|[余多](?=[万亿]))"
_SCALED = r"\d+(?:,\d{3})*(?:\.\d+)?[余多]?[十百千万亿]+(?:\d+[百千万亿]*)*"
# A thousand grams is a unit of its own.
_UNIT = r"(?![克米瓦卡伏赫帕]|字节|分)"
_ANY = rf"(?:{_HAN}+(?:点{_DIGIT}+)?|\d+(?:\.\d+)?)"
_LEXER = digits.lexer(
    digits.POINT,
    rf"(?P<under>{_ANY})分之(?P<over>{_ANY})",
    r"(?<!个)(?P<month>(?<![\d.])(?:0?[1-9]|1[0-2])|十[一二]?|[一二三四五六七八九元])月(?![刊光亮球饼薪])",
    rf"(?P<scaled>{_SCALED}{_UNIT})",
    rf"(?P<han>{_HAN}+(?:点{_DIGIT}+)?)(?P<han_decade>年代)?(?P<tenths>[成折](?![为立员就功果分本绩年人长交品熟因效]))?",
    r"(?P<half>半)(?P<of>个世纪|年|个?小时)?",
    "(?P<century>(?:上个?|本)世纪)",
    "(?P<word>[A-Z]+)(?![A-Za-z])",
)
_HALF_OF = {"年": 6, "个世纪": 50, "小时": 30, "个小时": 30}
_CENTURY = {"上世纪": (20,), "上个世纪": (20,), "本世纪": (21,)}
# Words in which these signs count nothing.
_WORDS = frozenset(
    (
        "一切 一些 统一 一旦 一样 一般 一直 一起 一致 一定 唯一 一律 单一 同一 一步 一经 逐一 万一 一概 一贯 "
        "一并 一带 某一 每一 任一 这一 那一 一再 一时 一同 一向 一面 一边 一番 一体 划一 专一 不一 一系 一道 "
        "一手 一味 一度 之一 一方 一如 一例 一则 一来 一下 一路 一齐 一共 一心 一成 均一 一点 一事 一环 一俟 "
        "另一 一视 一举 十分 十足 十字 万分 千万 万物 百姓 百科 百货 千里 万岁 四川 四处 五金 五官 九龙 "
        "七夕 八卦 三明 三角 期一 期二 期三 期四 期五 期六 周一 周二 周三 周四 周五 周六 拜一 拜二 拜三 拜四 "
        "拜五 拜六 零售 零件 零星 半岛 半径 多半 大半 半天 半途 半夜 对半 千方 百计 万能 一一 三三 两两 十全 "
        "百般 万千 千古 百年 千年 丁零"
    ).split()
)
_APPROXIMATE = re.compile("[一二三四五六七八九两]{2}")
_HALF_MORE = re.compile("(?:个?(?:多)?(?:年|月|小时|星期|天|周|世纪)|点钟?|时|倍)半|个半")
_EVENING = ("下午", "晚上", "傍晚", "晚间")


def read(text: str) -> list[Mention]:
    """The numbers of a Chinese text, in order."""
    text = digits.normal(text)
    return digits.ranged([one for match in _LEXER.finditer(text) for one in _read(match, text)], text)


def _read(match: re.Match[str], text: str) -> Iterator[Mention]:
    if match["han"]:
        yield from _han(match, text)
    elif match["scaled"]:
        value = _amount(match["scaled"])
        yield _mention(match, {value}, scale=_UNITS[next(c for c in match["scaled"][::-1] if c in _UNITS)])
    elif match["month"]:
        month = 1 if match["month"] == "元" else int(_amount(match["month"]))
        yield _mention(match, {month}, kind=Kind.MONTH)
    elif match["under"]:
        yield _fraction(match)
    elif match["half"]:
        if not _is_word(text, match.start(), match.end()):
            past: Key = ":30" if text.endswith(("点", "时"), 0, match.start()) else Fraction(1, 2)
            of = past if text.endswith("个", 0, match.start()) else _HALF_OF.get(match["of"], past)
            yield _mention(match, {past, of}, firm=False)
    elif match["century"]:
        yield _mention(match, set(_CENTURY[match["century"]]), firm=False)
    elif match["word"]:
        if value := roman(match["word"]):
            yield _mention(match, {value}, firm=len(match["word"]) > 1)
    else:
        yield from _digits(match, text)


def _mention(
    match: re.Match[str], keys: set[Key], firm: bool = True, kind: Kind = Kind.NUMBER, scale: int = 1
) -> Mention:
    return Mention(match[0], frozenset(keys), match.start(), match.end(), firm, kind, scale)


def _digits(match: re.Match[str], text: str) -> Iterator[Mention]:
    for mention in digits.read(match, "."):
        keys = set(mention.keys)
        if text.endswith(_EVENING, 0, mention.start):
            keys |= {key + 12 for key in mention.keys if not isinstance(key, str)}
        if text.startswith("分", mention.end):
            keys |= {f":{key}" for key in mention.keys}
        if text[mention.end : mention.end + 1] in ("成", "折"):
            keys |= _tenths(mention.keys, text[mention.end])
        yield Mention(
            mention.text, frozenset(keys), mention.start, mention.end, kind=mention.kind, parts=mention.parts
        )
        yield from _and_half(keys, mention.end, text)


def _and_half(keys: set[Key], end: int, text: str) -> Iterator[Mention]:
    """Two and a half of 两年半."""
    if after := _HALF_MORE.match(text, end):
        more: list[Key] = [key + Fraction(1, 2) for key in keys if not isinstance(key, str)]
        months: list[Key] = [18] if Fraction(3, 2) in more else []
        yield Mention(after[0], frozenset(more + months), end, after.end(), firm=False)


def _tenths(keys: Iterable[Key], sign: str) -> set[Key]:
    """七成 is seven tenths, 70 per cent; 七折 is 30 per cent less."""
    plain = [key for key in keys if not isinstance(key, str)]
    if sign == "成":
        return {value for key in plain for value in (exact(Fraction(key) / 10), key * 10)}
    return {value for key in plain for value in (100 - key * 10, exact(1 - Fraction(key) / 10))}


def _fraction(match: re.Match[str]) -> Mention:
    under, over = (_amount(match[group]) for group in ("under", "over"))
    keys: set[Key] = {exact(Fraction(over) / under)} if under else {over}
    if under in (100, 1000):
        keys.add(over)
    small = not re.search(r"\d", match[0]) and under < LEAST
    return _mention(match, keys, firm=not small)


def _is_word(text: str, start: int, end: int) -> bool:
    around = (text[start - 1 : end] if start else "", text[start : end + 1], text[start:end])
    return any(word in _WORDS for word in around)


def _han(match: re.Match[str], text: str) -> Iterator[Mention]:
    run, start = match["han"], match.start()
    if (len(run) < 3 and _is_word(text, start, start + len(run))) or (run[0] in "十百千万亿" and
       text[start - 1 : start] in tuple("数几上成") and start):  # fmt: skip
        return
    values = _values(run, text[match.end() : match.end() + 1])
    single = len(values) == 1
    keys: set[Key] = {key for value in values for key in value}
    if match["han_decade"]:
        keys |= {more for key in keys if not isinstance(key, str) for more in digits.decade(key)}
    if match["tenths"]:
        keys |= _tenths(keys, match["tenths"])
    if text.endswith(_EVENING, 0, start):
        keys |= {key + 12 for key in keys if not isinstance(key, str)}
    scale = max((_UNITS[unit] for unit in run if unit in "万亿"), default=1)
    kind = Kind.YEAR if len(run) == 4 and not set(run) & set(_UNITS) else Kind.NUMBER
    kind = Kind.DECADE if match["han_decade"] else kind
    if single:
        firm = _is_firm(run, next(iter(values[0])), text[match.end() : match.end() + 1])
        yield _mention(match, keys, firm and not match["tenths"], kind, scale)
    else:
        for value in values:
            yield _mention(match, set(value), firm=False, scale=scale)
    if len(run) == 3 and not set(run) & set(_UNITS):  # a day that a thing is named after: 九一一
        yield _mention(match, {_amount(run[0])}, firm=False, kind=Kind.MONTH)
        yield _mention(match, {_amount(run[1:])}, firm=False)
    yield from _and_half(keys, match.end(), text)


def _values(run: str, after: str) -> list[set[Key]]:
    """What a run of numerals is worth: several of which each may be meant for 三四十, thirty or forty."""
    units = set(run) & set(_UNITS)
    close = _APPROXIMATE.search(run) if units or len(run) == 2 else None
    if close is None or "点" in run:
        return [{_amount(run)}]
    if not units and after == "年":
        return [{_amount(run), 1900 + _amount(run)}]
    return [{_amount(run[: close.start()] + digit + run[close.end() :])} for digit in close[0]]


def _is_firm(run: str, value: Key, after: str) -> bool:
    if isinstance(value, str) or value < LEAST or value in ROUND:
        return False
    if not set(run) & set(_UNITS):
        return bool(set(run) & set("〇零○")) or after == "年" or isinstance(value, Fraction)
    return run[0] == "十" or run[0] in _VALUES


def _amount(run: str) -> int | Fraction:
    """The value of numerals and digits: 一百二十五, 二〇一一, 1.2万, 3亿5000万, 十二点五."""
    run = run.replace("余", "").replace("多", "")
    if "点" in run:
        whole, rest = run.split("点")
        return exact(_amount(whole) + Fraction(int(_amount(rest)), 10 ** len(rest)))
    total: int | Fraction = 0
    section: int | Fraction = 0
    digit: int | Fraction = 0
    pending = False
    for piece in re.findall(r"[\d,]+(?:\.\d+)?|.", run):
        if piece in ("万", "亿"):
            section += digit if pending or section or total else 1
            total = (total + section) * _UNITS[piece] if piece == "亿" else total + section * _UNITS[piece]
            section, digit, pending = 0, 0, False
        elif piece in _UNITS:
            section += (digit if pending else 1) * _UNITS[piece]
            digit, pending = 0, False
        elif piece in _VALUES:
            digit, pending = digit * 10 + _VALUES[piece], True
        else:
            digit, pending = number(piece.replace(",", "")), True
    return exact(total + section + digit)
