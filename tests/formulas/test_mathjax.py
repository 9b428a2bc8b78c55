"""The seam to MathJax."""

from __future__ import annotations

import subprocess
from typing import Any
from xml.etree import ElementTree

import pytest

from press.diagnostics import EngineError
from press.formulas import mathjax
from press.formulas.mathjax import Formula, drawn, read

LONG = " + ".join(f"a_{{{number}}}" for number in range(40))


@pytest.mark.parametrize(
    ("tex", "error"),
    {
        r"\foo{x}": r"Undefined control sequence \foo",
        r"\frac{1}": r"Missing argument for \frac",
        r"\left( x": r"Extra \left or missing \right",
        r"x^1^2": "Double exponent: use braces to clarify",
        "a & b": "Misplaced &",
        r"\begin{matrix} a": r"Missing \end{matrix}",
        r"x \tag{1}": r"\tag in a formula",
        r"\href{https://example.org}{x}": r"Undefined control sequence \href",
        r"\def\a{\a}\a": r"Undefined control sequence \def",
        r"\require{color}": r"Undefined control sequence \require",
    }.items(),
)
def test_what_is_wrong_is_told(tex: str, error: str) -> None:
    (found,) = read([Formula(tex, False)]).values()
    assert found.error == error
    assert not found.mathml


def test_a_formula_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def run(command: Any, **how: Any) -> Any:
        asked.append(how["input"])
        return once(command, **how)

    once = subprocess.run
    monkeypatch.setattr(mathjax, "_READ", {})
    monkeypatch.setattr(subprocess, "run", run)
    read([Formula("a", False), Formula("b", False), Formula("a", False)])
    read([Formula("b", False)])
    read([])
    assert len(asked) == 1


@pytest.mark.parametrize("tex", [r"\overset{a}{" * 300 + "x" + "}" * 300, r"\left(" * 200 + "x" + r"\right)" * 200])
def test_what_could_not_be_drawn_is_told(tex: str) -> None:
    (found,) = read([Formula(tex, True)]).values()
    assert found == mathjax.Read(error="it is nested too deep")
    (found,) = read([Formula("x^{" * 60 + "x" + "}" * 60, True)]).values()
    assert found.mathml


def test_deep_nesting_ends() -> None:
    deep = "{" * 3000 + "x" + "}" * 3000
    (found,) = read([Formula(deep, False)]).values()
    assert found.error or found.mathml


def test_a_drawing_is_the_same_each_time_and_as_wide_as_its_letters() -> None:
    ((piece,),) = drawn([Formula("n", False)], 29)
    assert drawn([Formula("n", False)], 29) == [[piece]]
    _, _, width, _ = map(float, ElementTree.fromstring(piece.svg).attrib["viewBox"].split())
    assert 500 < width < 700


def test_lines_may_break_at_signs_of_relation_and_operation() -> None:
    (pieces,) = drawn([Formula("a + b = c", False)], 29)
    assert [round(piece.gap, 2) for piece in pieces] == [0, 0.22, 0.28]
    ((whole,),) = drawn([Formula(LONG, True)], 29)
    assert float(ElementTree.fromstring(whole.svg).attrib["viewBox"].split()[2]) <= 29_000


def test_a_machine_without_mathjax_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(mathjax, "MAIN", tmp_path / "none.mjs")
    monkeypatch.setattr(mathjax, "_READ", {})
    with pytest.raises(EngineError, match=r"S004: MathJax ended with \d+: ") as raised:
        read([Formula("x", False)])
    assert "setup --repair" in raised.value.diagnostics[0].hint
