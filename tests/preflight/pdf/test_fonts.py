"""F004, F005 and F016: fonts, and characters without a glyph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import printfiles
import pytest
from pikepdf import Dictionary, Name, Pdf

from press.diagnostics import Severity
from press.preflight.checks.fonts import embedding
from press.preflight.checks.glyphs import glyphs
from press.preflight.pdf.fonts import Font, cids, to_unicode


def test_a_clean_file_has_none(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf")
    assert printfiles.found(embedding, path) == []
    assert printfiles.found(glyphs, path) == []


def standard(pdf: Pdf) -> Any:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def whole(pdf: Pdf) -> Any:
    font = printfiles.font(pdf)
    font.BaseFont = font.DescendantFonts[0].BaseFont = Name.SourceSerif4
    return font


def damaged(pdf: Pdf) -> Any:
    font = printfiles.font(pdf)
    font.DescendantFonts[0].FontDescriptor.FontFile2 = pdf.make_stream(b"nothing")
    return font


@pytest.mark.parametrize(
    ("font", "code", "severity", "told"),
    [
        (standard, "F004", Severity.ERROR, "Helvetica is not embedded"),
        (printfiles.type3, "F005", Severity.ERROR, "of Type 3"),
        (whole, "F004", Severity.WARNING, "SourceSerif4 is embedded, but not as a subset"),
        (damaged, "F004", Severity.ERROR, "is damaged"),
    ],
)
def test_a_font(font: Callable[[Pdf], Any], code: str, severity: Severity, told: str, tmp_path: Path) -> None:
    content = "BT /F1 9 Tf 60 60 Td (a a) Tj ET"
    rows = printfiles.found(
        embedding, printfiles.write(tmp_path / "a.pdf", content, printfiles.resources("Font", F1=font))
    )
    assert [(row.code, row.severity) for row in rows] == [(code, severity)]
    assert told in rows[0].message


def test_a_font_of_a_form_and_one_that_is_not_used(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        inner = Dictionary(Font=Dictionary(F9=standard(pdf)))
        printfiles.resources("XObject", X=printfiles.form("BT /F9 9 Tf 60 60 Td (a) Tj ET", Resources=inner))(pdf)
        pdf.pages[0].obj.Resources.Font.F8 = standard(pdf)

    assert printfiles.found(embedding, printfiles.write(tmp_path / "a.pdf", "", edit)) == []
    (row,) = printfiles.found(embedding, printfiles.write(tmp_path / "b.pdf", "/X Do", edit))
    assert row.area == pytest.approx((60, 58.2, 64.95, 67.2))


def test_a_glyph_that_is_not_there(tmp_path: Path) -> None:
    content = printfiles.text("Some") + "BT /F1 9 Tf 60 60 Td <0002000000ff> Tj ET"
    (row,) = printfiles.found(glyphs, printfiles.write(tmp_path / "a.pdf", content))
    assert row.message.startswith("2 characters have no glyph in the font ABCDEF+SourceSerif4")
    assert row.area is not None
    assert row.area[0] == 60


def test_a_map_that_leads_to_no_glyph(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\0\0\0\0\1")

    content = "BT /F1 9 Tf 60 60 Td <00010002> Tj ET"
    (row,) = printfiles.found(glyphs, printfiles.write(tmp_path / "a.pdf", content, edit))
    assert row.message.startswith("1 characters")


def test_a_simple_font_without_the_code(tmp_path: Path) -> None:
    edit = printfiles.resources("Font", F1=printfiles.type3)
    content = "BT /F1 9 Tf 60 60 Td (ab) Tj ET"
    (row,) = printfiles.found(glyphs, printfiles.write(tmp_path / "a.pdf", content, edit))
    assert row.message.startswith("1 characters")


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [
        (Name("/Identity-H"), [0x4142, 0xB0A1]),
        (Name("/UniGB-UCS2-H"), [0x4142, 0xB0A1]),
        (Name("/GBK-EUC-H"), [0x41, 0x42, 0xB0A1]),
    ],
)
def test_codes_of_one_byte_and_two(encoding: Name, codes: list[int]) -> None:
    font = Font(Dictionary(Subtype=Name.Type0, Encoding=encoding))
    assert list(font.codes(b"AB\xb0\xa1")) == codes


def test_an_embedded_map_says_which_codes_have_one_byte() -> None:
    data = b"2 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange"
    with pikepdf.new() as pdf:
        font = Font(Dictionary(Subtype=Name.Type0, Encoding=pdf.make_stream(data)))
        assert list(font.codes(b"A\xb0\xa1B")) == [0x41, 0xB0A1, 0x42]


def test_maps_to_text() -> None:
    data = b"1 beginbfchar <0001> <00410042> endbfchar "
    data += b"2 beginbfrange <02> <04> <0061> <05> <06> [<0078> <D83DDE00>] endbfrange"
    assert to_unicode(data) == {1: "AB", 2: "a", 3: "b", 4: "c", 5: "x", 6: "\U0001f600"}


def test_the_glyphs_of_codes_by_an_embedded_map() -> None:
    data = b"1 begincidchar <0041> 7 endcidchar 2 begincidrange <0100> <0102> 20\n<ffff> <ffff> 3 endcidrange"
    assert cids(data) == {0x41: 7, 0x100: 20, 0x101: 21, 0x102: 22, 0xFFFF: 3}
    assert cids(b"nothing of the kind") == {}


def test_a_composite_font_s_widths_are_those_of_the_glyphs_that_its_map_leads_to(tmp_path: Path) -> None:
    with Pdf.open(printfiles.write(tmp_path / "a.pdf")) as pdf:
        font = printfiles.font(pdf)
        plain = Font(font)
        code = next(code for code, text in to_unicode(font.ToUnicode.read_bytes()).items() if plain.width(code) != 1)
        font.Encoding = pdf.make_stream(b"1 begincidchar <fff0> %d endcidchar" % code)
        mapped = Font(font)
        assert mapped.width(0xFFF0) == plain.width(code)
        assert not mapped.missing(0xFFF0)
