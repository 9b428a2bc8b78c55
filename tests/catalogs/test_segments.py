"""Segments and their inverse."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from notation import ENGLISH, TREES, tree

from press import pandoc
from press.catalogs import segments

MINIMAL = Path(__file__).parents[1] / "fixtures/minimal/content"

KITCHEN_SINK = """# Title {#sec-a}

Hello "world's" *emph* with a note.[^a] And [@key, art. 7] [link](http://x.org "ti") `code` $5 and 3*4 _x_. A\\
break

[^a]: Note text "quoted" with [@b].

    Second paragraph.

- one
- two

  with a paragraph

![Cap *x*](a.png){#fig-x}

![Cap](a.png){#fig-y alt="Other"}

| A | B |
|:--|--:|
| x | [2007]{.date} |
| 1,234 | [三]{lang=zh} |

: Cap {#tbl-x}

Term
:   def *a*

> quote

| line one
| line two
"""


def identity(source):
    """The tree with each segment replaced by what its own Markdown parses to."""
    texts = {segment.index: segment.text for segment in segments.extract(source)}
    return segments.replace(source, segments.parse(texts, ENGLISH.quotes))


def test_every_container_with_a_letter_is_a_segment():
    found = segments.extract(tree(KITCHEN_SINK))
    assert [(s.kind, s.text) for s in found] == [
        ("h1", "Title"),
        (
            "p",
            "Hello “world’s” *emph* with a note.[^1] And [@key, art. 7] "
            '[link](http://x.org "ti") `code` \\$5 and 3\\*4 *x*. A\\\nbreak',
        ),
        ("note", "Note text “quoted” with [@b]."),
        ("note", "Second paragraph."),
        ("li", "one"),
        ("li", "two"),
        ("li", "with a paragraph"),
        ("caption", "Cap *x*"),
        ("caption", "Cap"),
        ("alt", "Other"),
        ("caption", "Cap"),
        ("cell", "A"),
        ("cell", "B"),
        ("cell", "x"),
        ("cell", '[三]{lang="zh"}'),
        ("term", "Term"),
        ("def", "def *a*"),
        ("quote", "quote"),
        ("line", "line one"),
        ("line", "line two"),
    ]


def test_replacing_each_segment_by_itself_changes_nothing():
    source = tree(KITCHEN_SINK)
    assert identity(source) == source


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
def test_generated_documents_come_back_as_they_were(source):
    assert identity(source) == source


@pytest.mark.parametrize("path", sorted(MINIMAL.rglob("*.md")), ids=lambda path: path.stem)
def test_every_file_of_a_publication_comes_back_as_it_was(path):
    source = tree(re.sub(r"\{\{.*?\}\}", "", path.read_text("utf-8")))
    assert identity(source) == source


def test_a_new_note_changes_no_other_segment():
    before = segments.extract(tree("One.[^a]\n\nTwo.[^b]\n\n[^a]: A.\n\n[^b]: B.\n"))
    after = segments.extract(tree("One.[^n] Or.[^a]\n\nTwo.[^b]\n\n[^n]: N.\n\n[^a]: A.\n\n[^b]: B.\n"))
    assert [s.text for s in before if s.kind == "p"][1] == [s.text for s in after if s.kind == "p"][1] == "Two.[^1]"


def test_a_translation_may_call_its_notes_in_another_order():
    source = tree("One[^a] two[^b].\n\n[^a]: Note A\n\n[^b]: Note B\n")
    new = segments.replace(source, segments.parse({0: "Zwei[^2] eins[^1]."}, ENGLISH.quotes))
    notes = [pandoc.plain(node["c"]) for node in pandoc.walk(new["blocks"]) if node["t"] == "Note"]
    assert notes == ["Note B", "Note A"]


@pytest.mark.parametrize(
    "text", ["# not a heading", "- not a list", "1. not a list", "```not a fence", "    not code", "> not a quotation"]
)
def test_no_translation_opens_a_block_or_touches_its_neighbour(text):
    parsed = segments.parse({0: "before", 1: text, 2: "after"}, ENGLISH.quotes)
    assert pandoc.plain(parsed[0]) == "before"
    assert pandoc.plain(parsed[2]) == "after"
    assert "not" in pandoc.plain(parsed[1])


@pytest.mark.parametrize(
    "text", ["<!-- open", "<div>", "[unclosed", "*open", "`open", "[^9]: x", "{.class", "a\n\n# b"]
)
def test_open_markup_stays_in_its_own_segment(text):
    parsed = segments.parse({0: "before", 1: text, 2: "after"}, ENGLISH.quotes)
    assert pandoc.plain(parsed[0]) == "before"
    assert pandoc.plain(parsed[2]) == "after"


def test_a_figure_whose_alternative_is_its_caption_has_one_segment_and_one_translation():
    source = tree("![A map](a.png){#fig-a}")
    found = segments.extract(source)
    new = segments.replace(source, segments.parse({found[0].index: "Eine Karte"}, ENGLISH.quotes))
    image = next(node for node in pandoc.walk(new["blocks"]) if node["t"] == "Image")
    assert [s.kind for s in found] == ["caption"]
    assert pandoc.plain(image["c"][1]) == "Eine Karte"


@pytest.mark.parametrize(
    ("markdown", "there"),
    [("[@sec-a]", False), ("[see @sec-a]", True), ("[@sec-a, end]", True), ("[@ivory, p. 12]", False)],
)
def test_words_beside_a_reference_are_to_be_translated(markdown, there):
    assert bool(segments.extract(tree(markdown))) is there


def test_a_text_that_exhausts_pandoc_is_none_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_exhausting", lambda text: False)
    monkeypatch.setattr(pandoc, "SECONDS", 1)
    found = segments.parse({1: "one *word*", 2: "a" + "^[x" * 300 + "]" * 300, 3: "three"}, ENGLISH.quotes)
    assert found[2] is None
    assert [pandoc.plain(found[key]) for key in (1, 3)] == ["one word", "three"]
