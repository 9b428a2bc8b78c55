"""Citations after an edit of prose are those of the whole book: however the text around them reads, in every style."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press import pandoc
from press.blockwise import Memo, keeping
from press.book.citations import cite
from press.catalogs.containers import normalise
from press.content.publication import own_style
from press.languages.registry import LANGUAGES

WORKS = [
    {"id": "a", "type": "book", "title": "On Shelves", "author": [{"family": "Marsh", "given": "Ada"}], "issued": 1900},
    {"id": "b", "type": "article-journal", "title": "On Lamps", "container-title": "The Quay", "issued": 1950},
    {"id": "c", "type": "book", "title": "On Doors", "author": [{"family": "Marsh", "given": "Ida"}], "issued": 1901},
]
PIECES = (
    *("A word [@a].", "A word [@a, 5], and on.", "A word[@b]; on", "“Quoted” [@c].", "“Quoted.” [@a, ch. 2] On"),
    *("A note.^[See [@a].]", "A note^[Text [@c, 7] within.], on", "None at all.", "Two [@a; @b, 3].", "Said @c so."),
    *("*It* [@b]", "。[@a]，"),
)
BLOCKS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(PIECES)).map(" ".join), min_size=1, max_size=4)
EDITS = st.tuples(st.integers(0, 9), st.sampled_from(["New", "x", "…", "Word,", "“So”", "。", "*all*"]), st.booleans())


def parsed(texts: list[str], language) -> list:
    tree = pandoc.read("\n\n".join(texts), "markdown-smart")
    return normalise(tree, language.quotes)["blocks"]


def same(memo: Memo, parts: list[list[str]], language) -> None:
    documents = [parsed(part, language) for part in parts]
    style = own_style(language)
    assert style
    whole = cite(documents, WORKS, style, language)
    with keeping(memo):
        again = cite(documents, WORKS, style, language)
        memo.turn()
    assert again == whole


@pytest.mark.parametrize("tag", LANGUAGES)
@settings(max_examples=12, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=2), st.lists(EDITS, min_size=1, max_size=4))
def test_edits_of_prose(tag, parts, edits):
    memo, language = Memo(), LANGUAGES[tag]
    same(memo, parts, language)
    for at, word, behind in edits:
        part = parts[at % len(parts)]
        block = at % len(part)
        part[block] = f"{part[block]} {word}" if behind else f"{word} {part[block]}"
        same(memo, parts, language)


def test_another_citation_changes_what_follows():
    memo, language = Memo(), LANGUAGES["en"]
    same(memo, [["One [@a].", "Two [@a]."]], language)
    same(memo, [["One [@b].", "Two [@a]."]], language)
    same(memo, [["Two [@a].", "One [@b]."]], language)
    same(memo, [["Two [@a].", "No more."]], language)


def test_an_edit_of_prose_asks_citeproc_for_its_block_alone(monkeypatch):
    memo, language, asked = Memo(), LANGUAGES["en"], []
    run = pandoc.run

    def spied(text, *rest, **more):
        asked.append(text)
        return run(text, *rest, **more)

    monkeypatch.setattr(pandoc, "run", spied)
    first, style = parsed(["First words [@a].", "Second words [@b]."], language), own_style(language)
    other = parsed(["First words [@a].", "Other words [@b]."], language)
    asked.clear()
    with keeping(memo):
        cite([first], WORKS, style, language)
        cite([first], WORKS, style, language)
        assert len(asked) == 1
        cite([other], WORKS, style, language)
    assert len(asked) == 2
    assert "Other" in asked[1]
    assert "First" not in asked[1]
    assert "Shelves" not in asked[1]
