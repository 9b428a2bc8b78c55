"""What Pandoc's HTML needs to become a page of the web: links, permalinks, tables that scroll, no style attributes.

The patterns match what Pandoc 3.9 writes; text can't look like them, since Pandoc escapes it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from press.content.pictures import FORMATS, file_of
from press.diagnostics import Diagnostic, EngineError, Location
from press.editions.html.parts import HtmlPart
from press.model.book import Book
from press.model.language import Language

_ID = re.compile(r'\sid="([^"]*)"')
_HREF = re.compile(r'(<a\b[^>]*?\shref=")#([^"]*)(")')
_SRC = re.compile(r'(<img\b[^>]*?\ssrc=")([^"]*)(")')
_KIND = re.compile(r'(<a\b[^>]*?)\skind="[^"]*"')
_STYLE = re.compile(r'<(table|col|th|td|img)\b([^>]*?)\sstyle="([^"]*)"([^>]*)>')
_WIDTH = re.compile(r"width:\s*([\d.]+)%")
_LENGTH = re.compile(r"(width|height):\s*([\d.]+)(em|ex|cm|mm|in|pt|pc)\b")
_UNITS = {"em": 18.0, "ex": 9.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "in": 96.0, "pt": 96 / 72, "pc": 16.0}  # in pixels
_ALIGN = re.compile(r"text-align:\s*(\w+)")
_CLASS = re.compile(r'\sclass="([^"]*)"')
_TABLE = re.compile(r"<table\b([^>]*)>(.*?)</table>", re.DOTALL)
_NUMBER = re.compile(r'<a href="#([^"]+)" id="\1" class="press-pn"[^>]*>(.*?)</a>')
_ANCHOR = re.compile(r'<p><span id="([^"]+)" class="press-anchor"></span>')
_CODE = re.compile(r'(<pre\b[^>]*\sclass="press-code[^>]*)(?=>)')
# Columns from which a table is wider than a phone, and than the text.
_WIDE = {"press-wide-table": 4, "press-broad-table": 5}
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True)
class Neighbour:
    """The same page in another language."""

    language: Language
    href: str

    @property
    def short(self) -> str:
        """The start of the language's name, where there is room for no more: "Ру", "中"."""
        return self.language.name[: 2 if self.language.spaced else 1]


def anchors(pages: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Where each anchor lies: id to the name of its page, of the page's pieces of HTML."""
    return {found: page for page, pieces in pages.items() for piece in pieces for found in _ID.findall(piece)}


def linked(body: str, page: str, places: Mapping[str, str]) -> str:
    """HTML whose links to anchors lead to their pages.

    Raises:
        EngineError: an anchor is nowhere (R001).
    """

    def target(found: re.Match[str]) -> str:
        anchor = html.unescape(found[2])
        if anchor not in places:
            message, hint = f"a link in {page} leads to #{anchor}, which is nowhere", "correct it, or define the anchor"
            raise EngineError(Diagnostic("R001", message, hint=hint, about=f"#{anchor}"))
        there = places[anchor]
        return f"{found[1]}{'' if there == page else html.escape(there)}#{found[2]}{found[3]}"

    return _HREF.sub(target, body)


def permalinks(body: str, neighbours: Sequence[Neighbour], book: Book, original: str = "") -> str:
    """HTML in which each paragraph has a link to itself and links to itself in other languages.

    Args:
        body: HTML.
        neighbours: the page in other languages.
        book: for the words.
        original: code of the language that the text was written in, if it is to be shown on demand (site.js).
    """
    numbered = html.escape(book.word("Paragraph {number}", number="{number}"))
    plain = html.escape(book.word("Link to this paragraph"))
    others = [(neighbour, neighbour.language.code == original) for neighbour in neighbours]

    def number(found: re.Match[str]) -> str:
        return _permalink(found[1], found[2], numbered.replace("{number}", found[2]), "press-pn", others)

    body = _NUMBER.sub(number, body)
    return _ANCHOR.sub(lambda found: "<p>" + _permalink(found[1], "¶", plain, "press-pm", others), body)


def _permalink(anchor: str, text: str, label: str, name: str, neighbours: Sequence[tuple[Neighbour, bool]]) -> str:
    others = "".join(
        f' <a href="{html.escape(n.href)}#{anchor}" lang="{n.language.tag}" hreflang="{n.language.tag}"'
        f' aria-label="{html.escape(n.language.name)}"{" data-original" if original else ""}>{html.escape(n.short)}</a>'
        for n, original in neighbours
    )
    langs = f'<span class="press-langs">{others}</span>' if others else ""
    link = f'<a class="{name}" id="{anchor}" href="#{anchor}" aria-label="{label}">{text}</a>'
    return f'<span class="press-pl">{link}{langs}</span>'


def classed(body: str) -> str:
    """HTML whose style attributes, which a content security policy refuses, are classes: press-w-33, press-end.

    Lengths of pictures are attributes, in pixels.

    The attribute `kind` of cross-references, which HTML doesn't know, goes as well.
    """
    return _KIND.sub(r"\1", _STYLE.sub(_style_class, body))


def _style_class(found: re.Match[str]) -> str:
    tag, before, style, after = found.groups()
    width, align = _WIDTH.search(style), _ALIGN.search(style)
    classes = [f"press-w-{round(float(width[1]))}"] if width else []
    classes += ["press-" + {"right": "end", "left": "start"}.get(align[1], align[1])] if align else []
    lengths = _LENGTH.findall(style) if tag == "img" else []
    rest = before + "".join(f' {name}="{round(float(size) * _UNITS[unit])}"' for name, size, unit in lengths) + after
    if old := _CLASS.search(rest):
        classes = [old[1], *classes]
        rest = rest.replace(old[0], "")
    rest, slash = (rest.rstrip().removesuffix("/").rstrip(), " /") if rest.rstrip().endswith("/") else (rest, "")
    return f'<{tag}{rest} class="{" ".join(classes)}"{slash}>' if classes else f"<{tag}{rest}{slash}>"


def widths(pages: Iterable[str]) -> list[int]:
    """The widths, in per cent, that the classes of pages ask of the style sheet."""
    return sorted({int(width) for page in pages for width in re.findall(r'class="(?:[^"]* )?press-w-(\d+)[ "]', page)})


def scrolling(body: str, part: HtmlPart) -> str:
    """HTML whose code scrolls by finger and by key; tables stand in regions that do, named by their captions."""
    count = 0

    def region(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        anchor = _ID.search(found[1])
        name = f"press-{anchor[1] if anchor else f'{part.part.id}-table-{count}'}-caption"
        inner = re.sub(r"<caption\b", f'<caption id="{name}"', found[2], count=1)
        named = f' role="region" aria-labelledby="{name}"' if inner != found[2] else ""
        wide = "".join(f" {name}" for name, columns in _WIDE.items() if _columns(inner) >= columns)
        return f'<div class="press-table{wide}" tabindex="0"{named}><table{found[1]}>{inner}</table></div>'

    return _TABLE.sub(region, _CODE.sub(r'\1 tabindex="0"', body))


def _columns(table: str) -> int:
    first = table.partition("<tr")[2].partition("</tr>")[0]
    return len(re.findall(r"<t[hd]\b", first))


def pictured(body: str, content: Path, take: Callable[[Path], str]) -> str:
    """HTML whose pictures have the addresses that `take` gives their files.

    Args:
        body: HTML, pictures relative to content/.
        content: the publication's content/.
        take: is given a picture's path, returns its address.

    Raises:
        EngineError: a picture is remote (S006), outside content/ (C008), not there (S007), or of no kind that can be
            shown (W003).
    """

    def address(found: re.Match[str]) -> str:
        return found[1] + html.escape(take(_picture(html.unescape(found[2]), content))) + found[3]

    return _SRC.sub(address, body)


def _picture(source: str, content: Path) -> Path:
    if _REMOTE.match(source):
        raise EngineError(Diagnostic("S006", f"{source} is not a file of the publication", about=source))
    path = file_of(source, content).resolve()
    if not path.is_relative_to(content.resolve()):
        raise EngineError(Diagnostic("C008", f"{source} lies outside {content}", about=source))
    if not path.is_file():
        raise EngineError(Diagnostic("S007", "the picture is not there", Location(path)))
    if path.suffix.lower() not in FORMATS:
        message, hint = f"{path.name} is no picture that browsers show", f"convert it: {', '.join(sorted(FORMATS))}"
        raise EngineError(Diagnostic("W003", message, Location(path), hint))
    return path
