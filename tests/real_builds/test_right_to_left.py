"""A publication in Arabic in every format: mirrored pages, covers and sheets, and what validators say of its files."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from validators.epubcheck import epubcheck
from validators.verapdf import verapdf
from workshop import PROJECT, run

from press.setup.system import VERAPDF

FIXTURE = PROJECT / "tests/fixtures/right_to_left"
WIDTH, HEIGHT = 432, 648  # of a page, in points
INNER, OUTER = 63, 75
FRONT = 6  # pages


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("arabic") / "kitab"
    shutil.copytree(FIXTURE, root)
    done = run(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build/editions"


def words(path: Path, page: int, left: float, bottom: float, right: float, top: float) -> str:
    """The text in a part of a page (from 0)."""
    with pdfium.PdfDocument(path) as pdf:
        text: str = pdf[page].get_textpage().get_text_bounded(left, bottom, right, top)
        return text.strip()


def test_every_format_is_there(editions: Path) -> None:
    names = {path.name for path in editions.iterdir()}
    ends = (".epub", ".html", ".pdf", "-print.pdf", "-cover.pdf", "-booklet.pdf", "-2up.pdf", ".txt")
    assert names == {f"kitab-ar{end}" for end in ends} | {"site"}


def test_validators_find_nothing(editions: Path) -> None:
    assert verapdf([editions / "kitab-ar.pdf"], PROJECT / VERAPDF) == []
    assert epubcheck([editions / "kitab-ar.epub"]) == []


@pytest.mark.parametrize("end", [".pdf", "-print.pdf", "-booklet.pdf", "-2up.pdf"])
def test_readers_are_told_the_direction(editions: Path, end: str) -> None:
    with pikepdf.open(editions / f"kitab-ar{end}") as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_the_structure_is_written_from_right_to_left(editions: Path) -> None:
    with pikepdf.open(editions / "kitab-ar.pdf") as pdf:
        assert pdf.Root.StructTreeRoot.K[0].A.WritingMode == "/RlTb"


def test_folios_stand_outside_and_rectos_on_the_left(editions: Path) -> None:
    path, middle = editions / "kitab-ar.pdf", WIDTH / 2
    assert words(path, FRONT, OUTER - 2, 20, OUTER + 20, 70) == "1"
    assert words(path, FRONT + 1, WIDTH - OUTER - 20, 20, WIDTH - OUTER + 2, 70) == "2"
    assert words(path, FRONT, middle, 20, WIDTH, 70) == words(path, FRONT + 1, 0, 20, middle, 70) == ""


def test_running_heads_of_versos_stand_on_the_right(editions: Path) -> None:
    path = editions / "kitab-ar.pdf"
    assert words(path, FRONT + 1, WIDTH / 2, HEIGHT - 66, WIDTH, HEIGHT)
    assert words(path, FRONT + 1, 0, HEIGHT - 66, WIDTH / 2, HEIGHT) == ""


def test_paragraphs_and_notes_have_their_numbers_on_the_right(editions: Path) -> None:
    path = editions / "kitab-ar.pdf"
    in_margin = words(path, FRONT, WIDTH - INNER + 2, 80, WIDTH, HEIGHT - 80)
    assert in_margin.split() == ["1", "2"]
    assert words(path, FRONT, 0, 80, OUTER - 3, HEIGHT - 80) == ""
    assert words(path, FRONT, WIDTH - INNER - 14, 100, WIDTH - INNER + 1, 125).startswith("1")


def test_contents_have_their_pages_on_the_left(editions: Path) -> None:
    path = editions / "kitab-ar.pdf"
    assert re.findall(r"\d+", words(path, 4, OUTER - 2, 200, OUTER + 16, 480)) == ["1", "1", "3", "5", "7"]


def test_the_text_block_moves_out_of_a_gutter_on_the_right(editions: Path) -> None:
    """The first page of the body is a recto: its fore edge is on the left, its back on the right."""
    with pikepdf.open(editions / "kitab-ar-print.pdf") as pdf:
        left = float(pdf.pages[FRONT].TrimBox[0])
    path = editions / "kitab-ar-print.pdf"
    assert words(path, FRONT, left, 0, left + OUTER - 20, HEIGHT).split() == []


def test_the_front_of_the_cover_is_on_the_left(editions: Path) -> None:
    path = editions / "kitab-ar-cover.pdf"
    with pikepdf.open(path) as pdf:
        trim = [float(value) for value in pdf.pages[0].TrimBox]
    middle = (trim[0] + trim[2]) / 2
    back = words(path, 0, middle, trim[1], trim[2], trim[3])
    assert "978" in back
    assert "978" not in words(path, 0, trim[0], trim[1], middle, trim[3])


def test_spreads_begin_on_the_left(editions: Path) -> None:
    path = editions / "kitab-ar-2up.pdf"
    with pikepdf.open(path) as pdf:
        width, height = (float(pdf.pages[0].MediaBox[at]) for at in (2, 3))
    assert words(path, 0, 0, 0, width / 2, height)
    assert words(path, 0, width / 2, 0, width, height) == ""


def test_the_epub_turns_the_other_way(editions: Path) -> None:
    with zipfile.ZipFile(editions / "kitab-ar.epub") as book:
        package = next(name for name in book.namelist() if name.endswith(".opf"))
        assert 'page-progression-direction="rtl"' in book.read(package).decode()
