"""Parallel text from files to a book, where the original is in none of the publication's languages."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from workshop import run

from press import pandoc
from press.catalogs import po
from press.content.publication import read_publication
from press.model.book import Book, load
from press.model.publication import catalog_path
from press.translations.update import update_catalogs

SETTINGS = """slug: rules
identifier: https://rules.example/1
date: 2024-02-29
title: Rules
languages: [en]
licence: {text: CC0-1.0, url: https://licence.example/}
reading_order: {chapters: [note.md], appendices: [documents/act]}
"""
META = """type: rules
title: Rules
issuer: The Assembly
original_language: ru
licence: MIT
parallel: true
translations: {en: {status: official, translated_from: ru}}
"""
NOTE = "# Note {#sec-note}\n\n## Times {#sec-times}\n\nText.\n"
ACT = """# Правила {#sec-act}

Действуют с [1998-04-01]{.date}; см. [@sec-times] и [@tbl-days].

| День  |
|:------|
| среда |

: Дни {#tbl-days}
"""
TARGETS = ("Rules", "In force since [1998-04-01]{.date}; see [@sec-times] and [@tbl-days].", "Days", "Day", "Wednesday")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication in English alone, with a document that was written in Russian."""
    folder = tmp_path_factory.mktemp("originals").resolve() / "publication"
    act = {"documents/act/meta.yaml": META, "documents/act/text.md": ACT}
    for name, text in {"publication.yaml": SETTINGS, "note.md": NOTE, **act}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    publication = read_publication(folder)
    list(update_catalogs(publication))
    document = next(found for found in publication.documents if found.id == "act")
    before = po.read(catalog_path(publication, document, "en"), "en")
    entries = [dataclasses.replace(e, target=t) for e, t in zip(before.entries, TARGETS, strict=True)]
    po.write(dataclasses.replace(before, entries=tuple(entries)))
    return folder


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    done = run(root, "book:en")
    assert done.returncode == 0, done.stdout + done.stderr
    return load((root / "build/book/en.json").read_text("utf-8"))


def test_it_stands_in_its_own_language_with_the_words_of_that(book: Book) -> None:
    act = book.parts[1]
    cells = [n for n in pandoc.walk(act.blocks) if n["t"] == "Div" and "press-original" in n["c"][0][1]]
    assert {dict(cell["c"][0][2])["lang"] for cell in cells} == {"ru"}
    text = pandoc.plain(cells).replace("\u00a0", " ").replace("\u202f", " ")
    assert "Действуют с 1 апреля 1998 г.; см. разд. 1.1 и табл. 1." in text
    assert "Таблица 1. Дни" in text
    assert "see Section 1.1 and Table 1." in pandoc.plain(act.blocks).replace("\u00a0", " ")


def test_its_box_tells_the_document_s_own_licence(book: Book) -> None:
    facts = {fact.label: fact.value for fact in book.parts[1].provenance}
    assert (facts["Status"], facts["Original language"], facts["Licence"]) == ("Official translation", "Russian", "MIT")


def test_an_edit_of_the_original_makes_its_book_anew(root: Path, book: Book) -> None:
    path = root / "content/documents/act/text.md"
    path.write_text(path.read_text("utf-8").replace("среда", "четверг"), "utf-8")
    assert run(root, "book:en").returncode == 0
    stored = json.loads((root / "build/book/en.json").read_text("utf-8"))
    assert "четверг" in json.dumps(stored["parts"][1]["blocks"], ensure_ascii=False)
