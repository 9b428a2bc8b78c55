"""Numbers and dates of Russian texts."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from press.languages.numbers import digits, words
from press.languages.numbers.lexicon import Lexicon, R, Role, Word, also_parts, loose, phrase, series
from press.languages.numbers.mention import Mention


def _soft(role: Role, first: int, step: int, stems: str, endings: str = "ь и ью") -> dict[str, Word]:
    """Numerals that are declined alike."""
    return series(role, first, step, " ".join("|".join(s + e for e in endings.split()) for s in stems.split()))


_ADJECTIVE = "ый ой ий ая ое ые ого ому ым ом ую ых ыми"
_TEENS = "одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
_FIFTIES = "пят|десят шест|десят сем|десят"
_GENITIVE = "двух|дву трёх|трех|трё четырёх|четырех пяти шести семи восьми девяти десяти"
_HUNDREDS = (
    "двести|двухсот|двумстам|двумястами|двухстах триста|трёхсот|трехсот|трёмстам|тремстам|тремястами|трёхстах|трехстах "
    "четыреста|четырёхсот|четырехсот|четырёмстам|четыремстам|четырьмястами|четырёхстах|четырехстах "
) + " ".join(
    f"{a}ьсот|{b}исот|{b}истам|{c}юстами|{b}истах"
    for a, b, c in (("пят", "пят", "пять"), ("шест", "шест", "шесть"), ("сем", "сем", "семь"),
                    ("восем", "восьм", "восемь"), ("девят", "девят", "девять"))
)
_UNITS = (
    "один|одна|одно|одни|одного|одной|одному|одним|одном|одну|одних|одними два|две|двух|двум|двумя|двое|двоих|двоим "
    "три|трёх|трех|трём|трем|тремя|трое|троих|троим четыре|четырёх|четырех|четырём|четырем|четырьмя|четверо|четверых "
    "пять|пяти|пятью|пятеро|пятерых шесть|шести|шестью|шестеро|шестерых семь|семи|семью|семеро|семерых "
    "восемь|восьми|восемью|восьмью девять|девяти|девятью"
)
_THIRD = "третий|третья|третье|третьего|третьей|третьему|третьим|третьем|третью|третьи|третьих|третьими"
_TENFOLD = " ".join(
    f"{a}ьдесят|{b}идесяти|{c}юдесятью"
    for a, b, c in (("пят", "пят", "пять"), ("шест", "шест", "шесть"), ("сем", "сем", "семь"),
                    ("восем", "восьм", "восемь"))
)
_LATER = "сороков пятидесят шестидесят семидесят восьмидесят девяност"
_HALVES = "половина половины половине половину половиной"
_SCALES = {
    "дюжин": (12, "а ы е у ой ам ами ах"),
    "десят": (10, "ок ка ков ку ком ке ки кам ками ках"),
    "сот": (100, "ня ни не ню ней ен ням нями нях"),
    "тысяч": (10**3, "|а|и|е|у|ей|ью|ам|ами|ах"),
    "миллион": (10**6, "||а|у|ом|е|ов|ам|ами|ах"),
    "миллиард": (10**9, "||а|у|ом|е|ов|ам|ами|ах"), "триллион": (10**12, "||а|у|ом|е|ов|ам|ами|ах"),
}  # fmt: skip
# Of the scales' forms, those that are a number without another before them: a thousand, but not “thousands”.
_BARE = re.compile(r"(?:дюжин|тысяч|сотн)[ауею]|десяток|десятка|(?:миллион|миллиард|триллион)[ау]?")
_WORDS = {
    **series(R.UNIT, 1, 1, _UNITS),
    **_soft(R.TEEN, 10, 1, f"десят {_TEENS}"),
    **_soft(R.TENS, 20, 10, "двадцат тридцат"),
    "сорок": Word(R.TENS, 40),
    "сорока": Word(R.TENS, 40, about=True),  # a bird, too
    **series(R.TENS, 50, 10, f"{_TENFOLD} девяносто|девяноста"),
    **series(R.HUNDREDS, 100, 100, f"сто|ста {_HUNDREDS}"),
    **_soft(R.ORDINAL, 1, 1, "перв втор", _ADJECTIVE),
    **also_parts(series(R.ORDINAL, 3, 1, _THIRD)),
    **also_parts(_soft(R.ORDINAL, 4, 1, "четвёрт пят шест седьм восьм девят десят", _ADJECTIVE)),
    **also_parts(_soft(R.ORDINAL, 4, 1, "четверт", _ADJECTIVE)),
    **_soft(R.ORDINAL, 11, 1, _TEENS, _ADJECTIVE),
    **{
        form: replace(word, more=frozenset((1900 + int(word.value),)))
        for form, word in _soft(R.ORDINAL, 20, 10, f"двадцат тридцат {_LATER}", _ADJECTIVE).items()
    },
    **_soft(R.ORDINAL, 100, 100, "сот двухсот трёхсот", _ADJECTIVE),
    **loose(n2="дважды вдвое пара пару пары двойка оба обе обоих обеих обоим обеим обоими обеими", n3="трижды втрое"),
    **loose(n3="тройка тройки тройке тройку тройкой", n4="вчетверо четвёрка", n5="впятеро", n24="сутки суток"),
    **loose(n10="десятилетие десятилетия десятилетий десятилетию", n100="век века столетие столетия столетию"),
    **loose(n500000="полмиллиона", n500000000="полмиллиарда", n30="полчаса получаса", n50="полвека"),
    **loose(n6="полгода полугода полугодие"),
    **{
        stem + ending: Word(R.SCALE, value, bare=bool(_BARE.fullmatch(stem + ending)), about=value < 10**3)
        for stem, (value, endings) in _SCALES.items()
        for ending in re.split(r"[ |]", endings)
    },
    **{form: Word(R.SCALE, 10**3, bare=False) for form in ("тыс",)},
    **{form: Word(R.SCALE, value, bare=False) for form, value in (("млн", 10**6), ("млрд", 10**9), ("трлн", 10**12))},
    **dict.fromkeys("полтора полторы полутора".split(), Word(R.UNIT, Fraction(3, 2), frozenset((18,)))),
    **dict.fromkeys(_HALVES.split(), Word(R.PART, Fraction(1, 2))),
    **dict.fromkeys("треть трети третью".split(), Word(R.PART, Fraction(1, 3))),
    **dict.fromkeys("четверть четверти четвертью".split(), Word(R.PART, Fraction(1, 4))),
}  # fmt: skip
_WORDS["третью"] = Word(R.ORDINAL, 3, frozenset((Fraction(1, 3),)))
# The first part of adjectives and nouns: двухдневный, пятидесятилетие.
_PREFIXES = {
    **dict.fromkeys(("двух", "дву"), 2), **dict.fromkeys(("трёх", "трех"), 3), "четырёх": 4, "четырех": 4,
    "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9, "десяти": 10, "двенадцати": 12, "пятнадцати": 15,
    "двадцати": 20, "двадцатипяти": 25, "тридцати": 30, "сорока": 40, "пятидесяти": 50, "шестидесяти": 60,
    "семидесяти": 70, "восьмидесяти": 80, "девяносто": 90, "двухсот": 200, "трёхсот": 300, "тысяче": 1000,
    "пятёрк": 5, "шестёрк": 6, "семёрк": 7, "восьмёрк": 8, "двадцатк": 20,
}  # fmt: skip
_PREFIX = re.compile(f"({'|'.join(sorted(_PREFIXES, key=len, reverse=True))})[а-яё]")
_MONTHS = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр".split()
_ENDINGS = {"март": " а е у ом", "август": " а е у ом", "ма": "й я е ю ем"}
_MONTH = {
    stem + ending: (at, True)
    for at, stem in enumerate(_MONTHS, 1)
    for ending in re.split(" ", _ENDINGS.get(stem, "ь я е ю ём ем"))
}
_ADJECTIVES = re.compile(f"({'|'.join(stem for stem in _MONTHS if len(stem) > 2)}|май)(?:ов|ь)?ск")
_SHORTS = "янв фев|февр мар апр май июн июл авг сен|сент окт ноя|нояб дек"
_SHORT = {name: at for at, names in enumerate(_SHORTS.split(), 1) for name in names.split("|")}
_PHRASES = (
    phrase(r"\bпрошл\w+ (?:век|столети)\w*", 20),
    phrase(r"\b(?:нынешн|текущ)\w+ (?:век|столети)\w*", 21),
    phrase(r"\bдвое суток|\bдвух суток", 48),
    phrase(r"\bтрое суток|\bтр[её]х суток", 72),
    phrase(r"\b[Пп]оловин\w+ \w+(?:ого|ьего)\b", ":30"),
    phrase(r"\b[Чч]етверть (?:часа|\w+ого)\b", ":15"),
)
_SINGLE = re.compile(r"(?i:глав|част|раздел|том|книг|приложени|протокол|стать|групп)\w{0,3}\s$")


def _other(word: str) -> Word | None:
    found = len(word) > 5 and _PREFIX.match(word.lower())
    return Word(R.LOOSE, _PREFIXES[found[1]]) if found else None


def _month(text: str, match: re.Match[str]) -> tuple[int, bool]:
    raw: str = match["word"]
    lower = raw.lower()
    if found := _MONTH.get(lower):
        return found[0], raw == lower
    if lower in _SHORT and text[match.end() : match.end() + 1] == "." and text[: match.start()].rstrip()[-1:].isdigit():
        return _SHORT[lower], True
    adjective = _ADJECTIVES.match(lower)
    stem = adjective[1] if adjective else ""
    return (_MONTHS.index(stem if stem != "май" else "ма") + 1, raw == lower) if adjective else (0, False)


_LEXICON = Lexicon(
    words=_WORDS,
    lexer=digits.lexer(digits.COMMA, r"(?P<word>[^\W\d_]+)"),
    decimal=",",
    joint="",
    half=re.compile(r"\s+с\s+"),
    other=_other,
    month=_month,
    single=_SINGLE,
    phrases=_PHRASES,
)


def read(text: str) -> list[Mention]:
    """The numbers of a Russian text."""
    return words.read(text, _LEXICON)
