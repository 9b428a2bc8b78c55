# ruff: noqa: E501  (Chinese has no spaces at which a line could be turned)
"""Books that hold one of everything, in three languages, and the publication that they belong to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import samples

from press.model.book import Book
from press.model.language import LANGUAGES
from press.model.publication import Matter, Publication

PIXEL = (
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
TITLES = {
    "en": "Counter-Terrorism and Human Rights",
    "zh": "反恐与人权：上海合作组织的影响",
    "ru": "Борьба с терроризмом и права человека",
}
SUBTITLES = {
    "en": "The Impact of the Shanghai Cooperation Organization",
    "zh": "白皮书",
    "ru": "Влияние Шанхайской организации сотрудничества",
}
WORDS = {
    "zh": {
        "Contents": "目录",
        "Cover": "封面",
        "Cover: {title}": "封面：{title}",
        "Title page": "书名页",
        "Imprint": "版权页",
        "Landmarks": "导航",
        "Start of the text": "正文",
        "Notes": "注释",
        ". ": "　",
        "Draft: {done} of {all} segments are translated.": "草稿：已译{done}段，共{all}段。",
    },
    "ru": {
        "Contents": "Содержание",
        "Cover": "Обложка",
        "Cover: {title}": "Обложка: {title}",
        "Title page": "Титульный лист",
        "Imprint": "Выходные данные",
        "Landmarks": "Ориентиры",
        "Start of the text": "Начало текста",
        "Notes": "Примечания",
        "Draft: {done} of {all} segments are translated.": "Черновик: переведено {done} из {all} сегментов.",
    },
}
LABELS = {"en": "Chapter {}", "zh": "第{}章", "ru": "Глава {}"}
PROVENANCE = {
    "en": (("Original language", "Russian"), ("Adopted", "15 June 2001"), ("Status", "Unofficial translation")),
    "zh": (("原文语言", "俄文"), ("通过日期", "2001年6月15日"), ("状态", "非正式译文")),
    "ru": (("Язык оригинала", "русский"), ("Принята", "15 июня 2001 г."), ("Статус", "подлинник")),
}
TEXTS = {
    "en": (
        """# Introduction {#sec-one}

The organization was founded in 2001 in Shanghai, and its charter was signed a year later.^[Charter, art. 1.] It says
“three evils” where others say *terrorism* and **extremism**; in Chinese they are
[三股势力：恐怖主义、分裂主义、“极端主义”]{lang=zh-Hans}, and in Russian [«три силы зла»]{lang=ru}.[^long]

Its members are bound by the treaties listed in [Table 1](#tbl-one){.xref kind=table}; see also
[Chapter 2](#sec-two){.xref kind=chapter} on their implementation, accountability and internationalization.

[^long]: The phrase appears first in 1998.

    A second paragraph of the note says where it was taken from: [《上海公约》]{lang=zh-Hans}, 2001.

## [1.1]{.hn} What the members agreed {#sec-in}

- one thing, which is long enough that it does not fit on a single line of a telephone;
- another thing.

1. First
2. Second, with a list below it
    a. inner

> A quotation stands in a block of its own, and it has a note too.^[Quoted after the original.]

After the quotation the text goes on, with 1,234 exercises (1996–2011) and the abbreviation RATS.
""",
        """# A chapter with a rather long title that runs over two or three lines {#sec-two}

::: {.table}
| Exercise | Year | Place | Troops |
|:---------|------|:------|-------:|
| Peace Mission 2007^[In Chelyabinsk.] | 2007 | Chelyabinsk, Russia | 6,500 |
| Coalition-2003 | 2003 | Kazakhstan, China | 1,300 |

: [Table 1.]{.cn} Joint exercises^[Counted by the organizers.] {#tbl-one}
:::

A second paragraph follows the table.[^last]

![[Figure 1.]{.cn} A picture of one dot](figures/dot.png){#fig-one width=40%}

Term
:   What the term means, at some length, so that the line has to turn.

Another term
:   Its meaning.

### A smaller heading {#sec-small}

The end of the book is near.

[^last]: The last note.
""",
    ),
    "zh": (
        """# 引言 {#sec-one}

上海合作组织于2001年在上海成立，次年签署宪章。^[《宪章》第一条。]它所说的“三股势力”——*恐怖主义*、**分裂主义**和极端主义——在英文中称为[“three evils”]{lang=en}，在俄文中称为[«три силы зла»]{lang=ru}。[^long]

各成员国受[表1](#tbl-one){.xref kind=table}所列条约的约束；另见[第二章](#sec-two){.xref kind=chapter}。联合国安全理事会第1373号决议要求所有国家拒绝为恐怖分子提供庇护，同一机构亦宣布，反恐措施必须符合国际人权法、难民法和人道主义法。

[^long]: 这一说法最早见于1998年。

    注释的第二段说明其出处：《上海公约》，2001年。

## [1.1]{.hn} 成员国的约定 {#sec-in}

- 第一项内容较长，在手机屏幕上一行放不下，因此必须换行显示，以便检查缩进；
- 第二项。

1. 其一
2. 其二

> 引文单独成段，也带有注释。^[据原文引用。]

引文之后正文继续，共有1234次演习（1996—2011年）。
""",
        """# 一个标题相当长、需要占用两三行的章节：定义、机制与责任 {#sec-two}

| 演习 | 年份 | 地点 | 人数 |
|:-----|------|:-----|-----:|
| “和平使命—2007”^[在车里雅宾斯克。] | 2007 | 俄罗斯车里雅宾斯克 | 6500 |
| “联合—2003” | 2003 | 哈萨克斯坦、中国 | 1300 |

: [表1]{.cn} 联合军事演习^[由主办方统计。] {#tbl-one}

表格之后是第二段。[^last]

![[图1]{.cn} 一个点](figures/dot.png){#fig-one width=40%}

术语
:   术语的含义，文字较长，以便换行，检查缩进是否正确，标点是否得当。

另一术语
:   其含义。

### 小标题 {#sec-small}

全书将尽。

[^last]: 最后一条注释。
""",
    ),
    "ru": (
        """# Введение {#sec-one}

Организация основана в 2001 году в Шанхае, а годом позже подписана её Хартия.^[Хартия, ст. 1.] Она говорит о «трёх силах
зла»: *терроризме*, **сепаратизме** и экстремизме; по-китайски это [三股势力：“极端主义”]{lang=zh-Hans}, по-английски
[“three evils”]{lang=en}.[^long]

Государства-члены связаны договорами, перечисленными в [таблице 1](#tbl-one){.xref kind=table}; см. также
[главу 2](#sec-two){.xref kind=chapter} об их осуществлении и ответственности.

[^long]: Выражение впервые встречается в 1998 году.

    Второй абзац примечания указывает источник: Шанхайская конвенция, 2001.

## [1.1]{.hn} О чём договорились участники {#sec-in}

- первое, достаточно длинное, чтобы не уместиться в одной строке на экране телефона;
- второе.

1. Одно
2. Другое

> Цитата стоит отдельным блоком, и у неё тоже есть примечание.^[Цитируется по подлиннику.]

После цитаты текст продолжается: 1234 учения (1996—2011 гг.).
""",
        """# Глава с довольно длинным названием, которое занимает две или три строки {#sec-two}

| Учение | Год | Место | Численность |
|:-------|-----|:------|------------:|
| «Мирная миссия — 2007»^[В Челябинске.] | 2007 | Челябинск, Россия | 6500 |
| «Коалиция-2003» | 2003 | Казахстан, Китай | 1300 |

: [Таблица 1.]{.cn} Совместные учения^[По данным организаторов.] {#tbl-one}

После таблицы идёт второй абзац.[^last]

![[Рисунок 1.]{.cn} Точка](figures/dot.png){#fig-one width=40%}

Термин
:   Что он означает, достаточно подробно, чтобы строка перешла на следующую.

Другой термин
:   Его значение.

### Меньший заголовок {#sec-small}

Конец книги близок.

[^last]: Последнее примечание.
""",
    ),
}


def publication(root: Path) -> Publication:
    """A publication in three languages with one picture; `root` is filled with its files."""
    pictures = root / "content" / "figures"
    pictures.mkdir(parents=True, exist_ok=True)
    (pictures / "dot.png").write_bytes(bytes.fromhex(PIXEL))
    return Publication(
        root=root,
        slug="sample",
        identifier="urn:uuid:6d0f4a5e-0b0e-4b1c-9d38-0d7a4c1f2b11",
        version="1.0",
        publication_date=date(2011, 3, 1),
        title=TITLES,
        subtitle=SUBTITLES,
        description={code: f"{TITLES[code]} & <more>" for code in TITLES},
        languages=tuple(LANGUAGES.values()),
        source_language="en",
        formats=("epub",),
        documents=(),
        imprint=None,
        licence="CC-BY-4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        citation_styles={},
        references=None,
        publisher={"en": "The Publisher", "zh": "出版者", "ru": "Издатель"},
        keywords={"en": ("terrorism", "human rights"), "zh": ("恐怖主义",), "ru": ("терроризм",)},
    )


def book(language: str, **more: Any) -> Book:
    """A book with notes, tables, lists, a figure, headings, foreign passages, provenance and an imprint."""
    made = replace(samples.book(language, *TEXTS[language]), words=WORDS.get(language, {}), **more)
    numbered = [LABELS[language].format(n) for n in ("一二" if language == "zh" else "12")]
    first, second = (replace(part, label=label) for part, label in zip(made.parts, numbered, strict=True))
    works = '# Bibliography {#sec-bibliography}\n\n::: {#refs .references .csl-bib-body}\n::: {#ref-a .csl-entry}\n'
    works += "Author, A. *A Work with a Title That Is So Long That It Has to Turn the Line*. Place, 2010.\n:::\n:::\n"
    last = samples.part(works, Matter.BACK, "")
    imprint = samples.part("# x\n\n© 2011\n\nCC BY 4.0").blocks
    plain = [{"t": "Para", "c": block["c"][1:]} for block in imprint]
    second = replace(second, provenance=PROVENANCE[language])
    return replace(made, parts=(first, second, last), imprint=plain)
