"""What a reader is told of a release, and of what changed since the last one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from press import pandoc
from press.catalogs import po
from press.content.publication import read_publication
from press.files import remove
from press.release.forge import HAIR, JOINER
from press.release.notes import OF_A_DOCUMENT, changelog_of, release_notes
from press.translations.update import update

MINIMAL = Path(__file__).resolve().parent.parent / "fixtures/minimal"
BORROWING = "content/chapters/borrowing.md"


@pytest.fixture
def trees(tmp_path: Path) -> tuple[Path, Path]:
    """The folders of the last release and of this one, as they begin: the same."""
    for name in ("before", "now"):
        shutil.copytree(MINIMAL, tmp_path / name, ignore=shutil.ignore_patterns("build"))
    return tmp_path / "before", tmp_path / "now"


def edit(path: Path, old: str, new: str) -> None:
    """Change a file where it says something once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


def told(now: Path, before: Path | None, language: str = "en", changelog: str | None = None) -> str:
    """The notes, without the spaces and joiners that nobody sees."""
    found = release_notes(read_publication(now), language, "1.1", changelog, before)
    return found.replace(HAIR, "").replace(JOINER, "")


def test_the_first_release_says_so(trees: tuple[Path, Path]) -> None:
    notes = told(trees[1], None, changelog="## 1.1\n\n- Longer *periods*\n\n## 1.0\n\n- old\n")
    assert notes == "# The Reading Room\n\nVersion 1.1\n\n- Longer *periods*\n\nThis is the first release.\n"


def test_nothing_changed(trees: tuple[Path, Path]) -> None:
    before, now = trees
    assert told(now, before).endswith("## Changes since version 1\n\nNo text has changed.\n")


def test_what_became_of_passages(trees: tuple[Path, Path]) -> None:
    before, now = trees
    source = now / BORROWING
    edit(source, "for four weeks", "for six weeks")
    edit(source, "4 weeks  | none |", "4 weeks  | 3    |")
    edit(source, "- tell us of *torn* pages, **before** you mend them;\n", "")
    edit(source, "## Bringing back", "A word to @all, see \\#12 <https://example.org>.\n\n## Bringing back")
    edit(source, "copied from had one", "copied *from* had one")
    assert told(now, before).partition("## Changes since version 1\n\n")[2] == (
        "Passages of text:\n\n- New: 1\n- Changed: 3\n- Removed: 1\n\n"
        "### Chapter 2. Borrowing\n\n"
        "- **Paragraph 8** · Changed: A book may stay away for ~~four~~ **six** weeks. When it is wanted …\n"
        "- **Table, at para. 8** · Changed: ~~none~~ **3**\n"
        "- **Paragraph 9** · Changed: its references, notes or emphasis\n"
        "- **Paragraph 10** · New: A word to , see #12 https://example.org.\n"
        "- **List item, at para. 10** · Removed: tell us of torn pages, before you mend them;\n\n"
        "*Struck through: what went. Bold: what came.*\n\n*What was removed has the numbers of version 1.*\n"
    )


def test_a_table_of_data_and_a_picture(trees: tuple[Path, Path]) -> None:
    before, now = trees
    edit(now / "content/data/hours.yaml", "visitors: 15300", "visitors: 15400")
    shelf = now / "content/figures/shelf.svg"
    shelf.write_text(shelf.read_text("utf-8").replace("</svg>", "<rect width='9' height='9'/></svg>"), "utf-8")
    notes = told(now, before, "ru")
    assert "- **Таблица** · Изменено: ~~15 300~~ **15 400**" in notes
    assert "- **Изображение** · Изменено: figures/shelf.svg" in notes


def test_moved_and_to_another_document(trees: tuple[Path, Path]) -> None:
    before, now = trees
    source = now / BORROWING
    text = source.read_text("utf-8")
    first = re.search(r"Everybody may borrow.*?\n\n", text)
    last = re.search(r"\[@tbl-periods\] has.*?\n\n", text)
    assert first
    assert last
    source.write_text(text.replace(first[0], "").replace(last[0], "") + "\n\n" + last[0], "utf-8")
    house = now / "content/chapters/the-house.md"
    house.write_text(f"{house.read_text('utf-8').rstrip()}\n\n{first[0]}", "utf-8")
    update(read_publication(now))
    notes = told(now, before)
    assert "- Moved: 2\n" in notes
    assert "New" not in notes
    assert "Removed" not in notes
    assert "Moved from “Chapter 2. Borrowing”: Everybody may borrow" in notes


def test_translations_in_their_own_language(trees: tuple[Path, Path]) -> None:
    before, now = trees
    catalog = "translations/ru/borrowing.po"
    entries = (now / catalog).read_text("utf-8")
    blank = re.sub(r'(msgctxt "p-djxj26rd".*?msgstr )(".*?"\n)+', r'\1""\n', entries, count=1, flags=re.DOTALL)
    assert blank != entries
    (before / catalog).write_text(blank, "utf-8")
    edit(now / catalog, "Сроки выдачи", "Сроки, на которые выдают")
    edit(now / BORROWING, "for four weeks", "for six weeks")
    notes = told(now, before, "ru")
    assert "- Впервые переведено: 1" in notes
    assert "- Перевод исправлен: 1" in notes
    assert "- Пока не переведено: 1" in notes
    assert "**Пункт 8** · Пока не переведено\n" in notes
    assert "Перевод исправлен: " in notes
    assert "**, на которые выдают**" in notes or "**Сроки, на которые выдают**" in notes
    assert "Changed" not in told(now, before, "zh")


def test_documents_new_gone_and_renamed(trees: tuple[Path, Path]) -> None:
    before, now = trees
    settings = now / "content/publication.yaml"
    (now / BORROWING).rename(now / "content/chapters/lending.md")
    edit(settings, "chapters/borrowing.md", "chapters/lending.md, chapters/more.md")
    (now / "content/chapters/more.md").write_text("# More\n\nAltogether new.\n", "utf-8")
    edit(settings, "[appendices/opening-hours.md, documents/lending-rules]", "[documents/lending-rules]")
    source = now / "content/chapters/lending.md"
    edit(source, "for four weeks", "for six weeks")
    text = source.read_text("utf-8")
    source.write_text(text.replace(", and [@sec-opening-hours] says when the door is open", ""), "utf-8")
    update(read_publication(now))
    notes = told(now, before)
    assert "### Chapter 2. Borrowing\n\n- **Paragraph 7** · Changed" in notes
    assert "~~four~~ **six**" in notes
    assert "### Chapter 3. More\n\nAll of it is new." in notes
    assert "### Appendix 1. Opening Hours\n\nAll of it was removed." in notes
    assert "Lending Rules" not in notes  # it has another number now, and nothing else


def test_a_document_that_stands_elsewhere_and_what_only_gets_another_number(trees: tuple[Path, Path]) -> None:
    before, now = trees
    settings = now / "content/publication.yaml"
    edit(settings, "[chapters/the-house.md, chapters/borrowing.md]", "[chapters/more.md, chapters/the-house.md]")
    edit(settings, "[appendices/opening-hours.md, ", "[chapters/borrowing.md, appendices/opening-hours.md, ")
    (now / "content/chapters/more.md").write_text("# More\n\nAltogether new.\n", "utf-8")
    assert told(now, before).partition("since version 1\n\n")[2] == "### Chapter 1. More\n\nAll of it is new.\n"
    edit(settings, "[chapters/borrowing.md, ", "[")
    edit(settings, "documents/lending-rules]", "documents/lending-rules, chapters/borrowing.md]")
    assert "### Appendix 3. Borrowing\n\nStands elsewhere now; before: “Chapter 2. Borrowing”" in told(now, before)


def test_languages_that_come_and_go(trees: tuple[Path, Path]) -> None:
    before, now = trees
    edit(before / "content/publication.yaml", "languages: [en, zh-Hans, ru]", "languages: [en, zh-Hans]")
    assert "Прежде издание на этом языке не выходило." in told(now, before, "ru")
    assert "- Languages: English, 中文**, Русский**" in told(now, before)


SETTINGS = """\
slug: two
identifier: urn:uuid:2305a9b6-f478-4205-832b-5a022e1316b6
date: 2024-02-29
title: {en: Two, ru: Два}
languages: [en, ru]
source_language: LANGUAGE
reading_order: {chapters: [chapters/one.md]}
licence: {text: CC0-1.0, url: https://creativecommons.org/publicdomain/zero/1.0/}
"""
ENGLISH = ("One", "The room has a stove and two thousand books.", "Nobody has to write a name down.")
RUSSIAN = ("Один", "В комнате печь и две тысячи книг.", "Записывать имя никому не нужно.")


def bilingual(root: Path, language: str, source: Sequence[str], translation: Sequence[str]) -> Path:
    """A publication of one chapter of three segments, written in one of two languages and translated into the other."""
    (root / "content/chapters").mkdir(parents=True)
    (root / "content/publication.yaml").write_text(SETTINGS.replace("LANGUAGE", language), "utf-8")
    (root / "content/chapters/one.md").write_text(f"# {source[0]}\n\n{source[1]}\n\n{source[2]}\n", "utf-8")
    update(read_publication(root))
    other = "ru" if language == "en" else "en"
    catalog = po.read(root / f"translations/{other}/one.po", other)
    pairs = zip(catalog.entries, translation, strict=True)
    po.write(replace(catalog, entries=tuple(replace(entry, target=target) for entry, target in pairs)))
    return root


def test_another_source_language(tmp_path: Path) -> None:
    before = bilingual(tmp_path / "before", "en", ENGLISH, RUSSIAN)
    revised = (*RUSSIAN[:2], "Записывать имя не нужно никому и никогда.")
    now = bilingual(tmp_path / "now", "ru", revised, ENGLISH)
    notes = told(now, before, "ru")
    assert "- Язык оригинала: ~~English~~ **Русский**" in notes
    assert "Фрагменты текста:\n\n- Изменено: 1\n" in notes
    assert "### " in notes
    assert "Original language" in told(now, before)
    assert "Changed" not in told(now, before)


def test_works_cited(trees: tuple[Path, Path]) -> None:
    before, now = trees
    works = now / "content/references.yaml"
    text = works.read_text("utf-8")
    found = re.findall(r"title: *(.+)", text)
    works.write_text(
        text.replace(found[0], found[0].rstrip("'\"") + " anew" + found[0][len(found[0].rstrip("'\"")) :]), "utf-8"
    )
    assert "### Bibliography\n\n- Changed: " in told(now, before)


def test_a_long_list_is_cut_and_counts_the_rest(trees: tuple[Path, Path]) -> None:
    before, now = trees
    source = now / BORROWING
    lines = "\n".join(f"- wholly new item number {at}" for at in range(100))
    source.write_text(f"{source.read_text('utf-8')}\n\nMore:\n\n{lines}\n", "utf-8")
    notes = told(now, before)
    assert notes.count("· New") == OF_A_DOCUMENT
    assert f"\n- further changes: {101 - OF_A_DOCUMENT}\n" in notes


def test_a_long_text_is_cut(trees: tuple[Path, Path]) -> None:
    before, now = trees
    source = now / BORROWING
    source.write_text(f"{source.read_text('utf-8')}\n\n{'word ' * 500}\n", "utf-8")
    assert max(map(len, told(now, before).split("\n"))) < 400


@pytest.mark.parametrize("broken", ["content/publication.yaml", BORROWING, "translations/pot/borrowing.pot"])
def test_a_last_release_that_can_be_read_no_more(trees: tuple[Path, Path], broken: str) -> None:
    before, now = trees
    (before / broken).write_bytes(b"\xff\xfe: [")
    notes = told(now, before)
    said = "It can’t be compared with the last release, whose settings can’t be read."
    assert (said in notes) is broken.endswith(".yaml")


@pytest.mark.parametrize(
    "name",
    [BORROWING, "content/data", "content/references.yaml", "translations", "content/figures", "content/documents"],
)
def test_a_last_release_that_lacks_something(trees: tuple[Path, Path], name: str) -> None:
    before, now = trees
    remove(before / name)
    assert "## 自版本1以来的改动" in told(now, before, "zh")


def test_the_changelog_in_the_language(trees: tuple[Path, Path]) -> None:
    _, now = trees
    publication = read_publication(now)
    assert changelog_of(publication, "en") is None
    (now / "content/CHANGELOG.md").write_text("## 1.1\n\n- longer\n", "utf-8")
    (now / "CHANGELOG.ru.md").write_text("## 1.1\n\n- дольше\n", "utf-8")
    assert changelog_of(publication, "en") == "## 1.1\n\n- longer\n"
    assert changelog_of(publication, "ru") == "## 1.1\n\n- дольше\n"
    assert changelog_of(publication, "zh") is None
    assert "本版本的更新说明仅有另一种语言的文本：English。" in told(now, None, "zh")


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_notes_are_markdown_that_is_nothing_but_text(trees: tuple[Path, Path], language: str) -> None:
    before, now = trees
    edit(now / "content/publication.yaml", "{en: The Reading Room, zh: 阅览室, ru: Читальня}",
         '{en: "<b>@x</b> ![p](http://e.org)", zh: "<b>@x</b> ![p](http://e.org)", ru: "<b>@x</b> #1"}')  # fmt: skip
    notes = release_notes(read_publication(now), language, "1.1", "## 1.1\n\n<i>@me</i>", before)
    blocks = pandoc.read(notes, "commonmark+strikeout")["blocks"]
    assert {n["t"] for n in pandoc.walk(blocks)}.isdisjoint({"RawInline", "RawBlock", "Image", "Link"})
    assert not re.search(r"[@#](?=\w)", notes.replace("# <", ""))
