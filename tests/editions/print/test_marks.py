"""Marks: all of them outside the bleed and on the sheet, in the colour that every plate prints."""

from __future__ import annotations

import re
from dataclasses import replace

import pikepdf
import printbooks
import pytest
from printbooks import HOUSE, printing

from press.editions.print.marks import Frame, marks, slug_places
from press.editions.print.outlines import Lettering

FACE = printbooks.PROJECT / "node_modules/@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf"


def points(operators: str) -> list[tuple[float, float]]:
    """Every point of the lines, curves and rectangles that are drawn."""
    found = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+) [ml]\b", operators)]
    for x, y, w, h in re.findall(r"(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re", operators):
        found += [(float(x), float(y)), (float(x) + float(w), float(y) + float(h))]
    return found


@pytest.mark.parametrize("bleed", [0, 8.504, 9, 14.173])
@pytest.mark.parametrize("folds", [(), (432.0, 460.0)])
def test_nothing_stands_in_the_bleed_or_beyond_the_sheet(bleed, folds):
    edge = bleed + 30
    frame = Frame(edge, edge, 892 if folds else 432, 648, bleed, 30, folds)
    drawn = points(marks(frame))
    assert len(drawn) > 50
    right, top = edge + frame.width + bleed, edge + 648 + bleed
    for x, y in drawn:
        assert not (30 < x < right and 30 < y < top), (x, y)
        assert -0.01 <= x <= frame.width + 2 * edge + 0.01
        assert -0.01 <= y <= 648 + 2 * edge + 0.01


def test_crop_marks_point_at_the_trim_and_bleed_marks_at_the_bleed():
    drawn = points(marks(Frame(40, 40, 432, 648, 10, 30)))
    assert {40.0, 472.0, 30.0, 482.0} <= {x for x, y in drawn if y < 30}
    assert {40.0, 688.0, 30.0, 698.0} <= {y for x, y in drawn if x < 30}


def test_without_bleed_there_are_no_bleed_marks():
    xs = {x for x, y in points(marks(Frame(30, 30, 432, 648, 0, 30))) if y < 20}
    assert {30.0, 462.0} <= xs
    assert len([x for x in xs if abs(x - 246) > 12]) == 2


def test_folds_have_broken_lines_above_and_below():
    drawn = marks(Frame(40, 40, 892, 648, 10, 30, (432.0, 460.0)))
    assert drawn.count("[2 1.5] 0 d") == 2
    assert {472.0, 500.0} <= {x for x, y in points(drawn) if y < 30}
    assert {472.0, 500.0} <= {x for x, y in points(drawn) if y > 690}


def test_they_are_in_all_plates():
    path, _ = printbooks.one("# A {#sec-a}\n\nFew words.", "marks", printing(replace(HOUSE, slug=36.0)))
    with pikepdf.open(path) as pdf:
        form = pdf.pages[0].obj.Resources.XObject["/press-marks"]
        space = form.Resources.ColorSpace["/press-all"]
        assert list(space)[:3] == ["/Separation", "/All", "/DeviceCMYK"]
        first = form.read_bytes().split(b"\n")[0]
        assert first == b"/press-all CS 1 SCN /press-all cs 1 scn"


def test_the_slug_line_stands_below_the_bleed():
    frame = Frame(40, 40, 432, 648, 10, 30)
    (left, bottom, most), (right, same, room) = slug_places(frame)
    assert 0 < bottom == same < 40 - 10 - 6
    assert left > 40
    assert left + most < 40 + 216 - 10  # the registration mark in the middle
    assert right > 40 + 216 + 10
    assert right + room < 40 + 432


def test_the_slug_line_keeps_clear_of_the_folds():
    frame = Frame(40, 40, 964, 648, 10, 30, (432.0, 532.0))
    (left, _, most), (right, _, room) = slug_places(frame)
    assert left + most < 40 + 432 - 10
    assert right > 40 + 532 + 10
    assert right + room < 40 + 964


def test_letters_are_outlines_and_stop_where_the_room_ends():
    lettering = Lettering(FACE)
    whole, cut = lettering.draw("abcdef", 0, 0, 10, 1000), lettering.draw("abcdef", 0, 0, 10, 12)
    assert whole.count("\nf\n") == 6
    assert 0 < cut.count("\nf\n") < 6
    assert not re.search(r"\bT[fjJm]\b", whole)
    assert lettering.draw("\u4e2d", 0, 0, 10, 100).count("\nf\n") == 0
