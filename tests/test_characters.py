"""Characters that nobody sees: refused in text, and shown in messages."""

from __future__ import annotations

import pytest

from press.characters import controls, visible

HIDDEN = ("\0", "\x1b", "\x7f", "\x85", "\u200b", "\u202e", "\ufeff", "\ufffe", "\U0001ffff")


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
