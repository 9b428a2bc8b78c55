"""A line of each script through all editions in three languages, and what readers and validators make of it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from validators.epubcheck import epubcheck
from validators.verapdf import verapdf
from workshop import PROJECT, restore, run

from press.setup.system import VERAPDF
from press.verify.markup_text import of_epub
from press.verify.pdf_text import of_pdf

LANGUAGES = ("en", "zh", "ru")
NAMES = {
    "ug": "ئۇيغۇرچە", "kk-Arab": "قازاق تىلى", "fa": "زبان فارسی", "ar": "السلام", "he": "עברית", "bo": "བོད་ཡིག",
    "mn-Mong": "ᠮᠣᠩᠭᠣᠯ", "hi": "हिन्दी क्षेत्र", "ko": "한국어", "ja": "直 かな", "zh-Hant": "國際條約", "th": "ไทย",
    "ka": "ქართული", "hy": "Հայերեն",
}  # fmt: skip
SIGNS = "☑ ☒ ✓ → ℝ ⚖ ☎ ⊢ 𝔸 😀 👩\u200d👩\u200d👧 𠮷"
SPOKEN = "\n\n".join(f"The name [{name}]{{lang={tag}}} is one." for tag, name in NAMES.items())
TEXT = f"""
## Names: [བོད་]{{lang=bo}} and [ئۇيغۇر]{{lang=ug}} {{#sec-names}}

{SPOKEN}

Signs {SIGNS}, **བོད་ 한국**, `code བོད 한국`.^[A note with [བོད་ཡིག]{{lang=bo}}.]

| Script བོད | Name |
|---|---|
| Uyghur | [ئۇيغۇر]{{lang=ug}} |

: A table of [直]{{lang=ja}} and [한국어]{{lang=ko}}
"""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("scripts") / "publication"
    restore(root)
    path = root / "content/chapters/the-house.md"
    path.write_text(path.read_text("utf-8") + TEXT, "utf-8")
    settings = root / "content/publication.yaml"
    title = "title: {en: The Reading Room"
    settings.write_text(settings.read_text("utf-8").replace(title, f"{title} བོད་ ئۇيغۇر"), "utf-8")
    done = run(root, "site", "page", "epub", "pdf", "print", "cover")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build/editions"


def words(text: str) -> str:
    """The letters of a text; ligatures of Arabic script as letters."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_are_read_from_the_pdf_and_the_epub(editions: Path, code: str) -> None:
    pdf, epub = of_pdf(editions / f"reading-room-{code}.pdf"), of_epub(editions / f"reading-room-{code}.epub")
    for found in (pdf, epub):
        assert [name for name in " ".join(NAMES.values()).split() if words(name) not in words(found.body)] == []
        assert words("བོད་ཡིག") in words(found.notes)


def test_editions_are_valid(editions: Path) -> None:
    assert epubcheck([editions / f"reading-room-{code}.epub" for code in LANGUAGES]) == []
    assert verapdf([editions / f"reading-room-{code}.pdf" for code in LANGUAGES], PROJECT / VERAPDF) == []
