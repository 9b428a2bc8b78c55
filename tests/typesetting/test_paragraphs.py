"""Paragraphs broken as a whole: lines are chosen by what they cost together; pages prove it."""

from __future__ import annotations

from statistics import mean

import linebooks
from hypothesis import given
from hypothesis import strategies as st

from press.preflight.pdf.file import opened
from press.preflight.pdf.lines import HYPHEN
from press.preflight.pdf.paragraphs import blocks, continued
from press.typesetting.paragraphs import Choice, best, breaking_whole

RUSSIAN = (
    "Конвенция предусматривает, что стороны предпринимают необходимые меры законодательного характера для того, чтобы "
    "ни при каких обстоятельствах подобные деяния не подлежали оправданию по соображениям исключительно политического, "
    "философского, идеологического, расового, этнического или религиозного характера и влекли наказания сообразно "
    "степени их тяжести. Государства-участники информируют депозитарий о принятых законах и международных договорах. "
)
STYLE = '<style>p.free { white-space: normal; hyphens: auto; hyphenate-limit-chars: 6 3 3 }</style><p class="free">'


def lines_of(name, body, language="ru"):
    with opened(linebooks.write(STYLE + body, name, language)) as file:
        return [pair[0] for page in blocks(file) for block in page if block.measure for pair in continued(block)]


def test_fewer_lines_are_loose_and_none_is_lost():
    filled = lines_of("filled", RUSSIAN * 3)
    with breaking_whole():
        whole = lines_of("whole", RUSSIAN * 3)
    assert max(line.words or 0 for line in whole) <= max(line.words or 0 for line in filled)
    assert mean((line.words or 0) ** 3 for line in whole) < mean((line.words or 0) ** 3 for line in filled)
    assert {round(line.right) for line in whole} == {260}


def test_the_text_stays_what_it_was():
    with breaking_whole(), opened(linebooks.write(STYLE + RUSSIAN, "text", "ru")) as file:
        text = "".join(line.text for page in blocks(file) for block in page for line in block.lines if line.size > 9)
    assert list(filter(str.isalpha, text)) == list(filter(str.isalpha, RUSSIAN))


def test_a_note_s_call_leaves_three_letters():
    with breaking_whole():
        text = " ".join(f"{'я' * count} наблюдатели\u2060<sup>1</sup>" for count in range(1, 30))
        found = lines_of("joiner", text)
    assert not [line for line in found if line.text.endswith(f"наблюдате{HYPHEN}")]


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
