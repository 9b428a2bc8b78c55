"""The print cover as the print house gets it: boxes, inks, the same bytes again, and what is told of a bare spine."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import rich_samples
import samples

from press.editions.cover.spread import write_cover
from press.model.printers import PRINTERS, printing
from press.model.printing import MILLIMETRE, Isbn
from press.model.publication import Publication
from press.project import PROFILES

PROJECT = Path(__file__).resolve().parents[3]
MODULES, PROFILE = PROJECT / "node_modules", PROFILES / "FOGRA39L.icc"


def publication(root: Path) -> Publication:
    made = replace(printing(PRINTERS["offset-europe"]), isbn={"en": Isbn("978-0-306-40615-7")})
    return replace(rich_samples.publication(root), printing=made)


def write(root: Path, pages: int, name: str = "cover.pdf") -> Path:
    target = root / name
    book = samples.book("en", "# A {#sec-a}\n\nFew words.")
    write_cover(book, publication(root), pages, MODULES, PROFILE, target)
    return target


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(edge) for edge in page.obj[name]]


def test_the_trim_is_back_spine_and_front(tmp_path: Path) -> None:
    spine = publication(tmp_path).printing.spine(400)
    with pikepdf.open(write(tmp_path, 400)) as pdf:
        trim, bleed = box(pdf.pages[0], "/TrimBox"), box(pdf.pages[0], "/BleedBox")
    assert trim[2] - trim[0] == pytest.approx(864 + spine, abs=0.01)
    assert trim[3] - trim[1] == pytest.approx(648, abs=0.01)
    assert trim[0] - bleed[0] == pytest.approx(3 * MILLIMETRE, abs=0.01)


def test_bars_are_printed_in_black_alone_on_white(tmp_path: Path) -> None:
    with pikepdf.open(write(tmp_path, 400)) as pdf:
        content = b"\n".join(stream.read_bytes() for stream in pdf.pages[0].Contents)  # type: ignore[attr-defined]
    fill, fills = b"", []
    for line in content.split(b"\n"):
        fill = line if line.endswith((b" k", b" scn")) else fill
        if re.fullmatch(rb"[\d.]+ 0 1 74\.2\d+ re", line.strip()):  # the guards
            fills.append(fill)
    assert fills == [b"0 0 0 1 k"] * 6
    assert b" rg" not in content


def test_a_cover_is_always_the_same(tmp_path: Path) -> None:
    assert write(tmp_path, 64, "a.pdf").read_bytes() == write(tmp_path, 64, "b.pdf").read_bytes()


def test_a_bare_spine_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, 64)
    assert ": warning B002: the spine is 3.9 mm wide, too narrow for its text" in capsys.readouterr().err
    write(tmp_path, 400)
    assert capsys.readouterr() == ("", "")
