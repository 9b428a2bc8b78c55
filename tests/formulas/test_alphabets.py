"""The alphabets of mathematics."""

from __future__ import annotations

import string

from press.formulas.alphabets import base, lettered


def test_every_latin_letter_is_in_every_alphabet_and_comes_back() -> None:
    for variant in ("bold", "italic", "bold-italic", "sans-serif", "monospace", "bold-fraktur", "bold-script"):
        told = lettered(string.ascii_letters, variant)
        assert len(set(told)) == len(string.ascii_letters)
        assert base(told).replace("ℎ", "h") == string.ascii_letters
    assert not set(lettered(string.ascii_letters, "fraktur")) & set(string.ascii_letters)


def test_what_an_alphabet_lacks_stays() -> None:
    assert lettered("я若1", "fraktur") == "я若1"
    assert lettered("abc", "normal") == "abc"
    assert base("ℝ𝐯") == "ℝv"
