"""Code in HTML: in lines, its words of a few kinds, its text as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import pytest
import samples
import webbooks

from press.editions.html import code, finish, parts
from press.editions.html.fonts import subsets
from press.editions.html.parts import NoteStyle
from press.languages.registry import LANGUAGES
from press.model.fonts import MONO

TEXTS = (
    'def f(x):  # a & <b> — "c"\n    return \'<span class="kw">\' + x[1]  \n\n\t中文{{ y }}',
    "$ ls | wc\n\n</code></pre> &amp; <a href=\"#x\"></a>\n" + "x" * 200,
    "one",
    "\n\nempty\n\nlines",
)


def body(markdown: str, notes: NoteStyle = NoteStyle.POPOVER) -> str:
    return parts.parts(samples.book("en", f"# A {{#sec-a}}\n\n{markdown}"), notes)[0].body


def said(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("language", ["", "python", "c", "bash", "nonesuch"])
def test_the_text_is_as_it_was_and_each_line_an_element(text: str, language: str) -> None:
    node = {"t": "CodeBlock", "c": [["", [language] if language else [], []], text]}
    found = code.in_lines(parts.pandoc.write([node], "html5", *parts.OPTIONS))
    lines = re.findall(r'<span class="press-line">(.*?\n)</span>', found, re.DOTALL)
    assert [said(line).removesuffix("\n") for line in lines] == text.split("\n")
    assert found.startswith(f'<pre class="{f"press-code {language}".strip()}"><code>')
    assert re.findall(r"<(?!/?(?:span|pre|code)\b)", found) == []
    assert "sourceCode" not in found


def test_words_are_of_a_few_kinds() -> None:
    found = body('```python\ndef f(): # c\n    return "s" + 1 or int\n```\n\n`let x = 1`{.haskell} `y`')
    kinds: Sequence[tuple[str, str]] = re.findall(r'<span class="press-(\w+)">([^<]*)</span>', found)
    assert {(kind, text.strip()) for kind, text in kinds} >= {
        *(("keyword", "def"), ("keyword", "return"), ("comment", "# c"), ("string", "&quot;s&quot;")),
        *(("number", "1"), ("name", "int"), ("keyword", "let")),
    }
    assert '<code class="haskell">' in found
    assert "<code>y</code>" in found


def test_numbers_are_no_text_and_anchors_stay() -> None:
    found = body('``` {.python .numberLines startFrom="9" #lst-a}\na\nb\n```\n\n``` {#lst-b .own}\nc\n```')
    assert '<pre id="lst-a" class="press-code python"><code><span class="press-line" data-line="9">a\n</span>' in found
    assert '<span class="press-line" data-line="10">b\n</span></code></pre>' in found
    assert '<pre id="lst-b" class="press-code own"><code><span class="press-line">c\n</span></code></pre>' in found


def test_characters_of_two_columns_are_marked() -> None:
    found = body("```\nа中文，b“”\n```")
    assert "а<span class=\"press-double\">中文，</span>b“”" in found


def test_code_can_be_scrolled_by_key() -> None:
    (part,) = parts.parts(samples.book("en", "# A {#sec-a}\n\n```\nx\n```"), NoteStyle.POPOVER)
    assert '<pre class="press-code" tabindex="0"><code>' in finish.scrolling(part.body, part)


def test_the_monospaced_face_is_cut_to_code_and_left_out_without() -> None:
    def faces(markdown: str) -> set[tuple[str, int]]:
        found = subsets([body(markdown)], LANGUAGES["en"], webbooks.MODULES)
        return {(face.family, face.weight) for face in found if face.family == MONO}

    assert faces("No code.") == set()
    assert faces("Some `code`.") == {(MONO, 400)}
    assert faces("```python\nreturn x\n```") == {(MONO, 400), (MONO, 600)}


def test_code_keeps_its_direction() -> None:
    """In a book from right to left it says that it runs from left to right (press.book.directions)."""
    found = body('`x = 1`{dir=ltr} `y`{.python dir=ltr}\n\n```{.python dir=ltr}\nx = 1\n```')
    assert found.count('dir="ltr"') == 3
    assert re.search(r'<pre dir="ltr" class="press-code[^"]*">', found)
    assert "sourceCode" not in found
