"""Pandoc's HTML made fit for the web."""

import pytest

from press.errors import EngineError
from press.renderers import web


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('<col style="width: 33%" />', '<col class="w-33" />'),
        ('<td style="text-align: right;">', '<td class="end">'),
        ('<th scope="col" style="text-align: center;">', '<th scope="col" class="center">'),
        ('<img src="a.png" class="x" style="width:50.0%" alt="a" />', '<img src="a.png" alt="a" class="x w-50" />'),
        ('<td style="color: red">', "<td>"),
        ('<a href="#a" class="xref" kind="table">', '<a href="#a" class="xref">'),
        ("<p>style=&quot;width: 3%&quot;</p>", "<p>style=&quot;width: 3%&quot;</p>"),
    ],
)
def test_styles_become_classes(written: str, wanted: str) -> None:
    assert web.classed(written) == wanted


def test_widths_that_the_style_sheet_owes() -> None:
    assert web.widths(['<col class="w-33" /><img class="x w-50" />', '<col class="w-8" /><p class="cow-1">']) == [
        8,
        33,
        50,
    ]


def test_links_lead_to_the_pages_of_their_anchors() -> None:
    places = web.anchors({"a.html": ['<p id="x">', '<b id="y">'], "b.html": ['<i id="z">']})
    assert web.linked('<a href="#z">', "a.html", places) == '<a href="b.html#z">'
    assert web.linked('<a class="c" href="#y">', "a.html", places) == '<a class="c" href="#y">'
    assert web.linked('<a href="https://x.example/#q">', "a.html", places) == '<a href="https://x.example/#q">'
    with pytest.raises(EngineError, match="R001"):
        web.linked('<a href="#w">', "a.html", places)
