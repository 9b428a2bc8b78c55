"""Booklets: every page in its place, cut to its trim, in a clean file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from interiors import NUMBER, PAGE, PROFILE, interior
from pikepdf import Stream

from press.diagnostics import EngineError
from press.editions.booklet.imposition import creep, folded, opened, sides, spreads
from press.editions.booklet.write import write_booklet, write_two_up
from press.model.printers import DEFAULT, SHEETS
from press.model.printing import BookletSettings, Printing

SAFE = DEFAULT.printer.safe
A4 = folded(SHEETS["a4"], PAGE, SAFE)
WRITERS = [write_booklet, write_two_up]


def printing(sheet: str = "a4", signature: int = 0) -> Printing:
    return replace(DEFAULT, booklet=BookletSettings(SHEETS[sheet], signature))


def numbers(path: Path) -> list[dict[str, tuple[float, float]]]:
    """On each sheet, the pages' numbers, and where each begins."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        text = page.get_textpage()
        places: dict[str, tuple[float, float]] = {}
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            places[text.get_text_bounded(left, bottom, right, top).strip()] = (left, bottom)
        found.append(places)
    document.close()
    return found


def colours(path: Path, sheet: int) -> Any:
    """A sheet as it is seen: red, green and blue of its points, two to a point of print."""
    document = pypdfium2.PdfDocument(path)
    picture = document[sheet].render(scale=2).to_pil().convert("RGB")
    document.close()
    return picture


@pytest.mark.parametrize(("signature", "pages"), [(0, 10), (8, 21)])
def test_pages_stand_where_they_fold(tmp_path: Path, signature: int, pages: int) -> None:
    target = tmp_path / "booklet.pdf"
    write_booklet(interior(tmp_path / "print.pdf", pages + 3), pages, printing(signature=signature), target)
    imposed, found = list(sides(pages, signature)), numbers(target)
    assert len(found) == len(imposed) == 2 * -(-pages // 4)
    bearing = {str(number): place for row in numbers(tmp_path / "print.pdf") for number, place in row.items()}
    for side, row in zip(imposed, found, strict=True):
        assert set(row) == {str(page) for page in (side.left, side.right) if page}
        for right, page in enumerate((side.left, side.right)):
            if page:
                corner = A4.corner(PAGE, bool(right), creep(side.depth))
                glyph = bearing[str(page)][0] - 38 - NUMBER[0]  # a figure begins a little to the right of its origin
                assert row[str(page)][0] == pytest.approx(corner[0] + A4.scale * (NUMBER[0] + glyph), abs=0.02)
                assert row[str(page)][1] == pytest.approx(corner[1] + A4.scale * NUMBER[1], abs=1)


def test_spreads(tmp_path: Path) -> None:
    target = tmp_path / "two-up.pdf"
    write_two_up(interior(tmp_path / "print.pdf", 6), 6, printing(), target)
    layout = opened(SHEETS["a4"], PAGE, SAFE)
    for row, spread in zip(numbers(target), spreads(6), strict=True):
        assert set(row) == {str(page) for page in (spread.left, spread.right) if page}
        assert all((place[0] > layout.fold) == (int(page) % 2 == 1) for page, place in row.items())
    with pikepdf.open(target) as pdf:
        assert [page.label for page in pdf.pages] == ["1", "2–3", "4–5", "6"]


@pytest.mark.parametrize(("writer", "lay"), [(write_booklet, folded), (write_two_up, opened)])
@pytest.mark.parametrize("sheet", ["a4", "letter"])
@pytest.mark.parametrize("trimmed", [True, False])
def test_nothing_outside_the_trim_is_seen(tmp_path: Path, writer: Any, lay: Any, sheet: str, trimmed: bool) -> None:
    """The interior's bleed and marks are magenta. A reader rounds an edge to its points, so one of them may show."""
    target = tmp_path / "out.pdf"
    writer(interior(tmp_path / "print.pdf", 4, trimmed), 4, printing(sheet), target)
    picture, layout = colours(target, 1), lay(SHEETS[sheet], PAGE, SAFE)
    for right in (False, True):
        left, foot = layout.corner(PAGE, right)
        size = layout.scale * PAGE[0], layout.scale * PAGE[1]
        top = layout.height - foot - size[1]
        box = (2 * left, 2 * top, 2 * (left + size[0]), 2 * (top + size[1]))
        inside = tuple(round(edge + way) for edge, way in zip(box, (2, 2, -2, -2), strict=True))
        assert all(abs(red - green) < 30 for _, (red, green, _) in picture.crop(inside).getcolors(1 << 20))
        picture.paste("white", tuple(round(edge - way) for edge, way in zip(box, (2, 2, -2, -2), strict=True)))
    outside = [rgb for _, rgb in picture.getcolors(1 << 20)]
    assert all(max(rgb) - min(rgb) < 30 for rgb in outside), "nothing but white, and marks in black"


def test_pages_are_cut_at_the_fold(tmp_path: Path) -> None:
    """On letter there is no room: a page that creeps would lie over its neighbour."""
    target = tmp_path / "booklet.pdf"
    write_booklet(interior(tmp_path / "print.pdf", 80), 80, printing("letter"), target)
    with pikepdf.open(target) as pdf:
        content = pikepdf.parse_content_stream(pdf.pages[-1])
    clips = [[float(value) for value in row.operands] for row in content if str(row.operator) == "re"]
    assert clips == [[0, 0, 396, 612], [396, 0, 396, 612]]


@pytest.mark.parametrize(("sheet", "size"), [("a4", (841.8898, 595.2756)), ("letter", (792, 612))])
@pytest.mark.parametrize("writer", WRITERS)
def test_sheets_lie_in_landscape(tmp_path: Path, writer: Any, sheet: str, size: tuple[float, float]) -> None:
    writer(interior(tmp_path / "print.pdf", 4), 4, printing(sheet), tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, *size)}


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_turned_pages_stand_as_they_are_read(tmp_path: Path, quarter: int) -> None:
    target = tmp_path / "two-up.pdf"
    write_two_up(interior(tmp_path / "print.pdf", 3, rotated=quarter), 3, printing(), target)
    size = PAGE if quarter == 180 else PAGE[::-1]
    layout = opened(SHEETS["a4"], size, SAFE)
    left, foot = layout.corner(size, False)
    picture = colours(target, 1)
    box = picture.convert("L").point(lambda value: 255 if value < 240 else 0).getbbox()
    seen = (layout.fold + layout.scale * size[0], layout.height - foot)
    assert box == pytest.approx((2 * left, 2 * foot, 2 * seen[0], 2 * seen[1]), abs=2)


@pytest.mark.parametrize("writer", WRITERS)
def test_the_same_interior_gives_the_same_bytes(tmp_path: Path, writer: Any) -> None:
    source = interior(tmp_path / "print.pdf", 9)
    writer(source, 9, printing(), tmp_path / "a.pdf")
    writer(source, 9, printing(), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("writer", WRITERS)
def test_what_pages_share_is_stored_once(tmp_path: Path, writer: Any) -> None:
    source, target = interior(tmp_path / "print.pdf", 40), tmp_path / "out.pdf"
    writer(source, 40, printing(), target)
    assert target.stat().st_size < 1.1 * source.stat().st_size
    with pikepdf.open(target) as pdf:
        streams = [found for found in pdf.objects if isinstance(found, Stream)]
        assert len([found for found in streams if found.get("/Subtype") == "/Image"]) == 1
        assert len([found for found in streams if found.get("/Subtype") == "/Form"]) == 40
        assert len([found for found in pdf.objects if _is_font(found)]) == 1


def _is_font(found: pikepdf.Object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font"


@pytest.mark.parametrize("writer", WRITERS)
def test_the_file_is_clean(tmp_path: Path, writer: Any) -> None:
    writer(interior(tmp_path / "print.pdf", 5), 5, printing(), tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.6"
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == PROFILE
        assert str(pdf.Root.Lang) == "ru"
        assert not {"/StructTreeRoot", "/MarkInfo", "/Names"} & set(pdf.Root.keys())
        assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"
        kept = [set(found.keys()) for found in pdf.objects if isinstance(found, Stream | pikepdf.Dictionary)]
        assert not [keys for keys in kept if keys & {"/Annots", "/StructParents", "/StructParent"}]


def test_what_it_says_of_itself(tmp_path: Path) -> None:
    write_booklet(interior(tmp_path / "print.pdf", 5), 5, printing(), tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Права & обязанности",
            "/CreationDate": "D:20260102",
        }
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
        assert [page.label for page in pdf.pages] == ["1a", "1b", "2a", "2b"]
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "Права & обязанности"
        packet = pdf.Root.Metadata.read_bytes()
        assert b"PDF/X-4" not in packet
        assert b"of-the-interior" not in packet


def test_a_title_is_made(tmp_path: Path) -> None:
    write_booklet(interior(tmp_path / "paper-print.pdf", 5, described=False), 5, printing(), tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "paper-print"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "paper-print"


@pytest.mark.parametrize("pages", [0, 6])
def test_pages_that_are_not_there(tmp_path: Path, pages: int) -> None:
    with pytest.raises(EngineError) as raised:
        write_booklet(interior(tmp_path / "print.pdf", 5), pages, printing(), tmp_path / "out.pdf")
    assert [found.code for found in raised.value.diagnostics] == ["B003"]
    assert not (tmp_path / "out.pdf").exists()


def test_a_page_without_area(tmp_path: Path) -> None:
    with pikepdf.open(interior(tmp_path / "whole.pdf", 2)) as pdf:
        pdf.pages[1].TrimBox = pikepdf.Array([9, 9, 9, 9])
        pdf.save(tmp_path / "print.pdf")
    with pytest.raises(EngineError, match="B003: page 2 has no area"):
        write_two_up(tmp_path / "print.pdf", 2, printing(), tmp_path / "out.pdf")


@pytest.mark.parametrize("damage", [b"", b"no PDF", b"%PDF-1.6\n%%EOF"])
def test_what_is_no_pdf(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "print.pdf").write_bytes(damage)
    with pytest.raises(EngineError, match="F001"):
        write_booklet(tmp_path / "print.pdf", 2, printing(), tmp_path / "out.pdf")


def test_an_interior_with_a_password(tmp_path: Path) -> None:
    with pikepdf.open(interior(tmp_path / "open.pdf", 2)) as pdf:
        pdf.save(tmp_path / "print.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(EngineError, match="F001"):
        write_booklet(tmp_path / "print.pdf", 2, printing(), tmp_path / "out.pdf")


def test_a_target_that_cannot_be_written_is_no_fault_of_the_interior(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_booklet(interior(tmp_path / "print.pdf", 2), 2, printing(), tmp_path / "nowhere" / "out.pdf")
