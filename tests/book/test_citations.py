"""Citations and bibliographies in the project's own styles."""

import pytest
from manuscripts import CSL, WORKS
from notation import CHINESE, ENGLISH, RUSSIAN, tree

from press import pandoc
from press.book.citations import cite
from press.book.crossrefs import resolve
from press.book.numbering import Target
from press.diagnostics import EngineError
from press.model.interface import Words

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


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (ENGLISH, "The Ivory Gate, Leeds: Quay Press, 1999, p. 12; Section 1.2, end; Ben Reed,"),
        (CHINESE, "《The Ivory Gate》，Leeds：Quay Press，1999年，第12页；Section 1.2, end；Ben Reed："),
        (RUSSIAN, "The Ivory Gate. Leeds : Quay Press, 1999, с. 12; Section 1.2, end; Reed B."),
    ],
    ids=lambda row: getattr(row, "code", ""),
)
def test_references_in_the_brackets_of_works_are_no_part_of_their_locators(language, expected):
    targets = {"sec-b": Target("sec-b", "section", "Section 1.2", "1.2")}
    words = Words({} if language.spaced else {"; ": "；"})
    blocks = resolve(tree("A [@sec-b; @ivory, 12; @sec-b, end; @tide].")["blocks"], targets, words, language)
    [part], _ = cite([blocks], WORKS, CSL / f"{language.citation_style}.csl", language)
    [note] = notes(part)
    assert note.startswith("Section 1.2")
    assert expected in note
    links = [n["c"][2][0] for n in pandoc.walk(part) if n["t"] == "Link"]
    assert links == ["#sec-b", "#sec-b"]
