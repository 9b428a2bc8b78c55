"""References within the book."""

from pathlib import Path

import pytest
from notation import tree

from press import pandoc
from press.book.crossrefs import is_reference, problems, resolve
from press.book.numbering import Target
from press.diagnostics import Location

TARGETS = {
    t.anchor: t
    for t in (
        Target("sec-a", "chapter", "Chapter 1"),
        Target("sec-b", "section", "Section 1.2"),
        Target("tbl-t", "table", "Table 3"),
        Target("fig-f", "figure", "Figure 4"),
        Target("sec-front", "part", "“Preface”"),
    )
}


def where(needle):
    return Location(Path(needle))


def told(markdown):
    found = problems(tree(markdown)["blocks"], TARGETS, {"doe", "roe"}, where)
    return [(d.code, str(d.location), d.hint) for d in found]


@pytest.mark.parametrize(
    ("key", "expected"),
    [("sec-a", True), ("tbl-t", True), ("fig-", True), ("sec", False), ("doe-2000", False), ("section-a", False)],
)
def test_what_is_a_reference(key, expected):
    assert is_reference(key) is expected


@pytest.mark.parametrize("anchor", TARGETS)
def test_a_reference_becomes_a_link_with_words(anchor):
    target = TARGETS[anchor]
    link = resolve(tree(f"See [@{anchor}].")["blocks"], TARGETS)[0]["c"][2]
    assert link["t"] == "Link"
    assert pandoc.plain(link) == target.text
    assert link["c"][0] == ["", ["press-xref"], [["kind", target.kind]]]
    assert link["c"][2] == [f"#{anchor}", ""]


def test_a_reference_in_a_note_is_resolved():
    found = resolve(tree("See[^n].\n\n[^n]: In [@tbl-t].\n")["blocks"], TARGETS)
    assert [n["c"][2][0] for n in pandoc.walk(found) if n["t"] == "Link"] == ["#tbl-t"]


def test_citations_are_left_for_citeproc():
    source = tree("[@doe; @roe]")["blocks"]
    assert resolve(source, TARGETS) == source


def test_good_references_are_not_told():
    assert told("[@sec-a] [@tbl-t] [@doe; @roe] [x](#fig-f) [y](#own) [here]{#own}") == []


@pytest.mark.parametrize(
    ("markdown", "code", "place", "hint"),
    [
        ("[@sec-c]", "R001", "@sec-c", "did you mean"),
        ("[@tbl-nothing-like-it]", "R001", "@tbl-nothing-like-it", "define it"),
        ("[x](#sec-bb)", "R001", "#sec-bb", "did you mean sec-b?"),
        ("[@do]", "R002", "@do", "did you mean doe?"),
        ("[@doe; @unheard-of]", "R002", "@unheard-of", "define it"),
        ("[@sec-a; @doe]", "R005", "@sec-a", "one reference"),
        ("[@sec-a; @sec-b]", "R005", "@sec-a", "one reference"),
        ("[@sec-a]{.x}[^n]\n\n[^n]: See [@do].", "R002", "@do", "doe"),
    ],
)
def test_a_bad_reference_is_told_with_its_place(markdown, code, place, hint):
    [(found, location, said)] = told(markdown)
    assert (found, location) == (code, place)
    assert hint in said


def test_a_prefix_has_to_suit_its_target():
    targets = {**TARGETS, "tbl-x": Target("tbl-x", "figure", "Figure 9")}
    [found] = problems(tree("[@tbl-x]")["blocks"], targets, set(), where)
    assert found.code == "R005"
