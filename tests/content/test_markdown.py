"""Content files: their text, their templates and the tree that Pandoc makes of them. What is wrong: tests/cases/S*."""

from __future__ import annotations

from pathlib import Path

import pytest

from press import pandoc
from press.content import markdown
from press.diagnostics import Diagnostic, Location, SourceError


def read(root: Path, text: str, **names: object) -> pandoc.Tree:
    (root / "a.md").write_text(text, "utf-8", newline="")
    return markdown.read(root / "a.md", names, (), root)


def expand(text: str, **names: object) -> str:
    return markdown.expand(Path("a.md"), text, names)


@pytest.mark.parametrize("data", [b"# A\r\n\r\nb\r\n", b"\xef\xbb\xbf# A\n\nb\n"])
def test_line_ends_and_byte_order_marks(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert markdown.read_text(tmp_path / "a.md") == "# A\n\nb\n"


def test_joiners_and_soft_hyphens_may_stand(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("می\u200cخواهم soft\u00adhyphen\ttab", "utf-8")
    assert "\u200c" in markdown.read_text(tmp_path / "a.md")


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_text(tmp_path: Path) -> None:
    text = (
        "# A {#sec-a}\n\nZero\u200bwidth {{ nope }}.\n\n![](none.png)\n\n(a) one\n(c) two\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n\nText[^no] costs $3 or 4$ [x](b.md).\n"
    )

    def linked(blocks: object) -> list[Diagnostic]:
        assert "b.md" in str(blocks)
        return [Diagnostic("S016", "link", Location(tmp_path / "a.md", 14))]

    (tmp_path / "a.md").write_text(text, "utf-8")
    with pytest.raises(SourceError) as caught:
        markdown.read(tmp_path / "a.md", {}, (), tmp_path, problems=linked)
    told = [(d.code, d.location.line) for d in caught.value.diagnostics if d.location]
    assert told == sorted(told, key=lambda each: each[1])
    assert {code for code, _ in told} >= {"S015", "S002", "S007", "S030", "S033", "S016"}


def test_data_are_inserted() -> None:
    assert expand("a\n{{ b }} {% if b == 'c' %}yes{% endif %}\n", b="c") == "a\nc yes\n"
    assert expand("{{ table('hours') }}", table=lambda name: f"<{name}>") == "<hours>"


def test_braces_of_markdown_are_no_templates() -> None:
    text = "# A {#sec-a}\n\n[b]{.c} {#d} 100 %}"
    assert expand(text) == text
    assert expand("# A {#sec-a}\n\n{{ b }}", b=1) == "# A {#sec-a}\n\n1"


def test_comments_and_raw_text() -> None:
    assert expand("a{## a remark ##}b{% raw %}{{ c }}{% endraw %}") == "ab{{ c }}"


def test_a_template_can_do_nothing_but_insert() -> None:
    for text in ("{{ a|upper }}", "{% macro a() %}{% endmacro %}", "{{ a.pop() }}", "{{ a + a }}", "{% extends 'a' %}"):
        with pytest.raises(SourceError, match="S003"):
            expand(text, a=["b"])


@pytest.mark.parametrize(
    "text",
    [
        "{{ " + "(" * 3000 + "a" + ")" * 3000 + " }}",
        "{% if a %}" * 300 + "{% endif %}" * 300,
        "{{ " + " and ".join(["a"] * 20000) + " }}",
        "{{ " + "not " * 3000 + "a }}",
    ],
    ids=["brackets", "conditions", "operators", "negations"],
)
def test_what_is_nested_too_deep_is_told_with_its_line(text: str) -> None:
    with pytest.raises(SourceError, match=r"a\.md:3: error S001: this is nested too deep"):
        expand(f"# A\n\n{text}\n\nb", a=1)


def test_data_that_are_inserted_again_and_again_end_at_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "LONGEST", 1000)
    with pytest.raises(SourceError, match=r"a\.md:11: error S003: .* longer than 1,000"):
        expand("{{ table() }}\n" * 100, table=lambda: "a" * 90)


def test_a_function_is_not_printed() -> None:
    with pytest.raises(SourceError, match=r"a\.md:2: error S003: .* call it"):
        expand("\n{{ table }}", table=lambda: "")


def test_what_exhausts_pandoc_is_told_once_at_its_line(tmp_path: Path) -> None:
    bomb = "Words" + "^[x" * 300 + "]" * 300
    for text in (bomb, "`{{ code }}` {{ a }} " + bomb):
        with pytest.raises(SourceError) as caught:
            read(tmp_path, f"# A {{#sec-a}}\n\nMore [words](#b).\n\n{text}\n")
        assert [(d.code, d.location and d.location.line) for d in caught.value.diagnostics] == [("S060", 5)]


def test_a_long_formula_in_doubt_is_told_in_short(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, "# A {#sec-a}\n\n$T_total" + "x" * 1000 + " = 20$\n")
    assert len(str(caught.value)) < 400


def test_what_a_called_function_finds_wrong_gets_the_line() -> None:
    from press.diagnostics import Diagnostic, Location

    def table(line: int) -> str:
        raise SourceError(Diagnostic("C006", "none", Location(Path("b.yaml"), line), "write it"))

    for line, told in ((0, "a.md:2"), (7, "b.yaml:7")):
        with pytest.raises(SourceError) as caught:
            expand("\n{{ table(line) }}", table=table, line=line)
        assert str(caught.value.diagnostics[0].location) == told


def test_quotes_and_dashes_are_made_and_nothing_hidden_is_added(tmp_path: Path) -> None:
    tree = read(tmp_path, '# A {#sec-a}\n\n"b" -- e.g. c ... Mr. d')
    assert pandoc.plain(tree["blocks"][1]["c"]) == "b – e.g. c … Mr. d"
    assert tree["meta"] == {}


def test_all_warnings_of_pandoc_are_told_with_their_places(tmp_path: Path) -> None:
    text = "# A {#sec-a}\n\n## B {#b}\n\nb[^n]\n\n[^n]: c\n\n[^n]: d\n\n[^m]: e\n\n## C {#b}\n"
    with pytest.raises(SourceError) as caught:
        read(tmp_path, text)
    told = {(d.code, d.location.line, d.message) for d in caught.value.diagnostics if d.location}
    assert told == {
        ("S012", 9, "Duplicate note reference 'n'"),
        ("S012", 11, "Note with key 'm' is not used."),
        ("S012", 13, "Duplicate identifier 'b'"),
    }
