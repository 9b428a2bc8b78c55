"""Code: neither Jinja nor Pandoc changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from press import pandoc
from press.content import markdown
from press.diagnostics import SourceError

LINES = (
    '${{ secrets.TOKEN }} {% if %} {## kept ##} {%d} {#d} $x=$y "q" \'q\' -- ... \\n @key [^1] <b>',
    "\ttab\tbed  ",
    "",
    "Я 中文 é — “”",
    "x" * 200,
)


def code(root: Path, text: str, **names: object) -> list[str]:
    (root / "a.md").write_text("# A {#sec-a}\n\n" + text, "utf-8")
    tree = markdown.read(root / "a.md", names, (), root)
    return [node["c"][1] for node in pandoc.walk(tree["blocks"]) if node["t"] in ("Code", "CodeBlock")]


def indented(text: str, by: str) -> str:
    return "\n".join(by + line if line else by.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize("fence", ["```", "~~~~", "``` {.python}"])
def test_fenced_code_is_as_it_stands(fence: str, tmp_path: Path) -> None:
    end = fence.partition(" ")[0]
    block = "\n".join((fence, *LINES, end))
    assert code(tmp_path, f"{{{{ b }}}}\n\n{block}\n\n{{{{ b }}}}", b="c") == ["\n".join(LINES)]


@pytest.mark.parametrize("by", ["  ", "> ", "  > "])
def test_code_in_lists_and_quotations(by: str, tmp_path: Path) -> None:
    lines = [line.replace("\t", "    ") for line in LINES]  # tabs there are Pandoc's
    block = indented("\n".join(("```", *lines, "```")), by)
    text = f"- a {{{{ b }}}}\n\n{block}" if by.startswith("  ") else block
    assert code(tmp_path, text, b="c") == ["\n".join(lines)]


def test_indented_code_and_spans(tmp_path: Path) -> None:
    assert code(tmp_path, "    a {{ b }}\n    {% c %}\n") == ["a {{ b }}\n{% c %}"]
    assert code(tmp_path, "`{{ a }}` {{ b }} ``{% `c` %}`` `{{` `}}` `{##`", b="`x`") == [
        *("{{ a }}", "x", "{% `c` %}", "{{", "}}", "{##")
    ]
    assert code(tmp_path, "{## don't use ` ##}a `{{ b }}`") == ["{{ b }}"]


def test_comments_go_wherever_they_stand(tmp_path: Path) -> None:
    assert markdown.expand(Path("a.md"), "a {## a remark\nof two lines ##}b {#c}", {}) == "a b {#c}"
    assert code(tmp_path, "`{## kept ##}`{## gone ##}") == ["{## kept ##}"]


@pytest.mark.parametrize("text", ["run ${{ secrets.TOKEN }}", "a {%d} b", "a {{ b"])
def test_braces_of_text_that_are_no_template_are_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.md:3: .*\n.*\\\{\{"):
        code(tmp_path, text)


def test_braces_that_are_escaped_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A {#sec-a}\n\n\\{{ b }} \\{% c %} \\{## d ##} \\{\\{ e", "utf-8")
    tree = markdown.read(tmp_path / "a.md", {}, (), tmp_path)
    assert pandoc.plain(tree["blocks"][1]) == "{{ b }} {% c %} {## d ##} {{ e"


@pytest.mark.parametrize(
    "odd", ["  ```\n  a\tb\n  ```", "a\n\n\t```\n\ta\n\t```", "- a\n\n  ```\n  \tc\n  ```", "``` ` \ta ```\tb"]
)
def test_tabs_of_what_is_no_fence_at_the_margin_are_spaces(odd: str, tmp_path: Path) -> None:
    found = code(tmp_path, f"{odd}\n\nb\tc\n\n```\n\tx\n```\n")
    assert not any("\ufdd2" in text for text in found)
    assert found[-1].strip() == "x"
