"""The glossary: whatever a spreadsheet or an editor makes of the file, the same terms are read from it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notation import CHINESE, ENGLISH

from press.catalogs.glossary import read_glossary
from press.diagnostics import Diagnostic, SourceError
from press.model.glossary import Glossary, Term, TermStatus

ROWS = """concept,status,en,zh,forbidden_en,forbidden_zh,note
reading-room,preferred,reading room | Reading Room,阅览室,reading hall,阅读室 | 阅览厅,"Warm, in winter"
guest-book,unchecked,guest book,"留言簿",,,
"""
TERMS = (
    Term(
        "reading-room",
        {"en": ("reading room", "Reading Room"), "zh": ("阅览室",)},
        TermStatus.PREFERRED,
        {"en": ("reading hall",), "zh": ("阅读室", "阅览厅")},
        "Warm, in winter",
        2,
    ),
    Term("guest-book", {"en": ("guest book",), "zh": ("留言簿",)}, TermStatus.UNCHECKED, {}, "", 3),
)
BOM = b"\xef\xbb\xbf"
SEMICOLONS = ROWS.replace('"Warm, in winter"', "Warm/ in winter").replace(",", ";").replace("/", ",")


def read(tmp_path: Path, data: bytes | str) -> Glossary:
    path = tmp_path / "glossary.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_glossary(path, (ENGLISH, CHINESE))


def told(tmp_path: Path, data: bytes | str) -> list[tuple[str, int]]:
    with pytest.raises(SourceError) as raised:
        read(tmp_path, data)
    return [(d.code, d.location.line if d.location else 0) for d in raised.value.diagnostics]


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode(),
        BOM + ROWS.encode(),
        ROWS.replace("\n", "\r\n").encode(),
        SEMICOLONS.encode(),
        BOM + SEMICOLONS.replace("\n", "\r\n").encode(),
        ROWS.replace(" | ", "|").encode(),
        ROWS.rstrip().encode(),
    ],
    ids=["plain", "bom", "crlf", "semicolons", "excel", "close bars", "no last line end"],
)
def test_the_same_terms_are_read(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data).terms == TERMS


def test_no_file_is_an_empty_glossary(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "none.csv", (ENGLISH,)) == Glossary(tmp_path / "none.csv")


def test_rows_without_text_are_passed_over(tmp_path: Path) -> None:
    terms = read(tmp_path, ROWS.replace("guest-book", ",,,,,,\n\nguest-book")).terms
    assert [(term.concept, term.line) for term in terms] == [("reading-room", 2), ("guest-book", 5)]


def test_a_cell_of_several_lines_is_one_text(tmp_path: Path) -> None:
    first, second = read(tmp_path, ROWS.replace("Warm, in", "Warm,\n in")).terms
    assert first.note == "Warm, in winter"
    assert (first.line, second.line) == (2, 4)


def test_columns_may_stand_in_any_order_and_some_be_left_out(tmp_path: Path) -> None:
    (term,) = read(tmp_path, "zh;en;status;concept\n书架;shelf;admitted;shelf\n").terms
    assert term == Term("shelf", {"en": ("shelf",), "zh": ("书架",)}, TermStatus.ADMITTED, line=2)


def test_columns_of_a_language_that_is_not_published_are_left_aside(tmp_path: Path) -> None:
    (term,) = read(tmp_path, "concept,status,en,zh,ru,forbidden_ru\nshelf,admitted,shelf,书架,,полочка\n").terms
    assert term.forms.keys() == {"en", "zh"}
    assert not term.forbidden


def test_two_concepts_may_share_a_form_but_in_the_language_of_sources(tmp_path: Path) -> None:
    rows = "concept,status,en,zh\ncatalogue,admitted,catalogue,目录\n{},admitted,{},目录\n"
    assert len(read(tmp_path, rows.format("contents", "contents")).terms) == 2
    assert told(tmp_path, rows.format("contents", "Catalogues")) == [("G002", 3)]
    assert told(tmp_path, rows.format("catalogue", "contents")) == [("G002", 3)]


def test_all_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = ROWS.replace("unchecked", "sure").replace("reading hall", "Reading rooms").replace("留言簿", "|")
    assert told(tmp_path, rows) == [("G003", 2), ("G003", 3), ("G003", 3)]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("", 1),
        ("\n\n", 1),
        ("concept,status,en\nshelf,admitted,shelf\n", 1),
        (ROWS.encode("utf-16"), 1),
        (ROWS.replace("forbidden_zh", "forbiden_zh"), 1),
        (ROWS + "shelf,admitted,shelf\n", 4),
        (ROWS.replace(",reading hall", ',"reading" hall'), 2),
        (ROWS + 'shelf,admitted,"shelf,书架,,,', 4),
        (ROWS + "shelf,admitted," + "x" * 140_000 + ",书架,,,\n", 4),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, data: bytes | str, line: int) -> None:
    assert set(told(tmp_path, data)) == {("G001", line)}


WORD = st.text(st.sampled_from("abЯя书 ,;\"'\n-"), min_size=1, max_size=8)
FORM = WORD.map(lambda text: " ".join(text.split())).filter(lambda text: any(map(str.isalpha, text)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FORM, FORM, WORD, st.sampled_from(",;"), st.sampled_from(["\n", "\r\n"]))
def test_what_a_spreadsheet_writes_is_read_again(
    tmp_path: Path, en: str, zh: str, note: str, delimiter: str, end: str
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
    writer.writerows([["concept", "status", "en", "zh", "note"], ["a", "admitted", en, zh, note]])
    (term,) = read(tmp_path, buffer.getvalue()).terms
    assert term.forms == {"en": (en,), "zh": (zh,)}
    assert term.note == " ".join(note.split())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=60), st.binary(max_size=40).map(lambda tail: ROWS.encode() + tail)))
def test_no_bytes_do_harm(tmp_path: Path, data: bytes) -> None:
    found: tuple[Term, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        found = read(tmp_path, data).terms
    except SourceError as error:
        diagnostics = error.diagnostics
    assert {d.code for d in diagnostics} <= {"S015", "G001", "G002", "G003"}
    assert all(d.hint and d.location for d in diagnostics)
    assert all(term.forms["en"] and term.forms["zh"] for term in found)
