"""Fonts in an EPUB: each face cut down to the characters that its pages set in it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from press.editions import fonts
from press.editions.epub.package import Item
from press.model.callout import TITLE
from press.model.fonts import CJK, FACES, MONO, SCRIPTS, SERIF, SERIF_SC, Face, Script
from press.model.language import Language

# Elements and classes that templates/css/epub.css.j2 sets bold or, outside Chinese, in italics.
_BOLD_IN = {"h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "dt", "th", "press-cn", "press-keyword", TITLE}
_ITALIC_IN = {"em", "i", "cite", "press-comment"}
_MONO_IN = {"code"}
BOLD = 600

Kind = tuple[bool, bool, bool, str]
"""Bold, emphasised, code, and the language (press.editions.fonts.own_tag)."""


class _Reading(HTMLParser):
    """The characters of XHTML documents by the kind of face that sets them."""

    def __init__(self, language: Language) -> None:
        super().__init__(convert_charrefs=True)
        self.found: defaultdict[Kind, set[str]] = defaultdict(set)
        self.open: list[tuple[str, Kind]] = [("", (False, False, False, fonts.own_tag(language.tag)))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Push what the element adds to the kind of its parent."""
        given = dict(attrs)
        names = {tag, *(given.get("class") or "").split()}
        bold, slanted, mono, spoken = self.open[-1][1]
        spoken = fonts.own_tag(lang) if (lang := given.get("lang")) else spoken
        bold, slanted = bold or bool(names & _BOLD_IN), slanted or bool(names & _ITALIC_IN)
        self.open.append((tag, (bold, slanted, mono or bool(names & _MONO_IN), spoken)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element sets nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Pop to the element that ends."""
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take the characters."""
        self.found[self.open[-1][1]].update(data)

    def wanted(self, face: Face) -> set[str]:
        """What a face may be asked for; the regular one is asked for everything, emphasis in Chinese is bold."""
        kinds = (fonts.of_pairs(SERIF, kind[3], found) for kind, found in self.found.items() if _asks(kind, face))
        return {c for c in set[str]().union(*kinds) if unicodedata.category(c) != "Cc"}


def _asks(kind: Kind, face: Face) -> bool:
    bold, slanted, mono, _ = kind
    if face.family == MONO:
        return mono and {300: slanted, 400: True, BOLD: bold}[face.weight]
    if face.style == "italic":
        return slanted and bold == (face.weight >= BOLD) and not mono
    return bold or slanted if face.weight >= BOLD else True


def embedded(
    documents: Iterable[str], modules: Path, language: Language
) -> tuple[tuple[Item, ...], str, tuple[Script, ...]]:
    """The fonts of XHTML documents, the @font-face rules that load them, and the rows of scripts that they are of.

    A face that has nothing to set is left out. The Chinese ones hold what the Latin ones don't set in Chinese text.
    """
    documents = list(documents)
    reading = _Reading(language)
    for document in documents:
        reading.feed(document)
    items: list[Item] = []
    urls: dict[Face, str] = {}
    asked = {face: _characters(face, reading, modules) for face in FACES} | _of_scripts(reading, language)
    cut = {face: fonts.subset(face, modules, frozenset(told)) for face, told in asked.items() if told}
    for face, data in (cut | fonts.of_formulas(documents, modules)).items():
        name = f"{face.family}-{face.weight}-{face.style}".lower().replace(" ", "-")
        items.append(Item(f"fonts/{name}.woff2", "font/woff2", data))
        urls[face] = f"../fonts/{name}.woff2"
    rows = tuple(row for row in SCRIPTS if any(face in urls for face in row.faces))
    return tuple(items), fonts.rules(urls, language), rows


def _of_scripts(reading: _Reading, language: Language) -> dict[Face, set[str]]:
    """What the faces of scripts beside the pair have to hold."""
    spoken: defaultdict[fonts.Spoken, set[str]] = defaultdict(set)
    for (bold, slanted, _, tag), found in reading.found.items():
        spoken[SERIF, bold or (slanted and not language.spaced), tag] |= found
    return fonts.shared_out(spoken)


def _characters(face: Face, reading: _Reading, modules: Path) -> set[str]:
    """What a face has to hold."""
    if face.family not in (SERIF, SERIF_SC, MONO):
        return set()
    wanted = reading.wanted(face)
    if face.family == SERIF_SC:
        wanted = {c for c in wanted if not fonts.in_latin_range(c)}
        if not any(ord(c) >= CJK for c in wanted):
            return set()
    known = fonts.coverage(face, modules)
    return {c for c in wanted if ord(c) in known}
