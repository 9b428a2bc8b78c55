"""Pictures, drawings, templates and citation styles that run, load, grow or are damaged."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from inputs.situation import (
    DRAWING,
    PAGE,
    SETTINGS,
    STAMP,
    Change,
    Expected,
    Situation,
    add,
    every,
    put,
    swap,
)

PROJECT = Path(__file__).resolve().parents[2]
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
_STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>a</title><id>a</id>'
    "<updated>2020-01-01T00:00:00Z</updated></info>{}<citation><layout>{}</layout></citation></style>"
)
DRAWINGS = {
    "script": "<script>alert(1)</script>",
    "handler": '<rect width="9" height="9" onclick="alert(1)"/>',
    "HTML within": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>',
    "refresh of HTML": '<m xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh"/>',
    "picture from elsewhere": '<image href="https://elsewhere.example/a.png" width="9" height="9"/>',
    "style from elsewhere": "<style>@import 'https://elsewhere.example/a.css';</style>",
    "set of pictures": '<style>svg{background:image-set("https://elsewhere.example/a.png" 1x)}</style>',
    "use of another file": '<use href="/etc/hostname#a"/>',
    "animation": '<rect width="9" height="9"><animate attributeName="x" to="9" dur="1s"/></rect>',
    "drawn a thousand million times": '<g id="a0"><rect width="1" height="1"/></g>'
    + "".join(f'<g id="a{at}"><use href="#a{at - 1}"/><use href="#a{at - 1}"/></g>' for at in range(1, 31)),
    "use of itself": '<g id="a"><use href="#a"/></g><use href="#a"/>',
    "nested without end": "<g>" * 5_000 + "</g>" * 5_000,
    "filter without measure": '<filter id="f"><feTurbulence numOctaves="100000000"/></filter>'
    '<rect filter="url(#f)" width="9" height="9"/>',
}


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png(width: int, height: int, more: bytes = b"", data: bytes | None = None) -> bytes:
    """A grey picture of one bit a pixel."""
    lines = zlib.compress(bytes((width + 7) // 8 + 1) * height, 9) if data is None else data
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + _chunk(b"IDAT", lines) + _chunk(b"IEND", b"")


def _pictures() -> Iterator[tuple[str, bytes, Expected]]:
    whole = _png(40, 40)
    yield "900 million pixels", _png(30_000, 30_000), Expected.REFUSED
    yield "a size that can't be", _png(2**31 - 1, 2**31 - 1, data=b""), Expected.REFUSED
    yield "no width", _png(0, 9, data=zlib.compress(b"")), Expected.REFUSED
    yield "cut in half", whole[: len(whole) // 2], Expected.REFUSED
    yield "wrong checksum", whole[:-20] + bytes([whole[-20] ^ 255]) + whole[-19:], Expected.REFUSED
    yield "signature alone", whole[:8], Expected.REFUSED
    yield "nothing", b"", Expected.REFUSED
    yield "text", b"hello", Expected.REFUSED
    yield "another format", b"GIF89a" + bytes(20), Expected.REFUSED
    bomb = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(500_000_000), 9))
    yield "a text of 500 MB", _png(40, 40, bomb), Expected.EITHER


def _template(text: str) -> Change:
    page = (PROJECT / "templates/page/page.html.j2").read_text("utf-8")
    return put(PAGE, page.replace("</body>", f"{text}</body>"))


TEMPLATES = {
    "loop in a loop": "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
    "text that grows": "{{ 'a' * 10 ** 10 }}",
    "text that doubles": "{% set n = namespace(a='aa') %}{% for b in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}",
    "itself": "{% include 'page/page.html.j2' %}",
    "macro without end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "reading outside": "{% include '/etc/hostname' %}",
    "reading upwards": "{% include '../../../../etc/hostname' %}",
    "path of the publication": "{{ publication.root }}",
    "writing": "{{ publication.root.joinpath('made').write_text('a') }}",
    "climbing": "{{ ''.__class__.__mro__ }}",
    "script from elsewhere": '<script src="https://elsewhere.example/a.js"></script>',
    "picture from elsewhere": '<img src="https://elsewhere.example/a.png" alt="">',
    "a name that isn't there": "{{ nobody }}",
    "wrong syntax": "{% if %}",
}
STYLES = {
    "macro of itself": ('<macro name="a"><text macro="a"/></macro>', '<text macro="a"/>'),
    "macros that double": (
        '<macro name="m0"><text value="a"/></macro>'
        + "".join(f'<macro name="m{n}"><text macro="m{n - 1}"/><text macro="m{n - 1}"/></macro>' for n in range(1, 31)),
        '<text macro="m30"/>',
    ),
    "no layout": ("", "<<<"),
}
MARKUP = {
    "notes in notes": "a" + "^[b" * 500 + "]" * 500,
    "quotations in quotations": "> " * 10_000 + "a",
    "lists in lists": "\n".join(f"{'  ' * at}- a" for at in range(2_000)),
    "brackets": "[" * 10_000 + "a",
    "commands that multiply": "\\newcommand{\\a}{xxxxxxxxxx}\n"
    + "".join(rf"\newcommand{{\{chr(97 + n)}}}{{{(chr(92) + chr(96 + n)) * 10}}}" + "\n" for n in range(1, 12))
    + "\n$\\l$",
}


def situations() -> Iterator[Situation]:
    """All of these."""
    for name, body in DRAWINGS.items():
        yield Situation("drawings", name, put(DRAWING, _SVG.format(body)), command=("build", "source:the-house"))
    encoded = _SVG.format("<script>alert(1)</script>").encode("utf-16")
    yield Situation("drawings", "script in UTF-16", put(DRAWING, encoded), command=("build", "source:the-house"))
    typed = '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + _SVG.format("")
    yield Situation("drawings", "handler of a type", put(DRAWING, typed), command=("build", "source:the-house"))
    for name, data, expected in _pictures():
        yield Situation("pictures", name, put(STAMP, data), expected, ("build", "page:en"))
    for name, text in TEMPLATES.items():
        yield Situation("templates", name, _template(text), command=("build", "page:en"))
    for name, (macros, layout) in STYLES.items():
        style = put("content/own.csl", _STYLE.format(macros, layout))
        change = every(style, swap(SETTINGS, "references: ", "citation_styles: {en: own.csl}\nreferences: "))
        yield Situation("citation styles", name, change)
    for name, text in MARKUP.items():
        change = add("content/chapters/borrowing.md", f"\n\n{text}\n")
        yield Situation("markup without measure", name, change, Expected.EITHER)
