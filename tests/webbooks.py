"""A book with everything in it, in three languages, and its publication: for tests of web editions."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import samples

from press import pandoc
from press.editions.html import page, site
from press.languages.registry import LANGUAGES
from press.model.book import Book, Completeness, Fact
from press.model.publication import Contributor, Document, Matter, Publication

MODULES = Path(__file__).parents[1] / "node_modules"
ADDRESS = "https://river.example/" + "river/" * 12
TITLES = {
    "en": "The River Compact: Law and Practice",
    "zh": "《河流公约》:法律与实践".replace(":", "："),
    "ru": "Речное соглашение: право и практика",
}
SUBTITLES = {
    "en": "How five states came to share one river, and what it cost them",
    "zh": "五国如何共享一条河流，又付出了什么代价",
    "ru": "Как пять государств поделили одну реку и чего это стоило",
}
LINES = {
    "en": (
        "The five states signed the compact in 2001 and brought it into force two years later, after each parliament"
        " had approved the text “without reservation”, as the protocol says. What was agreed there has governed the"
        " river ever since, although no court has been asked to say what it means.",
        "A note on the first meeting, which was held in the old customs house.",
        "See the table in",
        "Members of the compact",
        ("State", "Joined", "Share of water, %", "Remark"),
        ("Upland", "Lowland", "Delta"),
        "The commission of the river",
        "Summary",
        "The works of the compact",
        "Bibliography",
    ),
    "zh": (
        "五国于2001年签署该公约，两年后经各国议会“无保留”批准（如议定书所述），公约生效。此后，这条河流一直受其约束，"
        "尽管从未有法院被要求解释其含义。《公约》第7条规定：各国应当（一）通报；（二）协商；（三）赔偿。",
        "关于首次会议的说明：会议在旧海关大楼举行。",
        "参见以下位置的表格：",
        "公约成员国",
        ("国家", "加入年份", "水量份额（%）", "备注"),
        ("高地国", "低地国", "三角洲国"),
        "河流委员会",
        "摘要",
        "公约的工程",
        "参考文献",
    ),
    "ru": (
        "Пять государств подписали соглашение в 2001\u00a0г. и ввели его в\u00a0действие через два года, после того как"
        " каждый парламент одобрил текст «без оговорок», как сказано в\u00a0протоколе. С\u00a0тех пор соглашение"
        " управляет рекой, хотя ни один суд не\u00a0просили растолковать его смысл.",
        "Примечание о\u00a0первой встрече, которая прошла в\u00a0старой таможне.",
        "См. таблицу в",
        "Участники соглашения",
        ("Государство", "Вступление", "Доля воды, %", "Примечание"),
        ("Верхняя страна", "Нижняя страна", "Дельта"),
        "Речная комиссия",
        "Резюме",
        "Работы по соглашению",
        "Список литературы",
    ),
}
FOREIGN = '[Vertrag — “Abkommen” of 1954]{lang="en"}, [Соглашение «О реке»]{lang="ru"}, [《河流条约》]{lang="zh-Hans"}'
WORDS = {
    "zh": {
        **{"Contents": "目录", "Previous": "上一章", "Next": "下一章", "Language": "语言", "Imprint": "版权页"},
        **{"Note {number}": "注{number}", "Paragraph {number}": "第{number}段", "Skip to text": "跳至正文"},
    },
    "ru": {
        **{
            "Contents": "Содержание",
            "Previous": "Назад",
            "Next": "Далее",
            "Language": "Язык",
            "Imprint": "Выходные данные",
        },
        **{"Note {number}": "Примечание {number}", "Paragraph {number}": "Абзац {number}", "Skip to text": "К тексту"},
    },
}
LABELS = {"en": "Chapter {}", "zh": "第{}章", "ru": "Глава {}"}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120" width="320" height="120">'
    '<path d="M0 90 Q 80 20 160 70 T 320 40" fill="none" stroke="#8a2b2b" stroke-width="6"/></svg>'
)


def publication(root: Path, *codes: str, **changes: object) -> Publication:
    """A publication in languages; writes its pictures under root/content."""
    (root / "content/figures").mkdir(parents=True, exist_ok=True)
    (root / "content/figures/river.svg").write_text(PICTURE)
    made = Publication(
        root=root,
        slug="river",
        identifier="urn:isbn:0",
        version="1.2",
        publication_date=date(2011, 3, 30),
        title=TITLES,
        subtitle=SUBTITLES,
        description={code: LINES[code][0] for code in TITLES},
        languages=tuple(row for row in LANGUAGES.values() if row.code in (codes or TITLES)),
        source_language="en",
        formats=("site", "page"),
        documents=tuple(Document(name, Matter.CHAPTER, root / f"{name}.md", "en") for name in ("summary", "works")),
        imprint=None,
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        citation_styles={},
        references=None,
        publisher={"en": "River Institute", "zh": "河流研究所", "ru": "Институт реки"},
        contributors=(Contributor({"en": "A. Author", "zh": "作者", "ru": "А. Автор"}, "aut"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def book(language: str, done: bool = True) -> Book:
    """The book in a language: anchors are the same in all of them."""
    line = LINES[language]
    made = samples.book(language, _first(language), _second(language), _works(language))
    labels = [LABELS[language].format("一二三"[n] if language == "zh" else n + 1) for n in range(3)]
    parts = [replace(part, label=label) for part, label in zip(made.parts, labels, strict=True)]
    parts[1] = replace(
        parts[1], provenance=(Fact(line[4][0], line[5][0]), Fact(line[4][1], "2001"), Fact("URL", ADDRESS, ADDRESS))
    )
    parts[2] = replace(parts[2], matter=Matter.BACK, label="", number="")
    imprint = pandoc.read(f"{line[0]}\n\n{TITLES[language]}", samples.READER)["blocks"]
    completeness = Completeness(20) if done else Completeness(15, 2, 3)
    return replace(made, parts=tuple(parts), imprint=imprint, words=WORDS.get(language, {}), completeness=completeness)


@cache
def editions() -> Path:
    """A folder with site/en, site/zh, site/ru (a draft), site/index.html and river-en.html …, made once a run."""
    root = Path(tempfile.mkdtemp(prefix="webbooks-"))
    atexit.register(shutil.rmtree, root)
    made = publication(root)
    for code in TITLES:
        text = book(code, code != "ru")
        site.write_site(text, made, MODULES, root / "site" / code)
        page.write_page(text, made, MODULES, root / f"river-{code}.html")
    site.write_front_door(made, root / "site/index.html", MODULES)
    return root


def _first(language: str) -> str:
    line = LINES[language]
    paragraphs = "\n\n".join(
        f"{line[0][: 60 + n * 20]}[^a{n}] {line[0]}\n\n[^a{n}]: {line[1]} *{line[3]}* {n}." for n in range(4)
    )
    return f"""# {line[7]} *{line[6]}* {{#sec-summary}}

{line[0]}[^1] **{line[6]}** *{line[3]}* {FOREIGN}.

{paragraphs}

## [1.1]{{.press-hn}} {line[6]} {{#sec-commission}}

{line[2]} [{line[3]}](#tbl-members){{.press-xref kind=table}},
[{line[8]}](#sec-works){{.press-xref kind=chapter}}.[^long]

- []{{#li-1 .press-anchor}}{line[0]}
- []{{#li-2 .press-anchor}}{line[1]}[^list]

> []{{#quote-1 .press-anchor}}{line[0]}

### {line[3]} {{#sec-deep}}

1.  {line[1]}
2.  {line[1]}

{_ending(line)}"""


def _ending(line: tuple) -> str:
    return f"""{line[4][0]}
:   {line[0]}

{line[4][1]}
:   {line[1]}

{line[0]} [UN]{{.smallcaps}} <https://example.org/a/very/long/address/that/has/no/place/to/break/at/all/in/it>

[^1]: {line[1]}
[^long]: {line[0]}

    {line[1]} **{line[6]}**
[^list]: {line[1]}
"""


def _second(language: str) -> str:
    line = LINES[language]
    rows = "\n".join(
        f"| {state}{'[^t]' if at == 0 else ''} | 200{at} | {at * 17 + 1}.5 | {line[1]} |"
        for at, state in enumerate(line[5])
    )
    return f"""# {line[8]} {{#sec-works}}

{line[0]}

| {" | ".join(line[4])} |
|:------------|-----|----:|:----------------------------|
{rows}

: [1.]{{.press-cn}} {line[3]}[^c] {{#tbl-members}}

{line[0]}

![[1.]{{.press-cn}} {line[6]}](figures/river.svg){{#fig-river alt="{line[6]} 1" width=80%}}

{line[0]}[^end] [Untranslated words.]{{.press-untranslated lang=en}}

[^t]: {line[1]}
[^c]: {line[1]}
[^end]: {line[1]}
"""


def _works(language: str) -> str:
    line = LINES[language]
    entries = "\n".join(
        f":::: {{#ref-{n} .press-csl-entry role=listitem}}\n{line[5][n]}. *{line[6]}*. {FOREIGN}. https://example.org/{n}\n::::\n"
        for n in range(3)
    )
    return f"""# {line[9]} {{#sec-bibliography}}

::: {{#press-refs .press-references .press-csl-bib-body role=list}}
{entries}
:::
"""
