"""Fonts for editions: @font-face rules, subsets, and the characters that no face has."""

from __future__ import annotations

import html
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from fontTools import subset as subsetter
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from press.formulas.alphabets import lettered
from press.model.fonts import FACES, LATIN_IN_CHINESE, MATH, SANS, SERIF, Face
from press.model.language import Language

# What the style sheets ask of a face, and what scripts need to be set at all (OpenType feature registry).
FEATURES = (
    *("ccmp", "locl", "mark", "mkmk", "kern", "liga", "calt"),
    *("smcp", "c2sc", "onum", "lnum", "tnum", "pnum"),
    *("chws", "halt", "palt"),
    *("ssty", "dtls", "flac"),  # of mathematics
)
LATIN = (SERIF, SANS)
_SILENT = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # drawn by no glyph, or by the shaper itself


def css_local(modules: Path, language: Language) -> str:
    """@font-face rules with file: URLs, for WeasyPrint.

    In languages without word spaces the Latin faces are kept to Latin and Cyrillic letters: they stand ahead of the
    Chinese ones, and would set quotation marks and dashes half a width wide.
    """
    return rules({face: (modules / face.file).resolve().as_uri() for face in FACES}, language)


def rules(urls: Mapping[Face, str], language: Language) -> str:
    """@font-face rules for faces that lie at URLs.

    The Latin faces are there a second time, whole, as "Press Serif Latin" and "Press Sans Latin": for passages in
    Latin or Cyrillic script, which want their own quotation marks.
    """
    out: list[str] = []
    for face, url in urls.items():
        kept = not language.spaced and face.family in LATIN
        out.append(_rule(face, face.family, url, f" unicode-range: {LATIN_IN_CHINESE};" if kept else ""))
        out += [_rule(face, f"{face.family} Latin", url, "")] if kept else []
    return "\n".join(out)


def _rule(face: Face, family: str, url: str, more: str) -> str:
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {face.weight}; font-style: {face.style};'
        f' src: url("{url}");{more} }}'
    )


def in_latin_range(character: str) -> bool:
    """Whether the Latin faces, kept to their range in Chinese text, may draw a character."""
    return any(low <= ord(character) <= high for low, high in _ranges(LATIN_IN_CHINESE))


@cache
def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    """CSS's unicode-range as pairs of first and last."""
    pairs = (item.strip().removeprefix("U+").partition("-") for item in text.split(","))
    return tuple((int(low, 16), int(high or low, 16)) for low, _, high in pairs)


@cache
def subset(face: Face, modules: Path, characters: frozenset[str]) -> bytes:
    """The face as woff2 with the glyphs of the characters alone; the same characters give the same bytes.

    Editions of a language ask for many of the same subsets.
    """
    options = subsetter.Options()
    options.flavor = "woff2"
    options.layout_features = list(FEATURES)
    options.recalc_timestamp = False
    options.hinting = False
    options.notdef_outline = True
    with _opened(face, modules) as font:
        names = font["name"]  # stay as they are, the licence among them (OFL, 2): choosing takes half of all time
        del font["name"]
        run = subsetter.Subsetter(options)
        run.populate(unicodes={ord(character) for character in characters})
        run.subset(font)
        font["name"] = names
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out, reorderTables=True)
    return out.getvalue()


def of_formulas(pages: Iterable[str], modules: Path) -> dict[Face, bytes]:
    """The face of mathematics as woff2, with what the MathML of pages sets; nothing where there is none.

    Browsers slant single letters by themselves, so that both shapes of each are there; and they draw roots.
    """
    found = [math for page in pages for math in _MATHML.findall(page)]
    text = html.unescape(re.sub(r"<[^>]*>", "", "".join(found)))
    face = math_face()
    has = coverage(face, modules) if found else frozenset()
    chosen = frozenset(c for c in {*text, *lettered(text, "italic"), "√"} if ord(c) in has)
    return {face: subset(face, modules, chosen)} if found else {}


_MATHML = re.compile(r"<math\b.*?</math>", re.DOTALL)


@cache
def math_face() -> Face:
    """STIX Two Math, the face whose drawings MathJax has for paper, too; it comes with a Python package."""
    found = find_spec("ziamath")
    assert found is not None
    assert found.origin is not None
    return Face(MATH, 400, "normal", PurePosixPath(found.origin).parent / "fonts/STIXTwoMath-Regular.ttf")


@cache
def coverage(face: Face, modules: Path) -> frozenset[int]:
    """Code points that the face has a glyph for."""
    with _opened(face, modules) as font:
        return frozenset(font.getBestCmap())


def outline(face: Face, modules: Path, character: str, units: float) -> str:
    """The outline of a character as a path of SVG, its em of so many units, upwards; empty if the face lacks it."""
    with TTFont(modules / face.file, lazy=True) as font:
        name = font.getBestCmap().get(ord(character))
        if name is None:
            return ""
        pen = SVGPathPen(None, ntos=lambda number: f"{number:.5g}")
        scale = units / font["head"].unitsPerEm
        font.getGlyphSet()[name].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        return str(pen.getCommands())


def _opened(face: Face, modules: Path) -> TTFont:
    """A font whose glyphs are named by number: to find their own names takes a quarter of all time."""
    font = TTFont(modules / face.file, lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    font.setGlyphOrder([".notdef", *(f"glyph{number:05}" for number in range(1, font["maxp"].numGlyphs))])
    return font


def missing(characters: Iterable[str], modules: Path) -> set[str]:
    """Those of the characters that no face can draw; spaces and controls need no glyph."""
    known = frozenset[int]().union(*(coverage(face, modules) for face in FACES))
    return {c for c in characters if ord(c) not in known and unicodedata.category(c) not in _SILENT}
