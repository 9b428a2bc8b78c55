"""Numbers and anchors of a book's parts, sections, paragraphs, tables and figures."""

from manuscripts import localised
from notation import CHINESE, ENGLISH

from press import pandoc
from press.book.numbering import Counters, number
from press.model.interface import CONTEXT, Words
from press.model.publication import Matter

TEXT = """# First {#sec-first}

Opening.

## Section {#sec-s}

Second paragraph.

> A quotation.

- item

::: box
In a box.
:::

### Deeper {#sec-deep}

| A |
|---|
| b |

: Cap {#tbl-t}

![Picture](a.png){#fig-f}

## Next

End.
"""


def numbered(markdown, count, matter=Matter.CHAPTER):
    return number(localised(markdown).tree["blocks"], matter, count)


def counters(language=ENGLISH, **words):
    return Counters(Words(words), language)


def paragraph_numbers(blocks):
    links = (n for n in pandoc.walk(blocks) if n["t"] == "Link" and "press-pn" in n["c"][0][1])
    return [(pandoc.plain(n), n["c"][0][0], n["c"][2][0]) for n in links]


def test_a_chapter():
    count = counters()
    found = numbered(TEXT, count)
    assert (found.anchor, found.number, found.label, found.title_text) == ("sec-first", "1", "Chapter 1", "First")
    assert [(h.anchor, h.level, h.number, h.title) for h in found.headings] == [
        ("sec-s", 2, "1.1", "Section"),
        ("sec-deep", 3, "", "Deeper"),
        ("next", 2, "1.2", "Next"),
    ]
    assert [pandoc.plain(b["c"][2]) for b in found.blocks if b["t"] == "Header"] == [
        "1.1 Section",
        "Deeper",
        "1.2 Next",
    ]


def test_paragraphs_of_the_body_are_numbered_in_the_place_of_their_anchors():
    found = paragraph_numbers(numbered(TEXT, counters()).blocks)
    assert [text for text, _, _ in found] == ["1", "2", "3", "4"]
    assert all(target == f"#{anchor}" for _, anchor, target in found)
    assert not any("press-anchor" in n["c"][0][1] for n in pandoc.walk([found]) if n["t"] == "Span")


def test_tables_and_figures_have_their_label_in_the_caption():
    found = numbered(TEXT, counters())
    captions = [pandoc.plain(b["c"][1][1]) for b in found.blocks if b["t"] in ("Table", "Figure")]
    assert captions == ["Table 1. Cap", "Figure 1. Picture"]


def test_targets_say_word_and_number():
    count = counters()
    numbered(TEXT, count)
    assert [(t.anchor, t.kind, t.text) for t in count.targets] == [
        ("sec-first", "chapter", "Chapter 1"),
        ("sec-s", "section", "Section 1.1"),
        ("sec-deep", "section", "“Deeper”"),
        ("tbl-t", "table", "Table 1"),
        ("fig-f", "figure", "Figure 1"),
        ("next", "section", "Section 1.2"),
    ]


def test_a_picture_that_its_caption_tells_of_has_the_name_of_its_figure():
    found = numbered('# T\n\n![Cap](a.png)\n\n![Cap](a.png){alt="Else"}\n\n![Cap](a.png){alt=""}', counters())
    pictures = [node["c"] for node in pandoc.walk(found.blocks) if node["t"] == "Image"]
    assert [(pandoc.plain(said), attr[1]) for attr, said, _ in pictures] == [
        ("Figure 1", ["press-captioned"]),
        ("Else", []),
        ("", []),
    ]


def test_numbers_count_on_through_the_book():
    count = counters()
    numbered(TEXT, count)
    found = numbered(TEXT, count)
    assert (found.number, found.headings[0].number) == ("2", "2.1")
    assert [text for text, _, _ in paragraph_numbers(found.blocks)] == ["5", "6", "7", "8"]
    captions = [pandoc.plain(b["c"][1][1]) for b in found.blocks if b["t"] in ("Table", "Figure")]
    assert captions == ["Table 2. Cap", "Figure 2. Picture"]


def test_an_appendix_has_a_label_but_no_numbered_sections_and_paragraphs():
    found = numbered(TEXT, counters(), Matter.APPENDIX)
    assert found.label == "Appendix 1"
    assert {h.number for h in found.headings} == {""}
    assert paragraph_numbers(found.blocks) == []


def test_front_matter_has_no_number_at_all():
    count = counters()
    found = numbered(TEXT, count, Matter.FRONT)
    assert (found.number, found.label) == ("", "")
    assert (count.targets[0].kind, count.targets[0].text) == ("part", "“First”")
    assert count.chapter == 0


def test_words_and_numerals_are_the_languages_own():
    words = {"Chapter {number}": "第{number}章", f"reference{CONTEXT}Section {{number}}": "第{number}节"}
    count = counters(CHINESE, **words)
    assert numbered(TEXT, count).label == "第一章"
    assert count.targets[1].text == "第1.1节"


def test_the_document_is_left_as_it_was():
    found = localised(TEXT).tree["blocks"]
    before = pandoc.dump(found)
    number(found, Matter.CHAPTER, counters())
    assert pandoc.dump(found) == before


DEEP = """# First {#sec-first}

Words.[^n]

> Quoted.
>
> ![In a quotation](a.png){#fig-quote}
>
> ## Quoted heading {#sec-quote}

1. Item.

   | A |
   |---|
   | b |

   : In a list {#tbl-list}

::: box
- ![In a list in a box](a.png){#fig-box}
:::

| A                              |
|--------------------------------|
| ![In a cell](a.png){#fig-cell} |

: Outer {#tbl-outer}

[^n]: ![In a note](a.png){#fig-note}
"""


def test_tables_and_figures_are_numbered_wherever_they_stand():
    count = counters()
    found = numbered(DEEP, count)
    kinds = ("table", "figure")
    assert {t.anchor: (t.text, t.number) for t in count.targets if t.kind in kinds} == {
        "fig-note": ("Figure 1", "1"),
        "fig-quote": ("Figure 2", "2"),
        "tbl-list": ("Table 1", "1"),
        "fig-box": ("Figure 3", "3"),
        "tbl-outer": ("Table 2", "2"),
        "fig-cell": ("Figure 4", "4"),
    }
    labels = [pandoc.plain(n) for n in pandoc.walk(found.blocks) if n["t"] == "Span" and "press-cn" in n["c"][0][1]]
    assert labels == ["Figure 1.", "Figure 2.", "Table 1.", "Figure 3.", "Table 2.", "Figure 4."]


def test_a_heading_in_a_quotation_can_be_referred_to_by_its_title():
    count = counters()
    numbered(DEEP, count)
    assert [t.text for t in count.targets if t.anchor == "sec-quote"] == ["“Quoted heading”"]


def test_what_is_unnumbered_takes_no_number():
    count = counters()
    first = numbered("# Preface {-}\n\nText.\n\n## Inner {#sec-inner}\n", count)
    assert (first.number, first.label, first.listed, [h.number for h in first.headings]) == ("", "", True, [""])
    second = numbered("# First {#sec-f}\n\n## Words {.unnumbered}\n\n## Numbered\n\n## More {-}\n", count)
    assert (second.number, [h.number for h in second.headings]) == ("1", ["", "1.1", ""])
    assert [t.text for t in count.targets] == ["“Preface”", "“Inner”", "Chapter 1", "“Words”", "Section 1.1", "“More”"]
    assert paragraph_numbers(first.blocks)


def test_what_is_unlisted_stands_in_no_contents():
    found = numbered("# To nobody {.unnumbered .unlisted}\n\n## Kept\n\n## Left out {- .unlisted}\n", counters())
    assert not found.listed
    assert [h.title for h in found.headings] == ["Kept"]
