"""Ids and translations through edits."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from press.catalogs.ids import align, identify
from press.catalogs.merge import carry
from press.model.catalog import Entry, Segment

TEXTS = [
    "The Charter was signed at Saint Petersburg in June 2002.",
    "Four states are observers of the organization.",
    "Nothing in this agreement limits the rights of individuals.",
    "The data bank holds information on organizations and persons.",
    "Exercises are held every year on the territory of a member.",
]


def segments(*texts):
    return [Segment("p", "sec-a", text, index=index) for index, text in enumerate(texts)]


def entries(*texts):
    return identify("doc", segments(*texts), ())


def translated(found):
    return [replace(entry, target=f"übersetzt: {entry.source}") for entry in found]


def test_the_same_text_gets_the_same_id_on_every_machine():
    assert entries(*TEXTS) == entries(*TEXTS)
    assert entries("Two")[0].id != identify("other", segments("Two"), ())[0].id


def test_equal_texts_get_different_ids():
    assert len({entry.id for entry in entries("same", "same", "same")}) == 3


def test_an_edited_text_keeps_its_id_and_its_translation_becomes_fuzzy():
    before = translated(entries(*TEXTS))
    edited = [*TEXTS[:2], TEXTS[2].replace("limits", "may limit"), *TEXTS[3:]]
    now = identify("doc", segments(*edited), before)
    assert [e.id for e in now] == [e.id for e in before]
    after = carry(now, before)
    assert [e.fuzzy for e in after] == [False, False, True, False, False]
    assert after[2].previous == TEXTS[2]
    assert after[2].target == before[2].target


def test_a_second_edit_keeps_the_oldest_unreviewed_source():
    before = translated(entries(*TEXTS))
    once = [TEXTS[0].replace("June", "May"), *TEXTS[1:]]
    first = carry(identify("doc", segments(*once), before), before)
    twice = [once[0].replace("2002", "2003"), *TEXTS[1:]]
    second = carry(identify("doc", segments(*twice), first), first)
    assert second[0].previous == TEXTS[0]


def test_an_edit_that_is_taken_back_is_no_longer_fuzzy():
    before = translated(entries(*TEXTS))
    once = carry(identify("doc", segments(TEXTS[0] + " Indeed.", *TEXTS[1:]), before), before)
    back = carry(identify("doc", segments(*TEXTS), once), once)
    assert not back[0].fuzzy


def test_deleted_text_becomes_obsolete_and_comes_back():
    before = translated(entries(*TEXTS))
    without = carry(identify("doc", segments(*TEXTS[1:]), before), before)
    assert [e.source for e in without if e.obsolete] == [TEXTS[0]]
    back = carry(identify("doc", segments(*TEXTS), [e for e in without if not e.obsolete]), without)
    assert back[0].target == before[0].target
    assert not any(e.obsolete or e.fuzzy for e in back)


@given(st.permutations(TEXTS))
def test_moved_text_keeps_id_and_translation(order):
    before = translated(entries(*TEXTS))
    after = carry(identify("doc", segments(*order), before), before)
    assert {(e.id, e.target) for e in after} == {(e.id, e.target) for e in before}
    assert not any(e.fuzzy for e in after)


@given(st.lists(st.sampled_from([*TEXTS, "A wholly new sentence about something else", "x"]), max_size=8))
def test_no_translation_of_unchanged_text_is_lost(texts):
    before = translated(entries(*TEXTS))
    after = carry(identify("doc", segments(*texts), before), before)
    assert {e.target for e in before} <= {e.target for e in after}
    assert len({e.id for e in after if not e.obsolete}) == len(texts)
    for source in set(texts) & set(TEXTS):
        assert any(e.target == f"übersetzt: {source}" and not e.fuzzy for e in after if e.source == source)


@given(st.lists(st.text("ab ", max_size=6), max_size=6), st.lists(st.text("ab ", max_size=6), max_size=6))
def test_alignment_pairs_each_text_at_most_once(old, new):
    pairs = align(old, new)
    assert len(set(pairs.values())) == len(pairs)
    assert all(0 <= i < len(old) and 0 <= j < len(new) for j, i in pairs.items())


def test_comments_and_flags_survive():
    before = [replace(entry, comments=("ask the author",), flags=("no-wrap",)) for entry in translated(entries(*TEXTS))]
    after = carry(identify("doc", segments(*reversed(TEXTS)), before), before)
    assert all(entry.comments == ("ask the author",) and entry.flags == ("no-wrap",) for entry in after)


def test_an_entry_without_translation_is_dropped_when_its_text_is_gone():
    before = [Entry("p-1", "Some text that nobody translated")]
    assert carry((), before) == ()
