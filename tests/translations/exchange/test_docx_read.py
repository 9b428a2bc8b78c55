"""Text out of Word documents: tracked changes are accepted, and what is no text is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bundles import MISSING, UNITS
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfiles import (
    IN_TMP,
    MAIN,
    PARAGRAPH,
    RUN,
    TRACKED,
    WORD,
    archive_of,
    in_target,
    p,
    part,
    r,
    read_or_code,
    repacked,
    row_of,
    told,
    written,
)

from press import xml_files
from press.translations.exchange import docx, docx_read


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (r("одна ") + r("книга"), "одна книга"),
        (f"<w:ins {TRACKED}>{r('b')}</w:ins><w:del {TRACKED}><w:r><w:delText>字</w:delText></w:r></w:del>", "b"),
        (f"<w:moveFrom {TRACKED}>{r('b')}</w:moveFrom>{r('a')}<w:moveTo {TRACKED}>{r('b')}</w:moveTo>", "ab"),
        (f'<w:moveFromRangeStart w:id="1"/>{r("a")}<w:moveFromRangeEnd w:id="1"/>', "a"),
        (f"<w:ins {TRACKED}><w:del {TRACKED}><w:r><w:delText>x</w:delText></w:r></w:del>{r('a')}</w:ins>", "a"),
        (f"<w:commentRangeStart/>{r('a')}<w:commentRangeEnd/><w:r><w:commentReference/></w:r>", "a"),
        (f'<w:hyperlink w:anchor="x">{r("a")}</w:hyperlink>', "a"),
        (f'<w:smartTag w:element="place"><w:smartTagPr/>{r("a")}</w:smartTag>', "a"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('a')}</w:sdtContent></w:sdt>", "a"),
        (f'<w:fldSimple w:instr="DATE">{r("a")}</w:fldSimple>', "a"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>' + r("a"), "a"),
        (f'<w:bookmarkStart w:name="_GoBack"/>{r("a")}<w:bookmarkEnd/><w:proofErr w:type="spellEnd"/>', "a"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/></w:r>", "a\tb\nc\n"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a\u2011b\u00adc"),
        (r("“a” — ‘b’…"), "“a” — ‘b’…"),
        ('<w:r><w:rPr><w:b/></w:rPr><w:lastRenderedPageBreak/><w:t xml:space="preserve"> a </w:t></w:r>', " a "),
        ("", ""),
    ],
)
def test_what_word_makes_of_text(tmp_path: Path, new: str, expected: str) -> None:
    assert in_target(tmp_path, (RUN, new)) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (p(r("a")) + p(r("b")), "a\nb"),
        (p(r("a")) + p("") + p(""), "a"),
        (p("") + p(r("a")), "\na"),
        (p(r("a"), f"<w:del {TRACKED}/>") + p(r("b")) + p(r("c")), "ab\nc"),
        (p(r("a"), f"<w:moveFrom {TRACKED}/>") + p(r("b")), "ab"),
        (p(r("a"), f"<w:ins {TRACKED}/>") + p(r("b")), "a\nb"),
        (p(f"<w:del {TRACKED}>{r('a')}</w:del>", f"<w:del {TRACKED}/>") + p(r("b")), "b"),
        (f"<w:sdt><w:sdtContent>{p(r('a'))}</w:sdtContent></w:sdt>", "a"),
    ],
)
def test_paragraphs_of_a_cell(tmp_path: Path, new: str, expected: str) -> None:
    assert in_target(tmp_path, (PARAGRAPH, new)) == expected


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "a footnote"),
        ('<w:r><w:endnoteReference w:id="2"/></w:r>', "an endnote"),
        ("<w:r><w:drawing/></w:r>", "a picture"),
        ("<w:r><w:pict/></w:r>", "a picture"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "a symbol"),
        ('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>', "no text (oMath)"),
        ("<w:r><w:ruby/></w:r>", "no text (ruby)"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, new: str, what: str) -> None:
    path = written(tmp_path, WORD)
    repacked(path, MAIN, part(path).replace(RUN, new))
    ((code, row, message),) = told(path)
    assert (code, row) == ("X003", 2)
    assert what in message


def test_lists_and_tables_in_a_cell_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, WORD)
    whole = part(path)
    listed = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr></w:p>"
    for new in (listed, f"<w:tbl/>{PARAGRAPH}"):
        repacked(path, MAIN, whole.replace(PARAGRAPH, new))
        assert [found[:2] for found in told(path)] == [("X003", 2)]
    repacked(path, MAIN, whole.replace(PARAGRAPH, listed.replace("'3'", "'0'")))
    assert docx.read(path).units[0].state is MISSING


def test_rows_may_be_moved_deleted_and_added_empty(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = {unit.id: unit for unit in docx.read(path).units}
    rows = [row_of(path, unit.id) for unit in UNITS]
    empty = re.sub(r"<w:r>.*?</w:r>", "", rows[0], flags=re.S)
    gone = rows[2].replace("<w:tr>", f"<w:tr><w:trPr><w:del {TRACKED}/></w:trPr>")
    come = rows[1].replace("<w:tr>", f"<w:tr><w:trPr><w:ins {TRACKED}/></w:trPr>")
    controlled = f"<w:sdt><w:sdtContent>{rows[3]}</w:sdtContent></w:sdt>"
    text = part(path)
    start, end = text.index(rows[0]), text.index(rows[-1]) + len(rows[-1])
    repacked(path, MAIN, text[:start] + controlled + empty + gone + come + rows[0] + text[end:])
    back = docx.read(path)
    assert [unit.id for unit in back.units] == [UNITS[at].id for at in (3, 1, 0)]
    for unit in back.units:
        assert unit == replace(before[unit.id], place=unit.place)


def test_merged_cells_and_other_columns_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, WORD)
    whole, row = part(path), row_of(path, "p-1")
    last = row[row.rindex("<w:tc>") : row.rindex("</w:tr>")]
    for new in (
        row.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', 1),
        row.replace("<w:tcPr>", "<w:tcPr><w:vMerge/>", 1),
        row.replace(last, ""),
        row.replace(last, last * 2),
    ):
        repacked(path, MAIN, whole.replace(row, new))
        assert [found[:2] for found in told(path)] == [("X001", 2)]


def test_the_strict_form_is_read(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = docx.read(path)
    repacked(path, MAIN, part(path).replace(docx_read.NAMESPACE, docx_read.STRICT))
    assert docx.read(path) == before


def test_files_that_are_no_documents_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert [found[0] for found in told(path)] == ["X001"]
    for data in (b"", b"PK\x03\x04", b"Dear editor", docx_read.OLE + bytes(600)):
        path.write_bytes(data)
        assert [found[0] for found in told(path)] == ["X001"]
    assert "old .doc" in told(path)[0][2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<a",
        "<a/>",
        f'<w:document xmlns:w="{docx_read.NAMESPACE}"/>',
        f'<w:document xmlns:w="{docx_read.NAMESPACE}"><w:body/></w:document>',
        f'<!DOCTYPE a><w:document xmlns:w="{docx_read.NAMESPACE}"><w:body/></w:document>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ],
)
def test_other_documents_in_an_archive_are_refused(tmp_path: Path, text: str) -> None:
    assert [found[0] for found in told(archive_of(tmp_path / "a.docx", main=text))] == ["X001"]


def test_an_archive_without_a_document_is_refused(tmp_path: Path) -> None:
    assert [found[0] for found in told(archive_of(tmp_path / "a.docx", other="<a/>"))] == ["X001"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_files, "LARGEST", 1_000_000)
    path = archive_of(tmp_path / "a.docx", main=" " * 2_000_000)
    assert path.stat().st_size < 10_000
    assert "unpacked" in told(path)[0][2]


def test_an_archive_that_lies_of_its_size_is_refused(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.docx", main=" " * 5000)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    assert [found[0] for found in told(path)] == ["X001"]


def test_a_password_within_an_archive_is_refused(tmp_path: Path) -> None:
    data = bytearray(archive_of(tmp_path / "a.docx", main="<a/>").read_bytes())
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(magic) + flags] |= 1
    (tmp_path / "a.docx").write_bytes(data)
    assert [found[0] for found in told(tmp_path / "a.docx")] == ["X001"]


@settings(IN_TMP, max_examples=40)
@given(st.data())
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = written(tmp_path, WORD)
    whole = path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert [found[0] for found in told(path)] == ["X001"]


@settings(IN_TMP, max_examples=60)
@given(st.data())
def test_a_damaged_file_is_refused_or_read(tmp_path: Path, data: st.DataObject) -> None:
    path = written(tmp_path, WORD)
    units = docx.read(path)
    broken = bytearray(path.read_bytes())
    broken[data.draw(st.integers(0, len(broken) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(broken)
    assert read_or_code(path) in (units, ["X001"])
