"""The markers of lists are the same in every edition, in front of the same text, in both columns of parallel text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pdfbooks
import pytest
import rich_samples
import webbooks
from manuscripts import CSL, WORKS, localised
from notation import ENGLISH

from press.book.assemble import Library, Manuscript, assemble
from press.editions.html.page import write_page
from press.editions.txt.write import write_txt
from press.languages.registry import LANGUAGES
from press.model.book import Book
from press.model.interface import Words
from press.model.publication import Matter
from press.verify.markup_text import of_page
from press.verify.pdf_text import of_pdf
from press.verify.plain_text import of_txt
from press.verify.text import lost

TEXT = """# Lists {#sec-l}

5. Fifth:

    (b) nested[^n] with a note;

        iv) deep.

6. Sixth.

[^n]: The note.

- [ ] open
- [x] done

> A.  quoted

(@) example

Term
:   10) defined

| a | b |
|---|---|
| c | d |

1. (a) both at once
2.
3. ```
   code
   ```
4. []{#li-x}referred to, as [@li-x] says
"""


@cache
def book() -> Book:
    text = Manuscript("lists", Matter.CHAPTER, localised(TEXT))
    library = Library(WORKS, CSL / "notes-en.csl")
    return assemble([text], None, library, ENGLISH, Words(), lambda *_: None, tuple(LANGUAGES.values()))


def test_each_is_looked_for() -> None:
    markers = [fragment.marker for fragment in book().fragments if fragment.marker]
    assert markers == ["5.", "(b)", "iv)", "6.", "☐", "☑", "A.", "(1)", "10)", "1.", "(a)", "2.", "3.", "4."]


def test_they_are_in_the_pdf() -> None:
    assert list(lost(book().fragments, of_pdf(pdfbooks.write(book(), "all-lists")), "pdf:en")) == []


def test_they_are_in_the_plain_text(tmp_path: Path) -> None:
    write_txt(book(), rich_samples.publication(tmp_path), tmp_path / "a.txt")
    assert list(lost(book().fragments, of_txt(tmp_path / "a.txt"), "txt:en")) == []


def test_they_are_in_the_page(tmp_path: Path) -> None:
    write_page(book(), webbooks.publication(tmp_path, "en"), webbooks.MODULES, tmp_path / "a.html")
    assert list(lost(book().fragments, of_page(tmp_path / "a.html"), "page:en")) == []


@pytest.mark.parametrize(("old", "new"), [("(b) nested", "(c) nested"), ("iv) deep", "iv. deep"), ("☑ done", "☐ done")])
def test_another_one_is_told(tmp_path: Path, old: str, new: str) -> None:
    write_txt(book(), rich_samples.publication(tmp_path), tmp_path / "a.txt")
    found = of_txt(tmp_path / "a.txt")
    assert old in found.body
    wrong = replace(found, body=found.body.replace(old, new))
    assert [d.code for d in lost(book().fragments, wrong, "txt:en")] == ["L001"]
