"""Formulas as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from press import pandoc
from press.content import dollars, formulas
from press.content.markdown import OPTIONS, READER
from press.diagnostics import Location


def labelled(markdown: str) -> list[pandoc.Node]:
    return formulas.labelled(dollars.read(markdown, READER, *OPTIONS)["blocks"])


def problems(markdown: str) -> list[str]:
    found = formulas.problems(labelled(markdown), lambda needle, nth: Location(Path("a.md"), nth + 1))
    return [f"{d.location} {d.code} {d.message} | {d.hint}" for d in found]


FORMULA = {"t": "Math", "c": [{"t": "DisplayMath"}, "x^2"]}
NAMED = [{"t": "Para", "c": [pandoc.span([FORMULA], "eq-a")]}]


@pytest.mark.parametrize(
    "markdown",
    ["$$x^2$$ {#eq-a}", "$$x^2$$\n{#eq-a}", "$$x^2$${#eq-a}", "[$$x^2$$]{#eq-a}", "::: {#eq-a}\n$$x^2$$\n:::"],
)
def test_a_formula_has_its_anchor_in_each_way_to_write_it(markdown: str) -> None:
    assert labelled(markdown) == NAMED


def test_what_stands_behind_an_anchor_stays() -> None:
    (block,) = labelled("As $$x^2$$ {#eq-a}, and more.")
    assert block["c"][2:4] == [pandoc.span([FORMULA], "eq-a"), pandoc.text(",")]


def test_a_div_with_a_class_stays() -> None:
    (block,) = labelled("::: {#eq-a .own}\n$$x^2$$\n:::")
    assert block == {"t": "Div", "c": [["", ["own"], []], NAMED]}


def test_braces_behind_other_things_are_text() -> None:
    assert pandoc.plain(labelled("$x$ {#eq-a}")) == "x {#eq-a}"


def test_environments_are_formulas_and_definitions_are_gone() -> None:
    blocks = labelled(
        "\\newcommand{\\R}{\\mathbb{R}}\n\n\\begin{equation}\na\n\\end{equation}\n\n"
        "\\begin{align*}\na &= b\n\\end{align*}\n\nIn $\\R$."
    )
    found = [(f.tex, f.display) for f in formulas.within(blocks)]
    assert found == [("a", True), ("\\begin{align*}\na &= b\n\\end{align*}", True), (r"\mathbb{R}", False)]
    assert [block["t"] for block in blocks] == ["Para"] * 3


def test_other_raw_tex_stays_to_be_refused() -> None:
    assert "RawBlock" in {node["t"] for node in pandoc.walk(labelled("\\begin{itemize}\n\\item a\n\\end{itemize}"))}


def test_every_formula_that_cannot_be_read_is_told_with_what_to_do() -> None:
    assert problems("$\\aplha$ and $\\aplha$, $x$, and $\\ce{H2O}$.") == [
        r"a.md:1 S050 the formula \aplha can't be read: Undefined control sequence \aplha | did you mean \alpha?",
        r"a.md:2 S050 the formula \aplha can't be read: Undefined control sequence \aplha | did you mean \alpha?",
        r"a.md:1 S050 the formula \ce{H2O} can't be read: Undefined control sequence \ce"
        r" | write it with \mathrm: $\mathrm{H_2O}$",
    ]


def test_braces_that_do_not_match_make_no_text_of_a_formula() -> None:
    (told,) = problems("Here $\\sqrt{x$ stands.")
    assert told.startswith("a.md:1 S050 the formula $\\sqrt{x$ can't be read: its braces don't match")
    assert not problems("It costs $20 in C:\\temp and $30; `$\\sqrt{x$`.")


def test_there_is_no_line_of_its_own_in_a_heading() -> None:
    (told,) = problems("## Of $$x$$ and $y$\n\nText $$x$$.")
    assert told.startswith("a.md:1 S051")
    (told,) = problems("Term $$x$$\n:   is $$x$$\n")
    assert told.startswith("a.md:1 S051")
