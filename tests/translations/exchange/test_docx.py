"""Word documents: what is written comes back, with what translators do to it in between."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from bundles import (
    EN,
    FUZZY,
    IDENTIFIER,
    MISSING,
    REVIEWED,
    RU,
    TRANSLATED,
    UNITS,
    expected,
    got,
    of_two_languages,
    texts,
)
from bundles import bundle as bundle_of
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from wordfiles import (
    IN_TMP,
    LANG,
    MAIN,
    PARAGRAPH,
    RUN,
    WORD,
    W,
    edited,
    part,
    repacked,
    row_of,
    row_with_names,
    told,
    written,
)

from press.diagnostics import SourceError
from press.translations.exchange import docx, docx_read
from press.translations.exchange.units import File, Unit, UnitState, digest


def test_what_is_written_is_read(tmp_path: Path) -> None:
    both = of_two_languages()
    path = tmp_path / "a.docx"
    docx.write(both, path)
    back = docx.read(path)
    assert (back.identifier, back.language) == (IDENTIFIER, "zh-Hans")
    for state in UnitState:
        assert got(back, state) == expected(both, state)
    assert {u.id: u.previous for u in back.units if u.previous} == {"p-2": 'Two "books".'}
    assert all(unit.digest == digest(unit.source) for unit in back.units)
    assert [unit.place for unit in back.units] == [*range(2, len(UNITS) + 2), len(UNITS) + 3, len(UNITS) + 4]


@settings(IN_TMP, max_examples=50)
@given(texts, texts, texts, st.sampled_from([FUZZY, TRANSLATED, REVIEWED]))
def test_any_text_comes_back(tmp_path: Path, source: str, target: str, before: str, state: UnitState) -> None:
    unit = Unit("p-1", "p", source, f"{target}.", state, before if state is FUZZY else "")
    (back,) = docx.read(written(tmp_path, unit)).units
    assert (back.source, back.target, back.state, back.previous) == (source, unit.target, state, unit.previous)


@pytest.mark.parametrize("text", ["a\x0bb", "\x00", "a\rb", "\x1f"])
def test_what_no_document_holds_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="S015: borrowing/p-1 holds"):
        written(tmp_path, Unit("p-1", "p", "a", text, TRANSLATED))
    assert list(tmp_path.iterdir()) == []


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path).read_bytes() == written(tmp_path / "b").read_bytes()


def test_it_tells_nothing_of_its_maker(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        core = etree.fromstring(archive.read("docProps/core.xml"))
        everything = b"".join(archive.read(name) for name in names)
    assert [etree.QName(child).localname for child in core] == ["title"]
    assert not [name for name in names if "thumbnail" in name or "app.xml" in name or "customXml" in name]
    assert b"python" not in everything
    assert b"Macintosh" not in everything


def test_the_table_is_made_for_translators(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    given_bundle = bundle_of(*UNITS)
    docx.write(given_bundle, path)
    root = etree.fromstring(part(path).encode())
    size = root.find(".//w:sectPr/w:pgSz", W)
    assert size is not None
    assert (docx_read.value(size, "orient"), docx_read.value(size, "w"), docx_read.value(size, "h")) == (
        "landscape", "16838", "11906"
    )
    rows = root.findall(".//w:tr", W)
    assert len(rows) == 1 + len(UNITS)
    assert [len(row.findall("w:trPr/w:tblHeader", W)) for row in rows] == [1] + [0] * len(UNITS)
    words = "".join("".join(map(str, p.itertext())) for p in root.iterfind(".//w:body/w:p", W))
    assert given_bundle.language.name in words
    assert "reading-room · 中文 (zh-Hans)" in part(path, "word/header1.xml")
    assert re.findall(r" (PAGE|NUMPAGES) ", part(path, "word/footer1.xml")) == ["PAGE", "NUMPAGES"]


def test_runs_are_proofed_in_their_language(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    units = (Unit("p-1", "p", "One.", "Один.", TRANSLATED), Unit("p-2", "p", "Two.", "", MISSING))
    docx.write(replace(bundle_of(), language=RU, files=(File("borrowing", EN, RU, units),)), path)
    runs = etree.fromstring(part(path).encode()).iterfind(".//w:tbl//w:r", W)
    found = {run.findtext("w:t", "", W): docx_read.value(run.find("w:rPr/w:lang", W)) for run in runs}
    assert (found["One."], found["Один."]) == ("en-GB", "ru-RU")
    empty = etree.fromstring(row_with_names(path, "p-2").encode()).findall("w:tc", W)[2]
    assert docx_read.value(empty.find("w:p/w:pPr/w:rPr/w:lang", W)) == "ru-RU"


def test_codes_are_set_apart(tmp_path: Path) -> None:
    root = etree.fromstring(part(written(tmp_path, WORD)).encode())
    codes = [
        run.findtext("w:t", "", W)
        for run in root.iterfind(".//w:tbl//w:r", W)
        if docx_read.value(run.find("w:rPr/w:rFonts", W), "ascii") == "Courier New"
    ]
    assert codes == ["*", "*", "[^1]"]


def test_what_changed_stands_below_a_fuzzy_source(tmp_path: Path) -> None:
    path = written(tmp_path, Unit("p-1", "p", "Four old books.", "字", FUZZY, "Three old books, bound."))
    root = etree.fromstring(part(path).encode())
    marked = {
        kind: [r.findtext("w:t", "", W) for r in root.iterfind(".//w:r", W) if r.find(f"w:rPr/w:{kind}", W) is not None]
        for kind in ("strike", "u")
    }
    assert marked == {"strike": ["Three", ", bound"], "u": ["Four"]}
    assert "FFF1CC" in row_of(path, "p-1")
    assert docx.read(path).units[0].source == "Four old books."


@pytest.mark.parametrize(
    ("state", "typed", "expected"),
    [
        (FUZZY, "fuzzy", FUZZY),
        (FUZZY, "", TRANSLATED),
        (FUZZY, "done", TRANSLATED),
        (TRANSLATED, "Reviewed ", REVIEWED),
        (TRANSLATED, "Fuzzy", FUZZY),
        (MISSING, "missing", TRANSLATED),
    ],
)
def test_the_state_is_what_the_translator_leaves(
    tmp_path: Path, state: UnitState, typed: str, expected: UnitState
) -> None:
    path = written(tmp_path, replace(WORD, state=state))
    assert edited(path, (f">{state}<", f">{typed}<")).units[0].state is expected


def test_a_missing_one_that_is_filled_in_is_translated(tmp_path: Path) -> None:
    path = written(tmp_path, replace(WORD, target="", state=MISSING))
    empty = f'<w:p><w:pPr><w:pStyle w:val="Cell"/><w:rPr>{LANG}</w:rPr></w:pPr></w:p>'
    (unit,) = edited(path, (empty, PARAGRAPH)).units
    assert (unit.target, unit.state) == ("字", TRANSLATED)


def test_an_edited_source_is_known_by_its_digest(tmp_path: Path) -> None:
    (unit,) = edited(written(tmp_path, replace(WORD, source="A book.")), (">A book.<", ">A look.<")).units
    assert (unit.source, unit.digest) == ("A look.", digest("A book."))


def test_a_row_without_its_id_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, WORD, replace(WORD, id="p-2"))
    repacked(path, MAIN, part(path).replace(">p-2<", "><"))
    assert [found[:2] for found in told(path)] == [("X002", 3)]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, WORD, replace(WORD, id="p-2", target="书"))
    text = part(path).replace(RUN, "<w:r><w:pict/></w:r>").replace(">p-2<", "><")
    repacked(path, MAIN, text)
    assert [found[:2] for found in told(path)] == [("X003", 2), ("X002", 3)]


def test_without_the_line_of_its_publication(tmp_path: Path) -> None:
    path = written(tmp_path)
    repacked(path, MAIN, part(path).replace("Publication: ", ""))
    back = docx.read(path)
    assert (back.identifier, back.language, len(back.units)) == ("", "", len(UNITS))


def test_python_docx_opens_it_and_saves_it_without_loss(tmp_path: Path) -> None:
    import docx as library

    path = written(tmp_path)
    before = docx.read(path)
    document = library.Document(io.BytesIO(path.read_bytes()))
    assert [len(table.columns) for table in document.tables] == [4]
    document.tables[0].rows[1].cells[2].paragraphs[0].add_run("！")
    document.save(str(path))
    after = docx.read(path)
    assert after == replace(before, units=(replace(before.units[0], target="规则！"), *before.units[1:]))
