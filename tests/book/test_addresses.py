"""Addresses are shown with their own marks, and nothing touches them."""

from __future__ import annotations

import pytest
from notation import ENGLISH, RUSSIAN, inlines

from press import pandoc
from press.book.addresses import kept
from press.languages.typography import typeset


def addresses(node: object) -> list[str]:
    """What is marked as an address, in order, without the marks of an address within another."""
    return [
        pandoc.plain(one["c"][1])
        for one in pandoc.walk(node)
        if one["t"] in ("Span", "Link") and pandoc.ADDRESS in one["c"][0][1]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://a.example/Anna’s_--_b, and", ["https://a.example/Anna's_--_b"]),
        ("(www.a-b.example/x_y)", ["www.a-b.example/x_y"]),
        ("write to ask-us@a-b.example.", ["ask-us@a-b.example"]),
        ("网址https://a.example/b。见", ["https://a.example/b"]),
        ("«https://a.example/б/в»", ["https://a.example/"]),
        ("no address: a.b, 12.5, and/or, e.g.", []),
        ("https://a.example/x–y…z", ["https://a.example/x--y...z"]),
    ],
)
def test_in_running_text(text: str, expected: list[str]) -> None:
    found = kept([pandoc.text(text)])
    assert addresses(found) == expected
    assert len(pandoc.plain(found)) >= len(text)


def test_a_link_that_shows_its_target_shows_it_letter_by_letter() -> None:
    for shown in ("https://a.example/Old_’Brew’", "a.example/Old_'Brew'"):
        (link,) = kept([pandoc.link([pandoc.text(shown)], "https://a.example/Old_'Brew'")])
        assert addresses([link]) == [shown.replace("’", "'")]
        assert link["c"][2][0] == "https://a.example/Old_'Brew'"


def test_a_link_with_words_is_left_alone() -> None:
    nodes = inlines("[Anna\\'s](https://a.example/)")
    assert kept(nodes) == nodes


@pytest.mark.parametrize("language", [ENGLISH, RUSSIAN], ids=["en", "ru"])
def test_typography_leaves_addresses_alone(language) -> None:
    found = kept([pandoc.text("в"), pandoc.SPACE, pandoc.text("https://a.example/o'b-ст.№1")])
    assert "https://a.example/o'b-" in pandoc.plain(typeset(found, language, ()))
    assert "o'b" not in pandoc.plain(typeset([pandoc.text("o'b")], language, ()))
