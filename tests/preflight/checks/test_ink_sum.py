"""F009, F022, F023: ink coverage, by Ghostscript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import printfiles
import pytest
from pikepdf import Array, Dictionary, Pdf

from press.diagnostics import EngineError, ToolMissingError
from press.model.preflight import Finding
from press.preflight.checks.ink_sum import coverage
from press.preflight.pdf import plates
from press.preflight.pdf.file import opened

DARK = "1 0.9 0.8 0.9 k"
Edit = Callable[[Pdf], None]


def measured(path: Path, content: str, edit: Edit | None = None) -> tuple[tuple[float, ...], list[Finding]]:
    with opened(printfiles.write(path / "a.pdf", content, edit)) as file:
        return coverage(file, printfiles.RULES)


def test_a_clean_page(tmp_path: Path) -> None:
    most, rows = measured(tmp_path, "0.5 0.4 0.3 0.9 k 50 50 50 50 re f")
    assert most == pytest.approx((210,), abs=1)
    assert rows == []


def test_too_much_ink_and_where(tmp_path: Path) -> None:
    most, (row,) = measured(tmp_path, f"{DARK} 50 100 40 30 re f")
    assert most == pytest.approx((360,), abs=1)
    assert row.message == "up to 360 % ink; the paper takes 300 %"
    assert (row.code, row.page) == ("F009", 1)
    assert row.area == pytest.approx((50, 100, 90, 130), abs=4)


def test_hairlines_and_what_lies_outside_the_bleed_do_not_count(tmp_path: Path) -> None:
    marks = "/All cs 1 scn 0 0 15 15 re f 1 1 1 1 k 245 100 15 60 re f"
    edit = printfiles.resources("ColorSpace", All=printfiles.spot("All"))
    most, rows = measured(tmp_path, f"{marks} {DARK} 50 100 90 0.5 re f", edit)
    assert rows == []
    assert most[0] < 150


def test_black_that_overprints_adds_and_black_that_knocks_out_does_not(tmp_path: Path) -> None:
    ground, black = "1 0.9 0.8 0 k 50 50 90 90 re f", "0 0 0 1 k 60 60 40 40 re f"
    edit = printfiles.resources("ExtGState", O=Dictionary(OP=True, op=True, OPM=1))
    assert measured(tmp_path, f"{ground} {black}", edit)[0] == pytest.approx((270,), abs=1)
    assert measured(tmp_path, f"{ground} /O gs {black}", edit)[0] == pytest.approx((370,), abs=1)


def test_spot_plates_count(tmp_path: Path) -> None:
    edit = printfiles.resources("ColorSpace", S=printfiles.spot("Warm"), O=printfiles.spot("Other"))
    assert measured(tmp_path, "/S cs 0.5 scn 50 50 90 90 re f", edit)[0] == pytest.approx((50,), abs=1)


def test_a_turned_page(tmp_path: Path) -> None:
    most, (row,) = measured(
        tmp_path, f"{DARK} 50 100 40 30 re f", lambda pdf: pdf.pages[0].obj.__setitem__("/Rotate", 90)
    )
    assert most == pytest.approx((360,), abs=1)
    assert row.area is None


def test_plates_of_each_page(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", "1 0 0 0 k 20 20 220 320 re f", pages=2)
    folder = tmp_path / "plates"
    folder.mkdir()
    found = list(plates.plates(path, 36, folder))
    assert [list(page) for page in found] == [["Cyan", "Magenta", "Yellow", "Black"]] * 2
    assert found[1]["Cyan"].size == (110, 160)
    assert [image.getpixel((50, 50)) for image in found[1].values()] == [255, 0, 0, 0]
    assert not list(folder.glob("*Cyan*"))


def test_plates_of_some_pages(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        pdf.pages[2].obj.Contents = pdf.make_stream(b"0 1 0 0 k 20 20 220 320 re f")

    path = printfiles.write(tmp_path / "a.pdf", "1 0 0 0 k 20 20 220 320 re f", edit, pages=4)
    folder = tmp_path / "plates"
    folder.mkdir()
    found = list(plates.plates(path, 36, folder, [3, 2]))
    assert [page["Magenta"].getpixel((50, 50)) for page in found] == [0, 255]


def test_a_page_of_giants_is_measured_coarsely(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].obj.MediaBox = pdf.pages[0].obj.BleedBox = Array([0, 0, 14400, 14400])

    assert measured(tmp_path, f"{DARK} 50 100 2000 2000 re f", edit)[0] == pytest.approx((360,), abs=2)


def test_ghostscript_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plates, "PROGRAM", "no-such-program")
    with pytest.raises(ToolMissingError, match="F023"):
        measured(tmp_path, "n")


@pytest.mark.parametrize(
    ("script", "told"), [("echo one; echo two >&2; exit 3", "3: one / two"), ("sleep 5", "seconds")]
)
def test_ghostscript_that_fails(script: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "gs"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(plates, "PROGRAM", str(program))
    monkeypatch.setattr(plates, "SECONDS", 1)
    with pytest.raises(EngineError, match=f"(?s)F022.*{told}"):
        measured(tmp_path, "n")
