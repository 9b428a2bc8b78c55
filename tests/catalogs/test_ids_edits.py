"""Random edits of real chapters, round after round: nobody's work is lost, and what was not touched stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from desks import EDITS, NAMES, WORDS, chapter, desk, edited, merge, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FEW = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


STEP = st.tuples(st.sampled_from(EDITS), st.integers(0, 10**6), st.integers(0, 10**6))
ROUNDS = st.lists(st.lists(STEP, min_size=1, max_size=6), min_size=1, max_size=4)


def applied(texts: list[str], steps: Sequence[tuple[Callable[[list[str], int, int], None], int, int]]) -> None:
    for step, at, other in steps:
        step(texts, at % len(texts), other)


@FEW
@given(st.sampled_from(NAMES), ROUNDS)
def test_untouched_text_keeps_all_and_no_work_is_lost(name: str, rounds: list[list]) -> None:
    made = desk(name)
    for steps in rounds:
        before, texts = made.live, list(made.texts)
        applied(made.texts, steps)
        made.update()
        counts = Counter(made.texts), Counter(texts)
        for text in set(texts) & set(made.texts):
            if [count[text] for count in counts] == [1, 1]:  # of several that are the same, any may be untouched
                assert made.live[text] == replace(before[text], notes=made.live[text].notes)
        assert made.given <= {entry.target for entry in made.catalog}
        assert len({entry.id for entry in made.template}) == len(made.texts)
        assert [entry.source for entry in made.catalog if not entry.obsolete] == made.texts
        kept = {comment for entry in before.values() for comment in entry.comments}
        assert kept <= {comment for entry in made.catalog for comment in entry.comments}
        once = made.catalog
        made.update()
        assert made.catalog == once


@FEW
@given(st.sampled_from(NAMES), ROUNDS)
def test_what_is_published_was_translated_from_that_very_text(name: str, rounds: list[list]) -> None:
    made = desk(name)
    for steps in rounds:
        applied(made.texts, steps)
        made.update()
        for entry in made.catalog:
            if entry.target and not entry.fuzzy:
                assert entry.target == translation(entry.source)
                assert not entry.previous
            elif entry.fuzzy:
                assert entry.target == translation(entry.previous)
        made.translate()


@FEW
@given(st.sampled_from(NAMES), st.lists(STEP, min_size=1, max_size=8))
def test_edits_that_are_taken_back_leave_no_trace(name: str, steps: list) -> None:
    made = desk(name)
    before, texts = made.catalog, list(made.texts)
    applied(made.texts, steps)
    made.update()
    made.texts = texts
    made.update()
    now = {entry.source: entry for entry in made.catalog if not entry.obsolete}
    assert [now[text].target for text in texts] == [entry.target for entry in before]
    assert not any(entry.fuzzy for entry in now.values())


EDIT_ONLY = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=4)


@FEW
@given(st.sampled_from(NAMES), st.integers(0, 10**6), EDIT_ONLY)
def test_edited_text_keeps_its_id_and_the_oldest_source_that_was_reviewed(name: str, at: int, words: list) -> None:
    made = desk(name)
    long = [index for index, text in enumerate(made.texts) if len(text) > 60]
    index = long[at % len(long)]
    identifier, first = made.template[index].id, made.texts[index]
    for place, word in words:
        made.texts[index] = edited(made.texts[index], place, WORDS[word % len(WORDS)])
        made.update()
        entry = made.live[made.texts[index]]
        assert entry.id == identifier
        assert (entry.fuzzy, entry.previous) == ((True, first) if entry.source != first else (False, ""))


@FEW
@given(st.sampled_from(NAMES), st.integers(0, 10**6), st.booleans())
def test_deleted_text_comes_back_under_its_old_id(name: str, at: int, changed: bool) -> None:
    made = desk(name)
    index = at % len(made.texts)
    if changed and len(made.texts[index]) > 60:
        made.texts[index] = edited(made.texts[index], at, "moreover")
        made.update()
    before = made.live[made.texts[index]]
    text = made.texts.pop(index)
    made.update()
    assert before.target in {entry.target for entry in made.catalog if entry.obsolete}
    made.texts.insert(index, text)
    made.update()
    assert replace(made.live[text], notes=before.notes) == before
    assert not any(entry.obsolete for entry in made.catalog)


@pytest.mark.parametrize("name", NAMES)
def test_a_long_paragraph_that_is_split_in_two_or_three(name: str) -> None:
    long = max(chapter(name), key=len)
    words = long.split(" ")
    for parts in (2, 3):
        made = desk(name)
        before, index, size = made.live[long], made.texts.index(long), len(words) // parts + 1
        pieces = [" ".join(words[n * size : (n + 1) * size]) for n in range(parts)]
        made.texts[index : index + 1] = pieces
        made.update()
        now = [made.live[piece] for piece in pieces]
        assert sum(entry.id == before.id for entry in now) == 1
        assert {(entry.target, entry.fuzzy, entry.previous) for entry in now} == {(before.target, True, long)}


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_that_are_merged_keep_one_translation_and_tell_of_the_other(name: str) -> None:
    made = desk(name)
    pairs = [n for n in range(len(made.texts) - 1) if min(map(len, made.texts[n : n + 2])) > 40]
    for index in pairs[:5]:
        made = desk(name)
        longer, shorter = sorted(made.texts[index : index + 2], key=len, reverse=True)
        before = made.live[longer]
        merge(made.texts, index, 0)
        made.update()
        entry = made.live[made.texts[index]]
        assert (entry.id, entry.target, entry.fuzzy, entry.previous) == (before.id, before.target, True, longer)
        assert [e.target for e in made.catalog if e.obsolete] == [translation(shorter)]
        assert entry.notes[-1] == f"a part was translated: {translation(shorter)}"


def test_what_a_translator_marked_fuzzy_stays_so_through_an_edit_taken_back() -> None:
    made = desk("overview")
    text = made.texts[3]
    made.catalog = tuple(replace(e, fuzzy=e.source == text) for e in made.catalog)
    made.texts[3] = edited(text, 2, "moreover")
    made.update()
    assert (made.live[made.texts[3]].fuzzy, made.live[made.texts[3]].previous) == (True, "")
    made.texts[3] = text
    made.update()
    assert made.live[text].fuzzy


def test_a_previous_source_that_an_editor_left_goes_with_the_fuzzy_mark() -> None:
    made = desk("overview")
    made.catalog = tuple(replace(entry, previous="left over") for entry in made.catalog)
    made.update()
    assert {entry.previous for entry in made.catalog} == {""}


def test_a_catalog_without_ids_and_in_another_order_is_put_right() -> None:
    made = desk("recommendations")
    whole = made.catalog
    made.catalog = tuple(replace(entry, id="", notes=()) for entry in reversed(whole))
    made.update()
    assert made.catalog == whole
