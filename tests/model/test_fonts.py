"""Which scripts texts need, and the characters that no face has."""

from __future__ import annotations

import pytest

from press.model.fonts import EVERY_FACE, SCRIPTS, needed, own


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Право 公约 “x” Ω ế\u00a0\u200b\n\u2060", []),
        ("ئۇيغۇر قازاق", ["Arabic"]),
        ("བོད་ ᠮᠣᠩᠭᠣᠯ", ["Tibetan", "Mongolian"]),
        ("한국 हिन्दी שלום ไทย ქართ Հայ", ["Hebrew", "Devanagari", "Thai", "Georgian", "Armenian", "Korean"]),
        ("𠮷", ["Japanese"]),
        ("ℝ ⚖ ☒", ["Symbols", "Further Symbols", "Mathematics"]),
        ("👩\u200d👩\u200d👧 ❤\ufe0f 🇷🇺", ["Emoji"]),
        ("ひらがな", []),
    ],
)
def test_rows_that_a_text_needs(text: str, names: list[str]) -> None:
    rows, lacking = needed({"": text})
    assert sorted(row.name for row in rows) == sorted(names)
    assert not lacking


def test_ideographs_need_the_row_of_their_language() -> None:
    assert [row.name for row in needed({"ja": "直 a", "": "直"})[0]] == ["Japanese"]
    assert needed({"ja": "Tokyo, “x”"})[0] == ()


def test_characters_that_no_face_has_are_told() -> None:
    assert needed({"": "ᚠa\ue000\u0378"})[1] == {"ᚠ", "\ue000", "\u0378"}


@pytest.mark.parametrize(
    ("tag", "name"), [("zh-Hant-HK", "Traditional Chinese"), ("zh-tw", "Traditional Chinese"), ("ko-KP", "Korean")]
)
def test_a_longer_tag_is_of_its_language(tag: str, name: str) -> None:
    row = own(tag)
    assert row
    assert row.name == name


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "en", "jam", "kok"])
def test_other_languages_have_no_row_of_their_own(tag: str) -> None:
    assert own(tag) is None


def test_each_row_has_a_family_for_text_and_one_for_labels() -> None:
    families = {face.family for face in EVERY_FACE}
    assert all({row.serif, row.sans} <= families for row in SCRIPTS)
