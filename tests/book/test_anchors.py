"""Anchors that are made of headings' words, told apart through a book."""

from pathlib import Path

import pytest

from press import pandoc
from press.book.anchors import ambiguous, automatic, renamed, renamings
from press.content.markdown import OPTIONS, READER
from press.diagnostics import Location


def read(markdown):
    return pandoc.read(markdown, READER, *OPTIONS)


def named(*texts):
    return [(f"d{at}", made["blocks"], automatic(made)) for at, made in enumerate(map(read, texts), 1)]


def where(identifier, text, nth):
    return Location(Path(f"/content/{identifier}.md"), 3 if text.startswith("# ") else 9)


@pytest.mark.parametrize(
    "heading",
    [
        *("Introduction", "Тест *a* `b c` 3.1 x_y--z", "第一章：开始", "3. The “end”", "12", "It's A & B", "²"),
        *("A^[n.] b [l](u)", "Ёлка й", "Äpfel", "हिन्दी"),
    ],
)
def test_what_pandoc_makes_of_a_heading_is_known(heading):
    made = read(f"## {heading}\n\n## {heading}\n")
    assert list(automatic(made)) == [block["c"][1][0] for block in made["blocks"]]


def test_what_an_author_chose_is_not_automatic():
    assert automatic(read("# T {#sec-t}\n\n## Introduction {#intro}\n\n## Own {#own-1}\n")) == {"own-1": "Own"}


def test_the_first_keeps_it_and_links_keep_to_their_own():
    text = "# T\n\n[it](#introduction), [@introduction], [x](#introduction-1)\n\n## Introduction\n\n## Introduction\n"
    documents = named(text, text.replace("# T", "# U", 1))
    first, second = renamings(documents)
    assert first == {}
    assert second == {"introduction": "d2-introduction", "introduction-1": "d2-introduction-1"}
    new = renamed(documents[1][1], second)
    assert [n["c"][1][0] for n in new if n["t"] == "Header"][1:] == ["d2-introduction", "d2-introduction-1"]
    links = [n["c"][2][0] for n in pandoc.walk(new) if n["t"] == "Link"]
    assert links == ["#d2-introduction", "#d2-introduction-1"]
    assert [n["c"][0][0]["citationId"] for n in pandoc.walk(new) if n["t"] == "Cite"] == ["d2-introduction"]


def test_an_anchor_that_was_chosen_comes_first():
    first, second = renamings(named("# T\n\n## Intro\n", "# U\n\n## Other {#intro}\n\n[a]{#d1-intro}\n"))
    assert (first, second) == ({"intro": "d1-intro-2"}, {})


def test_a_reference_that_could_mean_two_is_told_with_both():
    texts = "# T\n\n## Intro\n", "# U\n\n## Intro\n\n[own](#intro)\n", "# V\n\n[which](#intro)\n"
    (told,) = ambiguous(named(*texts), where)
    assert (told.code, str(told.location)) == ("R008", "/content/d3.md:9")
    assert told.message == "#intro is the anchor of several headings: d1.md:3 and d2.md:3"
    assert "## Intro {#sec-name}" in told.hint
