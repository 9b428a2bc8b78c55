"""Places of texts in files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.content.positions import find, locate, place
from press.diagnostics import Location

PATH = Path("a.md")


@given(st.text("ab\n中", max_size=30), st.data())
def test_a_place_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    found = place(text, at, PATH)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: found.line - 1]) + found.column - 1 == at


def test_what_is_nowhere_is_the_file() -> None:
    assert place("a", -1, PATH) == Location(PATH)


@pytest.mark.parametrize(("needle", "told"), [("# B", "3:1"), ("b", "3:6"), ("nothing", ""), ("", "")])
def test_the_first_place_of_a_text(tmp_path: Path, needle: str, told: str) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A\n\n# Bb b\n", "utf-8")
    assert str(locate(path, needle)) == ":".join(filter(None, [str(path), told]))


@pytest.mark.parametrize(
    ("needle", "nth", "told"), [("@sec-a", 0, "1:14"), ("@sec-a", 1, "2:2"), ("@sec-a", 9, "2:2"), ("@sec", 0, "1:9")]
)
def test_a_key_is_no_part_of_a_longer_one(tmp_path: Path, needle: str, nth: int, told: str) -> None:
    path = tmp_path / "a.md"
    path.write_text("@sec-ab\u3000@sec @sec-a.\n[@sec-a]", "utf-8")
    assert str(locate(path, needle, nth=nth)).removeprefix(f"{path}:") == told


def test_a_file_that_is_not_there_or_is_no_text(tmp_path: Path) -> None:
    assert locate(tmp_path / "none", "a") == Location(tmp_path / "none")
    (tmp_path / "a").write_bytes(b"\xff\n a")
    assert locate(tmp_path / "a", "a", PATH) == Location(PATH, 2, 2)


@pytest.mark.parametrize(
    ("needle", "told"),
    [("# The reader’s *own*", "2:1"), ("# A “book”", "4:1"), ("of many words", "1:6"), ("# No", ""), ("own book", "")],
)
def test_words_are_found_whatever_marks_stand_between_them(tmp_path: Path, needle: str, told: str) -> None:
    path = tmp_path / "a.md"
    path.write_text('Text of *many* words\n## The reader\'s **own**\nwords\n# A "book"\n', "utf-8")
    assert str(locate(path, needle)) == ":".join(filter(None, [str(path), told]))


@pytest.mark.parametrize(
    ("typed", "needle"),
    [
        ("[a](<javascript&colon;b>)", "javascript:b"),
        ("[a](<&#106;ava&#10;script:b>)", "java%0Ascript:b"),
        ("[a](<data:text/html,<b>>)", "data:text/html,%3Cb%3E"),
        ("![a](..\\..\\x.png)", "....\\x.png"),
        ("![a](<x y.png>)", "x%20y.png"),
    ],
)
def test_an_address_is_found_as_it_is_typed(typed: str, needle: str) -> None:
    within = typed.partition("(")[2]
    assert find(f"text\n{typed}", needle) == 5 + typed.index(within) + within.startswith("<")
