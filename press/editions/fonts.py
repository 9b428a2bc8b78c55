"""Fonts for editions: @font-face rules, subsets, and the characters that no face has."""

from __future__ import annotations

import html
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from fontTools import subset as subsetter
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from press.formulas.alphabets import lettered
from press.model.fonts import (
    CJK,
    FACES,
    HANS,
    JOINING,
    LATIN_IN_CHINESE,
    MATH,
    PAIRS,
    SANS,
    SCRIPTS,
    SERIF,
    Face,
    Script,
    drawn,
    known,
    needed,
    own,
)
from press.model.language import Language

# What the style sheets ask of a face, and what scripts need to be set at all (OpenType feature registry).
FEATURES = (
    *("ccmp", "locl", "mark", "mkmk", "kern", "liga", "calt"),
    *("smcp", "c2sc", "onum", "lnum", "tnum", "pnum"),
    *("chws", "halt", "palt"),
    *("ssty", "dtls", "flac"),  # of mathematics
)
LATIN = (SERIF, SANS)
BOLD = 600


def css_local(modules: Path, language: Language, rows: Sequence[Script] = ()) -> str:
    """@font-face rules with file: URLs, for WeasyPrint.

    In languages without word spaces the Latin faces are kept to Latin and Cyrillic letters: they stand ahead of the
    Chinese ones, and would set quotation marks and dashes half a width wide.

    Args:
        rows: the scripts that are set beside those of the pairs.
    """
    faces = (*FACES, *(face for row in rows for face in row.faces))
    return rules({face: (modules / face.file).resolve().as_uri() for face in faces}, language)


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


class _Spoken(HTMLParser):
    """The characters of HTML by the tag of their language, as far as a script's faces depend on it."""

    def __init__(self, tag: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: defaultdict[str, set[str]] = defaultdict(set)
        self.open = [("", own_tag(tag))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Push the language of an element."""
        if tag not in VOID:
            given = dict(attrs).get("lang") or dict(attrs).get("xml:lang")
            self.open.append((tag, own_tag(given) if given else self.open[-1][1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element sets nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Pop to the element that ends."""
        if any(name == tag for name, _ in self.open[1:]):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take the characters."""
        self.found[self.open[-1][1]].update(data)


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def own_tag(tag: str) -> str:
    """The tag of a language that has faces of its own, of others nothing."""
    return tag if own(tag) else ""


def rows_of(documents: Iterable[str], language: Language) -> tuple[Script, ...]:
    """The rows of scripts that documents of HTML need, in a language."""
    spoken = _Spoken(language.tag)
    for document in documents:
        spoken.feed(document)
    spoken.close()
    return needed(spoken.found)[0]


Spoken = tuple[str, bool, str]
"""The Latin family of the pair that is meant (code is SANS here), whether bold, the tag of the language (own_tag)."""


def shared_out(found: Mapping[Spoken, Iterable[str]]) -> dict[Face, set[str]]:
    """The characters that fall to the faces of scripts beside the pairs, in the order of the rows."""
    out: defaultdict[Face, set[str]] = defaultdict(set)
    for (kind, bold, tag), characters in found.items():
        for character in characters:
            if row := _row(kind, tag, character):
                faces = (face for face in row.faces if face.family == row.family(kind))
                for face in (face for face in faces if bold or face.weight < BOLD):
                    out[face].add(character)
    joining = {c for characters in found.values() for c in characters if ord(c) in JOINING}
    faces = (face for row in SCRIPTS for face in row.faces if face in out)
    return {face: out[face] | {c for c in joining if ord(c) in known(face.package)} for face in faces}


def _row(kind: str, tag: str, character: str) -> Script | None:
    """The row that sets a character; none: the pair does, or nothing."""
    code = ord(character)
    first = own(tag) if tag and code >= CJK else None
    if first and code in drawn(first.family(kind)):
        return first
    if code in drawn(kind) or code in drawn(PAIRS[kind]):
        return None
    return next((row for row in SCRIPTS if code in drawn(row.family(kind))), None)


def of_pairs(kind: str, tag: str, characters: Iterable[str]) -> set[str]:
    """Those of the characters of a language that don't fall to faces of its own."""
    first = own(tag) if tag else None
    return {c for c in characters if not (first and ord(c) >= CJK and ord(c) in drawn(first.family(kind)))}


def stacked(sheet: str, rows: Sequence[Script], language: Language) -> str:
    """A style sheet that names the pairs of families alone, with those of other scripts where they belong.

    The families of a script stand behind a pair; those of the document's own language before the Chinese one, and so
    do those of a passage's language in rules that are added for it. Of a page of HTML its style sheets are meant.
    """
    if not rows:
        return sheet
    if "</style>" in sheet:
        return _STYLE.sub(lambda found: f"{found[1]}{stacked(found[2], rows, language)}{found[3]}", sheet)
    mine = own(language.tag)
    mine = mine if mine in rows else None
    added = [_in_language(sheet, rows, row, row.tags) for row in rows if row.tags and row is not mine]
    if mine:
        added.append(_in_language(sheet, rows, None, HANS))
    return "\n".join([_lengthened(sheet, rows, mine), *added])


_CHINESE = re.compile(r'(?<=, )"Press (Serif|Sans) SC"|"Press (Serif|Sans) SC"(?=, )')  # which is no list in @font-face
_STYLE = re.compile(r"(<style[^>]*>)(.*?)(</style>)", re.DOTALL)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_LIST = re.compile(r'(?:"Press [^";]*", *)*"Press [^";]*"(?:, *[-\w" ]+)*|var\(--(?:serif|sans|mono)\)')


def _lengthened(text: str, rows: Sequence[Script], first: Script | None) -> str:
    """Lists of families with those of some scripts; `first` stands before the Chinese one."""

    def names(match: re.Match[str]) -> str:
        kind = f"Press {match[1] or match[2]}"
        before = [first.family(kind)] if first else []
        behind = [row.family(kind) for row in rows if row is not first]
        return ", ".join(f'"{name}"' for name in dict.fromkeys([*before, PAIRS[kind], *behind]))

    return _CHINESE.sub(names, text)


def _in_language(sheet: str, rows: Sequence[Script], first: Script | None, tags: Iterable[str]) -> str:
    """Rules that set passages in some languages in the faces of a script, wherever a rule of the sheet sets a list."""
    variables = dict(re.findall(r"(--(?:serif|sans|mono)): ([^;]+);", sheet))
    spoken = ", ".join(f":lang({tag})" for tag in tags)
    out = []
    for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/|@font-face \{[^}]*\}", "", sheet, flags=re.DOTALL)):
        found = _LIST.search(body)
        if not found or "::" in selectors or ":root" in selectors:
            continue
        families = variables.get(found[0][4:-1], found[0])
        if _CHINESE.search(families):
            each = [one.strip() for one in re.split(r",(?![^(]*\))", selectors)]
            told = ", ".join(f"{one}:is({spoken}), {one} :is({spoken})" for one in each)
            out.append(f"{told} {{ font-family: {_lengthened(families, rows, first)}; }}")
    return "\n".join(out)


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
    if face in FACES:  # other scripts need what shaping takes: the usual ones
        options.layout_features = list(FEATURES)
    options.recalc_timestamp = False
    options.hinting = False
    options.drop_tables += ["meta"]  # which it can't cut
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
