"""Pandoc's HTML made fit for the web."""

import pytest

from press.diagnostics import EngineError
from press.editions.html import finish


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('<col style="width: 33%" />', '<col class="press-w-33" />'),
        ('<td style="text-align: right;">', '<td class="press-end">'),
        ('<th scope="col" style="text-align: center;">', '<th scope="col" class="press-center">'),
        ('<img src="a" class="x" style="width:50.0%" alt="a" />', '<img src="a" alt="a" class="x press-w-50" />'),
        ('<img src="a" style="width:1em;height:2.54cm" alt="" />', '<img src="a" width="18" height="96" alt="" />'),
        ('<td style="color: red">', "<td>"),
        ('<a href="#a" class="press-xref" kind="table">', '<a href="#a" class="press-xref">'),
        ("<p>style=&quot;width: 3%&quot;</p>", "<p>style=&quot;width: 3%&quot;</p>"),
    ],
)
def test_styles_become_classes(written: str, wanted: str) -> None:
    assert finish.classed(written) == wanted


def test_widths_that_the_style_sheet_owes() -> None:
    pages = ['<col class="press-w-33" /><img class="x press-w-50" />', '<col class="press-w-8" /><p class="w-1">']
    assert finish.widths(pages) == [8, 33, 50]


def test_links_lead_to_the_pages_of_their_anchors() -> None:
    places = finish.anchors({"a.html": ['<p id="x">', '<b id="y">'], "b.html": ['<i id="z">']})
    assert finish.linked('<a href="#z">', "a.html", places) == '<a href="b.html#z">'
    assert finish.linked('<a class="c" href="#y">', "a.html", places) == '<a class="c" href="#y">'
    assert finish.linked('<a href="https://x.example/#q">', "a.html", places) == '<a href="https://x.example/#q">'
    with pytest.raises(EngineError, match="R001"):
        finish.linked('<a href="#w">', "a.html", places)
