"""What was written is what is found and copied, whichever glyphs it shares: asked of PDFium, and of the file itself."""

from __future__ import annotations

import re
from pathlib import Path

import pdfbooks
import pikepdf
import pypdfium2
import pytest

from press.preflight.pdf.fonts import cids, to_unicode
from press.typesetting import names

CHINESE = "组织于2001年6月15日在上海成立，第3条规定SCO成员国。" * 8
# A long word is divided at each line's end; a short one with a hyphen stands between.
DIVIDED = "Well-known internationalisation of counter-terrorist institutionalisation. " * 12


def found(path: Path, word: str) -> int:
    """How often PDFium finds a word."""
    hits = 0
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            search = page.get_textpage().search(word)
            while search.get_next():
                hits += 1
    return hits


def copied(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def content(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        return b"\n".join(page.Contents.read_bytes() for page in pdf.pages)


def test_words_with_a_hyphen_are_found_and_divided_words_are_joined() -> None:
    path = pdfbooks.one("en", f"# Title {{#sec-t}}\n\n{DIVIDED}", "divided")
    text = copied(path)
    assert "\u2010" not in text
    assert found(path, "counter-terrorist") == text.count("counter-terrorist") > 4
    assert text.count("\ufffe") > 4  # PDFium's sign for a hyphen at a line's end, which it takes out
    joined = text.replace("\ufffe", "")
    assert {joined.count(word) for word in ("internationalisation", "institutionalisation")} == {12}


def test_dates_in_chinese_are_found_and_copied_without_spaces() -> None:
    path = pdfbooks.one("zh", f"# 标题 {{#sec-t}}\n\n{CHINESE}", "dates")
    text = copied(path).replace("\r\n", "").replace("\n", "")
    text = text[text.index("组织于") :]
    assert text.count("2001年6月15日") == text.count("第3条") == text.count("规定SCO成员") == 8
    assert not re.search(r"[0-9A-Z] [\u4e00-\u9fff]|[\u4e00-\u9fff] [0-9A-Z]", text)
    assert found(path, "第3条") == copied(path).count("第3条") > 4


def test_what_stands_around_a_wide_gap_is_one_text_object_with_that_text() -> None:
    """PDFium takes ActualText for the text of one operator alone."""
    path = pdfbooks.one("zh", f"# 标题 {{#sec-t}}\n\n{CHINESE}", "dates")
    spans = re.findall(rb"/Span <</ActualText <feff([0-9a-f]+)>>> BDC\n(.*?)\nEMC", content(path), re.DOTALL)
    assert len(spans) > 50
    assert all(re.fullmatch(rb"\[[^\]]*\] TJ", inside) for _, inside in spans)
    assert not any(" " in bytes.fromhex(text.decode()).decode("utf-16-be") for text, _ in spans)


def test_small_capitals_keep_the_letters_that_they_were_written_with() -> None:
    path = pdfbooks.one("en", "# A Title of Two Tents {#sec-t}\n\n" + "Text. " * 3000, "heads")
    heads = re.findall(r"(?i)a title of two tents", copied(path))
    assert len(heads) > 4
    assert set(heads) == {"A Title of Two Tents"}


def test_a_further_code_leads_to_the_glyph_of_another_and_has_a_name_of_its_own() -> None:
    path = pdfbooks.one("en", "# A Title of Two Tents {#sec-t}\n\n" + "Text. " * 3000, "heads")
    with pikepdf.open(path) as pdf:
        fonts = {id(font): font for page in pdf.pages for font in page.Resources.Font.values()}.values()
        mapped = [font for font in fonts if isinstance(font.Encoding, pikepdf.Stream)]
        assert mapped
        for font in mapped:
            glyphs, texts = cids(font.Encoding.read_bytes()), to_unicode(font.ToUnicode.read_bytes())
            assert set(glyphs) == set(texts)
            further = {code: glyph for code, glyph in glyphs.items() if code != glyph}
            assert further
            assert all(texts[code] != texts[glyph] for code, glyph in further.items())
            assert len({(glyph, texts[code]) for code, glyph in glyphs.items()}) == len(glyphs)


def test_text_without_anything_of_that_is_written_as_before() -> None:
    path = pdfbooks.one("en", "# Title {#sec-t}\n\nPlain words.", "plain")
    assert b"ActualText" not in content(path)


@pytest.mark.parametrize(
    ("texts", "spelled"),
    [
        (["ر", "ۇ", "غ"], ["ر", "ۇ", "غ"]),
        (["مُ", ""], ["", "ُم"]),  # the mark is drawn first, and readers turn all around
        (["أ", ""], ["", "أ"]),
        (["لا", "س"], ["ﻻ", "س"]),
        (["", "हि"], ["", "हि"]),
        (["fi", "n"], ["fi", "n"]),
    ],
)
def test_letters_from_right_to_left_have_a_character_for_each_glyph(texts: list[str], spelled: list[str]) -> None:
    assert names._spelled(texts) == spelled


def test_words_from_right_to_left_are_found() -> None:
    text = "Of [ئۇيغۇر]{lang=ug}, [السلام]{lang=ar} and [قازاق تىلى]{lang=kk-Arab}."
    path = pdfbooks.one("en", f"# Title {{#sec-t}}\n\n{text}", "leftward")
    assert [found(path, word) for word in ("ئۇيغۇر", "السلام", "قازاق", "تىلى")] == [1, 1, 1, 1]
