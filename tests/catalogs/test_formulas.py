"""Formulas in catalogs: out as they are written, and back; what has no words is not asked of translators."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from notation import ENGLISH

from press import pandoc
from press.catalogs import segments
from press.catalogs.containers import normalise
from press.content import dollars, formulas
from press.content.markdown import OPTIONS, READER

PIECES = st.sampled_from(
    [r"\frac{a}{b}", "x^2", r"\alpha", r"\text{если } x", r"\text{若}", "a_{1}", r"\sqrt{x}", r"\{x\}", "f(x)", "<"]
)
TEX = st.lists(PIECES, min_size=1, max_size=4).map(lambda pieces: r"\beta " + " + ".join(pieces))


def normal(markdown: str) -> pandoc.Tree:
    read = dollars.read(markdown, READER, *OPTIONS)
    return normalise({**read, "blocks": formulas.labelled(read["blocks"])}, ENGLISH.quotes)


def back(tree: pandoc.Tree) -> pandoc.Tree:
    texts = {segment.index: segment.text for segment in segments.extract(tree)}
    return segments.replace(tree, segments.parse(texts, ENGLISH.quotes))


@given(TEX, TEX)
def test_a_formula_comes_back(inline: str, display: str) -> None:
    tree = normal(f"Words ${inline}$, then $$ {display} $$ {{#eq-a}} and more.\n\n$$\n{display}\n$$\n")
    assert len(formulas.within(tree["blocks"])) == 3
    assert back(tree) == tree


def test_only_words_are_asked_of_translators() -> None:
    table = "| $x$ | $y$ |\n|---|---|\n| $\\lambda$ | length |\n"
    tree = normal(f"$$x^2 + \\alpha$$\n\n$$x \\text{{ if }} y$$ {{#eq-a}}\n\n{table}")
    assert [s.text for s in segments.extract(tree)] == [r"[$$x \text{ if } y$$]{#eq-a}", "length"]


def test_the_formulas_of_a_catalog_are_found_without_pandoc() -> None:
    text = "Let $x$ cost $20, or US$, and [$$y$$]{#eq-a} `$z$` $`T_total`$."
    assert list(dollars.formulas(text)) == [("x", False), ("y", True), ("z", False), ("T_total", False)]
