"""Translations in their places, and what is shown where there is none."""

import dataclasses

import pytest
from manuscripts import PO, catalog, localised, pairs
from notation import ENGLISH, inlines, tree

from press import pandoc
from press.book.localise import localise, runs
from press.catalogs import segments
from press.diagnostics import Location
from press.model.book import Completeness
from press.model.catalog import Entry

TEXT = "# Title {#sec-t}\n\nFirst paragraph.\n\nSecond one.\n"
ALL = {"h1-0": "Заголовок", "p-1": "Первый абзац.", "p-2": "Второй."}


def blocks(markdown, targets, **changes):
    return localised(markdown, catalog(markdown, targets, **changes)).tree["blocks"]


def told(markdown, targets, **changes):
    found = localised(markdown, catalog(markdown, targets, **changes))
    return [(d.code, d.location) for d in found.diagnostics]


def classes(block):
    return [c for node in pandoc.walk(block) if node["t"] == "Span" for c in node["c"][0][1]]


def test_a_document_in_its_own_language_is_complete():
    found = localised(TEXT)
    assert found.completeness == Completeness(translated=3)
    assert not found.diagnostics
    assert "press-untranslated" not in classes(found.tree["blocks"])


def test_translations_take_their_places():
    found = localised(TEXT, catalog(TEXT, ALL))
    assert [pandoc.plain(b) for b in found.tree["blocks"]] == list(ALL.values())
    assert found.completeness == Completeness(translated=3)
    assert found.completeness.complete
    assert not found.diagnostics


def test_a_heading_keeps_its_anchor():
    assert blocks(TEXT, ALL)[0]["c"][1][0] == "sec-t"


def test_a_heading_without_an_anchor_gets_its_segments_id():
    source = tree("# Title")
    source["blocks"][0]["c"][1][0] = ""
    entries = [(s, Entry("h1-abc", s.text)) for s in segments.extract(source)]
    assert localise("doc", source, entries, None, ENGLISH).tree["blocks"][0]["c"][1][0] == "h1-abc"


def test_each_paragraph_starts_with_its_anchor():
    for block, name in zip(blocks(TEXT, ALL)[1:], ("p-1", "p-2"), strict=True):
        assert block["c"][0] == pandoc.span([], name, ["press-anchor"])


@pytest.mark.parametrize(
    ("changes", "completeness", "code"),
    [
        ({"p_1": {"target": ""}}, Completeness(2, 0, 1), "T003"),
        ({"p_1": {"obsolete": True}}, Completeness(2, 0, 1), "T003"),
    ],
    ids=["missing", "obsolete"],
)
def test_what_is_not_translated_is_shown_in_the_source_language_and_told(changes, completeness, code):
    targets = {k: v for k, v in ALL.items() if k != "p-1" or "target" not in changes["p_1"]}
    kept = {name: {k: v for k, v in fields.items() if k != "target"} for name, fields in changes.items()}
    found = localised(TEXT, catalog(TEXT, targets, **kept))
    span = found.tree["blocks"][1]["c"][1]
    assert span["c"][0] == ["", ["press-untranslated"], [["lang", "en"]]]
    assert pandoc.plain(span) == "First paragraph."
    assert found.completeness == completeness
    assert [d.code for d in found.diagnostics] == [code]
    assert found.fragments[1].runs == ("First paragraph.",)


@pytest.mark.parametrize(
    "changes",
    [
        {"fuzzy": True, "previous": "First paragraph, earlier."},
        {"source": "First paragraph, earlier."},
        {"fuzzy": True, "previous": "First paragraph, earlier.", "source": "First paragraph, later."},
    ],
    ids=["fuzzy", "another source", "both"],
)
def test_a_stale_translation_is_shown_with_what_changed_and_told(changes):
    found = localised(TEXT, catalog(TEXT, ALL, p_1=changes))
    _, stale, changed = found.tree["blocks"][1]["c"]
    assert (stale["c"][0][1], pandoc.plain(stale)) == (["press-stale"], "Первый абзац.")
    assert changed["c"][0] == ["", ["press-changes"], [["lang", "en"]]]
    assert [(n["t"], pandoc.plain(n)) for n in changed["c"][1] if n["t"] == "Strikeout"] == [("Strikeout", ", earlier")]
    assert found.completeness == Completeness(2, 1, 0)
    assert [(d.code, d.location) for d in found.diagnostics] == [("T004", Location(PO, 2))]
    assert [f.runs for f in found.fragments[1:3]] == [("Первый абзац.",), ("First paragraph, earlier.",)]


def test_a_stale_translation_of_an_unknown_source_says_no_change():
    found = localised(TEXT, catalog(TEXT, ALL, p_1={"fuzzy": True}))
    assert classes(found.tree["blocks"][1]) == ["press-anchor", "press-stale"]


@pytest.mark.parametrize("target", ["Тезис.", "Тезис[^1] и[^2] [@new]."])
def test_a_stale_translation_with_other_notes_or_citations_than_the_source_is_not_shown(target):
    found = localised(NOTED, catalog(NOTED, {**NOTED_RU, "p-0": target}, p_0={"fuzzy": True}))
    assert classes(found.tree["blocks"][0])[:3] == ["press-anchor", "press-untranslated", "press-fuzzy"]
    assert [d.code for d in found.diagnostics] == ["T004"]


def test_a_heading_is_marked_but_tells_no_change():
    stale = {"fuzzy": True, "previous": "A title"}
    assert classes(blocks(TEXT, ALL, h1_0=stale)[0]) == ["press-stale"]


def test_the_digest_tells_one_source_from_another():
    assert localised(TEXT).source == localised(TEXT, catalog(TEXT, ALL)).source
    assert localised(TEXT).source != localised(TEXT.replace("one", "two")).source


def test_a_diagnostic_names_the_line_of_the_catalog():
    assert told(TEXT, {**ALL, "p-1": ""}) == [("T003", Location(PO, 2))]


def test_an_entry_that_its_catalog_lacks_is_missing():
    translations = catalog(TEXT, ALL)
    found = localised(TEXT, dataclasses.replace(translations, entries=translations.entries[:2]))
    assert [(d.code, d.location) for d in found.diagnostics] == [("T003", Location(PO))]


@pytest.mark.parametrize("target", ["# Not a heading\n\n> at all", "```\nfence\n```\n\nmore\n\n- list"])
def test_a_translation_stays_one_run_of_inlines(target):
    found = blocks(TEXT, {**ALL, "p-1": target})
    assert len(found) == 3
    assert found[1]["t"] == "Para"


NOTED = "Claim[^a] and[^b].\n\n[^a]: Source A.\n\n[^b]: Source B.\n"
NOTED_RU = {"note-1": "А.", "note-2": "Б."}


@pytest.mark.parametrize("target", ["Тезис.", "Тезис[^1].", "Тезис[^1] и[^1].", "Тезис[^1] и[^2] и[^3].", "Тезис[^2]."])
def test_other_notes_than_the_source_are_an_error(target):
    assert [code for code, _ in told(NOTED, {**NOTED_RU, "p-0": target})] == ["T006"]


def test_notes_may_be_called_in_another_order():
    found = localised(NOTED, catalog(NOTED, {**NOTED_RU, "p-0": "Да[^2], тезис[^1]."}))
    assert not found.diagnostics
    notes = [pandoc.plain(n["c"]) for n in pandoc.walk(found.tree["blocks"]) if n["t"] == "Note"]
    assert notes == ["Б.", "А."]


@pytest.mark.parametrize(
    ("source", "target", "problem"),
    [
        ("See [@work].", "См.", "lacks work"),
        ("See it.", "См. [@work].", "adds work"),
        ("See [@a; @b].", "См. [@a; @c].", "lacks b; it adds c"),
        ("See [@sec-x].", "См. раздел.", "lacks sec-x"),
        ("See [@a].", "См. [@a] [@a].", "cites 2 times, its source 1"),
    ],
)
def test_other_citations_than_the_source_are_an_error(source, target, problem):
    found = localised(source, catalog(source, {"p-0": target}))
    assert [d.code for d in found.diagnostics] == ["T009"]
    assert problem in found.diagnostics[0].message
    assert pandoc.plain(found.tree["blocks"]).startswith("See")


def test_a_note_that_a_translation_adds_in_place_is_an_error():
    assert [code for code, _ in told(TEXT, {**ALL, "p-1": "Текст^[своё примечание]."})] == ["T006"]


def test_markup_that_is_no_run_of_inlines_is_an_error(monkeypatch):
    monkeypatch.setattr(segments, "parse", lambda texts, quotes: dict.fromkeys(texts))
    assert [code for code, _ in told("Text.", {"p-0": "Текст."})] == ["T005"]


@pytest.mark.parametrize("text", ["Write to office@example.org.", r"An \@sign.", "A `@code` word.", "a@b"])
def test_an_at_sign_that_cites_nothing_is_no_citation(text):
    source = localised(text).fragments
    assert source
    assert told(text, {"p-0": "Без знака."}) == []


@pytest.mark.parametrize("text", ["See [@doe2000].", "See @{doe.2000}.", "See [-@doe_2000, p. 3].", "See [@doe:2000]."])
def test_every_form_of_citation_is_known(text):
    entries = catalog(text, {}).entries
    assert told(text, {"p-0": entries[0].source}) == []


def test_fragments_are_cut_where_something_is_formatted_later():
    text = "Since [2007-08-09]{.date} there *are* [1234]{.number} ships,[^n] as [@a] says.\n\n[^n]: A note.\n"
    paragraph, note = localised(text).fragments
    assert paragraph.runs == ("Since", "there are", "ships,", "as", "says.")
    assert (note.runs, note.note) == (("A note.",), True)


def test_alternatives_of_pictures_are_no_fragments():
    assert [f.runs for f in localised('![Cap](a.png){#fig-a alt="Other text"}').fragments] == [("Cap",)]


def test_runs_keep_the_words_beside_references_but_not_those_of_citations():
    found = tree("A [see also @sec-b, second sentence] b [see @doe, p. 3] c [@sec-b; @doe, art. 7].")["blocks"][0]["c"]
    assert list(runs(found)) == ["A", "see also", ", second sentence", "b", "c", "."]


def test_runs_keep_the_text_of_links_spans_and_code():
    found = inlines("A [linked *text*](http://x.org) `code` [三]{lang=zh} end")
    assert list(runs(found)) == ["A linked text code 三 end"]


def test_the_source_is_left_as_it_was():
    before = tree(TEXT)
    after = tree(TEXT)
    localise("doc", after, pairs(TEXT), catalog(TEXT, ALL), ENGLISH)
    assert before == after


def test_code_must_be_shown_too_line_by_line():
    found = localised("# Title {#sec-t}\n\n- a\n\n  ```\n  b | c[1] <d>\n\n  e\n  ```\n")
    assert found.fragments[-1].segment.endswith("(code)")
    assert found.fragments[-1].runs == ("b ", " c", "e")
