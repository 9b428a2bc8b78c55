"""Text that runs downwards: what is turned, what moves in its cell, what shares one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.editions.cover.spine import Cell, cells


def measure(text: str, weight: int) -> float:
    """Widths as of a plain face: letters and digits half an em, all else one."""
    return sum(0.55 if character.isascii() else 1.0 for character in text)


def stack(text: str) -> list[Cell]:
    return list(cells(text, 600, measure))


def test_characters_stand_upright_one_below_the_other() -> None:
    assert [(cell.text, cell.turn) for cell in stack("反恐与人权")] == [(character, 0) for character in "反恐与人权"]
    assert len({cell.length for cell in stack("反恐")}) == 1


@pytest.mark.parametrize("mark", "（）《》：；—…【】")
def test_what_opens_closes_or_joins_lies_on_its_side(mark: str) -> None:
    assert stack(f"法{mark}")[1].turn == 90


@pytest.mark.parametrize("mark", "，、。")
def test_commas_move_into_the_upper_right_corner(mark: str) -> None:
    cell = stack(f"法{mark}治")[1]
    assert cell.turn == 0
    assert cell.right > 0.4
    assert cell.up > 0.4


def test_quotation_marks_become_those_of_columns() -> None:
    assert "".join(cell.text for cell in stack("“法‘治’”")) == "『法「治」』"


@pytest.mark.parametrize("mark", "！？")
def test_marks_of_exclamation_stand(mark: str) -> None:
    assert stack(f"法{mark}")[1] == Cell(mark)


@pytest.mark.parametrize("text", ["2", "30", "UN", "SCO"])
def test_a_few_letters_share_a_cell(text: str) -> None:
    first, cell, _ = stack(f"第{text}版")
    assert (cell.text, cell.turn, cell.length) == (text, 0, first.length)
    assert cell.scale * measure(text, 600) <= first.length + 0.001


@pytest.mark.parametrize("text", ["2001", "ICCPR", "Whitepaper", "1,234"])
def test_more_of_them_lie_on_their_side(text: str) -> None:
    cell = stack(f"第{text}版")[1]
    assert (cell.text, cell.turn, cell.scale) == (text, 90, 1.0)
    assert cell.length >= measure(text, 600)


@given(st.text(st.sampled_from("反恐与人权（）：，。“”aB3 —？"), max_size=30))
def test_nothing_is_lost(text: str) -> None:
    wanted = "".join(text.split()).translate(str.maketrans("“”", "『』"))
    assert "".join(cell.text for cell in stack(text)) == wanted
    assert all(cell.length > 0 for cell in stack(text))
