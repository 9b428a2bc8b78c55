"""Russian: Мильчин's handbook, OST 29.124. Typography, punctuation, numbers and dates, terms, ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

from press.languages import rules
from press.languages.numbers import digits, words
from press.languages.numbers.lexicon import Lexicon, R, Role, Word, also_parts, loose, phrase, series
from press.languages.rules import GAP, replacements, rule
from press.languages.scripts import CYRILLIC
from press.model.grammar import Grammar, Numbers, Punctuation, Repeats, Terms
from press.model.language import NBSP, OBJECT, Direction, Language, LineEnds
from press.model.mention import Mention

# Typography

_MONTH_NAMES = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_OF_NUMBERS = r"гг?\.|год\w*|лет|век\w*|вв?\.|%|млн|млрд|тыс\.|км|кг|м|га|руб\.|долл\.|чел\.|человек\w*"
_OF_MEASURES = r"трлн|см|мм|т\.|коп\.|экз\.|шт\.|ч\.|мин\."
_OF_PLACES = "ул|просп|пер|пл|наб|бул|д|кв|корп|обл|пос|дер"

_TYPOGRAPHY = replacements(
    (r"(?<=\w)'(?=\w)", "’"),
    (r" (?=[–—] )", NBSP),
    (r"([№§]) ?(?=\d)", rf"\1{NBSP}"),
    (r"(?<=\d) (?=\d{3}(?!\d))", NBSP),
    (rf"(?<=\d) (?=(?:{_MONTH_NAMES}|{_OF_NUMBERS}|{_OF_MEASURES})(?!\w))", NBSP),
    (r"(?<=[IVXLC]) (?=вв?\.)", NBSP),
    (rf"\b(ст|пп?|ч|гл|с|стр|рис|табл|т|разд|прил|абз|подп|см|ср|г|гг|{_OF_PLACES})\. (?=[\dА-ЯЁ№A-Z])", rf"\1.{NBSP}"),
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
)

# Punctuation: «ёлочки» and inside of them „лапки“, a dash with spaces, № and …; no spaces before marks.

_LETTER = "А-Яа-яЁё"
_QUOTES = "write «…», inside of them „…“"
_DASH = "write — with a space on either side"

_MARKS = (
    rule(r'(?<!\d)"', "straight quotation mark", _QUOTES),
    rule("”|‟|‘|“(?=[\\w])(?<![\\w.!?…»)]“)", "quotation mark of another language", _QUOTES),
    rule(r"(?<!-)--+(?!-)|[―─]", "another sign in place of a dash", _DASH),
    rule(rf"(?<=[{_LETTER}»),])[ ]-[ ]|(?<=\S)[ ]-[ ](?=[{_LETTER}«(])", "a hyphen in place of a dash", _DASH),
    rule(r"(?<=\S)[ ]–(?=[ ,])", "a short dash in place of a long one", _DASH),
    # «Москва—Пекин», «XIX—XX века» are written without spaces.
    rule(
        rf"(?<=[^\s\d(«„—])(?<!\b[A-ZА-ЯЁ])(?<![A-ZА-ЯЁ]{{2}})—(?=[ ,])|(?<=[\s])—(?![\s,—])|^—(?=\S)"
        rf"|(?<=[{_LETTER})»])—(?=[а-яё«(])|(?<![\w-])[а-яё][\w-]{{0,40}}—(?=\w)",
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


def _latin_words(source: str, target: str) -> Iterator[tuple[str, str]]:
    for match in _ALONE.finditer(target):
        if not _NAMED.search(target[: match.start()]):
            place = rules.around(target, *match.span())
            yield f"the Latin letter {match[0]} in place of a word: {place}", "type it in Cyrillic"
            return


# Numbers

def _soft(role: Role, first: int, step: int, stems: str, endings: str = "ь и ью") -> dict[str, Word]:
    """Numerals that are declined alike."""
    return series(role, first, step, " ".join("|".join(s + e for e in endings.split()) for s in stems.split()))


_ADJECTIVE = "ый ой ий ая ое ые ого ому ым ом ую ых ыми"
_TEENS = "одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
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
_NUMBERS = {
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
_NUMBERS["третью"] = Word(R.ORDINAL, 3, frozenset((Fraction(1, 3),)))
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


@cache
def _lexicon() -> Lexicon:
    """Made when a text is read: its pattern takes long to compile."""
    return Lexicon(
        words=_NUMBERS,
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
    return words.read(text, _lexicon())


# Terms: the key of a word is its stem.

# "собрание", however it is declined, is not "собрать".
_VERBAL = re.compile(r"(\w{2,}[аеёиуыя][нт]и)(?:е|я|ю|ем|ей|й|и|ям|ями|ях)")
# The vowel that comes and goes before a last consonant, where this is not that of an ending (-ов, -ом, -ет).
_FLEETING = re.compile(r"(?<=\w{2}[бвгджзклнпрстфхцчшщь])[ое](?=[бгджзклнпрсфцчшщ]$)")


@cache
def _stem(word: str) -> str:
    """A stem that all cases of a noun have in common: списки, список → списк.

    Snowball takes the last letters of some nouns for endings of verbs, in some of their cases: once more, then, in the
    others. A double н marks an adjective, which would become its noun by that.
    """
    if len(word) > 1 and word.isupper():
        return word
    if verbal := _VERBAL.fullmatch(word.lower()):
        return verbal[1]
    stem, before = _FLEETING.sub("", word.lower().removesuffix("ь").replace("ё", "е")), ""
    doubled = "нн" in stem
    while stem != before:
        before, stem = stem, rules.snowball("russian")(stem)
        if doubled:
            break
    return _FLEETING.sub("", stem).replace("ь", "")


# Ends of lines

_SHORT_WORDS = (
    # Particles that lean on the word before (же, ли, бы) may end a line.
    "а|в|во|вы|до|за|и|из|из-за|из-под|их|к|ко|мы|на|не|ни|но|о|об|обо|он|от|по|с|со|та|те|то|ту|ты|у|я"
)

LANGUAGE = Language(
    code="ru",
    tag="ru",
    name="Русский",
    locale="ru_RU",
    csl_locale="ru-RU",
    direction=Direction.LEFT_TO_RIGHT,
    script=CYRILLIC,
    spaced=True,
    numerals="decimal",
    quotes=("«", "»", "„", "“"),
    spine="up",
    citation_style="notes-ru",
    addresses=("ru", "ru-ru", "rus", "russian"),
    line_ends=LineEnds(
        rules.NOT_FIRST,
        rules.NOT_LAST,
        bound=(
            (
                re.compile(rf"(?<![\w.{rules.HYPHENS}])(?:[АаВвИиКкОоСсУуЯя]|(?i:{_SHORT_WORDS}))$"),
                re.compile(r"[\w«„(]"),
            ),
            (re.compile(r"(?:№|§|(?<!\w)(?:ст|пп?|ч|гл|с|стр|рис|табл|разд|прил|абз|подп|г|т)\.)$"), re.compile(r"\d")),
            (re.compile(r"(?<!\w)[А-ЯЁ]\.$"), re.compile(r"[А-ЯЁ](?:\.|[а-яё])")),
        ),
    ),
    typography=_TYPOGRAPHY,
)

GRAMMAR = Grammar(
    punctuation=Punctuation("T019", ".", _MARKS, re.compile(f"[{_LETTER}]"), _latin_words),
    numbers=Numbers(read),
    terms=Terms(_stem, frozenset(("же", "ли", "бы")), agreeing=True),
    repeats=Repeats(
        honest=frozenset("очень много давно долго нет да ну ха еле чуть их".split()),
        small=frozenset("и в на с к по от за из о не что".split()),
    ),
    length=1.035,
)
