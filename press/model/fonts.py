"""The typefaces that editions are set in, as rows of data: families that are drawn to stand beside each other.

Latin, Greek, Cyrillic and Chinese are set in a pair of a Latin and a Chinese family, a serif or a sans pair. Behind the
pairs stand the families of other scripts, a row each: they are set up, cut and embedded only where a publication has
characters for them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from press.project import CODE

SERIF, SERIF_SC, SANS, SANS_SC = "Press Serif", "Press Serif SC", "Press Sans", "Press Sans SC"
MONO = "Press Mono"
MATH = "Press Math"
# Characters for which the Latin and Cyrillic faces stand ahead of the Chinese ones in Chinese text: not the quotation
# marks, dashes and dots, which those would set half a width wide.
LATIN_IN_CHINESE = "U+20-7E, U+A0-17F, U+400-4FF, U+2610-2611"
SCOPE = "@expo-google-fonts"  # of their packages
CHARACTERS = CODE / "setup/characters.lock"  # of each package the characters that all of its faces have


@dataclass(frozen=True)
class Face:
    """One font file; `file` is its path under node_modules/."""

    family: str
    weight: int
    style: str
    file: PurePosixPath

    @property
    def package(self) -> str:
        """The npm package that it comes with, without its scope."""
        return self.file.parts[1]


@dataclass(frozen=True)
class Script:
    """The faces of a script; what it has no serif or no sans of is set in the other.

    Attributes:
        name: for people.
        serif, sans: the families that stand behind either pair.
        tags: of languages whose passages are set in it rather than in the Chinese faces, which have most of their
            characters in other forms (BCP 47; a longer tag is one of them, too).
    """

    name: str
    serif: str
    sans: str
    faces: tuple[Face, ...]
    tags: tuple[str, ...] = ()

    def speaks(self, tag: str) -> bool:
        """Whether a language is one of its own."""
        return any(tag.lower() == own or tag.lower().startswith(f"{own}-") for own in map(str.lower, self.tags))

    def family(self, kind: str) -> str:
        """That which stands behind a pair, by the Latin family of the pair."""
        return self.serif if kind == SERIF else self.sans

    @property
    def characters(self) -> frozenset[int]:
        """What it has in serif and in sans."""
        return drawn(self.serif) & drawn(self.sans)


_NAMES = {300: "Light", 400: "Regular", 600: "SemiBold"}
_CAPITALS = ("sc", "tc", "jp", "kr", "ibm")


def _stem(package: str) -> str:
    """How a package's files begin: noto-serif-sc has NotoSerifSC_400Regular.ttf."""
    return "".join(part.upper() if part in _CAPITALS else part.title() for part in package.split("-"))


def _faces(family: str, package: str, *weights: int, italic: bool = False) -> tuple[Face, ...]:
    style, suffix = ("italic", "_Italic") if italic else ("normal", "")
    folder = PurePosixPath(SCOPE) / package
    names = {weight: f"{weight}{_NAMES[weight]}{suffix}" for weight in weights}
    return tuple(
        Face(family, weight, style, folder / name / f"{_stem(package)}_{name}.ttf") for weight, name in names.items()
    )


def _script(name: str, serif: str, sans: str, *weights: int, tags: tuple[str, ...] = ()) -> Script:
    families = {package: f"Press {kind} {name}" for kind, package in (("Sans", sans), ("Serif", serif)) if package}
    faces = tuple(face for package, family in families.items() for face in _faces(family, package, *weights))
    return Script(name, families[serif or sans], families[sans or serif], faces, tags)


FACES = (
    *_faces(SERIF, "source-serif-4", 400),
    *_faces(SERIF, "source-serif-4", 400, italic=True),
    *_faces(SERIF, "source-serif-4", 600),
    *_faces(SERIF, "source-serif-4", 600, italic=True),
    *_faces(SANS, "source-sans-3", 400, 600),
    *_faces(SERIF_SC, "noto-serif-sc", 400, 600),
    *_faces(SANS_SC, "noto-sans-sc", 400, 600),
    # Where there is no colour, comments are light: the italics have no Cyrillic, and Chinese has none.
    *_faces(MONO, "source-code-pro", 300, 400, 600),
)
HANS = ("zh-Hans", "zh-CN", "zh-SG")  # whose forms the Chinese pair has
HANT = ("zh-Hant", "zh-TW", "zh-HK", "zh-MO")
# The first row that has a character sets it.
SCRIPTS = (
    # Books in Arabic script are set in naskh. A dotted letter is one glyph here (Noto's is several), so that PDFs are
    # searched; both have the letters of Uyghur and of Kazakh.
    _script("Arabic", "scheherazade-new", "ibm-plex-sans-arabic", 400, 600),
    _script("Hebrew", "noto-serif-hebrew", "noto-sans-hebrew", 400, 600),
    _script("Devanagari", "noto-serif-devanagari", "noto-sans-devanagari", 400, 600),
    _script("Tibetan", "noto-serif-tibetan", "", 400, 600),
    _script("Mongolian", "", "noto-sans-mongolian", 400),
    _script("Thai", "", "noto-sans-thai", 400, 600),
    _script("Georgian", "", "noto-sans-georgian", 400, 600),
    _script("Armenian", "", "noto-sans-armenian", 400, 600),
    _script("Korean", "noto-serif-kr", "noto-sans-kr", 400, 600, tags=("ko",)),
    _script("Traditional Chinese", "noto-serif-tc", "noto-sans-tc", 400, 600, tags=HANT),
    _script("Japanese", "noto-serif-jp", "noto-sans-jp", 400, 600, tags=("ja",)),
    _script("Symbols", "", "noto-sans-symbols", 400, 600),
    _script("Mathematics", "", "noto-sans-math", 400),
    _script("Emoji", "", "noto-emoji", 400, 600),  # in black
    _script("Further Symbols", "", "noto-sans-symbols-2", 400),
)
EVERY_FACE = (*FACES, *(face for row in SCRIPTS for face in row.faces))
PAIRS = {SERIF: SERIF_SC, SANS: SANS_SC}
CJK = 0x2E80  # where the scripts of East Asia begin in Unicode
_SILENT = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # drawn by no glyph, or by the shaper itself
_SELECTORS = (*range(0xFE00, 0xFE10), *range(0x180B, 0x180E), *range(0xE0100, 0xE01F0))  # of a glyph: no glyphs
# What changes the glyphs of the characters beside it, so that their face has to have it: joiners, selectors, tags.
JOINING = frozenset({0x200C, 0x200D, 0x34F, 0x180E, *_SELECTORS, *range(0xE0020, 0xE0080)})


@cache
def known(package: str) -> frozenset[int]:
    """The code points that all faces of a package have, whether they are set up or not."""
    ranges = _listed()[package].split()
    pairs = (each.partition("-") for each in ranges)
    return frozenset(code for low, _, high in pairs for code in range(int(low, 16), int(high or low, 16) + 1))


@cache
def _listed() -> Mapping[str, str]:
    lines = (line.partition(" ")[::2] for line in CHARACTERS.read_text("utf-8").splitlines())
    return dict(lines)


@cache
def drawn(family: str) -> frozenset[int]:
    """The code points that all faces of a family have."""
    return frozenset.intersection(*(known(face.package) for face in EVERY_FACE if face.family == family))


@cache
def _paired() -> frozenset[int]:
    """What both pairs have."""
    return frozenset.intersection(*(drawn(latin) | drawn(chinese) for latin, chinese in PAIRS.items()))


def is_paired(text: str) -> bool:
    """Whether both pairs have every character of a text, which is soon seen."""
    return _paired().issuperset(map(ord, text))


def own(tag: str) -> Script | None:
    """The row whose own a language is, if it is one's."""
    return next((row for row in SCRIPTS if row.speaks(tag)), None)


def needed(asked: Mapping[str, Iterable[str]]) -> tuple[tuple[Script, ...], frozenset[str]]:
    """The rows that texts need, in their order, and the characters that none has.

    Args:
        asked: characters by the tag of their language; empty: one that has no row of its own.
    """
    rows: set[Script] = set()
    lacking: set[int] = set()
    for tag, characters in asked.items():
        left = {ord(c) for c in characters if unicodedata.category(c) not in _SILENT} - set(_SELECTORS)
        first = own(tag)
        if first and any(code >= CJK and code in first.characters for code in left):
            rows.add(first)
            left -= first.characters
        left -= _paired()
        for row in SCRIPTS if left else ():
            if left & row.characters:
                rows.add(row)
                left -= row.characters
        lacking |= left
    return tuple(row for row in SCRIPTS if row in rows), frozenset(map(chr, lacking))
