"""The marks of a draft."""

from notation import ENGLISH, RUSSIAN

from press import pandoc
from press.book import drafts
from press.model.interface import Words


def test_spaces_stay_outside_of_what_is_struck_out_or_underlined():
    [span] = drafts.changes("one old two", "one two new", ENGLISH)
    shown = [(n["t"], pandoc.plain(n)) for n in span["c"][1] if n["t"] in ("Strikeout", "Underline")]
    assert shown == [("Strikeout", "old"), ("Underline", "new")]
    assert pandoc.plain(span) == "one old two new"


def test_no_change_of_a_word_is_none():
    assert drafts.changes("the same", "the same", ENGLISH) == []


def test_changes_are_named_in_the_book_s_language():
    words = Words({"Changed in the source:": "Изменено в исходном тексте:"})
    blocks = [{"t": "Para", "c": [pandoc.text("а"), *drafts.changes("old", "new", ENGLISH)]}]
    [block] = drafts.labelled(blocks, words, RUSSIAN)
    assert pandoc.plain(block) == "а Изменено в исходном тексте: oldnew"
    label = block["c"][2]["c"][1][0]
    assert label["c"][0] == ["", ["press-label"], [["lang", "ru"]]]
    assert drafts.labelled([{"t": "Para", "c": [pandoc.text("а")]}], words, RUSSIAN) == [
        {"t": "Para", "c": [pandoc.text("а")]}
    ]


def test_where_there_is_room():
    assert [k for k in ("p", "li", "h1", "h2", "cell", "caption", "alt", "term", "note") if drafts.has_room(k)] == [
        "p",
        "li",
        "cell",
        "caption",
        "note",
    ]
