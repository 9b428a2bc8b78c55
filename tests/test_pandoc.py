"""The seam to Pandoc: running it, and walking, changing and reading its trees."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import notation
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press import pandoc
from press.diagnostics import EngineError

NESTED: list[Any] = [
    {"t": "Para", "c": [pandoc.text("a"), {"t": "Emph", "c": [pandoc.text("b")]}]},
    {"t": "BulletList", "c": [[{"t": "Plain", "c": [pandoc.text("c")]}], []]},
]


def test_a_tree_is_walked_in_order_parents_first() -> None:
    assert [node["t"] for node in pandoc.walk(NESTED)] == ["Para", "Str", "Emph", "Str", "BulletList", "Plain", "Str"]
    assert [node["c"] for node in pandoc.walk(NESTED) if node["t"] == "Str"] == ["a", "b", "c"]


def test_a_change_goes_from_the_leaves_up_and_spares_the_old_tree() -> None:
    before, seen = deepcopy(NESTED), []

    def change(node: pandoc.Node) -> Any:
        seen.append(node["t"])
        if node["t"] == "Emph":
            return node["c"]
        return pandoc.text(node["c"] * 2) if node["t"] == "Str" else node

    new = pandoc.transform(NESTED, change)
    assert new[0]["c"] == [pandoc.text("aa"), pandoc.text("bb")]
    assert new[1] == {"t": "BulletList", "c": [[{"t": "Plain", "c": [pandoc.text("cc")]}], []]}
    assert before == NESTED
    assert seen == ["Str", "Str", "Emph", "Para", "Str", "Plain", "BulletList"]


def test_an_empty_list_removes_an_element_but_not_the_lists_around_it() -> None:
    without = pandoc.transform(NESTED, lambda node: [] if node["t"] in ("Plain", "Emph") else node)
    assert without == [{"t": "Para", "c": [pandoc.text("a")]}, {"t": "BulletList", "c": [[], []]}]


@settings(max_examples=30, deadline=None)
@given(notation.TREES)
def test_no_change_gives_an_equal_tree(tree: pandoc.Tree) -> None:
    assert pandoc.transform(tree, lambda node: node) == tree


def test_plain_text_is_what_a_reader_sees() -> None:
    text = "*a* `b` [c](http://d \"e\") ![f](g.png) 'h'^[i] [@j] x\\\ny $k$ <b>l</b>"
    assert pandoc.plain(pandoc.read(text, "markdown+smart")["blocks"]) == "a b c f h [@j] x y k l"


@given(st.text("ab \u00a0中", max_size=20))
def test_words_hold_all_of_a_text_but_doubled_spaces(text: str) -> None:
    inlines = pandoc.words(text)
    assert pandoc.plain(inlines) == text
    assert all(node == pandoc.SPACE or (node["c"] and " " not in node["c"]) for node in inlines)


def test_elements_are_what_pandoc_reads() -> None:
    made = [
        pandoc.span([pandoc.text("a")], "b", ["c"], lang="ru"),
        pandoc.link([pandoc.text("d")], "#e", "f", ["g"], kind="h"),
    ]
    markdown = pandoc.write([{"t": "Para", "c": made}], "markdown").strip()
    assert markdown == '[a]{#b .c lang="ru"}[d](#e){#f .g kind="h"}'
    assert pandoc.write([pandoc.div([], "a", ["b"])], "html").split() == ["<div", 'id="a"', 'class="b">', "</div>"]


def test_the_attributes_of_an_element_are_its_own() -> None:
    header = {"t": "Header", "c": [1, pandoc.attributes("a"), []]}
    attr = pandoc.attr(header)
    assert attr is header["c"][1]
    assert pandoc.attr(pandoc.text("a")) is None
    assert pandoc.attr(pandoc.span([], "b")) == ["b", [], []]


def test_pandoc_opens_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(EngineError):
        pandoc.run("```{.include}\n```\n\n.. include:: secret.txt", "rst", "html", cwd=tmp_path)


def test_a_warning_is_an_error() -> None:
    with pytest.raises(EngineError, match=r"S012.*Duplicate"):
        pandoc.read("# A {#a}\n\n# B {#a}", "markdown")


def test_names_of_files_beyond_ascii_are_read_in_every_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    style = tmp_path / "路 путь.json"
    style.write_text("[]")
    assert pandoc.run("a", "markdown", "html", "--citeproc", f"--bibliography={style}", sandbox=False) == "<p>a</p>\n"


BOMBS = {
    "quotations": "> " * 10_000 + "end",
    "brackets": "[" * 10_000 + "end",
    "lists": "\n".join("  " * at + "- x" for at in range(2000)),
    "macros": "\\newcommand{\\a}{xxxxxxxxxx}\n"
    + "".join(rf"\newcommand{{\{chr(97 + at)}}}{{" + rf"\{chr(96 + at)}" * 10 + "}\n" for at in range(1, 12))
    + "\n$\\l$",
    "backquotes": "".join("`" * at + "a" for at in range(1, 400)),
    "notes": "a" + "^[x" * 500 + "]" * 500,
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_exhausts_it_is_ended(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 1)
    with pytest.raises(EngineError) as caught:
        pandoc.run(BOMBS[name], "markdown", "json")
    assert [(d.code, bool(d.hint)) for d in caught.value.diagnostics] == [("S060", True)]


def test_what_it_writes_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    titled = '[a]: https://example.org "' + "t" * 10_000 + '"\n\n' + "[a] " * 600
    assert pandoc.read(titled, "markdown")["blocks"]
    monkeypatch.setattr(pandoc, "WRITTEN", 1_000_000)
    with pytest.raises(EngineError, match="S060: Pandoc makes more than"):
        pandoc.read(f"{titled} again", "markdown")


def test_it_has_more_for_more_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "binary", lambda: "echo")
    limits = [re.search(r"-M(\d+)M", pandoc.run("a" * size, "x", "y")) for size in (1, 1_000_000, 10_000_000)]
    start, share = pandoc.MEGABYTES, pandoc.MEGABYTES_PER_MB
    assert [int(found[1]) for found in limits if found] == [start, start + share, start + 10 * share]


def test_prose_of_a_megabyte_is_read() -> None:
    prose = "The quick brown fox, they say, jumps over *the lazy dog*, and [nobody](https://example.org) minds.\n\n"
    assert len(pandoc.read(prose * 10_000, "markdown+smart")["blocks"]) == 10_000


@pytest.mark.parametrize("depth", [90, 600])
def test_a_tree_that_cannot_be_walked_is_refused(depth: int) -> None:
    with pytest.raises(EngineError, match=r"S060.*nested deeper"):
        pandoc.read("> " * depth + "words", "markdown")
    assert pandoc.read("> " * 60 + "words", "markdown")["blocks"]


def test_the_text_that_exhausts_it_is_found_by_its_signs() -> None:
    assert pandoc.densest(["word " * 100, "[a](b)", "((((([[[[[", ""]) == 2
    assert pandoc.densest(["- a", "        - b", "  - c"]) == 1
    assert pandoc.densest([]) == 0
