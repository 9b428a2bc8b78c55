"""Documents in the notation of tests: Markdown to a normal tree, and hypothesis strategies for documents."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from press import pandoc
from press.catalogs.containers import normalise
from press.content.callouts import opened
from press.content.formulas import labelled
from press.content.markdown import OPTIONS, READER
from press.languages.registry import LANGUAGES

ENGLISH = LANGUAGES["en"]
CHINESE = LANGUAGES["zh-Hans"]
RUSSIAN = LANGUAGES["ru"]


def tree(markdown: str) -> pandoc.Tree:
    """The normal tree of a Markdown text, its call-outs opened."""
    read = pandoc.read(markdown, READER, *OPTIONS)
    blocks = opened(labelled(read["blocks"]), lambda titles: [pandoc.words(title) for title in titles])
    return normalise({**read, "blocks": blocks}, ENGLISH.quotes)


def inlines(markdown: str) -> list[Any]:
    """The inlines of a one-paragraph text."""
    found: list[Any] = tree(markdown)["blocks"][0]["c"]
    return found


WORD = st.text("abcxyzéжя中文0123456789'\"*_[]()$#@!<>&|\\-.,;:~^`+={}%/", min_size=1, max_size=8)


@st.composite
def _runs(draw: st.DrawFn, depth: int = 2) -> list[Any]:
    """Inlines as Pandoc makes them: words, spaces between, elements around words."""
    out: list[Any] = []
    for index in range(draw(st.integers(1, 4))):
        out += [pandoc.SPACE] if index else []
        kind = draw(st.sampled_from(["Str", "Str", "Emph", "Strong", "Link", "Span", "Code", "Note", "Cite"]))
        out.append(draw(_element(kind, depth)))
    return out


@st.composite
def _element(draw: st.DrawFn, kind: str, depth: int) -> Any:
    # An element stands between spaces and holds no other of its kind: Markdown has no syntax for *a**b*.
    word = [pandoc.text(draw(WORD))]
    match kind:
        case "Emph" | "Strong":
            return {"t": kind, "c": word}
        case "Link":
            return pandoc.link(word, "https://example.org/a")
        case "Span":
            return pandoc.span(word, lang="ru")
        case "Code":
            return {"t": "Code", "c": [pandoc.attributes(), draw(st.text("abc <>&", min_size=1)).strip() or "a"]}
        case "Note" if depth > 1:
            return {"t": "Note", "c": [{"t": "Para", "c": draw(_runs(1))}]}
        case "Cite":
            return inlines(f"[@{draw(st.sampled_from(['a', 'b-c', 'sec-x']))}]")[0]
    return word[0]


PARAGRAPH = _runs().map(lambda run: {"t": "Para", "c": run})
BLOCK = st.one_of(
    PARAGRAPH,
    _runs(1).map(lambda run: {"t": "Header", "c": [2, pandoc.attributes("sec-h"), run]}),
    st.lists(PARAGRAPH.map(lambda p: [p]), min_size=1, max_size=3).map(lambda items: {"t": "BulletList", "c": items}),
    PARAGRAPH.map(lambda p: {"t": "BlockQuote", "c": [p]}),
    st.tuples(_runs(1), PARAGRAPH).map(lambda d: {"t": "DefinitionList", "c": [[d[0], [[d[1]]]]]}),
)
TREES = st.lists(BLOCK, min_size=1, max_size=4).map(
    lambda blocks: normalise({**pandoc.EMPTY, "blocks": blocks}, ENGLISH.quotes)
)
