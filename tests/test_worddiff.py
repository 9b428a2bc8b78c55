"""Word by word, what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.worddiff import Change, Kind, changes, excerpt

TEXT = st.text("ab ,.本法，。жя\n", max_size=40)


def told(old, new):
    marks = {Kind.SAME: "{}", Kind.DELETED: "[-{}]", Kind.INSERTED: "[+{}]"}
    return "".join(marks[change.kind].format(change.text) for change in changes(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("same", "same", "same"),
        ("", "new", "[+new]"),
        ("old", "", "[-old]"),
        ("six states took part", "seven states took part", "[-six][+seven] states took part"),
        ("one two three", "one four five three", "one[- two][+ four five] three"),
        ("one two six", "un deux six", "[-one two][+un deux] six"),
        ("one old two", "one two new", "one[- old] two[+ new]"),
        ("An end.", "An end. And more.", "An end.[+ And more.]"),
        ("本规则适用于图书", "本规则适用于全部图书", "本规则适用于[+全部]图书"),
        ("Шесть книг.", "Семь книг.", "[-Шесть][+Семь] книг."),
    ],
)
def test_what_changed(old, new, expected):
    assert told(old, new) == expected


@given(TEXT, TEXT)
def test_both_texts_can_be_made_from_it(old, new):
    found = changes(old, new)
    assert "".join(c.text for c in found if c.kind is not Kind.INSERTED) == old
    assert "".join(c.text for c in found if c.kind is not Kind.DELETED) == new
    assert all(c.text for c in found)


def test_long_runs_are_cut_between_and_beside_changes():
    words = " ".join(f"w{n}" for n in range(20))
    found = excerpt(changes(f"a {words} b {words} c", f"x {words} y {words} z"), kept=2)
    assert [c.text for c in found] == ["a", "x", " w0 w1 … w18 w19", " b", " y", " w0 w1 … w18 w19", " c", " z"]
    head = excerpt(changes(f"{words} b", f"{words} y"), kept=2)
    assert [c.text for c in head] == ["… w18 w19", " b", " y"]


def test_short_runs_stay_whole():
    same = (Change(Kind.DELETED, "a"), Change(Kind.SAME, " one two three "), Change(Kind.INSERTED, "b"))
    assert excerpt(same, kept=2) == same


def test_texts_of_little_but_one_word():
    old, new = "b " * 5000, "a b " * 5000
    found = changes(old, new)
    assert "".join(c.text for c in found if c.kind is not Kind.INSERTED) == old
    assert "".join(c.text for c in found if c.kind is not Kind.DELETED) == new
