"""Call-outs in editions: what each kind is to those who don't see it, and in plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts import chapter, make

from press.editions.epub import documents
from press.editions.html.parts import NoteStyle, parts
from press.editions.txt.blocks import Setter
from press.languages.registry import LANGUAGES
from press.model.callout import KINDS

TEXT = """# A {{#sec-a}}

::: {0}
Words.[^1]

- item

::: tip
Inner.
:::
:::

[^1]: Noted.
"""


@pytest.mark.parametrize("kind", KINDS)
def test_role_and_meaning(kind: str) -> None:
    book = make(chapter("a", TEXT.format(kind)))
    for style in NoteStyle:
        body = parts(book, style)[0].body
        assert f'<div class="{kind} press-callout press-callout-{kind}" role="{KINDS[kind].role}">' in body
        assert "epub" not in body
    div = next(block for block in documents.part(book.parts[0], book, "en", Path()) if block["t"] == "Div")
    assert dict(div["c"][0][2]).get("epub:type", "") == KINDS[kind].epub


def test_plain_text_sets_it_between_rules() -> None:
    book = make(chapter("a", TEXT.format("warning")))
    setter = Setter("en", list(LANGUAGES.values()), columns=20)
    rule = "      " + "-" * 20
    assert [str(line) for line in setter.blocks(book.parts[0].blocks)] == [
        *(rule, "      Warning", "", "   1  Words.[1]", "", "      - item", ""),
        *(rule, "      Tip", "", "   2  Inner.", rule, rule),
    ]


def test_a_class_of_the_author_s_own_is_left_alone() -> None:
    book = make(chapter("a", TEXT.format("mine")))
    assert '<div class="mine">' in parts(book, NoteStyle.POPOVER)[0].body
