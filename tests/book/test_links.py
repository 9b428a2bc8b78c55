"""Links between source files: where they lead in a book, from files and folders, in translations and originals."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from manuscripts import localised

from press import pandoc
from press.book import anchors
from press.book.links import problems, resolved
from press.book.localise import Localised
from press.content.publication import read_publication
from press.diagnostics import Location, SourceError
from press.model.publication import Publication

MINIMAL = Path(__file__).parents[1] / "fixtures" / "minimal"
HOUSE = "# The House {#sec-the-house}\n\n## Shelves {#sec-shelves}\n\nText.\n"


@pytest.fixture(scope="module")
def publication() -> Publication:
    return read_publication(MINIMAL)


def led(publication: Publication, document: str, target: str) -> str:
    """Where a link of a document leads in a book."""
    texts = {"the-house": localised(HOUSE), document: localised(f"# A {{#sec-a}}\n\n[Text]({target}).\n")}
    found = resolved(publication, {document: texts[document]}, texts, lambda *_: None)[document]
    return next(str(n["c"][2][0]) for n in pandoc.walk(found.tree["blocks"]) if n["t"] == "Link")


@pytest.mark.parametrize(
    ("document", "target", "anchor"),
    [
        ("borrowing", "the-house.md", "#sec-the-house"),
        ("borrowing", "the-house.md#sec-shelves", "#sec-shelves"),
        ("borrowing", "./the-house.md", "#sec-the-house"),
        ("borrowing", "/chapters/the-house.md", "#sec-the-house"),
        ("borrowing", "the%2Dhouse.md", "#sec-the-house"),
        ("lending-rules", "../../chapters/the-house.md#sec-shelves", "#sec-shelves"),
        ("imprint", "the-house.md", "#sec-the-house"),
        ("borrowing", "https://example.org/the-house.md", "https://example.org/the-house.md"),
        ("borrowing", "#sec-a", "#sec-a"),
    ],
)
def test_where_it_leads(publication: Publication, document: str, target: str, anchor: str) -> None:
    assert led(publication, document, target) == anchor


def test_an_anchor_that_the_file_lacks(publication: Publication) -> None:
    with pytest.raises(SourceError, match=r"R001: the-house.md#sec-shelfs leads to nothing[^?]*mean sec-shelves\?"):
        led(publication, "borrowing", "the-house.md#sec-shelfs")


@pytest.mark.parametrize("target", ["house.md", "../the-house.md", "imprint.md", "chapters/the-house.md"])
def test_files_outside_the_reading_order(publication: Publication, target: str) -> None:
    document = next(d for d in publication.documents if d.id == "borrowing")
    tree = localised(f"# A {{#sec-a}}\n\n[Text]({target}).\n").tree
    found = list(problems(publication, document, tree["blocks"], lambda needle: Location(Path(needle))))
    assert [(d.code, str(d.location)) for d in found] == [("S016", target)]


def test_a_file_that_left_the_reading_order_after_the_text_was_read(publication: Publication) -> None:
    with pytest.raises(SourceError, match=r"S016: the file gone\.md is not in the reading order"):
        led(publication, "borrowing", "gone.md")


def test_a_text_without_such_links_is_the_same(publication: Publication) -> None:
    text: Localised = dataclasses.replace(localised(HOUSE))
    assert resolved(publication, {"the-house": text}, {"the-house": text}, lambda *_: None)["the-house"] is text


def test_a_file_is_meant_even_if_its_title_is_that_of_others(publication: Publication) -> None:
    text = "# Summary\n\n[a](the-house.md) [b](borrowing.md)\n"
    texts = {name: localised(text) for name in ("the-house", "borrowing")}
    found = resolved(publication, texts, texts, lambda *_: None)
    book = [(name, text.tree["blocks"], text.automatic) for name, text in found.items()]
    assert list(anchors.ambiguous(book, lambda *_: None)) == []
    for (name, blocks, _), new in zip(book, anchors.renamings(book), strict=True):
        leads = [node["c"] for node in pandoc.walk(anchors.renamed(blocks, new)) if node["t"] == "Link"]
        assert [(lead[0][1], lead[2][0]) for lead in leads] == [([], "#summary"), ([], "#borrowing-summary")], name
