"""Marks of a booklet: on the fold, off the pages, where one looks for them."""

from __future__ import annotations

import re

import pytest

from press.editions.booklet.imposition import UNPRINTABLE, Layout, creep, folded, sides
from press.editions.booklet.marks import label, marks
from press.model.printers import SHEETS

A4 = folded(SHEETS["a4"], (432, 648), 11.34)
LETTER = folded(SHEETS["letter"], (432, 648), 11.34)
SIDES = list(sides(36, 16))


def drawn(layout: Layout, at: int = 0, staple: bool = True, signatures: int = 3) -> str:
    side = SIDES[at]
    return marks(layout, side, signatures, creep(side.depth), staple)


def strokes(content: str) -> list[tuple[float, ...]]:
    """The upright lines: where, and from where to where."""
    own = content.split("q ")[0]
    found = re.findall(r"(?m)^([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S$", own)
    lines = [tuple(map(float, row)) for row in found]
    assert all(x == further for x, _, further, _ in lines)
    return [(x, foot, head) for x, foot, _, head in lines]


def bars(content: str) -> list[tuple[float, ...]]:
    return [tuple(map(float, row.split())) for row in re.findall(r"(?m)^([\d. ]+) re f$", content)]


@pytest.mark.parametrize("layout", [A4, LETTER])
def test_marks_stand_on_the_fold_off_the_edges(layout: Layout) -> None:
    lines = strokes(drawn(layout))
    assert len(lines) == 4
    assert [x for x, _, _ in lines] == pytest.approx([layout.fold] * 4, abs=1e-3)
    assert min(foot for _, foot, _ in lines) == pytest.approx(UNPRINTABLE, abs=1e-3)
    assert max(head for _, _, head in lines) == pytest.approx(layout.height - UNPRINTABLE, abs=1e-3)


def test_staples_at_the_quarters() -> None:
    middles = {(foot + head) / 2 for _, foot, head in strokes(drawn(A4))}
    middles -= {(foot + head) / 2 for _, foot, head in strokes(drawn(A4, staple=False))}
    assert sorted(middles) == pytest.approx([A4.height / 4, A4.height * 3 / 4], abs=1e-3)


def test_only_the_outermost_side_is_marked() -> None:
    marked = [at for at in range(len(SIDES)) if strokes(drawn(A4, at))]
    assert marked == [0, 8, 16]
    assert [at for at in range(len(SIDES)) if bars(drawn(A4, at))] == marked


@pytest.mark.parametrize("layout", [A4, LETTER])
@pytest.mark.parametrize("signatures", [2, 3, 100])
def test_bars_make_a_staircase_between_the_staples(layout: Layout, signatures: int) -> None:
    printed = [side for side in sides(4 * signatures, 4) if side.outside]
    steps = [bars(marks(layout, side, signatures, 0, True))[0] for side in printed]
    tops = [foot + height for _, foot, _, height in steps]
    assert tops[1:] == pytest.approx([foot for _, foot, _, _ in steps[:-1]], abs=1e-3)
    assert tops[0] < layout.height * 3 / 4
    assert steps[-1][1] > layout.height / 4
    for left, _, width, _ in steps:
        assert left + width / 2 == pytest.approx(layout.fold, abs=1e-3)
        assert width <= max(1.5, layout.gap)


def test_one_signature_needs_no_bar() -> None:
    assert bars(drawn(A4, signatures=1)) == []


def test_labels() -> None:
    assert [label(side, 3) for side in SIDES[:3]] == ["1-1a", "1-1b", "1-2a"]
    assert label(SIDES[8], 3) == "2-1a"
    assert [label(side, 1) for side in sides(8, 0)] == ["1a", "1b", "2a", "2b"]


def test_labels_only_where_there_is_room() -> None:
    assert " cm" in drawn(A4)
    assert " cm" not in drawn(LETTER)
    deep = list(sides(400, 0))[-1]
    assert " cm" not in marks(A4, deep, 1, creep(deep.depth), True), "creep takes the room"


@pytest.mark.parametrize("at", [0, 1, 8])
def test_marks_are_black_alone(at: int) -> None:
    content = drawn(A4, at)
    assert content.startswith("0 0 0 1 K 0 0 0 1 k\n0.25 w")
    assert not re.search(r"\b(rg|RG|g|G|scn?|SCN?|cs|CS)\b", content)
    assert len(re.findall(r"\b[kK]\b", content)) == 2
