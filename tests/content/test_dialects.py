"""Markdown of other tools: what it becomes, what is left out with a remark. What is refused: tests/cases/S042."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from press import pandoc
from press.content import markdown
from press.diagnostics import Diagnostic, Severity, SourceError


def read(root: Path, text: str, told: list[Diagnostic] | None = None) -> list[Any]:
    """The blocks of a document behind its title."""
    (root / "a.md").write_text(text, "utf-8")
    blocks: list[Any] = markdown.read(root / "a.md", {}, (), root, ([] if told is None else told).append)["blocks"]
    return blocks


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("A<br>B", "A\\\nB"),
        ("A<br/>B", "A\\\nB"),
        ("x<sup>2</sup> H<sub>2</sub>O", "x^2^ H~2~O"),
        ("<kbd>Ctrl</kbd>", "[Ctrl]{.kbd}"),
        ("<b>a</b> <i>b `c`</i>", "**a** *b `c`*"),
        ("<u>a</u> <s>b</s>", "[a]{.underline} ~~b~~"),
        ("<mark>a b</mark>", "[a b]{.mark}"),
        ("<code>a</code>", "`a`"),
        ("<q>a</q>", '"a"'),
        ('<a name="x"></a>Text', "[]{#x}Text"),
        ('<a id="x"></a>\n\nText', "[]{#x}Text"),
        ('<a id="x"></a>\n<a id="y"></a>\n\n## B\n\nText', "## B\n\n[]{#x}[]{#y}Text"),
        ('<a id="x"></a>\n\n```\nText\n```', "::: {#x}\n```\nText\n```\n:::"),
        ('<a href="#x">Text</a>', "[Text](#x)"),
        ('<sup id="s">a</sup>', "[^a^]{#s}"),
        ("A ==marked== word", "A [marked]{.mark} word"),
        ("==Two *emphasised* words==, more", "[Two *emphasised* words]{.mark}, more"),
        ("(==a== and ==b==)", "([a]{.mark} and [b]{.mark})"),
        ("A :smile: and :nothing_of_it: 10:30:45", "A 😄 and :nothing_of_it: 10:30:45"),
        ("if a == b or x==y and c == d", "if a == b or x==y and c == d"),
        ("Before <!-- out --> after", "Before after"),
        ("<!-- out --> after", "after"),
        ("Before.\n\n<!-- out -->\n\nAfter.", "Before.\n\nAfter."),
        ("Before.\n\n[[_TOC_]]\n\nAfter.", "Before.\n\nAfter."),
        ("Before.\n\n<hr>\n\nAfter.", "Before.\n\n***\n\nAfter."),
        ("`<br>` and `:smile:` and `==a==`", "`<br>` and `:smile:` and `==a==`"),
    ],
)
def test_what_it_becomes(tmp_path: Path, theirs: str, ours: str) -> None:
    assert read(tmp_path, f"# A\n\n{theirs}\n") == read(tmp_path, f"# A\n\n{ours}\n")


def test_what_opens_at_a_click_is_a_box_that_is_open(tmp_path: Path) -> None:
    theirs = "<details><summary>More</summary>\n\nHidden words.\n\n</details>"
    assert read(tmp_path, f"# A\n\n{theirs}\n") == read(tmp_path, "# A\n\n::: {.box title=More}\nHidden words.\n:::\n")


def test_what_is_left_out_is_told_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    told: list[Diagnostic] = []
    front, more = '---\ntitle: "A title: of it"\ndraft: true\n---\n\n', "---\nkey: value\n---\n\n"
    blocks = read(tmp_path, f"{front}Text <!-- one -->.\n\n[TOC]\n\n{more}End.\n", told)
    assert [pandoc.plain(block) for block in blocks] == ["A title: of it", "Text .", "End."]
    assert {d.severity for d in told} == {Severity.WARNING}
    lines = sorted((d.location.line, d.code) for d in told if d.location)
    assert lines == [(1, "S017"), (6, "S041"), (8, "S041"), (10, "S017")]


def test_comments_that_are_alike_are_each_told_at_their_place(tmp_path: Path) -> None:
    told: list[Diagnostic] = []
    text = "# A\n\n<!-- NOTES\nof one -->\n\n- a\n\n  <!-- skip -->\n  b\n\n<!-- skip -->\n\n<!--\nlast\n-->\n"
    read(tmp_path, text, told)
    assert sorted(d.location.line for d in told if d.location) == [3, 8, 11, 13]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule above, and\n\n---\n\nanother.",
        "Text.\n\n---\n\nMore.",
        "```yaml\n\n---\nkey: value\n---\n\n```",
        "Write `::: note`, `!!! note` or `{: .class}`.",
        "`!!! note`",
    ],
)
def test_what_is_no_front_matter_stays(tmp_path: Path, text: str) -> None:
    told: list[Diagnostic] = []
    assert read(tmp_path, f"# A\n\n{text}\n", told) == pandoc.read(f"# A\n\n{text}\n", markdown.READER)["blocks"]
    assert told == []


@pytest.mark.parametrize("text", ['x<sup onclick="a()">2</sup>', "<font>a</font>", "a</b>", '<br style="x">'])
def test_what_has_no_word_in_markdown_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="S005"):
        read(tmp_path, f"# A\n\n{text}\n")


CELLS = """# A

```{r}
#| label: one

# no title: {{ var }} and $a and b$
```

~~~{r plot, echo=FALSE}
x
~~~

````
```{python}
```
````

``` {.python}
[^b]
```

``` {#x .r}
```
"""


def test_code_that_another_tool_runs_is_told_once_a_language_and_nothing_else_of_it(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, CELLS)
    (told,) = caught.value.diagnostics
    assert (told.code, told.location and told.location.line) == ("S042", 3)
    assert told.message.startswith("```{r} ")
    assert told.message.endswith("2 times in this file")
    assert len(read(tmp_path, CELLS.replace("{r", "{.r").replace(" plot, echo=FALSE", ""))) == 6


def test_an_anchor_may_stand_before_the_title(tmp_path: Path) -> None:
    blocks = read(tmp_path, '<!-- kept for old links -->\n\n<a id="old"></a>\n\n# A\n\nText.\n')
    assert [block["t"] for block in blocks] == ["Header", "Para"]
    with pytest.raises(SourceError, match=r"a\.md:3:1: error S008: something stands before the title, “A”"):
        read(tmp_path, "Text.\n\n# A\n")
