"""MathML that browsers draw."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from press.formulas.linear import linear
from press.formulas.mathjax import Formula, read
from press.formulas.mathml import NAMESPACE


def mathml(tex: str, display: bool = True) -> Element:
    (found,) = read([Formula(tex, display)]).values()
    return ElementTree.fromstring(found.mathml)


def names(tex: str, tag: str) -> list[str]:
    return [found.get("class", "") for found in mathml(tex).iter(f"{{{NAMESPACE}}}{tag}")]


@pytest.mark.parametrize(
    ("tex", "letters"),
    {
        r"\mathbf{v}": "𝐯",
        r"\boldsymbol{x}": "𝒙",
        r"\boldsymbol{\alpha}": "𝜶",
        r"\mathbb{R}\mathbb{Q}\mathbb{k}": "ℝℚ𝕜",
        r"\mathcal{L}\mathscr{A}": "ℒ𝒜",
        r"\mathfrak{H}\mathfrak{g}": "ℌ𝔤",
        r"\mathtt{x1}": "𝚡𝟷",
        r"\mathsf{A}": "𝖠",
        r"\mathit{hot}": "ℎ𝑜𝑡",
    }.items(),
)
def test_alphabets_are_letters_of_unicode(tex: str, letters: str) -> None:
    found = mathml(tex)
    assert "".join(found.itertext()) == letters
    assert not [one for one in found.iter() if one.get("mathvariant")]


def test_an_upright_letter_says_so() -> None:
    (letter,) = mathml(r"\mathrm{d}")[0]
    assert letter.attrib == {"mathvariant": "normal"}


def test_nothing_but_mathml_stays_and_no_style() -> None:
    found = mathml(r"\begin{aligned} a &= \frac{b}{c} \\ &= \boxed{d} \end{aligned}")
    attributes = {name for one in found.iter() for name in one.attrib}
    assert attributes <= {"display", "alttext", "class", "displaystyle"}
    assert found.get("alttext") == linear(found) == "a = b/c; = d"


def test_tables_are_aligned_and_ruled_by_classes() -> None:
    aligned = names(r"\begin{aligned} a &= b \end{aligned}", "mtd")
    assert aligned == ["press-right press-joins", "press-left press-joined"]
    cells = names(r"\begin{array}{l|c} a & b \\ \hline c & d \end{array}", "mtd")
    assert cells == ["press-left", "press-rule-left", "press-left press-rule-top", "press-rule-top press-rule-left"]
    framed = names(r"\begin{array}{|c|} \hline a \\ \hline \end{array}", "mtd")
    assert framed == ["press-rule-top press-rule-right press-rule-bottom press-rule-left"]
    assert names(r"\boxed{x}", "mrow")[0] == "press-boxed"
