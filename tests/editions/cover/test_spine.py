"""The lettering of spines: it fits, it runs as its language wants, and the publisher stands at the foot."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.editions.cover.front import EDGE
from press.editions.cover.spine import LEAST, MOST, SAFE, TURNS, Cell, Piece, cells, lettering

HEIGHT = 648.0
TITLES = {"down": "The Reading Room: A Guide", "up": "Читальня: путеводитель", "stacked": "阅览室：指南（第2版）"}
LONG = "The Reading Room of the Village: How It Came to Be, and How It Is Kept"
PUBLISHERS = {"down": "Friends", "up": "Друзья", "stacked": "阅览室之友"}


def measure(text: str, weight: int) -> float:
    return sum(0.55 if ord(character) < 0x2000 else 1.0 for character in text)


def spine(custom: str, width: float, title: str = "", publisher: str = "") -> tuple[Piece, ...]:
    return lettering(title or TITLES[custom], publisher, custom, width, HEIGHT, measure)


def extent(piece: Piece) -> tuple[float, float]:
    """Where a piece begins and ends, from the spine's head."""
    half = piece.length / 2
    return piece.y - half, piece.y + half


@given(st.sampled_from(sorted(TURNS)), st.floats(17, 120), st.booleans())
def test_all_of_it_is_on_the_spine_and_apart(custom: str, width: float, publisher: bool) -> None:
    pieces = spine(custom, width, publisher=PUBLISHERS[custom] if publisher else "")
    assert pieces
    for piece in pieces:
        top, bottom = extent(piece)
        lift = piece.size if custom == "stacked" else 0.01  # letters and commas are moved within their cells
        assert top >= EDGE - lift
        assert bottom <= HEIGHT - EDGE + lift
        assert 0 < piece.size <= MOST
        assert SAFE <= piece.x <= width - SAFE


@given(st.sampled_from(sorted(TURNS)), st.floats(17, 40))
def test_pieces_of_one_line_do_not_touch(custom: str, width: float) -> None:
    rows: dict[float, list[Piece]] = {}
    for piece in spine(custom, width, publisher=PUBLISHERS[custom]):
        rows.setdefault(0.0 if custom == "stacked" else round(piece.x, 1), []).append(piece)
    for row in rows.values():
        ends = sorted(extent(piece) for piece in row)
        slack = 0.6 * max(piece.size for piece in row) if custom == "stacked" else 0.01  # commas move in their cells
        assert all(second[0] >= first[1] - slack for first, second in pairwise(ends))


def test_english_reads_from_the_head_and_its_second_line_stands_left() -> None:
    head, tail = spine("down", 60, LONG)
    assert (head.turn, tail.turn) == (90, 90)
    assert head.size > tail.size
    assert head.x > 30 > tail.x  # letters stand up to the right
    assert extent(head)[0] == pytest.approx(extent(tail)[0])


def test_russian_reads_from_the_foot_and_its_second_line_stands_right() -> None:
    head, tail = spine("up", 60, LONG)
    assert (head.turn, tail.turn) == (-90, -90)
    assert head.x < 30 < tail.x
    assert extent(head)[1] == pytest.approx(extent(tail)[1])


@pytest.mark.parametrize(("custom", "first_above"), [("down", True), ("up", False)])
def test_a_narrow_spine_has_one_line(custom: str, first_above: bool) -> None:
    head, tail = spine(custom, 18)
    assert (head.y < tail.y) is first_above
    assert head.weight > tail.weight


def test_chinese_stands_upright() -> None:
    pieces = spine("stacked", 40)
    assert "".join(piece.text for piece in pieces) == "阅览室指南（第2版）"
    assert [piece.y for piece in pieces] == sorted(piece.y for piece in pieces)
    assert {piece.text: piece.turn for piece in pieces if piece.turn} == {"（": 90, "）": 90}
    assert [piece.text for piece in pieces if piece.letters] == ["2"]


@pytest.mark.parametrize("custom", sorted(TURNS))
def test_the_publisher_stands_at_the_foot_in_all_customs(custom: str) -> None:
    alone, both = spine(custom, 40), spine(custom, 40, publisher=PUBLISHERS[custom])
    named = both[len(alone) :]
    assert "".join(piece.text for piece in named) == PUBLISHERS[custom]
    assert max(extent(piece)[1] for piece in named) == pytest.approx(HEIGHT - EDGE, abs=1.5)
    assert min(piece.y for piece in named) > max(extent(piece)[1] for piece in both[: len(alone)])


def test_the_publisher_is_left_out_where_there_is_no_room() -> None:
    title = "Long title " * 13
    assert spine("down", 20, title, "Friends") == spine("down", 20, title)


def test_a_title_that_is_too_long_loses_what_follows_its_colon() -> None:
    pieces = spine("down", 20, "Reading: " + "a long story " * 20)
    assert [piece.text for piece in pieces] == ["Reading"]


def test_a_title_that_nobody_could_read_is_not_set() -> None:
    assert spine("down", 20, "long words " * 40) == ()
    assert all(piece.size >= LEAST for piece in spine("down", 20, "long words " * 12))


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
