"""Text that a forge shows as it is, whatever it holds."""

from __future__ import annotations

import pytest

from press import pandoc
from press.release import forge
from press.worddiff import Change, Kind, changes

J = forge.JOINER
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=y>",
    "![shown](https://example.org/spy.png)",
    "[words](https://example.org)",
    "[words]: https://example.org",
    "<https://example.org>",
    "`code` and ``more``",
    "**bold** and __bold__ and ~~gone~~",
    "a | b",
    "&lt;b&gt; &#64;",
    "back\\slash \\",
    "$x^2$ and $$y$$",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    tree = pandoc.read(f"- {forge.escaped(text)}", "commonmark_x+autolink_bare_uris+strikeout")
    (found,) = tree["blocks"][0]["c"]
    assert {node["t"] for node in pandoc.walk(found)} <= {"Plain", "Str", "Space"}
    assert pandoc.plain(found).replace(J, "") == text


@pytest.mark.parametrize(
    "text",
    [*"@user #12 !3 $4 ~label %milestone &5 ^alert :smile: GH-12 https://example.org www.example.org".split(),
     'by @"a group"', "~'a label'", "owner/name#12", "owner/name@0a1b2c3", "name@example.org", "0a1b2c3d4e"],
)  # fmt: skip
def test_nothing_is_linked_and_nobody_is_told(text: str) -> None:
    shown = forge.inert(text)
    assert shown.replace(J, "") == text
    assert J in shown


@pytest.mark.parametrize("text", ["3:4", "a – b", "2023", "1204567", "100 %", "Tom & Ann", "C#", "why? no!"])
def test_what_links_nothing_is_left_alone(text: str) -> None:
    assert J not in forge.inert(text).replace(f"3:{J}4", "3:4")


def test_lines_and_what_nobody_sees_are_taken_out() -> None:
    assert forge.escaped("one\n\n# two\u202e\x1b[31m\x00") == "one # two\\[31m"


@pytest.mark.parametrize(
    ("old", "new"), [("八。九十", "八、九十一"), ("“a” b", "“c” b"), ("one two", "one, two three"), ("4*5", "4*6*7")]
)
def test_marks_count_beside_punctuation_and_signs(old: str, new: str) -> None:
    (block,) = pandoc.read(forge.marked(changes(old, new)), "commonmark+strikeout")["blocks"]
    kinds = {Kind.DELETED: "Strikeout", Kind.INSERTED: "Strong"}
    wanted = [(kinds[c.kind], c.text.strip()) for c in changes(old, new) if c.kind is not Kind.SAME]
    found = [node for node in pandoc.walk(block) if node["t"] in kinds.values()]
    assert [(node["t"], pandoc.plain(node["c"]).replace(J, "")) for node in found] == wanted


def test_spaces_stay_outside_the_marks() -> None:
    made = forge.marked([Change(Kind.SAME, "a"), Change(Kind.INSERTED, " b "), Change(Kind.SAME, "c")])
    assert made == "a **b** c"


CHANGELOG = """\
# Big

- told @somebody of #12, see `@code` <b>loud</b> ![seen](https://example.org/x.png)
- kept <!-- a secret --> [there](https://example.org/y) and [here](javascript:alert(1))

### Deeper

<div onclick="x">block</div>
"""


def test_a_changelog_keeps_its_form_and_loses_what_a_forge_would_run() -> None:
    made = forge.quoted(CHANGELOG, 3)
    assert "### Big" in made
    assert "##### Deeper" in made
    assert f"told @{J}somebody" in made
    assert "`@code`" in made
    assert "![" not in made
    assert "secret" not in made
    assert "[there](https://example.org/y)" in made
    assert "javascript" not in made
    tree = pandoc.read(made, "commonmark")
    assert {node["t"] for node in pandoc.walk(tree["blocks"])}.isdisjoint({"RawInline", "RawBlock", "Image"})
    assert "<b>loud</b>" in pandoc.plain(tree["blocks"])
