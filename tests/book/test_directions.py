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
