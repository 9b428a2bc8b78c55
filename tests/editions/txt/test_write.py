"""The plain-text edition: of books that hold one of everything, as a reader sees it, and with nothing lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import parallels
import pytest
import rich_samples
import samples

from press import pandoc
from press.editions.txt.lines import width
from press.editions.txt.write import write_txt
from press.model.book import Book, Completeness
from press.verify.plain_text import of_txt
from press.verify.text import lost

LANGUAGES = ("en", "zh", "ru")


def written(folder: Path, book: Book) -> Path:
    target = folder / "book.txt"
    write_txt(book, rich_samples.publication(folder), target)
    return target


def text(folder: Path, markdown: str, language: str = "en") -> str:
    """The text of a chapter, without what stands above it."""
    found = written(folder, samples.book(language, markdown)).read_text("utf-8")
    return found.rpartition("=" * 72 + "\n")[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_book_is_lost(language: str, tmp_path: Path) -> None:
    book = rich_samples.book(language)
    assert list(lost(book.fragments, of_txt(written(tmp_path, book)), "txt")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_have_72_columns_at_most(language: str, tmp_path: Path) -> None:
    wide = language == "zh"
    lines = written(tmp_path, rich_samples.book(language)).read_text("utf-8").split("\n")
    assert max(width(line, wide) for line in lines) == 72
    assert [line for line in lines if line != line.rstrip()] == []


def test_the_same_book_gives_the_same_bytes_in_utf_8(tmp_path: Path) -> None:
    first = written(tmp_path, rich_samples.book("zh")).read_bytes()
    assert first == written(tmp_path, rich_samples.book("zh")).read_bytes()
    assert b"\r" not in first
    assert first.decode().endswith("\n")


def test_it_begins_with_the_title_the_other_languages_and_the_contents(tmp_path: Path) -> None:
    found = written(tmp_path, rich_samples.book("en")).read_text("utf-8")
    head, _, rest = found.partition("Contents\n--------\n")
    assert head.startswith("=" * 72 + "\nCounter-Terrorism and Human Rights\n")
    assert "1 March 2011" in head
    assert "      中文     sample-zh.txt\n      Русский  sample-ru.txt\n" in head
    contents = rest.partition("\n\n\n")[0]
    assert "      Chapter 2. A chapter with a rather long title that runs over two\n        or three lines" in contents


def test_a_draft_says_so(tmp_path: Path) -> None:
    book = replace(rich_samples.book("en"), completeness=Completeness(3, 1, 2), source="0123abcd")
    assert "Segments translated: 3 of 6" in written(tmp_path, book).read_text("utf-8").replace("\n", " ")


def test_paragraphs_have_their_numbers_in_the_margin_and_notes_stand_at_the_end(tmp_path: Path) -> None:
    book = samples.book("en", "# A {#sec-a}\n\nOne.^[First.]\n\nTwo.", "# B {#sec-b}\n\nThree.^[Second, see *it*.]")
    found = written(tmp_path, book).read_text("utf-8")
    assert "\n   1  One.[1]\n\n   2  Two.\n\nNotes\n-----\n\n [1]  First.\n\n\n=====" in found
    assert found.endswith("\n   3  Three.[2]\n\nNotes\n-----\n\n [2]  Second, see _it_.\n")


def test_lists_quotations_terms_and_code(tmp_path: Path) -> None:
    markdown = (
        "# A {#sec-a}\n\n- one\n- two\n    1. inner\n\n(@) first\n\n> Said.\n>\n> Twice.\n\n"
        "Term\n:   Meaning.\n\n```\nx = 1\n```\n\nH~2~O, 2^nd^, m^2^, a\\\nb\n"
    )
    body = text(tmp_path, markdown)
    assert "      - one\n      - two\n        1. inner\n" in body
    assert "      (1) first\n" in body
    assert "          Said.\n\n          Twice.\n" in body
    assert "      Term\n          Meaning.\n" in body
    assert "\n      x = 1\n" in body
    assert "H₂O, 2^(nd), m²," in body


def test_tables_and_figures(tmp_path: Path) -> None:
    table = "| Kind | Days |\n|:-----|-----:|\n| Tales | 28 |\n| Maps | 7 |\n\n: Lent for {#t}\n\n"
    figure = "![The wall](figures/dot.png){alt='Shelves, and a ladder'}\n\n![Same](figures/dot.png)\n"
    body = text(tmp_path, "# A {#sec-a}\n\n" + table + figure)
    rule = "      " + "-" * 12
    rows = f"      Kind  | Days\n{rule}\n      Tales |   28\n      Maps  |    7\n"
    assert f"      Lent for\n\n{rule}\n{rows}{rule}\n" in body
    assert "      [Shelves, and a ladder]\n      The wall\n" in body
    assert body.count("Same") == 1


def test_an_address_stands_behind_its_text_unless_it_is_the_text(tmp_path: Path) -> None:
    body = text(tmp_path, "# A {#sec-a}\n\nSee [there](https://a.example/x) and <https://b.example/>, [up](#sec-a).")
    assert "See there <https://a.example/x> and https://b.example/, up." in body


def test_chinese_has_no_marks_of_emphasis(tmp_path: Path) -> None:
    assert "\n   1  甲乙丙丁\n" in text(tmp_path, "# 标题 {#sec-a}\n\n甲*乙*丙**丁**", "zh")


def test_an_original_is_marked_line_by_line(tmp_path: Path) -> None:
    book = parallels.book()
    path = written(tmp_path, book)
    found = path.read_text("utf-8")
    assert "      Lines that begin with | are the original, each under its\n      translation.\n" in found
    assert "      - tales;\n\n      | - сказки;\n" in found
    assert list(lost(book.fragments, of_txt(path), "txt")) == []


def test_it_reads_as_pandoc_s_own_plain_text_does(tmp_path: Path) -> None:
    """The words of chapters without tables or pictures, in the order in which Pandoc's plain writer tells them."""
    book = samples.book("en", "# A {#sec-a}\n\nOne *word*, “two”.\n\n- three\n- four\n\n> five\n\nSix\n:   seven.")
    mine = of_txt(written(tmp_path, book)).body.replace("_", "").split()
    blocks = [{"t": "Para", "c": b["c"][1:]} if b["t"] == "Para" else b for b in book.parts[0].blocks]
    theirs = pandoc.write(blocks, "plain", "--wrap=none").replace("_", "").split()
    assert [word for word in mine if word not in ("=" * 72, "Chapter", "A", "1")] == theirs


def test_a_picture_that_decorates_says_nothing(tmp_path: Path) -> None:
    assert "A b." in text(tmp_path, '# A {#sec-a}\n\nA ![](figures/dot.png){alt=""}b.')


def test_code_stands_as_it_is_however_long(tmp_path: Path) -> None:
    lines = ["def f(x):", "    return  'a' | \"b\" -- c", "", "x" * 200]
    found = text(tmp_path, "# A {#sec-a}\n\n```\n" + "\n".join(lines) + "\n```\n")
    assert "\n".join(f"      {line}".rstrip() for line in lines) in found
