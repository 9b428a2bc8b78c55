"""Documents made into a book."""

import pytest
from manuscripts import BIBLIOGRAPHY, WORKS, chapter, make
from notation import CHINESE, RUSSIAN

from press import pandoc
from press.diagnostics import SourceError
from press.model.book import dump, load
from press.model.publication import Matter

ONE = "# One {#sec-one}\n\nClaim[^a] and [@ivory].\n\n## Part {#sec-part}\n\nSee [@sec-two].\n\n[^a]: A note.\n"
TWO = "# Two {#sec-two}\n\nAgain [@ivory]. See [@sec-part].\n\nAn end.[^b]\n\n[^b]: Another in [1234]{.number}.\n"


def told(*manuscripts):
    with pytest.raises(SourceError) as raised:
        make(*manuscripts)
    return [(d.code, str(d.location)) for d in raised.value.diagnostics]


def test_notes_are_counted_on_from_part_to_part():
    book = make(chapter("one", ONE), chapter("two", TWO), BIBLIOGRAPHY)
    assert [(p.first_note, p.notes) for p in book.parts] == [(1, 2), (3, 2), (1, 0)]


def test_parts_stand_in_reading_order():
    book = make(chapter("two", TWO), BIBLIOGRAPHY, chapter("one", ONE, Matter.APPENDIX))
    assert [(p.id, p.anchor, p.label) for p in book.parts] == [
        ("two", "sec-two", "Chapter 1"),
        ("bibliography", "bibliography", ""),
        ("one", "sec-one", "Appendix 1"),
    ]


def test_references_lead_through_the_book():
    book = make(chapter("one", ONE), chapter("two", TWO))
    links = [n for p in book.parts for n in pandoc.walk(p.blocks) if n["t"] == "Link" and "press-xref" in n["c"][0][1]]
    assert [(pandoc.plain(n).replace("\u00a0", " "), n["c"][2][0]) for n in links] == [
        ("Chapter 2", "#sec-two"),
        ("Section 1.1", "#sec-part"),
    ]


def test_titles_and_headings_say_what_their_references_and_citations_are():
    text = "# One, see [@sec-part] and [@ivory] {#sec-one}\n\n## Of [@sec-two, end] {#sec-part}\n\nText.[@tide]\n"
    book = make(chapter("one", text), chapter("two", TWO), BIBLIOGRAPHY)
    first, second, _ = book.parts
    assert first.title_text.replace("\u00a0", " ") == "One, see Section 1.1 and"
    assert [n["t"] for n in pandoc.walk(first.title) if n["t"] == "Note"] == ["Note"]
    assert [h.title.replace("\u00a0", " ") for h in first.headings] == ["Of Chapter 2, end"]
    assert (first.notes, second.first_note) == (2, 3)


def test_references_in_the_imprint_are_resolved_and_checked():
    found = make(chapter("one", ONE), chapter("two", TWO), imprint="# Imprint\n\nSee [@sec-two].\n")
    assert pandoc.plain(found.imprint).replace("\u00a0", " ") == "See Chapter 2."
    with pytest.raises(SourceError, match=r"doc.md\|@sec-no.*R001"):
        make(chapter("one", ONE), chapter("two", TWO), imprint="# Imprint\n\nSee [@sec-no].\n")


def test_the_bibliography_is_a_part_with_a_localised_title():
    book = make(chapter("one", ONE), chapter("two", TWO), BIBLIOGRAPHY, words={"Bibliography": "Quellen"})
    last = book.parts[-1]
    assert (last.title_text, last.matter) == ("Quellen", Matter.BACK)
    assert last.blocks[0]["c"][0][0] == "press-refs"
    assert "Ivory" in pandoc.plain(last.blocks)


def test_a_book_without_citations():
    book = make(chapter("a", "# A {#sec-a}\n\nText.\n"), works=[])
    assert pandoc.plain(book.parts[0].blocks) == "1Text."


def test_typography_and_values_are_those_of_the_language():
    text = "# A {#sec-a}\n\nв доме [2007-08-09]{.date}\n"
    book = make(chapter("a", text), language=RUSSIAN)
    assert "в\u00a0доме 9\u00a0августа" in pandoc.plain(book.parts[0].blocks)
    chinese = make(chapter("a", "# 甲 A {#sec-a}\n\n中文 [2007-08-09]{.date} 中文\n"), language=CHINESE)
    assert chinese.parts[0].title_text.replace(" ", "") == "甲A"
    assert pandoc.plain(chinese.parts[0].title) == "甲A"


def test_fragments_are_in_reading_order_the_imprint_last():
    book = make(chapter("one", ONE), chapter("two", TWO), imprint="# Imprint {#sec-i}\n\nPrinted.\n")
    runs = [run for fragment in book.fragments for run in fragment.runs]
    assert runs.index("One") < runs.index("Two") < runs.index("Printed.")
    assert "Imprint" not in runs
    assert pandoc.plain(book.imprint) == "Printed."


def test_completeness_is_that_of_all_documents():
    book = make(chapter("one", ONE), chapter("two", TWO), imprint="# Imprint {#sec-i}\n\nPrinted.\n")
    assert (book.completeness.translated, book.completeness.missing) == (5 + 4 + 2, 0)


def test_an_anchor_that_stands_twice():
    found = told(chapter("one", "# A {#sec-a}\n"), chapter("two", "# B {#sec-b}\n\n[x]{#sec-a}\n"))
    assert found == [("S010", "two.md|#sec-a:1")]


def test_all_mistakes_of_all_documents_are_told_at_once():
    one = chapter("one", "# A {#sec-a}\n\n[@sec-nowhere] [@nobody] [@sec-a; @nobody, 3]\n")
    two = chapter("two", "# B {#sec-b}\n\n> [x](#nothing)\n")
    assert told(one, two) == [
        ("R001", "one.md|@sec-nowhere:1"),
        ("R002", "one.md|@nobody:1"),
        ("R002", "one.md|@nobody:1"),
        ("R001", "two.md|#nothing:1"),
    ]


def test_the_same_documents_make_the_same_book():
    documents = (chapter("one", ONE), chapter("x", "# X {#sec-two}\n"), BIBLIOGRAPHY)
    first = make(*documents, works=WORKS)
    assert dump(first) == dump(make(*documents, works=WORKS))
    assert load(dump(first)) == first
