"""A book as JSON and back."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notation import TREES

from press import pandoc
from press.model.book import Book, Completeness, Fact, Fragment, Heading, Part, dump, load
from press.model.publication import Matter

TEXT = st.text(max_size=8)
NODES = st.lists(TEXT.map(pandoc.text) | st.just(pandoc.SPACE), max_size=3)
BLOCKS = TREES.map(lambda tree: tree["blocks"])
HEADINGS = st.lists(st.builds(Heading, TEXT, st.integers(2, 6), TEXT, TEXT), max_size=2).map(tuple)
ROWS = st.lists(st.builds(Fact, TEXT, TEXT, TEXT), max_size=2).map(tuple)
COUNT = st.integers(0, 9)
PARTS = st.builds(
    Part, TEXT, TEXT, st.sampled_from(Matter), TEXT, TEXT, NODES, TEXT, BLOCKS, HEADINGS, COUNT, COUNT, ROWS
)
FRAGMENTS = st.builds(Fragment, TEXT, st.lists(TEXT, max_size=2).map(tuple), st.booleans())
BOOKS = st.builds(
    Book,
    st.sampled_from(["en", "zh", "ru"]),
    st.lists(PARTS, max_size=2).map(tuple),
    BLOCKS,
    st.dictionaries(TEXT, TEXT, max_size=2),
    st.lists(FRAGMENTS, max_size=3).map(tuple),
    st.builds(Completeness, COUNT, COUNT, COUNT),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(BOOKS)
def test_a_book_comes_back_as_it_was(book):
    assert load(dump(book)) == book
    assert dump(load(dump(book))) == dump(book)


def test_the_text_is_canonical():
    one = Book("en", (), [], {"a": "1", "b": "2"}, ())
    two = Book("en", (), [], {"b": "2", "a": "1"}, ())
    assert dump(one) == dump(two)
    assert json.loads(dump(one))["words"] == {"a": "1", "b": "2"}


def test_a_book_finds_its_words():
    assert Book("zh", (), [], {"Page {n}": "第{n}页"}, ()).word("Page {n}", n=3) == "第3页"


def test_complete_means_that_nothing_is_fuzzy_or_missing():
    assert Completeness(3).complete
    assert not Completeness(3, 1).complete
    assert not Completeness(3, 0, 1).complete
