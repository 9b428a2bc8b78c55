"""The languages that can be published, as rows of data: what differs between them is written here once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language of publication.

    Attributes:
        code: short name in file names, tasks and catalogs (the primary subtag of `tag`).
        tag: BCP 47 tag that is published (`lang` attributes, dc:language).
        name: the language's own name for itself.
        locale: CLDR locale for dates and numbers (Babel's spelling).
        csl_locale: locale for citeproc's terms.
        spaced: whether words are separated by spaces.
        numerals: how chapters and appendices are numbered: `decimal`, `chinese`.
        quotes: opening and closing marks, outer then inner.
        spine: how the spine is lettered: `down` (its lines read from top to bottom), `up`, or `stacked` (upright
            characters below each other).
        citation_style: name of the CSL style in templates/csl/ for a publication that names none.
    """

    code: str
    tag: str
    name: str
    locale: str
    csl_locale: str
    spaced: bool
    numerals: str
    quotes: tuple[str, str, str, str]
    spine: str
    citation_style: str


LANGUAGES = {
    row.tag: row
    for row in (
        Language("en", "en", "English", "en_GB", "en-GB", True, "decimal", ("“", "”", "‘", "’"), "down", "notes-en"),
        Language(
            "zh", "zh-Hans", "中文", "zh_Hans_CN", "zh-CN", False, "chinese", ("“", "”", "‘", "’"), "stacked",
            "notes-zh",
        ),
        Language("ru", "ru", "Русский", "ru_RU", "ru-RU", True, "decimal", ("«", "»", "„", "“"), "up", "notes-ru"),
    )
}
