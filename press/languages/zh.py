"""Chinese in simplified signs: GB/T 15834—2011, CLREQ. Typography, punctuation, numbers, doubles, ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache

from press.languages import rules
from press.languages.numbers import digits
from press.languages.numbers.words import LEAST, ROUND
from press.languages.rules import GAP, as_written, replacements, rule
from press.languages.scripts import HAN
from press.model.grammar import Grammar, Numbers, Punctuation, Repeats, Terms
from press.model.language import OBJECT, Direction, Language, LineEnds
from press.model.mention import Key, Kind, Mention, exact, number, roman

# Typography

_SIGNS = "\u3400-\u9fff\uf900-\ufaff〇"
_WIDE_SIGNS = f"{_SIGNS}\u3000-\u303f\uff01-\uff60“”‘’—…"
_TYPOGRAPHY = replacements(
    # A number is set off from its title by the space of a sign: 第一条　借书.
    (rf"((?:^|(?<=[\s《“（]))第[^\s，。；]{{1,7}}[章节条款编部篇回卷]) +(?=[{_SIGNS}])", "\\1\u3000"),
    # Beside a letter or a digit the gap is set by style; between two signs a space is the author's.
    (rf"(?<=[{_WIDE_SIGNS}]) +(?=[\w{OBJECT}])(?:(?![{_SIGNS}])|(?<![{_SIGNS}] ))", ""),
    (rf"(?<=[\w{OBJECT}]) +(?=[{_WIDE_SIGNS}])(?:(?![{_SIGNS}])|(?<![{_SIGNS}] ))", ""),
)

# Punctuation: full-width marks, “” and ‘’, ……, ——, 《》; no spaces between characters.

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
    # In titles it sets a number off: 第一条　借书.
    rule(
        rf"(?<=[{_HAN}])[ \u00a0]*\u3000[ \u00a0]*(?=[{_HAN}])", "full-width space", "take the space out", titles=False
    ),
)
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
_RANGE = re.compile(r"[A-ZА-Я]\w{0,40}[-–—][A-ZА-Я]")


def _punctuation(source: str, target: str) -> Iterator[tuple[str, str]]:
    yield from _spaced(target)
    yield from _single(source, target)


def _spaced(target: str) -> Iterator[tuple[str, str]]:
    for match in _SPACED.finditer(target):
        if not _NUMBERED.search(target[max(0, match.start() - 10) : match.start()]):
            yield f"space between characters: {rules.around(target, *match.span())}", "take the space out"
            return


def _single(source: str, target: str) -> Iterator[tuple[str, str]]:
    match = _SINGLE.search(target)
    if match and not _RANGE.search(source):
        yield f"half of ——: {rules.around(target, *match.span())}", "write ——; a range keeps —"


# Numbers

_VALUES = dict(zip("〇零○一二三四五六七八九两", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGIT = "[〇零○一二三四五六七八九两]"
_NUMERAL = "(?:[〇零○一二三四五六七八九两十百千万亿]|[余多](?=[万亿]))"
_SCALED = r"\d+(?:,\d{3})*(?:\.\d+)?[余多]?[十百千万亿]+(?:\d+[百千万亿]*)*"
# A thousand grams is a unit of its own.
_NOT_UNIT = r"(?![克米瓦卡伏赫帕]|字节|分)"
_ANY = rf"(?:{_NUMERAL}+(?:点{_DIGIT}+)?|\d+(?:\.\d+)?)"


@cache
def _lexer() -> re.Pattern[str]:
    """Compiled when a text is read: it takes longer than all the rest."""
    return digits.lexer(
        digits.POINT,
        rf"(?P<under>{_ANY})分之(?P<over>{_ANY})",
        r"(?<!个)(?P<month>(?<![\d.])(?:0?[1-9]|1[0-2])|十[一二]?|[一二三四五六七八九元])月(?![刊光亮球饼薪])",
        rf"(?P<scaled>{_SCALED}{_NOT_UNIT})",
        rf"(?P<han>{_NUMERAL}+(?:点{_DIGIT}+)?)(?P<han_decade>年代)?(?P<tenths>[成折](?![为立员就功果分本绩年人长交品熟因效]))?",
        r"(?P<half>半)(?P<of>个世纪|年|个?小时)?",
        "(?P<century>(?:上个?|本)世纪)",
        "(?P<word>[A-Z]+)(?![A-Za-z])",
    )


_HALF_OF = {"年": 6, "个世纪": 50, "小时": 30, "个小时": 30}
_CENTURY = {"上世纪": (20,), "上个世纪": (20,), "本世纪": (21,)}
# Words in which these signs count nothing.
_NO_NUMBER = frozenset(
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
    return digits.ranged([one for match in _lexer().finditer(text) for one in _read(match, text)], text)


def _read(match: re.Match[str], text: str) -> Iterator[Mention]:
    if match["han"]:
        yield from _han(match, text)
    elif match["scaled"]:
        value = _amount(match["scaled"])
        yield _mention(match, {value}, scale=_POWERS[next(c for c in match["scaled"][::-1] if c in _POWERS)])
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
    return any(word in _NO_NUMBER for word in around)


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
    scale = max((_POWERS[unit] for unit in run if unit in "万亿"), default=1)
    kind = Kind.YEAR if len(run) == 4 and not set(run) & set(_POWERS) else Kind.NUMBER
    kind = Kind.DECADE if match["han_decade"] else kind
    if single:
        firm = _is_firm(run, next(iter(values[0])), text[match.end() : match.end() + 1])
        yield _mention(match, keys, firm and not match["tenths"], kind, scale)
    else:
        for value in values:
            yield _mention(match, set(value), firm=False, scale=scale)
    if len(run) == 3 and not set(run) & set(_POWERS):  # a day that a thing is named after: 九一一
        yield _mention(match, {_amount(run[0])}, firm=False, kind=Kind.MONTH)
        yield _mention(match, {_amount(run[1:])}, firm=False)
    yield from _and_half(keys, match.end(), text)


def _values(run: str, after: str) -> list[set[Key]]:
    """What a run of numerals is worth: several of which each may be meant for 三四十, thirty or forty."""
    units = set(run) & set(_POWERS)
    close = _APPROXIMATE.search(run) if units or len(run) == 2 else None
    if close is None or "点" in run:
        return [{_amount(run)}]
    if not units and after == "年":
        return [{_amount(run), 1900 + _amount(run)}]
    return [{_amount(run[: close.start()] + digit + run[close.end() :])} for digit in close[0]]


def _is_firm(run: str, value: Key, after: str) -> bool:
    if isinstance(value, str) or value < LEAST or value in ROUND:
        return False
    if not set(run) & set(_POWERS):
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
            total = (total + section) * _POWERS[piece] if piece == "亿" else total + section * _POWERS[piece]
            section, digit, pending = 0, 0, False
        elif piece in _POWERS:
            section += (digit if pending else 1) * _POWERS[piece]
            digit, pending = 0, False
        elif piece in _VALUES:
            digit, pending = digit * 10 + _VALUES[piece], True
        else:
            digit, pending = number(piece.replace(",", "")), True
    return exact(total + section + digit)


# Doubled words

_RUN = re.compile("([\u3400-\u9fff]{2,12}?)\\1")
# Verbs that are doubled to say “a little”.
_ABAB = frozenset(
    "研究 讨论 考虑 商量 休息 学习 锻炼 介绍 打听 收拾 参观 体会 整理 观察 了解 比较 尝试 活动 高兴 哈哈".split()
)
_FUNCTION = "的了是在和与及或把被从向于由对将而以就都也"
_CHARACTER = re.compile(f"([{_FUNCTION}])\\1+")
# A function word beside a word that begins or ends with the same sign: 目的的, 和和平, 是是否.
_ENDING = {
    "的": "目标有端无中众矢",
    "是": "于但可还像",
    "在": "存现实内潜所旨好外自健",
    "和": "缓调温柔饱总共谋平中随附祥讲议求媾",
    "与": "参给赋授干",
    "及": "普涉埃触提顾波危以",
    "被": "棉",
    "从": "服随跟听盲顺",
    "向": "方导走志意取倾面动",
    "由": "自理事来缘",
    "对": "反绝相应针面核校敌派",
    "将": "必即行主",
    "以": "可所难予足加得",
    "就": "成迁高造",
    "都": "首成古京国",
}
_BEGINNING = {
    "的": "确士",
    "了": "解结却如断事账然",
    "是": "否非以",
    "在": "职场校线位逃押册案任读内座乎建家此意",
    "和": "平解谐睦气约声服美",
    "与": "会论众时其",
    "及": "时格早其",
    "或": "许者",
    "把": "握关守戏",
    "被": "告害申拘捕动迫子褥",
    "从": "事业前来而此未军属",
    "向": "来往导上下",
    "于": "是",
    "由": "此于来",
    "对": "方象话外华手策待比照立抗于称岸应账联接等峙面准内",
    "将": "来军要领",
    "而": "且后言",
    "以": "及后前来上下内外为免便致往",
    "就": "业读近地医座职任餐绪诊此是",
    "都": "市会城",
    "也": "许门",
}


def _doubled(found: str) -> Iterator[str]:
    yield from _runs(found)
    yield from _characters(found)


def _runs(found: str) -> Iterator[str]:
    for match in _RUN.finditer(found):
        run = match[1]
        if run not in _ABAB and run[0] != "一" and len(set(run)) > 1:
            yield match[0]


def _characters(found: str) -> Iterator[str]:
    for match in _CHARACTER.finditer(found):
        sign, before, after = match[1], found[: match.start()][-1:], found[match.end() :][:1]
        honest = (before and before in _ENDING.get(sign, "")) or (after and after in _BEGINNING.get(sign, ""))
        if len(match[0]) > 2 or not honest:
            yield match[0]


LANGUAGE = Language(
    code="zh",
    tag="zh-Hans",
    name="中文",
    locale="zh_Hans_CN",
    csl_locale="zh-CN",
    direction=Direction.LEFT_TO_RIGHT,
    script=HAN,
    spaced=False,
    numerals="chinese",
    quotes=("“", "”", "‘", "’"),
    spine="stacked",
    citation_style="notes-zh",
    addresses=("zh", "zh-hans", "zh-cn", "cn", "chn", "chinese", "zho"),
    line_ends=LineEnds(
        re.compile("[，。、；：！？）》」』】〉〕”’…·％]"),
        re.compile("[（《「『【〈〔“‘]$"),
        re.compile("[—…]"),
    ),
    typography=_TYPOGRAPHY,
)

GRAMMAR = Grammar(
    punctuation=Punctuation(
        "T018", "。", (*_MARKS, *_STRAIGHT, *_DOTS, *_DASHES, *_SPACES, *_OTHERS), re.compile(f"[{_HAN}]"), _punctuation
    ),
    numbers=Numbers(read),
    terms=Terms(as_written),
    repeats=Repeats(more=_doubled),
    length=0.32,
)
