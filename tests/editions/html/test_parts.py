"""Parts as HTML: notes at their calls, numbered through the book; one run of Pandoc; scopes of heads."""

import re
from dataclasses import replace

import pytest
import samples
import webbooks

from press import pandoc
from press.editions.html import parts
from press.editions.html.parts import NoteStyle

ONE = """# One *two* {#sec-one}

First[^a] and second[^b].

## Deep {#sec-deep}

[^a]: Note *one*.

[^b]: Long.

    More.
"""
TWO = """# Two {#sec-two}

| a | b      |
|---|-------:|
| 1 | 2[^t]  |

: Cap[^c] {#tbl-x}

[^t]: In a cell.

[^c]: In a caption.
"""


def test_a_note_that_floats_is_a_span_at_its_call() -> None:
    body = parts.parts(samples.book("en", ONE), NoteStyle.FOOT)[0].body
    note = '<span id="press-note-1" class="press-note" data-number="1" role="doc-footnote">Note <em>one</em>.</span>'
    assert f"First\u2060{note} and second" in body
    assert '<span class="press-note-par">Long.</span><span class="press-note-par">More.</span></span>.' in body


def test_a_popover_stands_behind_its_button_which_is_tied_to_the_character_before_it() -> None:
    body = parts.parts(samples.book("en", ONE), NoteStyle.POPOVER)[0].body
    button = '<button type="button" class="press-call" popovertarget="press-note-1" aria-label="Note 1">1</button>'
    assert f'Firs<span class="press-tied">t{button}</span><span class="press-note" id="press-note-1"' in body
    assert 'popover="">Note <em>one</em>.</span> and' in body


def test_notes_count_on_through_parts_in_order_of_their_calls() -> None:
    made = parts.parts(samples.book("en", ONE, TWO), NoteStyle.FOOT)
    assert re.findall(r'data-number="(\d+)"', made[0].body + made[1].body) == ["1", "2", "3", "4"]
    assert "Cap\u2060<span" in made[1].body
    assert made[1].body.index("In a caption") < made[1].body.index("In a cell")


def test_titles_and_sections_are_kept_apart() -> None:
    first, second = parts.parts(samples.book("en", ONE, TWO), NoteStyle.FOOT)
    assert first.title == "One <em>two</em>"
    assert second.title == "Two"
    assert '<h2 id="sec-deep">Deep</h2>' in first.body
    assert "sec-deep" not in second.body


def test_heads_of_tables_say_what_they_head() -> None:
    body = parts.parts(samples.book("en", TWO), NoteStyle.FOOT)[0].body
    assert len(re.findall('<th [^>]*scope="col"', body)) == 2


def test_one_run_of_pandoc_for_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    run = pandoc.run
    book = samples.book("en", ONE, TWO, "# Three {#sec-three}\n\nText.")
    monkeypatch.setattr(pandoc, "run", lambda *a, **k: (runs.append(a[2]), run(*a, **k))[1])
    assert len(parts.parts(book, NoteStyle.FOOT)) == 3
    assert runs == ["html5"]


def test_text_that_looks_like_the_cut_is_text() -> None:
    made = parts.parts(samples.book("en", "# A {#sec-a}\n\n`<!--press:cut-->`", "# B {#sec-b}\n\nb"), NoteStyle.FOOT)
    assert "&lt;!--press:cut--&gt;" in made[0].body
    assert "b</p>" in made[1].body


def test_hostile_text_is_escaped() -> None:
    hostile = '# A {#sec-a}\n\n`<script>alert(1)</script>` [x](<javascript:alert("1")>){title="\\"><script>"}'
    body = parts.parts(samples.book("en", hostile), NoteStyle.POPOVER)[0].body
    assert "<script" not in body


BLOCKS = """Text[^n].

[^n]: First.

    - item
    - another

    > Quoted.

        code

    Term
    :   Said.

    | A | B |
    |---|---|
    | c |   |

    : Cap

    | line
    | next
"""


@pytest.mark.parametrize("style", list(NoteStyle))
def test_the_blocks_of_a_note_are_phrases_with_roles(style: NoteStyle) -> None:
    body = parts.parts(samples.book("en", f"# A {{#sec-a}}\n\n{BLOCKS}"), style)[0].body
    assert not re.search(r"<(ul|ol|li|table|blockquote|pre|div)\b", body)
    assert body.count("<p>") == 1
    roles = re.findall(r' role="(\w+)"', body)
    assert roles == [
        *("list", "listitem", "listitem", "blockquote", "table", "row", "columnheader", "columnheader"),
        *("row", "cell", "cell"),
    ]
    assert "line<br />next" in re.sub(r"\n", "", body)


def test_an_image_keeps_its_alternative_text_and_the_note_of_its_caption_is_told_once() -> None:
    body = parts.parts(
        samples.book("en", "# A {#sec-a}\n\n![Cap[^n]](figures/a.png)\n\n[^n]: Only once."), NoteStyle.FOOT
    )
    assert body[0].body.count("Only once") == 1
    assert 'src="figures/a.png"' in body[0].body


def test_a_picture_that_its_caption_tells_of_is_told_once_on_the_web_and_named_in_a_pdf() -> None:
    picture = '# A {#sec-a}\n\n![Figure 1](figures/a.png){.press-captioned}\\\n![Else](figures/a.png)'
    web, pdf = (
        re.findall(r'alt="(.*?)"', parts.parts(samples.book("en", picture), style)[0].body)
        for style in (NoteStyle.POPOVER, NoteStyle.FOOT)
    )
    assert (web, pdf) == (["", "Else"], ["Figure 1", "Else"])


def test_a_citation_is_no_more_than_its_note() -> None:
    book = samples.book("en", "# A {#sec-a}\n\nFounded.[@x]")
    (cite,) = (node for node in pandoc.walk(book.parts[0].blocks) if node["t"] == "Cite")
    cite["c"][1] = [{"t": "Note", "c": [{"t": "Para", "c": [pandoc.text("Source.")]}]}]
    body = parts.parts(book, NoteStyle.POPOVER)[0].body
    assert "citation" not in body
    assert '<span class="press-tied">.<button' in body


def test_the_words_of_the_book_name_its_notes() -> None:
    book = replace(samples.book("zh", ONE), words={"Note {number}": "注{number}"})
    assert 'aria-label="注1"' in parts.parts(book, NoteStyle.POPOVER)[0].body


def test_the_imprint() -> None:
    book = webbooks.book("ru")
    assert parts.imprint(book).count("<p>") == 2
    assert parts.imprint(replace(book, imprint=[])) == ""
    assert parts.parts(replace(book, parts=()), NoteStyle.FOOT) == ()
