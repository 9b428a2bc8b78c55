"""The languages of a publication: those of the press, those that CLDR knows, and languages/<tag>.yaml of its own.

A file gives what it knows better; all keys may be left out. For a language of the press it changes what it gives; of
a language that CLDR doesn't know, it has to give the name and a CLDR locale to borrow dates and numbers from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from press.content.fields import Fields, contains, text, wrong
from press.content.yaml import Item, Report, read
from press.languages import LANGUAGES, cldr, named
from press.languages.numerals import NUMERALS
from press.languages.rules import rule
from press.model.language import TAG, Direction, Language, Quotes, Repeats, Replacement, Rule, Terms
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
        if not path.is_file():
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
        given = {**self._plain(row, locale), **self._marks(row), **self._rules(row)}
        numbers = self._numbers(locale or row.locale)
        told = tuple(pair for pair in row.assumed if not fields.has(pair[0]))
        return replace(row, **given, **numbers, assumed=told)

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
            "length": self._length(row.length),
        }

    def _length(self, default: float | None) -> float | None:
        item = self.fields.find("length", False)
        if item is None:
            return default
        if not isinstance(item.value, int | float) or isinstance(item.value, bool):
            wrong(self.fields.report, item, "a number", self.fields.path("length"))
        elif not 0.05 <= item.value <= 20:
            self.fields.impossible("length", f"{item.value} can't be", "letters for each of the English text: 1.1")
        else:
            return float(item.value)
        return default

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
        own = row.punctuation and row.punctuation.code == cldr.OWN_PUNCTUATION
        return {"quotes": quotes, **ends, **({"punctuation": cldr.punctuation(quotes, row.script)} if own else {})}

    def _rules(self, row: Language) -> dict[str, Any]:
        """Patterns: they add to those that the language has."""
        found: dict[str, Any] = {}
        fields = self.fields
        if fields.has("typography"):
            found["typography"] = (*(row.typography or ()), *self._replacements())
        rules = tuple(self._checked())
        if rules:
            marks = self._marks(row).get("punctuation") or row.punctuation or cldr.punctuation(row.quotes, row.script)
            found["punctuation"] = replace(marks, rules=(*marks.rules, *rules))
        if fields.has("endings"):
            endings = tuple(sorted((name for name, _ in fields.texts("endings")), key=len, reverse=True))
            found["terms"] = Terms(_Endings(endings))
        if fields.has("doubled"):
            before = row.repeats or Repeats()
            words = {word.lower() for word, _ in fields.texts("doubled")}
            found["repeats"] = replace(before, honest=before.honest | words)
        return found

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
            return re.compile(item.value)
        except re.error as error:
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

    def _numbers(self, locale: str) -> dict[str, Any]:
        given = self.fields.mapping("numbers", False)
        if not given:
            return {}
        with given:
            values: Mapping[str, int] = {word: given.whole(word, 0, 0, 10**12) for word in given.items}
        return {"numbers": cldr.numbers(locale, values)}


@dataclass(frozen=True)
class _Endings:
    """The stem of a word: what is left of it without the longest of some endings, three letters at least."""

    endings: tuple[str, ...]

    def __call__(self, word: str) -> str:
        if word.isupper() and len(word) > 1:
            return word
        small = word.lower()
        fitting = (end for end in self.endings if small.endswith(end) and len(small) - len(end) >= 3)
        return small.removesuffix(next(fitting, ""))
