"""The press's classes and ids begin with `press-`, so that an author's can't be taken for them (press.model.book)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

from press.editions.epub import documents
from press.editions.html.parts import NoteStyle, parts
from press.editions.txt.blocks import Setter
from press.languages.registry import LANGUAGES

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATES = PROJECT / "templates"
# Those that hold text of authors; the others (cover, reports) show no more than strings.
ROOMS = ("site", "page", "epub", "pdf", "shared", "preview")
PAGES = [path for room in ROOMS for path in sorted((TEMPLATES / room).glob("*.j2"))]
SHEETS = [*sorted((TEMPLATES / "css").iterdir()), TEMPLATES / "preview/preview.css", TEMPLATES / "site/front.html.j2"]
SCRIPTS = [TEMPLATES / "site/site.js", TEMPLATES / "preview/preview.js"]
CODE = [
    path
    for room in ("book", "editions", "typesetting", "preview", "verify")
    for path in sorted((PROJECT / "press" / room).rglob("*.py"))
    if "cover" not in path.parts
]
# Pandoc's own: of [x]{.smallcaps}, of <https://…>, and of citeproc's list before it is the press's.
PANDOC = {"smallcaps", "unlisted", "uri", "csl-left-margin", "csl-right-inline", "csl-entry", "refs"}
VALUES = {"date", "number"}  # which authors write for the press (press.book.dates_and_numbers)
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
SELECTOR = re.compile(r"(?<![\w)/}])\.([A-Za-z][\w-]*)|(?<=[a-z)])\.([a-z][\w-]*)(?=[\s,:>{.\[)])")


def wrong(names: Iterator[str] | list[str]) -> list[str]:
    """Those that are not the press's."""
    return [name for name in names if name and not name.startswith("press-") and name not in PANDOC]


def selected(text: str) -> list[str]:
    """The classes that selectors name."""
    return [name for pair in SELECTOR.findall(text) for name in pair if name]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_style_sheets(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/|\"[^\"\n]*\"", "", JINJA.sub("", path.read_text("utf-8")), flags=re.DOTALL)
    sheet = text.partition("<style>")[2].partition("</style>")[0] if "<style>" in text else text
    heads = re.findall(r"(?:^|[{};])([^{};]*)\{", sheet)
    assert any(selected(head) for head in heads) or path.name == "front.html.j2"
    assert [name for head in heads for name in wrong(selected(head))] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates(path: Path) -> None:
    text = path.read_text("utf-8")
    names = [name for value in re.findall(r'\bclass="((?:\{\{.*?\}\}|[^"{])*)"', text) for name in _tokens(value)]
    names += re.findall(r"\{% block kind %\}([\w-]+)", text)
    assert wrong(names) == []
    if path.parent.name != "epub":  # whose pages without text are files of their own
        assert wrong(re.findall(r'\bid="([\w-]+)', text)) == []


def _tokens(value: str) -> list[str]:
    """The classes of an attribute; one that an expression goes on with counts by its beginning."""
    said = [name for text in JINJA.findall(value) for name in re.findall(r'"([\w -]*)"(?: if|(?= \}\}))', text)]
    return [*said, *JINJA.sub("…", re.sub(r'\{\{ ".*?\}\}', "", value)).split()]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts(path: Path) -> None:
    text = path.read_text("utf-8")
    strings = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', text)
    names = [name for pair in strings for string in pair for name in selected(string)]
    names += re.findall(r'classList\.\w+\("([\w-]+)', text) + re.findall(r'getElementById\("([\w-]+)', text)
    names += [name for value in re.findall(r'className = "([^"]*)"', text) for name in value.split()]
    assert len(names) > 8
    assert wrong(names) == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(PROJECT / "press")))
def test_code(path: Path) -> None:
    assert wrong([name for name in named(ast.parse(path.read_text("utf-8"))) if name not in VALUES]) == []


def named(tree: ast.AST) -> Iterator[str]:
    """The classes and ids that code gives to elements or asks them for."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="span" | "div" | "link" | "attributes" as kind), args=args):
                at = 2 if kind == "link" else 1 if kind != "attributes" else 0
                yield from _strings(args[at : at + 2])
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                yield from _strings([value for key, value in pairs if key and ast.unparse(key) == "'class'"])
            case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()], comparators=[right]):
                asked = re.search(r"class|\[0\]\[1\]", ast.unparse(right))
                yield from _strings([left] if asked else [])
            case ast.Constant(value=str(text)):
                yield from (name for found in re.findall(r'\bclass="([\w -]+)', text) for name in found.split())
                yield from re.findall(r'\bid="([a-z][\w-]*)', text)


def _strings(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for found in ast.walk(node):
            if isinstance(found, ast.Constant) and isinstance(found.value, str):
                yield from found.value.split()


def test_the_walk_finds_what_it_looks_for() -> None:
    code = """
pandoc.span(inlines, "ours", ["theirs"]); Element("span", {"class": "mine one"}); "pn" in node["c"][0][1]
text = '<p class="a b" id="c">'; pandoc.link(inlines, "#target", "id", ["class"])
"""
    assert sorted(named(ast.parse(code))) == ["a", "b", "c", "class", "id", "mine", "one", "ours", "pn", "theirs"]
    assert selected("p.draft, .note:not(.x) > li.a.b, 1.5em .75rem") == ["draft", "note", "x", "a", "b"]
    assert _tokens('a {{ "b" if c else "d" }} e-{{ f }} {{ g }}') == ["b", "d", "a", "e-…", "…"]
    assert selected("`${a}.segment?id=`") == []


def _used() -> list[str]:
    """The press's names without what makes them its own."""
    sheets = (JINJA.sub("", path.read_text("utf-8")) for path in (TEMPLATES / "css").iterdir())
    return sorted({name for sheet in sheets for name in re.findall(r"\.press-(?!csl)([a-z][\w-]*)", sheet)})


TEXT = """# A {{#sec-a}}

::: {0}
Within it[^1]

- and a list
:::

## Below {{.{0}}}

Words [among others]{{.{0}}} and a [link](#sec-a){{.{0}}}, `code`{{.{0}}}.

[^1]: Noted.
"""


def editions(name: str) -> list[str]:
    """The same chapter as HTML of PDF and site, in an EPUB and as plain text."""
    book = samples.book("en", TEXT.format(name))
    html = [parts(book, style)[0].body for style in NoteStyle]
    blocks = documents.part(book.parts[0], book, "en", PROJECT)
    setter = Setter("en", list(LANGUAGES.values()))
    lines = [*setter.blocks(book.parts[0].blocks), *setter.told()]
    given = re.compile(rf"""(?<=class="){name}(?=")|(?<=\['){name}(?='\])""")
    return [given.sub("NAME", text) for text in (*html, repr(blocks), "\n".join(map(str, lines)))]


@pytest.mark.parametrize("name", _used())
def test_an_author_s_class_means_nothing_to_the_press(name: str) -> None:
    assert editions(name) == editions("any")
