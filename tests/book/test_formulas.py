"""Formulas in a book: as text that knows its TeX, numbered, referred to, looked for in every edition."""

from __future__ import annotations

from manuscripts import catalog, chapter, localised, make
from notation import CHINESE, RUSSIAN

from press import pandoc
from press.model.formula import tex_of

TEXT = "# T {#sec-t}\n\nLet $x^2$ be small.\n\n$$\\frac{a}{b}$$ {#eq-share}\n\nAs [@eq-share] and [-@eq-share] say.\n"


def formulas(node: object) -> list[tuple[str, bool]]:
    return [found for one in pandoc.walk(node) if (found := tex_of(one))]


def test_a_formula_is_text_with_its_tex() -> None:
    found = localised(TEXT)
    assert formulas(found.tree["blocks"]) == [("x^2", False), (r"\frac{a}{b}", True)]
    assert not [node for node in pandoc.walk(found.tree["blocks"]) if node["t"] == "Math"]
    assert pandoc.plain(found.tree["blocks"][1]["c"]) == "Let x² be small."


def test_every_formula_is_looked_for_in_editions() -> None:
    runs = {fragment.segment: fragment.runs for fragment in localised(TEXT).fragments}
    assert runs["doc p-1"] == ("Let x² be small.",)
    assert runs["doc (formula)"] == ("a/b",)


def test_a_translation_has_its_own_words_in_formulas() -> None:
    text = "# T {#sec-t}\n\n$$x \\text{ if } y$$\n"
    found = localised(text, catalog(text, {"h1-0": "标题", "p-1": "$$x \\text{ 若 } y$$"}))
    assert [f.runs for f in found.fragments if f.segment == "doc p-1"] == [("x 若 y",)]


def test_formulas_with_an_anchor_are_numbered_through_the_book_and_referred_to() -> None:
    second = "# U {#sec-u}\n\n$$x$$\n\n- In $$y$$ {#eq-y} and [^n].\n\n[^n]: Or $$z$$ {#eq-z}. See [@eq-y; @eq-z].\n"
    book = make(chapter("a", TEXT), chapter("b", second))
    first, other = (pandoc.plain(part.blocks) for part in book.parts)
    assert "a/b(1)" in first
    assert "As formula (1) and (1) say." in first
    assert "y(2)" in other
    notes = [pandoc.plain(node["c"]) for node in pandoc.walk(book.parts[1].blocks) if node["t"] == "Note"]
    assert notes == ["Or z(3). See formula (2); formula (3)."]


def test_a_formula_on_a_line_of_its_own_is_no_numbered_paragraph() -> None:
    book = make(chapter("a", "# T {#sec-t}\n\nOne.\n\n$$x \\text{ if } y$$\n\nTwo.\n"))
    numbers = [node for node in pandoc.walk(book.parts[0].blocks) if node["t"] == "Link"]
    assert [pandoc.plain(node["c"][1]) for node in numbers] == ["1", "2"]


def test_the_marks_of_a_language_do_not_touch_formulas() -> None:
    for language in (CHINESE, RUSSIAN):
        book = make(chapter("a", "# T {#sec-t}\n\nA $a - b = \\text{a \"b\" c}$ z.\n"), language=language)
        (found,) = [node for node in pandoc.walk(book.parts[0].blocks) if tex_of(node)]
        assert pandoc.plain([found]) == 'a − b = a "b" c'
