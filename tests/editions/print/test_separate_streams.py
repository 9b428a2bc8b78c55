"""Content streams in inks: no RGB operator is left, and small black text overprints, nothing else."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.diagnostics import EngineError
from press.editions.print.separate import in_inks

BLACK = (0.0, 0.0, 0.0, 1.0)


def ink(colour):
    return BLACK if colour == (0, 0, 0) else (0.1, 0.2, 0.3, 0.0)


def done(text: str) -> list[str]:
    return in_inks(text.encode(), ink).decode().split("\n")


def words(size: float = 12) -> str:
    return f"BT\n1 0 0 -1 10 20 Tm\n/F {size} Tf\n[<0001>] TJ\nET"


def test_fills_and_strokes():
    assert done("0 0 0 rg\n1 0 0 RG\n0 0 9 9 re\nf") == ["0 0 0 1 k", "0.1 0.2 0.3 0 K", "0 0 9 9 re", "f"]


def test_small_black_text_overprints_and_nothing_after_it():
    assert done("0 0 0 rg\n" + words()) == ["0 0 0 1 k", "/press-over gs", *words().split("\n"), "/press-knock gs"]


@pytest.mark.parametrize("before", ["1 0 0 rg", "0.2 0 0 0 k", "/DeviceCMYK cs\n1 0 0 0 scn"])
def test_coloured_text_knocks_out(before):
    assert "/press-over gs" not in done(f"{before}\n{words()}")


def test_large_black_text_knocks_out():
    assert "/press-over gs" in done(words(31.9))  # CSS pixels: 23.9 pt
    assert "/press-over gs" not in done(words(32))


def test_a_colour_ends_with_its_state():
    assert "/press-over gs" in done(f"q\n1 0 0 rg\nQ\n{words()}")
    assert "/press-over gs" not in done(f"1 0 0 rg\nq\n0 0 0 rg\nQ\n{words()}")


@pytest.mark.parametrize("space", ["/lab-d50", "/srgb", "/--ours"])
def test_other_spaces_are_refused(space):
    with pytest.raises(EngineError, match=f"P010: a colour of the space {space[1:]} can't be separated"):
        done(f"{space} cs\n50 20 20 scn")


DRAWN = ("q", "Q", "0 0 0 rg", "0.5 0.25 1 rg", "1 1 1 RG", "0 0 4 4 re", "f", "S", words(), words(40))


@given(st.lists(st.sampled_from(DRAWN), max_size=12))
def test_nothing_but_colours_and_overprint_changes(lines):
    text = "\n".join(lines)
    kept = [line for line in done(text) if line[-2:] not in (" k", " K", "gs")]
    assert kept == [line for line in text.split("\n") if line[-3:] not in (" rg", " RG")]
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, in_inks(text.encode(), ink))
        operators = [str(row.operator) for row in pikepdf.parse_content_stream(stream)]
    assert not {"rg", "RG"} & set(operators)
    assert operators.count("gs") % 2 == 0
