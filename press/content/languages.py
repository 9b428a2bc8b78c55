"""The languages of a publication: those of the press, those that CLDR knows, and languages/<tag>.yaml of its own.

A file gives what it knows better; all keys may be left out. For a language of the press it changes what it gives; of
a language that CLDR doesn't know, it has to give the name and a CLDR locale to borrow dates and numbers from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from press.content.fields import Fields, contains, text, wrong
from press.content.patterns import endless
from press.content.yaml import Item, Report, read
from press.languages import cldr
from press.languages.numerals import NUMERALS
from press.languages.registry import LANGUAGES, named
from press.languages.rules import rule
from press.model.language import TAG, Direction, Language, Own, Quotes, Replacement, Rule
from press.spelling import suggestion

FOLDER = "languages"
SPINES = ("down", "up", "stacked")
_CITATION_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_PATTERN = "write a pattern as Python's re has it, in single quotes: '(?<=\\d) (?=km)'"


def own_file(root: Path, tag: str) -> Path:
    """Where a publication says what it knows of a language."""
    return root / FOLDER / f"{tag}.yaml"


class Languages:
    """The rows of languages, each read once."""

    def __init__(self, report: Report, styles: Path) -> None:
        """Begin with none.

        Args:
            report: gets what is wrong with the files.
            styles: folder of the citation styles that a file may name.
        """
        self.report = report
        self.styles = styles
        self._read: dict[str, Language | None] = {}

    def find(self, code: str) -> Language | None:
        """The language with a code; None: there is none, or its file (which is reported) can't be read."""
        known = next((row for row in LANGUAGES.values() if row.code == code), None)
        tag = known.tag if known else code
        if not TAG.fullmatch(tag) or (not known and tag in LANGUAGES):
            return None
        if tag not in self._read:
            self._read[tag] = self._row(tag)
        return self._read[tag]

    def tagged(self, tag: str, item: Item) -> Language | None:
        """The language with a tag, as settings name it; None (and reported as C005) if there is none."""
        row = LANGUAGES.get(tag)
        if row or not named(tag):
            row = self.find(row.code if row else tag)
        told = any(d.location and d.location.path == self._place(tag) for d in self.report.diagnostics)
        if row is None and not told:
            self._refuse(tag, item)
        return row

    def others(self, used: Collection[Language]) -> tuple[Language, ...]:
        """What else passages of text may be in: languages of the press, and those that the publication has files of."""
        files = sorted(path.stem for path in (self.report.root / FOLDER).glob("*.yaml"))
        found = filter(None, map(self.find, (*(row.code for row in LANGUAGES.values()), *files)))
        return tuple(row for row in found if row.tag not in {one.tag for one in used})

    def _place(self, tag: str) -> Path:
        return Path(FOLDER) / f"{tag}.yaml"

    def _refuse(self, tag: str, item: Item) -> None:
        message = f"languages: {tag} is not known"
        hint = suggestion(tag, LANGUAGES)
        if not TAG.fullmatch(tag):
            message = f"languages: {tag} is no BCP 47 tag"
            hint = f"write {canonical(tag) or 'language-Script-REGION, as in zh-Hant, pt-BR, uz-Latn'}"
        elif not named(tag):
            hint = f"CLDR doesn't know it: write its name and locale into {self._place(tag)}, or {hint}"
        self.report.error("C005", message, item.location, hint)

    def _row(self, tag: str) -> Language | None:
        path = own_file(self.report.root, tag)
        if not path.exists():
            return LANGUAGES.get(tag) or cldr.language(tag)
        item = read(path, self.report) if contains(path, self.report) else None
        if item is None:
            return None
        with Fields(item, self.report) as fields:
            return _File(fields, self.styles).row(tag)


def canonical(tag: str) -> str:
    """A tag in the letters that BCP 47 recommends; empty if that makes it none."""
    first, *rest = re.split("[-_]", tag)
    parts = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in rest]
    found = "-".join([first.lower(), *parts])
    return found if TAG.fullmatch(found) else ""


@dataclass(frozen=True)
class _File:
    """A file of a language, as it is read."""

    fields: Fields
    styles: Path

    def row(self, tag: str) -> Language | None:
        fields = self.fields
        locale = fields.text("locale", "")
        borrowed = cldr.language(tag, locale) if locale else None
        if locale and not borrowed:
            fields.impossible("locale", f"CLDR has no {locale}", "write one that it has: de_DE, zh_Hant_TW")
        known = LANGUAGES.get(tag) or cldr.language(tag)
        if not known:
            fields.find("name")
            fields.find("locale")
        # Once this is told, any row will do to look at the rest of the file.
        row, locale = known or borrowed or next(iter(LANGUAGES.values())), locale if borrowed else ""
        given = {**self._plain(row, locale), **self._marks(row), **self._typography(row)}
        told = tuple(pair for pair in row.assumed if not fields.has(pair[0]))
        return replace(row, **given, own=self._own(), assumed=told)

    def _plain(self, row: Language, locale: str) -> dict[str, Any]:
        fields = self.fields
        styles = sorted(path.stem for path in self.styles.glob("*.csl"))
        direction = fields.choice("direction", list(Direction), row.direction)
        return {
            "name": fields.text("name", row.name),
            "locale": locale or row.locale,
            "csl_locale": fields.text("citation_locale", row.csl_locale, _CITATION_LOCALE, "write de-DE, zh-TW"),
            "direction": next((each for each in Direction if each == direction), row.direction),
            "spaced": fields.flag("spaced", row.spaced),
            "numerals": fields.choice("numerals", NUMERALS, row.numerals),
            "spine": fields.choice("spine", SPINES, row.spine),
            "citation_style": fields.choice("citation_style", styles, row.citation_style),
            "addresses": tuple(name.lower() for name, _ in fields.texts("addresses")) or row.addresses,
        }

    def _length(self) -> float | None:
        item = self.fields.find("length", False)
        if item is None:
            return None
        if not isinstance(item.value, int | float) or isinstance(item.value, bool):
            wrong(self.fields.report, item, "a number", self.fields.path("length"))
        elif not 0.05 <= item.value <= 20:
            self.fields.impossible("length", f"{item.value} can't be", "letters for each of the English text: 1.1")
        else:
            return float(item.value)
        return None

    def _marks(self, row: Language) -> dict[str, Any]:
        """Quotation marks and what depends on them."""
        given = [text(item, self.fields.report, "quotes") for item in self.fields.sequence("quotes")]
        if not self.fields.has("quotes"):
            return {}
        if len(given) != 4 or not all(len(mark) == 1 for mark in given):
            hint = "write four, the outer and then the inner ones: [„, “, ‚, ‘]"
            self.fields.impossible("quotes", f"{' '.join(given) or 'nothing'} can't be", hint)
            return {}
        quotes: Quotes = (given[0], given[1], given[2], given[3])
        ends = {"line_ends": cldr.line_ends(quotes)} if row.tag not in LANGUAGES else {}
        return {"quotes": quotes, **ends}

    def _typography(self, row: Language) -> dict[str, Any]:
        """Rules of typography: they follow those that the language has."""
        given = self.fields.has("typography")
        return {"typography": (*(row.typography or ()), *self._replacements())} if given else {}

    def _own(self) -> Own:
        """What is said for checks."""
        endings = sorted((name for name, _ in self.fields.texts("endings")), key=len, reverse=True)
        return Own(
            rules=tuple(self._checked()),
            endings=tuple(endings) if self.fields.has("endings") else None,
            doubled=tuple(sorted({word.lower() for word, _ in self.fields.texts("doubled")})),
            numbers=self._numbers(),
            length=self._length(),
        )

    def _replacements(self) -> list[Replacement]:
        found = []
        for item in self.fields.sequence("typography"):
            with Fields(item, self.fields.report, self.fields.path("typography")) as each:
                pattern, put = self._pattern(each), each.find("put")
                by = put.value if put and isinstance(put.value, str) else None
                if put and by is None:
                    wrong(self.fields.report, put, "a text", each.path("put"))
                if pattern and by is not None and self._fits(pattern, by, each):
                    found.append(Replacement(pattern, by))
        return found

    def _checked(self) -> list[Rule]:
        found = []
        for item in self.fields.sequence("punctuation"):
            with Fields(item, self.fields.report, self.fields.path("punctuation")) as each:
                pattern, message, hint = self._pattern(each), each.text("wrong"), each.text("write")
                if pattern:
                    found.append(rule(pattern.pattern, message, f"write {hint}"))
        return found

    def _pattern(self, each: Fields) -> re.Pattern[str] | None:
        item = each.find("find")
        if not item or not isinstance(item.value, str) or not item.value:
            if item:
                wrong(each.report, item, "a text", each.path("find"))
            return None
        try:
            if said := endless(item.value):
                hint = "write repeats of a known count: {1,3} for +, and a set of letters, [ab], for a choice"
                message = f"{each.path('find')}: it could search without end: {said}"
                each.report.error("C027", message, item.location, hint)
                return None
            return re.compile(item.value)
        except (re.error, RecursionError, OverflowError) as error:
            each.impossible("find", f"no pattern: {error}", _PATTERN)
        return None

    def _fits(self, pattern: re.Pattern[str], by: str, each: Fields) -> bool:
        """Whether the groups that a replacement names are there."""
        try:
            match = re.match(f"(?:{pattern.pattern})|", "")
            if match:
                match.expand(by)
        except (re.error, IndexError) as error:
            each.impossible("put", f"it can't take the place: {error}", r"\1 stands for the first ( ) of the pattern")
            return False
        return True

    def _numbers(self) -> tuple[tuple[str, int], ...]:
        given = self.fields.mapping("numbers", False)
        if not given:
            return ()
        with given:
            return tuple((word, given.whole(word, 0, 0, 10**12)) for word in given.items)
