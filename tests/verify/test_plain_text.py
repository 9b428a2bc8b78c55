"""What is text, note and furniture in plain text."""

from __future__ import annotations

from pathlib import Path

from press.model.book import Fragment
from press.verify.plain_text import RULE, of_txt
from press.verify.text import letters, lost

PAGE = f"""{RULE}
A Title
{RULE}

Contents
      Chapter 1. Of the contents

{RULE}
Chapter 1
{RULE}

   1  A paragraph with a link <https://a.example/and/
      more>, that goes on [2011].[1]

      | its original

      --------------
      cell  | other
      wraps | cell

      third |
      --------------
2003 | a broad table
---------------

Notes
-----

 [1]  A note
      of two lines.

[12]  Another.

{RULE}
The next
{RULE}

 112  The end.
"""


def extract(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    found = of_txt(tmp_path / "a.txt")
    return letters(found.body), letters(found.notes)


def test_notes_are_apart_and_numbers_of_paragraphs_are_no_text(tmp_path: Path) -> None:
    body, notes = extract(tmp_path)
    assert notes == "anoteoftwolinesanother"
    assert body.endswith("thenexttheend")
    assert "112" not in body


def test_title_contents_and_addresses_are_furniture(tmp_path: Path) -> None:
    body, _ = extract(tmp_path)
    assert "title" not in body
    assert "ofthecontents" not in body
    assert "aparagraphwithalinkthatgoeson2011itsoriginal" in body


def test_code_that_looks_like_an_address_is_found_as_it_is_written(tmp_path: Path) -> None:
    page = PAGE.replace("| its original", "<dc:title> and <https://b.example/> are code.")
    (tmp_path / "a.txt").write_text(page, "utf-8")
    code = Fragment("a x", ("<dc:title> and <https://b.example/> are code.",), False)
    gone = Fragment("a y", ("<https://c.example/>",), False)
    assert [d.about for d in lost([code, gone], of_txt(tmp_path / "a.txt"), "txt:en")] == ["a y"]


def test_cells_that_wrap_are_put_together(tmp_path: Path) -> None:
    body, _ = extract(tmp_path)
    assert "cellwrapsthirdothercell2003abroadtable" in body
