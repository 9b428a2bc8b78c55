"""Doubled words: “the the”, «и и», 的的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.languages.visible import text
from press.model.translation_pair import Finding, Pair

_WORD = re.compile(r"(?<![\w-])([^\W\d_\u3400-\u9fff]+)\s+\1(?![\w-])", re.IGNORECASE)
_TWO = re.compile(r"(?<![\w-])(([^\W\d_\u3400-\u9fff]+)\s+[^\W\d_\u3400-\u9fff]+)\s+\1(?![\w-])", re.IGNORECASE)
# Honest doubles: “the books that he had had”, “gave her her book”, “a long long time”.
_HONEST = frozenset(
    "had that her very long many far no so much really ha очень много давно долго нет да ну ха еле чуть их".split()
)
# Never a name, whatever their capitals.
_SMALL = frozenset("in of to the a is on by for и в на с к по от за из о не что".split())

_HAN = re.compile("([\u3400-\u9fff]{2,12}?)\\1")
# Verbs that are doubled to say “a little”.
_ABAB = frozenset(
    "研究 讨论 考虑 商量 休息 学习 锻炼 介绍 打听 收拾 参观 体会 整理 观察 了解 比较 尝试 活动 高兴 哈哈".split()
)
_FUNCTION = "的了是在和与及或把被从向于由对将而以就都也"
_CHARACTER = re.compile(f"([{_FUNCTION}])\\1+")
# A function word beside a word that begins or ends with the same sign: 目的的, 和和平, 是是否.
_ENDS = {
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
_BEGINS = {
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
_IS_LATIN = {"en": True, "ru": False, "zh": False}


def check(pair: Pair) -> Iterator[Finding]:
    """T016: a word, two words or a run of Han that stands twice without need."""
    if pair.target is None:
        return
    found = text(pair.target)
    for one in dict.fromkeys([*_words(found, pair), *_runs(found), *_characters(found)]):
        yield Finding("T016", pair.entry.id, f"doubled: {one}", "leave one of the two out")


def _words(found: str, pair: Pair) -> Iterator[str]:
    for match in _WORD.finditer(found):
        first, second = match[0].split()
        foreign = first.isascii() != _IS_LATIN[pair.language.code]
        begins = not foreign and not re.search(r"[^\s.!?…]\s+$", found[: match.start()])
        name = first[0].isupper() and second[0].isupper() and len(first) > 1 and first.lower() not in _SMALL
        if first.lower() not in _HONEST and (begins or not name):
            yield match[0]
    for match in _TWO.finditer(found):
        first, second = match[1].lower().split()
        # “Step by step by step”: one more of the two stands before it or after.
        before, after = found[: match.start()].lower().split(), found[match.end() :].lower().split()
        goes_on = (before and before[-1] == second) or (after and after[0].strip(".,;:!?…") == first)
        if first != second and not goes_on:
            yield match[0]


def _runs(found: str) -> Iterator[str]:
    for match in _HAN.finditer(found):
        run = match[1]
        if run not in _ABAB and run[0] != "一" and len(set(run)) > 1:
            yield match[0]


def _characters(found: str) -> Iterator[str]:
    for match in _CHARACTER.finditer(found):
        sign, before, after = match[1], found[: match.start()][-1:], found[match.end() :][:1]
        honest = (before and before in _ENDS.get(sign, "")) or (after and after in _BEGINS.get(sign, ""))
        if len(match[0]) > 2 or not honest:
            yield match[0]
