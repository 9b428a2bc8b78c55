"""Words that no face can draw are told once each, and those whose faces are not set up once a script."""

from __future__ import annotations

from pathlib import Path

import rich_samples
import samples

from press.book.faces import undrawn
from press.diagnostics import Diagnostic
from press.project import MODULES


def told(text: str, tmp_path: Path, modules: Path = MODULES) -> list[Diagnostic]:
    book = samples.book("en", f"# A {{#sec-a}}\n\n{text}")
    return list(undrawn(book, rich_samples.publication(tmp_path), modules))


def test_a_word_is_told_once_with_all_its_characters(tmp_path: Path) -> None:
    found = told("Runes (ᚠᚢᚠ) here, **ᚠᚢᚠ**, there, and a note.^[ᚦorn.]", tmp_path)
    assert [(one.code, one.about) for one in found] == [("P001", "ᚠᚢᚠ"), ("P001", "ᚦorn")]
    assert found[0].message == "no face has “ᚠ” (U+16A0), “ᚢ” (U+16A2), in “ᚠᚢᚠ”"


def test_what_is_private_or_no_character_is_told_as_that(tmp_path: Path) -> None:
    private, none = told("Of \ue000 and \u0378.", tmp_path)
    assert "private" in private.message
    assert "no character of Unicode" in none.message


def test_marks_joiners_selectors_and_emoji_are_no_reason_to_stop(tmp_path: Path) -> None:
    assert told("а́ é ❤\ufe0f 👩\u200d👩\u200d👧 می\u200cخواهم ᠮᠣ\u180b", tmp_path) == []


def test_addresses_formulas_and_raw_text_are_not_set(tmp_path: Path) -> None:
    assert told("[here](https://example.org/ᚠ)", tmp_path) == []


def test_a_script_that_is_not_set_up_is_told_by_its_first_word(tmp_path: Path) -> None:
    found = told("Of བོད and ཤིན, of 直 and [直]{lang=ja}.", tmp_path, tmp_path)
    assert [(one.code, one.about) for one in found] == [("P012", "བོད"), ("P012", "直")]
