"""Citations and bibliographies in the project's own styles."""

import pytest
from manuscripts import CSL, WORKS
from notation import CHINESE, ENGLISH, RUSSIAN, tree

from press import pandoc
from press.book.citations import cite, localised_references
from press.diagnostics import EngineError

ALL = (ENGLISH, CHINESE, RUSSIAN)


def cited(*texts, language=ENGLISH, works=WORKS):
    style = CSL / f"{language.citation_style}.csl"
    return cite([tree(text)["blocks"] for text in texts], works, style, language)


def notes(blocks):
    found = (n for n in pandoc.walk(blocks) if n["t"] == "Note")
    return [pandoc.plain(n["c"]).replace("\u00a0", " ") for n in found]


def entries(bibliography):
    found = (n for n in pandoc.walk(bibliography) if n["t"] == "Div" and "press-csl-entry" in n["c"][0][1])
    return [n["c"][0][0] for n in found]


@pytest.mark.parametrize("language", ALL, ids=lambda row: row.code)
def test_a_citation_becomes_a_note_and_an_entry(language):
    [part], bibliography = cited("Claim [@ivory, p. 12].", language=language)
    [note] = notes(part)
    assert "Ivory Gate" in note
    assert "12" in note
    assert bibliography[0]["c"][0][0] == "press-refs"
    assert entries(bibliography) == ["ref-ivory"]


def test_every_part_comes_back_in_its_place():
    parts, _ = cited("One.", "Two [@tide].", "Three.")
    assert [pandoc.plain(part) for part in parts] == ["One.", "Two.", "Three."]


def test_a_citation_in_a_note_stays_in_it():
    [part], _ = cited("Claim.[^a]\n\n[^a]: See [@tide].\n")
    [note] = notes(part)
    assert note.startswith("See ")
    assert "On Tides" in note


def test_a_work_cited_again_is_shortened():
    [part], _ = cited("One [@ivory]. Two [@ivory].")
    first, second = notes(part)
    assert len(second) < len(first)


def test_no_part_begins_with_a_reference_to_the_note_before_it():
    [_, two], _ = cited("One [@ivory].", "Two [@ivory].")
    assert "bid" not in notes(two)[0]
    assert "Ivory" in notes(two)[0]


def test_what_ends_a_part_is_not_printed():
    parts, bibliography = cited("One [@ivory].", "Two [@ivory].", "Three.")
    assert [len(notes(part)) for part in parts] == [1, 1, 0]
    assert entries(bibliography) == ["ref-ivory"]


@pytest.mark.parametrize("suffix", ["art. 7", "Annex II", "preamble"])
def test_a_locator_in_words_stands_as_it_is_written(suffix):
    [part], _ = cited(f"Claim [@ivory, {suffix}].")
    assert suffix in notes(part)[0]


def test_only_what_is_cited_is_listed():
    _, bibliography = cited("Claim [@tide].")
    assert entries(bibliography) == ["ref-tide"]


def test_without_works_there_is_an_empty_list():
    parts, bibliography = cited("Plain text.", works=[])
    assert pandoc.plain(parts) == "Plain text."
    assert entries(bibliography) == []


def test_a_document_does_not_change():
    source = tree("One [@ivory].")["blocks"]
    before = pandoc.dump(source)
    cite([source], WORKS, CSL / f"{ENGLISH.citation_style}.csl", ENGLISH)
    assert pandoc.dump(source) == before


def test_a_style_that_cannot_be_read_is_told(tmp_path):
    style = tmp_path / "broken.csl"
    style.write_text("<style/>", "utf-8")
    with pytest.raises(EngineError) as raised:
        cite([tree("[@ivory]")["blocks"]], WORKS, style, ENGLISH)
    assert [d.code for d in raised.value.diagnostics] == ["R003"]


def test_works_take_the_forms_of_a_language():
    works = [{"id": "a", "title": "T", "localized": {"zh": {"title": "题"}}}, {"id": "b", "title": "U"}]
    assert localised_references(works, "zh") == [{"id": "a", "title": "题"}, {"id": "b", "title": "U"}]
    assert localised_references(works, "ru") == [{"id": "a", "title": "T"}, {"id": "b", "title": "U"}]
