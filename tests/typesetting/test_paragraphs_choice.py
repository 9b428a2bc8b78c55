"""The lines that a paragraph is broken into, by what they cost together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from press.typesetting.paragraphs import Choice, best


def line(asked, resume, stretching, hyphen=False, short=False):
    return Choice(asked, resume, stretching, hyphen, short)


def chosen(graph):
    return [choice.asked for choice in best("start", lambda place: graph[place])]


def test_a_shorter_line_is_taken_where_the_next_would_be_loose():
    graph = {
        "start": [line(10, "full", 0.1), line(9, "shorter", 1)],
        "full": [line(10, "end", 4)],
        "shorter": [line(10, "end", 1)],
        "end": [line(10, None, 0)],
    }
    assert chosen(graph) == [9, 10, 10]


def test_no_hyphen_before_the_last_line_where_it_can_be_helped():
    graph = {
        "start": [line(10, "scrap", 0.1, hyphen=True), line(9, "word", 1)],
        "scrap": [line(10, None, 0)],
        "word": [line(10, None, 0)],
    }
    assert chosen(graph) == [9, 10]


def test_a_paragraph_of_one_line():
    assert chosen({"start": [line(10, None, 0, short=True)]}) == [10]


@given(st.lists(st.lists(st.floats(-1, 6), min_size=1, max_size=3), min_size=1, max_size=6))
def test_a_way_always_leads_to_the_end(rows):
    def choices(place):
        last = place == len(rows) - 1
        return [line(at, None if last else place + 1, stretching) for at, stretching in enumerate(rows[place])]

    found = best(0, choices)
    assert len(found) == len(rows)
    assert sum(choice.cost for choice in found) <= sum(choices(place)[0].cost for place in range(len(rows))) + 1e-6
