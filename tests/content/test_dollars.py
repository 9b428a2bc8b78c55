"""Dollars: which mark mathematics, and what Pandoc makes of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import pandoc
from press.catalogs import segments
from press.catalogs.containers import normalise
from press.content import dollars, markdown
from press.content.dollars import Kind
from press.diagnostics import SourceError

QUOTES = ("“", "”", "‘", "’")
FORMULAS = r"""
x;n;0;-1;20;n+1;(a,b);a, b, c;2ab;\alpha;f: A \to B;O(n \log n);\{1,2\};p < 0.05;n = 30;10\%;3/4;sin(x);ABC;H_2O;CO_2
x \text{ if } y;E=mc^2;E = mc^2.;\frac{a}{b};x^2 + y;\int f dx dy;x_{max};x_max;a<b;x';+;0^-;1, 2, 3;1 - P;km/h;∀x ∈ ℝ
1, 2, \dots, n;\begin{aligned} a &= b + c \\ d &= e \end{aligned};\int_0^1 f(x)\,dx = \frac{1}{2};P(A|B);[0,1);PV = nRT
`T_total`;`speed over time`;L^AT_EX
"""
TEXTS = """
20, or US;HOME:;20 and A;30, C;5 million, and the A;HOME/bin:/usr/;20 или 30, a ;a-;a:;{HOME}/bin:;20，;x=;6,000 (C
GOOS_;A** and **;HOME/bin*. See that it is in your `;15,\\n> or US;5/6 per person and CA;20–30 млн, а US;a` and b
"""


def listed(text: str) -> list[str]:
    return text.strip().replace("\n", ";").replace("\\n", "\n").split(";")


def math(text: str) -> list[str]:
    tree = dollars.bare(dollars.read(text, markdown.READER))
    return [node["c"][1] for node in pandoc.walk(tree["blocks"]) if node["t"] == "Math"]


@pytest.mark.parametrize("content", FORMULAS.strip().replace("\n", ";").split(";"))
def test_formulas(content: str) -> None:
    assert dollars.kind(content) is Kind.FORMULA
    assert math(f"Let ${content}$ be.") == [content.strip("`")]


@pytest.mark.parametrize("content", listed(TEXTS))
def test_text_between_dollars(content: str) -> None:
    assert dollars.kind(content) is Kind.TEXT
    assert math(f"Let ${content}$ be.") == []


@pytest.mark.parametrize(
    "content", ["T_total", "speed = distance / time", "MY_VAR:", "5 + tax, US", "rate", "speed over time", "速度"]
)
def test_what_could_be_both_is_told_at_its_line(content: str, tmp_path: Path) -> None:
    assert dollars.kind(content) is Kind.DOUBT
    path = tmp_path / "a.md"
    path.write_text(f"# A {{#sec-a}}\n\nb\n\nLet ${content}$ be.\n", "utf-8")
    with pytest.raises(SourceError) as caught:
        markdown.read(path, {}, (), tmp_path)
    assert [(d.code, str(d.location)) for d in caught.value.diagnostics] == [("S031", f"{path}:5:5")]
    assert f"${content}$" in str(caught.value)


def test_money_beside_formulas_and_code() -> None:
    assert math("US$30 and $x$ and 20$, n$^{th}$ for $5.") == ["x", "^{th}"]
    assert math("`$a` + b$, `$HOME`\n\n    $x=$y\n\n$$\n\\frac{a}{b}\n$$") == ["\n\\frac{a}{b}\n"]
    assert math("$$ and $$$ and \\$x$ and $a\\$b$") == ["a\\$b"]
    assert math("$a \\text{ if $x$} b$") == ["a \\text{ if $x$} b"]
    assert math("$20 $x$\n\nor US$ and\n\n$y$") == ["x", "y"]
    assert math("$HOME:$PATH $HOME$PATH \"$GOPATH/src\"和$GOPATH/bin $n$th $k$-means") == ["n", "k"]
    assert math("设$x$，$y$为") == ["x", "y"]
    assert math("价格为$20，或US$ 30。") == []


def test_dollars_stay_where_they_were() -> None:
    text = "$20 [a$](https://example.org/$b) <https://example.org/$c> `$d` [e]{title=\"$f\"}\n\n```\n$g\n```"
    tree = dollars.read(text, markdown.READER)
    assert dollars.read(text.replace("$", "§"), markdown.READER) == {
        **tree,
        "blocks": pandoc.transform(tree["blocks"], _as_section),
    }


def _as_section(node: pandoc.Node) -> pandoc.Node:
    """An element with every dollar a section mark, in whatever it holds."""
    changed: pandoc.Node = json.loads(json.dumps(node, ensure_ascii=False).replace("$", "§"))
    return changed


def test_columns_of_tables_stay() -> None:
    tree = dollars.read("  A    Price\n----- -------\n x     $20\n y     US$3\n----- -------\n", markdown.READER)
    assert [pandoc.plain(cell[4]) for row in tree["blocks"][0]["c"][4][0][3] for cell in row[1]] == [
        *("x", "$20"),
        *("y", "US$3"),
    ]


@given(st.text(alphabet="$ax_^=\\{}` 2,.\n>", max_size=30))
def test_what_is_set_aside_is_as_long_and_nothing_else(text: str) -> None:
    found = dollars.set_aside(text)
    assert len(found) == len(text)
    assert all(a == b or (a, b) == ("$", "\ufdd0") for a, b in zip(text, found, strict=True))


@pytest.mark.parametrize(
    "text",
    ["$`T_total`$ and \\$20, or US\\$", "$$`speed over time`$$ $x^2$", "$20, or US$", "US$`x`$ 2$`y`$"],
)
def test_segments_are_read_by_the_same_rule(text: str) -> None:
    tree = normalise(dollars.bare(dollars.read(text, markdown.READER)), QUOTES)
    found = segments.extract(tree)
    inlines = segments.parse({s.index: s.text for s in found}, QUOTES)
    assert segments.replace(tree, {at: each for at, each in inlines.items() if each is not None}) == tree


def test_catalogs_with_the_old_form_still_read() -> None:
    found = segments.parse({0: "Пусть $x^2$ мало, а \\$20 или US\\$ нет.", 1: "$T_total$", 2: "$20, или US$"}, QUOTES)
    assert [[n["c"][1] for n in pandoc.walk(found[at]) if n["t"] == "Math"] for at in range(3)] == [
        ["x^2"],
        ["T_total"],
        [],
    ]
