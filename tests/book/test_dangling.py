"""What refers to nothing."""

from pathlib import Path

import pytest
from notation import tree

from press.book.dangling import Known, problems, standing
from press.book.numbering import Target
from press.diagnostics import Location

TARGETS = {
    t.anchor: t
    for t in (
        Target("sec-a", "chapter", "Chapter 1"),
        Target("sec-b", "section", "Section 1.2"),
        Target("app-a", "appendix", "Appendix 1"),
        Target("tbl-t", "table", "Table 3"),
        Target("fig-f", "figure", "Figure 4"),
        Target("plain", "section", "Section 1.3"),
        Target("tbl-x", "figure", "Figure 9"),
    )
}


def where(needle, nth):
    return Location(Path(needle), nth + 1)


def told(markdown):
    blocks = tree(markdown)["blocks"]
    known = Known(TARGETS, dict(standing(blocks)), frozenset({"doe", "roe", "fig-1990"}))
    return [(d.code, str(d.location), f"{d.message}: {d.hint}") for d in problems(blocks, known, where)]


@pytest.mark.parametrize(
    "markdown",
    [
        "[@sec-a] [@tbl-t] [@doe; @roe] [x](#fig-f) [y](#own) [here]{#own}",
        "[@sec-a; @doe, 3] [@sec-a][@app-a]",
        "ann@roe.example and `x@doe` and \\@doe",
    ],
)
def test_good_references_are_not_told(markdown):
    assert told(markdown) == []


@pytest.mark.parametrize(
    ("markdown", "code", "place", "hint"),
    [
        ("[@sec-c]", "R001", "@sec-c:1", "did you mean"),
        ("[@tbl-nothing-like-it]", "R001", "@tbl-nothing-like-it:1", "define it"),
        ("[x](#sec-bb)", "R001", "#sec-bb:1", "did you mean sec-b?"),
        ("[@do]", "R002", "@do:1", "did you mean doe?"),
        ("[@doe; @unheard-of]", "R002", "@unheard-of:1", "sec-, ch-, app-"),
        ("[@sec-a; @do]", "R002", "@do:1", "doe"),
        ("Follow @somebody.", "R002", "@somebody:1", "\\@somebody if no work"),
        ("[@roe, @doe]", "R005", "@doe:1", "by semicolons"),
        ("[@tbl:t]", "R002", "@tbl:t:1", "hyphen, there and in the anchor: tbl-t"),
        ("[@sec-a]{.x}[^n]\n\n[^n]: See [@do].", "R002", "@do:1", "doe"),
        ("[@plain]", "R005", "@plain:1", "sec-plain"),
        ("[@tbl-x]", "R005", "@tbl-x:1", "that of a figure begins with fig-"),
        ("[@fig-1990]", "R005", "@fig-1990:1", "rename the work"),
        ("见@sec-a节", "R005", "@sec-a:1", "[see @sec-a]"),
        ("[@fig-p] ![A](a.png){#fig-p}", "R001", "@fig-p:1", "an empty line"),
        ("[@fig-p]\n\n![](a.png){#fig-p}", "R001", "@fig-p:1", "caption"),
    ],
)
def test_what_leads_nowhere_is_told_with_its_place(markdown, code, place, hint):
    [(found, location, said)] = told(markdown)
    assert (found, location) == (code, place)
    assert hint in said


def test_each_of_several_is_told_at_its_own_place():
    assert [place for _, place, _ in told("[@sec-c] [@sec-c; @doe]")] == ["@sec-c:1", "@sec-c:2"]
