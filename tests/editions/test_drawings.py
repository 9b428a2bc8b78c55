"""SVG as it is published: of what is drawn alone. How it looks, and that it runs nothing: tests/browser."""

from __future__ import annotations

import base64
import re

import drawn
import pytest
from lxml import etree

from press.editions import drawings
from press.editions.pictures import rewritten


def published(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    made, suffix = rewritten(data, ".svg")
    assert (rewritten(data, ".svg"), suffix) == ((made, ".svg"), ".svg")
    etree.fromstring(made)
    return made.decode()


def body(text: str) -> str:
    return re.sub(r"^<svg[^>]*>|</svg>\s*$|\s+$", "", published(text))


@pytest.mark.parametrize("name", drawn.PROGRAMS)
def test_nothing_of_who_drew_it_is_left(name: str) -> None:
    text = published(drawn.PROGRAMS[name])
    assert "Nemo" not in text
    for data in re.findall(r"base64,([^\"]*)", text):
        assert b"Nemo" not in base64.b64decode(data)
    for sign in ("<!", "<?", "\\", "inkscape", "sodipodi", "metadata", "data-", "class=", "<title", "<style", "<a"):
        assert sign not in text, sign
    assert set(re.findall(r' id="([^"]*)"', text)) == set(re.findall(r'(?:url\(|href=")#([^")]*)', text))


@pytest.mark.parametrize("name", [n for n in drawn.HOSTILE if "entity" not in n and n not in ("deep", "use doubled")])
def test_what_is_refused_would_do_nothing_even_so(name: str) -> None:
    """The list of what is published stands by itself."""
    if name == "SVG in SVG":
        return  # no picture in pixels, which Pillow says
    text = drawings.published(drawn.hostile(name, "utf-16"), lambda data: (data, "image/png")).decode()
    assert not re.search(r"RAN|47999|script|onload|import|image-set|data:|href=\"(?!#)", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<rect x='1' class='a' foo='b' tabindex='0'/>", '<rect x="1"/>'),
        ("<rect fill='red /* Nemo */'/>", '<rect fill="red"/>'),
        ("<rect style='fill:red icc-color(Nemo, 0.1);x:expression(1)'/>", '<rect style="fill: red"/>'),
        ("<path d='M0 0 L9 9 Nemo'/>", '<path d="M0 0 L9 9"/>'),
        ("<rect width='Nemo' height='2px'/>", '<rect height="2px"/>'),
        ("<text>a<title>b</title>c<tspan display='none'>d</tspan>e</text>", "<text>ace</text>"),
        (
            "<text fill='none'>a<tspan fill='red'>b</tspan></text>",
            '<text fill="none"><tspan fill="red">b</tspan></text>',
        ),
        (
            "<g visibility='hidden'><text>a</text><text visibility='visible'>b</text></g>",
            '<g visibility="hidden"><text visibility="visible">b</text></g>',
        ),
        ("<g opacity='0'><text>a</text></g><g opacity='.0'><image href='data:image/png;base64,'/></g>", ""),
        ("<style>text{display:none}</style><text>a</text>", ""),
        ("<a href='https://jane.example/'><rect/></a>", "<g><rect/></g>"),
        ("<text><a href='#b'>a</a></text>", "<text><tspan>a</tspan></text>"),
        (
            "<style>.a{fill:red} rect{fill:blue;stroke:red!important}</style><rect class='a' style='stroke:green'/>",
            '<rect style="fill: red; stroke: red"/>',
        ),
        (
            "<defs><g id='b'/><path id='c'/></defs><use href='#c'/>",
            '<defs><path id="i1"/></defs><use xlink:href="#i1"/>',
        ),
        ("<use href='#gone'/>", "<use/>"),
        ("<rect fill='url(#gone) red'/>", '<rect fill="url(#i0) red"/>'),
        ("<flowRoot><flowPara>a</flowPara></flowRoot><x:y xmlns:x='jane'>b</x:y>c", ""),
        ("<defs><text id='Nemo'>unused</text></defs>", ""),
        (
            "<g display='none'><linearGradient id='a'/><text>b</text></g><rect fill='url(#a)'/>",
            '<g display="none"><linearGradient id="i1"/></g><rect fill="url(#i1)"/>',
        ),
        ("<switch><g/><text>no</text></switch>", "<switch><g/><text>no</text></switch>"),
    ],
)
def test_what_is_left(old: str, new: str) -> None:
    assert body(drawn.svg(old)) == new


def test_a_picture_without_a_namespace_is_svg() -> None:
    assert published("<svg><rect/></svg>") == '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>\n'


def test_any_encoding_becomes_utf_8() -> None:
    for encoding in ("utf-16", "koi8-r", "gb18030"):
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        assert "<text>Книга</text>" in published(drawn.svg("<text>Книга</text>", head=head).encode(encoding))
