"""Books that hold one of everything, in three languages, and the publication that they belong to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import samples

from press.languages.registry import LANGUAGES
from press.model.book import Book, Fact
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
    },
}
LABELS = {"en": "Chapter {}", "zh": "第{}章", "ru": "Глава {}"}
PROVENANCE = {
    "en": (("Original language", "Russian"), ("Adopted", "15 June 2001"), ("Status", "Unofficial translation")),
    "zh": (("原文语言", "俄文"), ("通过日期", "2001年6月15日"), ("状态", "非正式译文")),
    "ru": (("Язык оригинала", "русский"), ("Принята", "15 июня 2001 г."), ("Статус", "подлинник")),
}
TEXTS = Path(__file__).parent / "fixtures" / "rich"


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
        languages=tuple(row for row in LANGUAGES.values() if row.code in TITLES),
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
    chapters = re.split(r"(?m)^(?=# )", (TEXTS / f"{language}.md").read_text("utf-8"))[1:]
    made = replace(samples.book(language, *chapters), words=WORDS.get(language, {}), **more)
    numbered = [LABELS[language].format(n) for n in ("一二" if language == "zh" else "12")]
    first, second = (replace(part, label=label) for part, label in zip(made.parts, numbered, strict=True))
    works = "# Bibliography {#sec-bibliography}\n\n::: {#press-refs .press-references .press-csl-bib-body role=list}\n"
    works += "::: {#ref-a .press-csl-entry role=listitem}\n"
    works += "Author, A. *A Work with a Title That Is So Long That It Has to Turn the Line*. Place, 2010.\n:::\n:::\n"
    last = samples.part(works, Matter.BACK, "")
    imprint = samples.part("# x\n\n© 2011\n\nCC BY 4.0").blocks
    plain = [{"t": "Para", "c": block["c"][1:]} for block in imprint]
    second = replace(second, provenance=tuple(Fact(*row) for row in PROVENANCE[language]))
    return replace(made, parts=(first, second, last), imprint=plain)
