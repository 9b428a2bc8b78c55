"""A passage says its direction where it is another than that of the text around it."""

from __future__ import annotations

import pytest
from notation import inlines

from press import pandoc
from press.book.directions import directed
from press.languages.subtags import direction_of
from press.model.language import Direction

LEFT, RIGHT = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT


def told(text: str, direction: Direction) -> list[tuple[str, str]]:
    """The language and the direction that each passage says, in order; "" for none."""
    spans = [node for node in pandoc.walk(directed(inlines(text), direction)) if node["t"] == "Span"]
    return [(dict(span["c"][0][2]).get("lang", ""), dict(span["c"][0][2]).get("dir", "")) for span in spans]


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        *((tag, RIGHT) for tag in ("ar", "ug", "fa", "he", "ur", "kk-Arab", "az-Arab", "pa-PK", "ar-Arab-EG", "yi")),
        *((tag, LEFT) for tag in ("en", "ru", "zh-Hans", "kk", "ug-Cyrl", "ug-Latn", "bo", "mn-Mong", "qx", "ar-Latn")),
    ],
)
def test_a_language_s_direction_is_that_of_its_script(tag: str, direction: Direction) -> None:
    assert direction_of(tag) is direction


def test_a_name_in_a_sentence() -> None:
    assert told("[القاهرة]{lang=ar}, 12 May, [Москва]{lang=ru}", LEFT) == [("ar", "rtl"), ("ru", "")]


def test_a_passage_in_a_passage() -> None:
    assert told("[قال [OSCE]{lang=en} [هنا]{lang=fa}]{lang=ar}", LEFT) == [("ar", "rtl"), ("en", "ltr"), ("fa", "")]


def test_in_text_from_right_to_left() -> None:
    assert told("[OSCE]{lang=en} [هنا]{lang=fa}", RIGHT) == [("en", "ltr"), ("fa", "")]


def test_what_an_author_says_stays() -> None:
    assert told("[12]{lang=ar dir=ltr} [x]{dir=rtl}", LEFT) == [("ar", "ltr"), ("", "rtl")]


def passages(text: str, direction: Direction) -> list[tuple[str, str]]:
    """The direction that each element says, and its words."""
    said = []
    for node in pandoc.walk(directed(inlines(text), direction)):
        if node["t"] in ("Span", "Link", "Code") and (own := dict(node["c"][0][2]).get("dir")):
            said.append((own, node["c"][1] if node["t"] == "Code" else pandoc.plain(node["c"][1])))
    return said


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("see العربية *مهم* جدا, here", LEFT, [("rtl", "العربية مهم جدا")]),
        ("see العربية جدا, here", LEFT, []),  # within one box the engine knows the order
        ("see *مهم* here", LEFT, []),
        ("قال Windows *Vista* Ultimate، ثم", RIGHT, [("ltr", "Windows Vista")]),
        ("قال Office of *Works*, W 98/4, مارس", RIGHT, [("ltr", "Office of Works, W 98/4")]),
        ("قال Office, [Title]{lang=en}, 1990 مارس", RIGHT, [("ltr", "Office, Title")]),
        ("قال [OSCE]{lang=en}, [NATO]{lang=en} هنا", RIGHT, [("ltr", "OSCE"), ("ltr", "NATO")]),
        ("قال `x = 1` و [a](https://a.example)", RIGHT, [("ltr", "x = 1")]),
        ("`x` is code", LEFT, []),
    ],
)
def test_words_against_their_text(text: str, direction: Direction, expected: list[tuple[str, str]]) -> None:
    assert sorted(passages(text, direction)) == sorted(expected)
