"""The typefaces that editions are set in, as rows of data: families that are drawn to stand beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

SERIF, SERIF_SC, SANS, SANS_SC = "Press Serif", "Press Serif SC", "Press Sans", "Press Sans SC"
MONO = "Press Mono"
MATH = "Press Math"
# Characters for which the Latin and Cyrillic faces stand ahead of the Chinese ones in Chinese text: not the quotation
# marks, dashes and dots, which those would set half a width wide.
LATIN_IN_CHINESE = "U+20-7E, U+A0-17F, U+400-4FF, U+2610-2611"
# Scripts (ISO 15924) that the faces were drawn for, those that they stand in for, and what is said of all others. The
# Chinese faces have every character of Big5 and of JIS X 0208, in the forms of mainland China.
DRAWN = frozenset({"Latn", "Cyrl", "Grek", "Hans"})
STAND_INS: Mapping[str, str] = dict.fromkeys(
    ("Hant", "Jpan"), "Noto Serif SC and Noto Sans SC, with the forms that characters have in Simplified Chinese"
)
UNSET = "none of ours has its letters"


@dataclass(frozen=True)
class Face:
    """One font file; `file` is its path under node_modules/."""

    family: str
    weight: int
    style: str
    file: PurePosixPath


_STEMS = {"source-serif-4": "SourceSerif4", "source-sans-3": "SourceSans3", "source-code-pro": "SourceCodePro"}


def _face(family: str, package: str, weight: int, name: str) -> Face:
    stem = _STEMS.get(package, "Noto" + package.split("-")[1].title() + "SC")
    style = "italic" if name.endswith("_Italic") else "normal"
    folder = PurePosixPath("@expo-google-fonts") / package / f"{weight}{name}"
    return Face(family, weight, style, folder / f"{stem}_{weight}{name}.ttf")


FACES = (
    _face(SERIF, "source-serif-4", 400, "Regular"),
    _face(SERIF, "source-serif-4", 400, "Regular_Italic"),
    _face(SERIF, "source-serif-4", 600, "SemiBold"),
    _face(SERIF, "source-serif-4", 600, "SemiBold_Italic"),
    _face(SANS, "source-sans-3", 400, "Regular"),
    _face(SANS, "source-sans-3", 600, "SemiBold"),
    _face(SERIF_SC, "noto-serif-sc", 400, "Regular"),
    _face(SERIF_SC, "noto-serif-sc", 600, "SemiBold"),
    _face(SANS_SC, "noto-sans-sc", 400, "Regular"),
    _face(SANS_SC, "noto-sans-sc", 600, "SemiBold"),
    # Where there is no colour, comments are light: the italics have no Cyrillic, and Chinese has none.
    _face(MONO, "source-code-pro", 300, "Light"),
    _face(MONO, "source-code-pro", 400, "Regular"),
    _face(MONO, "source-code-pro", 600, "SemiBold"),
)
