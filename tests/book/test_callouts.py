"""Call-outs in a book: titles in its language, which are no segments; own titles, which are."""

from __future__ import annotations

import parallels
from manuscripts import catalog, chapter, localised, make
from notation import ENGLISH, RUSSIAN, tree

from press import pandoc
from press.book.callouts import titled
from press.catalogs import segments
from press.model.interface import Words

TEXT = """# A {#sec-a}

::: warning
Words.
:::

::: {.note title="Own"}
More.
:::

::: box
Last.
:::
"""


def test_titles_are_in_the_book_s_language() -> None:
    found = titled(tree(TEXT)["blocks"], Words({"Warning": "警告"}))
    assert [pandoc.plain(block) for block in found[1:]] == ["警告Words.", "OwnMore.", "Last."]
    assert [dict(block["c"][0][2]) for block in found[1:]] == [{"role": r} for r in ("doc-notice", "note", "note")]


def test_own_titles_are_segments_and_the_press_s_words_are_not() -> None:
    source = tree(TEXT)
    kinds = [(segment.kind, segment.text) for segment in segments.extract(source)]
    assert kinds == [("h1", "A"), ("p", "Words."), ("title", "Own"), ("p", "More."), ("p", "Last.")]
    worded = {**source, "blocks": titled(source["blocks"], Words())}
    assert [(segment.kind, segment.text) for segment in segments.extract(worded)] == kinds


def test_paragraphs_are_numbered_and_titles_are_not() -> None:
    book = make(chapter("a", TEXT))
    links = [n for n in pandoc.walk(book.parts[0].blocks) if n["t"] == "Link" and "press-pn" in n["c"][0][1]]
    assert [pandoc.plain(link) for link in links] == ["1", "2", "3"]


def test_both_columns_of_parallel_text_have_titles_in_their_languages() -> None:
    words = {"Warning": "Предупреждение"}
    act = parallels.beside("act", TEXT, ["A", "Слова.", "Своё", "Ещё.", "Конец."], ENGLISH, words={})
    blocks = make(act, language=RUSSIAN, words=words).parts[0].blocks
    titles = [n for n in pandoc.walk(blocks) if n["t"] == "Div" and "press-callout-title" in n["c"][0][1]]
    sides = [[pandoc.plain(cell) for cell in title["c"][1][0]["c"][1]] for title in titles]
    assert sides == [["Предупреждение", "Warning"], ["Своё", "Own"]]


def test_the_imprint_has_them_too() -> None:
    book = make(chapter("a", "# A {#sec-a}\n\nText."), imprint=TEXT)
    assert [pandoc.plain(block) for block in book.imprint] == ["WarningWords.", "OwnMore.", "Last."]


def test_a_draft_marks_an_untranslated_title() -> None:
    found = localised(TEXT, catalog(TEXT, {}))
    assert "press-untranslated" in repr(found.tree["blocks"][2]["c"][1][0])
