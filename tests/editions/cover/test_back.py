"""The words of the back cover."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rich_samples
import samples

from press.editions.cover import back
from press.editions.cover.barcode import barcode
from press.model.printing import Isbn
from press.model.publication import Publication

NBSP = "\u00a0"


def told(root: Path, blurb: str) -> tuple[str, ...]:
    made = rich_samples.publication(root)
    return back.blurb(replace(made, printing=replace(made.printing, blurb={"en": blurb})), "en")


def test_an_empty_line_parts_paragraphs(tmp_path: Path) -> None:
    found = told(tmp_path, "Several words\nfollow here.\n \nThen more.\n\n\n")
    assert found == ("Several words follow here.", "Then more.")


def test_short_words_and_numbers_are_tied_to_what_follows(tmp_path: Path) -> None:
    assert told(tmp_path, "Борьба с терроризмом, 30 марта") == (f"Борьба с{NBSP}терроризмом, 30{NBSP}марта",)
    assert told(tmp_path, "and so on.") == (f"and so{NBSP}on.",)


def test_what_is_not_told_on_purpose_is_described(tmp_path: Path) -> None:
    assert back.blurb(rich_samples.publication(tmp_path), "zh") == (f"{rich_samples.TITLES['zh']} & <more>",)


def imprint(publication: Publication, language: str = "en") -> list[str]:
    return list(back.imprint(samples.book(language, "# A {#sec-a}"), publication))


def test_the_imprint(tmp_path: Path) -> None:
    made = rich_samples.publication(tmp_path)
    licence = "Creative Commons Attribution 4.0 International (CC BY 4.0)"
    assert imprint(made) == ["The Publisher, 2011", licence]
    more = replace(made, publisher={}, licence="LicenseRef-Ours", identifier="https://example.org/books/")
    more = replace(more, printing=replace(made.printing, isbn={"en": Isbn("978-0-306-40615-7")}))
    assert imprint(more) == ["2011", "example.org/books", "LicenseRef-Ours", "ISBN 978-0-306-40615-7"]
    assert "ISBN" not in " ".join(imprint(more, "ru"))


@pytest.mark.parametrize("addon", ["", "12", "51299"])
def test_bars_keep_eight_millimetres_from_trim_and_spine(addon: str) -> None:
    code = barcode(Isbn("978-0-306-40615-7", addon))
    placed = back.back(432, 10, True, code)
    end = placed.code + code.width * code.scale
    assert end <= 432 - 8 / 25.4 * 72
    assert placed.left + placed.imprint <= placed.code - 12


def test_on_a_small_book_the_imprint_stands_above_the_bars() -> None:
    code = barcode(Isbn("978-0-306-40615-7", "51299"))
    placed = back.back(306, 10, True, code)
    assert placed.imprint == placed.measure
    assert placed.foot > 44 + code.height * code.scale
