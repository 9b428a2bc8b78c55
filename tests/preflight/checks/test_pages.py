"""F014 and F015: spine and count of pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import printfiles
import pytest

from press.preflight.checks.pages import count, spine


@pytest.mark.parametrize(
    ("pages", "signature", "told"),
    [
        (8, 8, ""),
        (1, 1, ""),
        (6, 8, "no multiple of 8"),
        (9, 1, "binds 1 to 8"),
    ],
)
def test_the_count_of_pages(pages: int, signature: int, told: str, tmp_path: Path) -> None:
    rules = replace(printfiles.RULES, signature=signature, printer=replace(printfiles.PRINTER, pages=(1, 8)))
    rows = printfiles.found(count, printfiles.write(tmp_path / "a.pdf", pages=pages), rules)
    assert [told in row.message for row in rows] == ([True] if told else [])


def test_what_is_to_be_done(tmp_path: Path) -> None:
    rules = replace(printfiles.RULES, signature=8)
    (row,) = printfiles.found(count, printfiles.write(tmp_path / "a.pdf", pages=6), rules)
    assert row.hint == "add 2 blank pages at the end"


@pytest.mark.parametrize(("pages", "rows"), [(1, 0), (2, 0), (3, 1)])
def test_a_cover_is_one_page(pages: int, rows: int, tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", pages=pages)
    assert len(printfiles.found(count, path, replace(printfiles.COVER, signature=16))) == rows


def test_the_spine(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf")
    assert printfiles.found(spine, path, printfiles.COVER) == []
    assert printfiles.found(spine, path, printfiles.RULES) == []
    (row,) = printfiles.found(spine, path, replace(printfiles.COVER, trim=(190, 300), spine=30))
    assert row.message.startswith("trimmed it is 70.6 mm wide: with two pages of 28.2 mm, the spine has 14.1 mm;")
    assert row.message.endswith("the interior's pages make 10.6 mm")
