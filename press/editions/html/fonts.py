"""The faces that HTML needs, each cut to the characters that it sets.

The rows below say which elements and classes the style sheet sets in another face than the text's; they and
templates/css/web.css.j2 belong together (tests/browser/test_site.py proves that no character falls back).
"""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from press.editions import fonts
from press.model.book import Book
from press.model.callout import TITLE
from press.model.fonts import CJK, FACES, MONO, SANS, SANS_SC, SCRIPTS, SERIF, SERIF_SC, Face, Script
from press.model.language import Language

SANS_IN = {
    *("nav", "header", "footer", "button", "kbd", "thead", "press-label", "press-skip", "press-up", "press-pl"),
    *("press-cn", "press-provenance", "press-draft", "press-changes", TITLE),
}
BOLD_IN = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "b",
    "th",
    "dt",
    "press-cn",
    "aria-current",
    "press-title",
    "press-note-columnheader",
    "press-note-rowheader",
    TITLE,
    "press-book",
    "press-label",
    "press-keyword",
}
MONO_IN = {"code", "kbd", "samp"}
EMPHASIS_IN = {"em", "i", "cite", "dfn", "var"}
_UNSEEN = {"script", "style", "head"}

# What style sheets and browsers add: hyphens, ellipses, marks of lists, quotation marks, figures.
ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | set("-‐–—…•◦▪“”‘’«»„·¶→←№§\u00a0")

# Whole, so that the same cut serves many pages.
RUSSIAN = frozenset("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя")

Kind = tuple[str, bool, bool, str]
"""The family that is meant (SERIF, SANS, MONO), bold, emphasised, and the language (press.editions.fonts.own_tag)."""


class _Characters(HTMLParser):
    """Collects the characters of HTML by the kind of face that sets them."""

    def __init__(self, language: Language) -> None:
        super().__init__(convert_charrefs=True)
        self.found: defaultdict[Kind, set[str]] = defaultdict(set)
        kind = (SERIF, False, False, fonts.own_tag(language.tag))
        self.open: list[tuple[str, Kind, bool]] = [("", kind, True)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Push what the element adds to the kind of its parent."""
        given = dict(attrs)
        names = {tag, *(given.get("class") or "").split(), *(name for name in given if name == "aria-current")}
        _, (family, bold, slanted, spoken), seen = self.open[-1]
        if tag not in fonts.VOID:
            family = MONO if names & MONO_IN else SANS if names & SANS_IN and family == SERIF else family
            spoken = fonts.own_tag(lang) if (lang := given.get("lang")) else spoken
            kind = (family, bold or bool(names & BOLD_IN), slanted or bool(names & EMPHASIS_IN), spoken)
            self.open.append((tag, kind, seen and tag not in _UNSEEN))

    def handle_endtag(self, tag: str) -> None:
        """Pop to the element that ends."""
        if any(name == tag for name, _, _ in self.open[1:]):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take the characters."""
        _, kind, seen = self.open[-1]
        if seen:
            self.found[kind].update(data)


def characters(pages: Iterable[str], language: Language) -> dict[Face, set[str]]:
    """Which characters each face sets in pages of HTML, before it is asked what it has.

    The text's own face gets all characters: what stands in no row of this module is set in it. Chinese tells emphasis
    by weight (it has no italics), so what is emphasised is bold too in the Chinese faces, and in Chinese text.
    """
    found = _found(pages, language)
    return {face: _asked(face, found, language) for face in FACES}


def _found(pages: Iterable[str], language: Language) -> Mapping[Kind, set[str]]:
    collected = _Characters(language)
    for page in pages:
        collected.feed(page)
    collected.close()
    return collected.found


def _asked(face: Face, found: Mapping[Kind, set[str]], language: Language) -> set[str]:
    """The characters of the kinds that a face sets."""
    heavy = not language.spaced or face.family not in fonts.LATIN
    out: set[str] = set()
    for (family, bold, slanted, spoken), told in found.items():
        sans = family != SERIF
        characters = fonts.of_pairs(SANS if sans else SERIF, spoken, told)
        if face.family == MONO:  # what it lacks is set in the sans; comments are light in print and EPUB alone
            sets = family == MONO and (face.weight == 400 or (face.weight == 600 and bold))
        elif face.family in (SANS, SANS_SC):
            sets = sans and (face.weight == 400 or bold or (slanted and heavy))
        elif face.style == "italic":
            sets = slanted and bold == (face.weight == 600) and family != MONO
        else:
            sets = face.weight == 400 or (not sans and (bold or (slanted and heavy)))
        out |= characters if sets else set()
    return out


def subsets(pages: Iterable[str], language: Language, modules: Path) -> dict[Face, bytes]:
    """Every face that the pages need as woff2, cut to its characters.

    Args:
        pages: HTML.
        language: of the pages; says whether Latin faces are kept to their range.
        modules: node_modules.
    """
    pages = list(pages)
    found = _found(pages, language)
    out: dict[Face, bytes] = {}
    for face in FACES:
        wanted = _asked(face, found, language)
        chosen = _shared_out(face, wanted, language, modules)
        if face.family in fonts.LATIN:
            chosen |= (ALWAYS if wanted else set()) | (RUSSIAN if wanted & RUSSIAN else set())
        if chosen - ALWAYS or (wanted and face.family in (*fonts.LATIN, MONO)):
            out[face] = fonts.subset(face, modules, frozenset(chosen))
    spoken: defaultdict[fonts.Spoken, set[str]] = defaultdict(set)
    for (family, bold, slanted, tag), told in found.items():
        spoken[SERIF if family == SERIF else SANS, bold or (slanted and not language.spaced), tag] |= told
    others = fonts.shared_out(spoken)
    out |= {face: fonts.subset(face, modules, frozenset(told)) for face, told in others.items()}
    return out | fonts.of_formulas(pages, modules)


def rows(faces: Container[Face]) -> tuple[Script, ...]:
    """The rows of scripts that some faces are of."""
    return tuple(row for row in SCRIPTS if any(face in faces for face in row.faces))


def specimen(book: Book, languages: Iterable[Language]) -> str:
    """All that templates may say, in HTML: with it the site and the page of a book need the same faces."""
    names = (language.name for language in languages)
    titles = (f"{part.label} {part.title_text}" for part in book.parts)
    headings = (heading.title for part in book.parts for heading in part.headings)
    said = escape(" ".join(sorted({*book.words.values(), *names, *titles, *headings, "←→"})))
    return f"<nav>{said} <b>{said}</b></nav><h2>{said}</h2>"


def inside(pages: Iterable[str], language: Language, modules: Path) -> tuple[str, tuple[Script, ...]]:
    """@font-face rules with the faces that pages need inside, and the rows of scripts that these are of."""
    cut = subsets(pages, language, modules)
    urls = {face: f"data:font/woff2;base64,{b64encode(data).decode()}" for face, data in cut.items()}
    return fonts.rules(urls, language), rows(cut)


def _shared_out(face: Face, wanted: set[str], language: Language, modules: Path) -> set[str]:
    """Those of the characters that fall to a face: a Chinese one takes what its Latin companion does not."""
    has = fonts.coverage(face, modules)
    if face.family in (*fonts.LATIN, MONO):
        return {c for c in wanted if ord(c) in has}
    companion = {SERIF_SC: SERIF, SANS_SC: SANS}[face.family]
    latin = next(fonts.coverage(f, modules) for f in FACES if f.family == companion)
    left = {c for c in wanted if ord(c) not in latin or not fonts.in_latin_range(c)}
    if language.spaced and not any(ord(c) >= CJK for c in left):  # no Chinese, which has these marks in its own face
        left = {c for c in left if ord(c) not in latin}
    return {c for c in left if ord(c) in has and unicodedata.category(c) != "Cc"}
