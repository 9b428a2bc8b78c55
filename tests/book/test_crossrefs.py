"""References within the book."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manuscripts import BIBLIOGRAPHY, chapter, make
from notation import CHINESE, ENGLISH, RUSSIAN, tree

from press import pandoc
from press.book.crossrefs import BESIDE, resolve
from press.book.numbering import Target
from press.model.interface import Words

TARGETS = {
    t.anchor: t
    for t in (
        Target("sec-a", "chapter", "Chapter 1", "1"),
        Target("sec-b", "section", "Section 1.2", "1.2"),
        Target("tbl-t", "table", "Table 3", "3"),
        Target("fig-f", "figure", "Figure 4", "4"),
        Target("sec-front", "part", "“Preface”"),
    )
}


def resolved(markdown, language=ENGLISH, **words):
    return resolve(tree(markdown)["blocks"], TARGETS, Words(words), language)


@pytest.mark.parametrize("anchor", TARGETS)
def test_a_reference_becomes_a_link_with_words(anchor):
    target = TARGETS[anchor]
    link = resolved(f"See [@{anchor}].")[0]["c"][2]
    assert link["t"] == "Link"
    assert pandoc.plain(link) == target.text
    assert link["c"][0] == ["", ["press-xref"], [["kind", target.kind]]]
    assert link["c"][2] == [f"#{anchor}", ""]


def test_a_reference_in_a_note_is_resolved():
    found = resolved("See[^n].\n\n[^n]: In [@tbl-t].\n")
    assert [n["c"][2][0] for n in pandoc.walk(found) if n["t"] == "Link"] == ["#tbl-t"]


def test_citations_are_left_for_citeproc():
    assert resolved("[@doe; @roe]") == tree("[@doe; @roe]")["blocks"]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[see especially @sec-b, second *sentence*]", "see especially Section 1.2, second sentence"),
        ("[@sec-a; @sec-b]", "Chapter 1; Section 1.2"),
        ("[@sec-a][@sec-b][@tbl-t]", "Chapter 1; Section 1.2; Table 3"),
        ("@sec-b [second sentence]", "Section 1.2 (second sentence)"),
        ("@sec-b [second sentence; see @sec-a]", "Section 1.2 (second sentence; see Chapter 1)"),
        ("Sections [-@sec-b] and [-@sec-front]", "Sections 1.2 and “Preface”"),
    ],
)
def test_what_stands_beside_references_stays(markdown, expected):
    assert pandoc.plain(resolved(markdown)) == expected


def test_chinese_parts_them_without_spaces():
    assert pandoc.plain(resolved("[参见 @sec-a; @sec-b]", CHINESE, **{"; ": "；"})) == "参见Chapter 1；Section 1.2"
    assert pandoc.plain(resolved("@sec-b [第2句]", CHINESE)) == "Section 1.2（第2句）"


def test_references_in_the_brackets_of_works_go_into_their_note():
    [paragraph] = resolved("[@sec-a; see @doe, 3; @tbl-t, last row]")
    [cite] = paragraph["c"]
    [work] = cite["c"][0]
    assert (work["citationId"], pandoc.plain(work["citationPrefix"])) == ("doe", "Chapter 1; see")
    *own, beside = work["citationSuffix"]
    assert pandoc.plain(own) == ", 3"
    assert (beside["c"][0][1], pandoc.plain(beside)) == ([BESIDE], "; Table 3, last row")


@pytest.mark.parametrize("markdown", ["@sec-a [@doe, 3]", "[@sec-a][@doe, 3]"])
def test_a_reference_before_the_brackets_of_a_work_stays_in_the_sentence(markdown):
    [paragraph] = resolved(markdown)
    link, cite = paragraph["c"]
    assert pandoc.plain(link) == "Chapter 1"
    assert [(work["citationId"], pandoc.plain(work["citationSuffix"])) for work in cite["c"][0]] == [("doe", ", 3")]


def test_a_reference_does_not_touch_the_call_of_a_note():
    assert [node["t"] for node in resolved("[@doe][@sec-a]")[0]["c"]] == ["Cite", "Space", "Link"]


@st.composite
def brackets(draw, count):
    """A citation of references and works, or several side by side, with words that no other has."""
    def one(key):
        before = f"w{next(count)}x " if draw(st.booleans()) else ""
        sign = "-" if draw(st.booleans()) and key.startswith("sec-") else ""
        behind = draw(st.sampled_from(["", f", w{next(count)}x", f", *w{next(count)}x*", ", 12"]))
        return f"{before}{sign}@{key}{behind}"

    keys = st.lists(st.sampled_from(["sec-one", "sec-in", "ivory", "tide"]), min_size=1, max_size=3)
    groups = draw(st.lists(keys, min_size=1, max_size=3))
    return draw(st.sampled_from(["", " "])).join(f"[{'; '.join(map(one, group))}]" for group in groups)


@st.composite
def cited_paragraphs(draw):
    count = itertools.count()
    return draw(st.lists(brackets(count), min_size=4, max_size=8))


@settings(max_examples=12, deadline=None)
@given(cited_paragraphs(), st.sampled_from([ENGLISH, CHINESE, RUSSIAN]))
def test_whatever_stands_in_brackets_is_printed(paragraphs, language):
    text = "# One {#sec-one}\n\n## In {#sec-in}\n\n" + "\n\n".join(f"Begins {p} ends." for p in paragraphs)
    book = make(chapter("one", text), BIBLIOGRAPHY, language=language)
    [_, *printed] = [everything(block) for block in book.parts[0].blocks if block["t"] in ("Para", "Header")]
    for source, found in zip(paragraphs, printed, strict=True):
        assert re.findall(r"w\d+x", found) == re.findall(r"w\d+x", source)
        assert not re.search(r"\[|\]|@", found), found
        assert found.count("Section") + found.count("Chapter") == len(re.findall(r"[^-]@sec-", source))


def everything(node):
    """The text of an element, with that of its notes at their calls."""
    bare = pandoc.transform([node], lambda n: pandoc.span(n["c"][0]["c"]) if n["t"] == "Note" else n)
    return pandoc.plain(bare)
