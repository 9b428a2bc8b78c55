"""What content streams paint, and F001: what of them can't be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import printfiles
import pytest
from pikepdf import Array, Dictionary, Pdf

from press.diagnostics import EngineError, Severity
from press.preflight.checks.reading import reading
from press.preflight.pdf import interpreter as content
from press.preflight.pdf.file import opened
from press.preflight.pdf.interpreter import drawn
from press.preflight.pdf.marks import Drawn, Mark, Picture, Shape, Text


def painted(tmp_path: Path, content: str, edit: Callable[[Pdf], None] | None = None) -> Drawn:
    with opened(printfiles.write(tmp_path / "a.pdf", content, edit)) as file:
        return drawn(file, 0)


def marks(tmp_path: Path, content: str, edit: Callable[[Pdf], None] | None = None) -> list[Mark]:
    return painted(tmp_path, content, edit).marks


def test_text_has_words_size_and_area(tmp_path: Path) -> None:
    (mark,) = marks(tmp_path, "q 2 0 0 2 0 0 cm " + printfiles.text("Some words", 30, 40, 5) + "Q")
    assert isinstance(mark, Text)
    assert (mark.text, mark.size) == ("Some words", 10)
    assert mark.area[:2] == (60, 78)
    assert mark.area[2] - mark.area[0] == pytest.approx(sum(printfiles.face()[2][g] for g in codes("Some words")) / 100)
    assert mark.fill is not None
    assert mark.fill.solid_black


def codes(words: str) -> list[int]:
    return [printfiles.face()[1][letter] for letter in words]


def test_text_moves_on_as_the_standard_says(tmp_path: Path) -> None:
    content = "BT /F1 10 Tf 14 TL 60 100 Td <0002> Tj T* [<0002> -1000 <0002>] TJ 50 Tz 3 Ts 2 Tc <0002> ' ET"
    found = [row.area for row in marks(tmp_path, content)]
    width = printfiles.face()[2][2] / 100
    assert found[0] == pytest.approx((60, 98, 60 + width, 108))
    assert found[1] == pytest.approx((60, 84, 60 + 2 * width + 10, 94))
    assert found[2] == pytest.approx((60, 73, 60 + width / 2, 83))


def test_turned_text_and_invisible_text(tmp_path: Path) -> None:
    (mark,) = marks(tmp_path, "BT 3 Tr /F1 10 Tf <0002> Tj 0 Tr 0 1 -1 0 100 100 Tm <0002> Tj ET")
    assert mark.area == pytest.approx((92, 100, 102, 100 + printfiles.face()[2][2] / 100))


def test_a_users_unit_makes_text_larger(tmp_path: Path) -> None:
    (mark,) = marks(tmp_path, printfiles.text(size=5), lambda pdf: pdf.pages[0].obj.__setitem__("/UserUnit", 2))
    assert isinstance(mark, Text)
    assert mark.size == 10


def test_a_frame_is_its_sides(tmp_path: Path) -> None:
    found = marks(tmp_path, "50 50 100 100 re 50 50 100 99.5 re f*")
    assert [row.area for row in found] == [(50, 149.5, 150, 150)]


def test_the_clipping_path_cuts(tmp_path: Path) -> None:
    found = marks(tmp_path, "q 50 50 20 20 re W n 60 60 90 90 re f 80 80 9 9 re f Q 80 80 9 9 re f")
    assert [row.area for row in found] == [(60, 60, 70, 70), (80, 80, 89, 89)]


def test_forms_have_matrices_boxes_and_a_state_of_their_own(tmp_path: Path) -> None:
    made = printfiles.form("1 0 0 0 k q 0 0 9 9 re f", matrix=(2, 0, 0, 2, 10, 10))
    found = marks(tmp_path, "q 1 0 0 1 5 5 cm /X Do 0 0 1 1 re f Q", printfiles.resources("XObject", X=made))
    assert [row.area for row in found] == [(15, 15, 33, 33), (5, 5, 6, 6)]
    fills = [row.fill.used for row in found if isinstance(row, Shape) and row.fill]
    assert fills == [("Cyan",), ("Black",)]
    assert found[0].inside == "form /X"


def test_pictures_have_a_resolution_and_inherited_resources(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        printfiles.resources("XObject", X=printfiles.picture(100, 300))(pdf)
        page = pdf.pages[0].obj
        page.Parent.Resources = page.Resources
        del page.Resources

    (mark,) = marks(tmp_path, "q 0 72 -72 0 100 50 cm /X Do Q", edit)
    assert isinstance(mark, Picture)
    assert (mark.area, mark.resolution, mark.line_art) == ((28, 50, 100, 122), pytest.approx(100), False)


def test_an_inline_picture(tmp_path: Path) -> None:
    (mark,) = marks(tmp_path, "q 36 0 0 36 50 50 cm BI /W 8 /H 8 /IM true /BPC 1 ID abcdefgh EI Q")
    assert isinstance(mark, Picture)
    assert (mark.resolution, mark.line_art) == (pytest.approx(16), True)


def test_streams_of_a_page_are_one(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = Array([pdf.make_stream(b"q 2 0 0 2 0 0"), pdf.make_stream(b"cm 5 5 9 9 re f Q")])

    assert [row.area for row in marks(tmp_path, "", edit)] == [(10, 10, 28, 28)]


def told(tmp_path: Path, content: str, edit: Callable[[Pdf], None] | None = None) -> list[tuple[Severity, str]]:
    rows = printfiles.found(reading, printfiles.write(tmp_path / "a.pdf", content, edit))
    assert all(row.code == "F001" for row in rows)
    return [(row.severity, row.message) for row in rows]


def test_a_clean_file_has_none(tmp_path: Path) -> None:
    assert told(tmp_path, "") == []


def test_what_operators_lack(tmp_path: Path) -> None:
    ((severity, message),) = told(tmp_path, "Q 1 2 re (a) w /None Do BT (x) Tj ET 1 0 k /X gs f")
    assert severity is Severity.WARNING
    assert message.startswith("7 operators")


def test_a_form_in_itself(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        made = printfiles.form("/X Do")(pdf)
        made.Resources = Dictionary(XObject=Dictionary(X=made))
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=made)

    assert told(tmp_path, "/X Do", edit) == [(Severity.ERROR, "form /X contains itself, or lies too deep")]


def test_more_operators_than_a_book_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST", 50)
    with pytest.raises(EngineError, match="F001: page 1 has more than 50 operators"):
        told(tmp_path, "q Q " * 30)


def test_a_damaged_stream(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents.write(b"no such data", filter=pikepdf.Name.FlateDecode)

    rows = told(tmp_path, "", edit)
    assert (Severity.ERROR, True) in [(severity, "content can't be read" in message) for severity, message in rows]


@pytest.mark.parametrize("end", ["[", "<<", "[ 1"])
def test_a_stream_that_is_cut_off(end: str, tmp_path: Path) -> None:
    edit = printfiles.resources("XObject", X=printfiles.form(f"0 0 9 9 re f {end}"))
    path = printfiles.write(tmp_path / "a.pdf", "q 1 0 0 1 50 50 cm /X Do Q", edit)
    first, _ = printfiles.found(reading, path)  # the second is of the file, without the page
    assert (first.severity, first.page) == (Severity.ERROR, 1)
    assert first.message == "form /X is damaged: unexpected end of stream"
    with opened(path) as file:
        assert len(drawn(file, 0).marks) == 1


def test_a_page_without_a_sheet_is_repaired_and_told(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        del pdf.pages[0].obj.MediaBox

    ((severity, message),) = told(tmp_path, "", edit)
    assert severity is Severity.WARNING
    assert "MediaBox is undefined" in message
    assert str(tmp_path) not in message


@pytest.mark.parametrize("value", [Array([1, 2]), Dictionary(), "text", 7])
def test_resources_of_a_wrong_type(value: Any, tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        for key in ("Font", "XObject", "ColorSpace", "ExtGState", "Pattern"):
            pdf.pages[0].obj.Resources[f"/{key}"] = value

    assert told(tmp_path, "/X Do /X cs /X scn /X gs BT /X 1 Tf (a) Tj ET /X sh", edit)[0][0] is Severity.WARNING
