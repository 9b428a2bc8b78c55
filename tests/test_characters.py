"""Characters that nobody sees: refused in text, and shown in messages."""

from __future__ import annotations

import unicodedata

import pytest

from press.characters import controls, visible, written

HIDDEN = ("\0", "\x1b", "\x7f", "\x85", "\u200b", "\u202e", "\ufeff", "\ufffe", "\U0001ffff", "\u2028", "\u3164")
# Characters of no width that one script or another can't do without: with them, what is written as it is meant.
BELONGING = {
    "\u200c": ["کتاب\u200cها", "PDF\u200cها"],
    "\u200d": ["क्\u200dष", "ه\u200d", "👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "👩🏽\u200d🚀"],
    "\ufe0f": ["❤\ufe0f", "1\ufe0f\u20e3"],
    "\U000e0100": ["葛\U000e0100"],
    "\u180e": ["ᠬᠠᠢᠷ\u180eᠠ"],
    "\u1160": ["ᄀ\u1160ᆨ"],
    "\U000e0067": ["🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"],
}
# Of the kinds that nobody sees, those that are seen: numbers and verses are written within them.
SEEN = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")


@pytest.mark.parametrize("character", HIDDEN)
def test_what_may_not_stand_in_a_text(character: str) -> None:
    assert list(controls(f"a{character}b")) == [(1, f"the invisible character U+{ord(character):04X} stands here")]


@pytest.mark.parametrize("text", ["a\tb\nc", "ک\u200cتاب", "co\u00adop", "中文，《书》", "e\u0301 🂡"])
def test_what_may(text: str) -> None:
    assert list(controls(text)) == []
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ver\x1b]0;owned\asion", "ver\\x1b]0;owned\\x07sion"),
        ("back\b\r", "back\\x08\\r"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("half \udce9", "half \\udce9"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_no_text_steers_a_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("character", BELONGING)
def test_what_a_script_needs_stands_where_it_needs_it(character: str) -> None:
    assert [list(controls(text)) for text in BELONGING[character]] == [[]] * len(BELONGING[character])
    assert list(controls(f"a {character}{character}"))


@pytest.mark.parametrize("character", ["\u200c", "\u200d", "\u1160", "\u180e", "\U000e0067"])
def test_nor_does_it_stand_within_a_latin_word(character: str) -> None:
    assert [at for at, _ in controls(f"pass{character}word")] == [4]


def test_one_character_has_one_form() -> None:
    assert [at for at, _ in controls("a\ufe01\ufe02\ufe03")] == [2, 3]


def test_tags_hide_no_text_behind_a_flag() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "some hidden words")
    assert len(list(controls(f"\U0001f3f4{hidden}"))) == len(hidden)


def test_whole_kinds_are_refused() -> None:
    allowed = {"\t", "\n", "\u00ad", "\u2060"}
    every = (chr(number) for number in range(0x110000) if unicodedata.category(chr(number)) in ("Cc", "Cf", "Cs"))
    assert {one for one in every if not list(controls(one))} == allowed | SEEN


@pytest.mark.parametrize(
    "spelt",
    ["\u202e", "&#x202E;", "&#8238;", "&#x0202e;", '"\\u202e"', "\\u202E", "\\U0000202e", "\\unicode{x202e}"],
)
def test_where_a_character_is_written(spelt: str) -> None:
    at = written(f"some text {spelt} more", "\u202e")
    assert 10 <= at <= 10 + spelt.index(spelt[-5:])


@pytest.mark.parametrize(("spelt", "character"), [("\\e", "\x1b"), ("\\x1b", "\x1b"), ("\\033", "\x1b"), ("\\a", "\a")])
def test_where_a_control_is_written(spelt: str, character: str) -> None:
    assert written(f"some {spelt}[0m", character) == 5


def test_what_is_not_written_is_not_found() -> None:
    assert written("plain text, U+202E, 202e", "\u202e") == -1
    assert written("&ZeroWidthSpace;", "\u200b") == 0
