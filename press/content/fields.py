"""Typed access to the keys of a mapping: each answer is a value of the right type, or is reported as wrong.

A wrong value is reported and a harmless stand-in returned, so that reading goes on and finds everything; whoever
calls `Report.finish` afterwards never hands a stand-in to anybody. A key that nobody asked for is unknown. Paths must
lie in the publication, also after symbolic links, and be there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from press.content.yaml import Item, Report, Scalar
from press.diagnostics import Location
from press.spelling import nearest, suggestion

LONGEST_NAME: Final = 255  # bytes of a file's name
# Names of editions and of what lies in build/ are made of these and of a prefix and suffix: 255 bytes in all.
SLUG: Final = re.compile(r"(?=.{1,100}\Z)[a-z0-9]+(-[a-z0-9]+)*")
SLUG_FORM: Final = "100 small ASCII letters and digits at most, words joined by hyphens"
URL: Final = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+(/\S*)?")
LONGEST_LINE: Final = 2_000  # characters: some times the longest title or address that is in use
LONGEST_TEXT: Final = 20_000  # of a description or blurb
LONGEST: Final = 14_400  # points; PDF knows no longer lengths (ISO 32000-1, annex C.2)
_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(pt|in|mm|cm)")
_POINTS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54}


def resolve(name: str, item: Item, report: Report, suffixes: Iterable[str] = ()) -> Path | None:
    """The file or folder that a setting names relative to content/, or None if it can't be used.

    Args:
        name: the path as written, with forward slashes.
        item: where it is written.
        report: gets C008 (outside), C006 (not there, with the nearest that is) or C005 (another suffix, too long).
        suffixes: what a file's name may end in; folders pass.
    """
    content = report.root / "content"
    path = Path(os.path.normpath(content / name))
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in path.parts):
        said = f"{name[:40]}… is too long for the name of a file"
        report.error("C005", said, item.location, f"file systems take {LONGEST_NAME} bytes: shorten it")
    elif not _inside(path, report.root):
        hint = "copy it into content/; symbolic links may not lead out of the publication either"
        report.error("C008", f"{name} lies outside the publication", item.location, hint)
    elif not path.exists():
        near = nearest(name, _names(content))
        hint = f"did you mean {near}?" if near else "write it, or correct its name"
        report.error("C006", f"content/{name} is not there", item.location, hint)
    elif not path.is_file() and not path.is_dir():
        report.error("C005", f"{name} is a pipe or a device, not a file", item.location, "put the file itself there")
    elif path.is_file() and suffixes and path.suffix not in suffixes:
        report.error("C005", f"{name} is not a file of the right kind", item.location, f"known: {', '.join(suffixes)}")
    else:
        return path
    return None


def resolve_file(name: str, item: Item, report: Report, *suffixes: str) -> Path | None:
    """As `resolve`, for a file only."""
    path = resolve(name, item, report, suffixes)
    if path and path.is_dir():
        report.error("C005", f"{name} is a folder", item.location, f"name a file that ends in {' or '.join(suffixes)}")
        return None
    return path


def contains(path: Path, report: Report, hint: str = "put the file itself there") -> bool:
    """Whether a path that settings imply lies in the publication; one that doesn't is reported (C008)."""
    if _inside(path, report.root):
        return True
    where = report.place(path)
    report.error("C008", f"{where} leads out of the publication", where, hint)
    return False


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.is_relative_to(root) and path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a loop of symbolic links
        return False


def _names(content: Path) -> list[str]:
    return [path.relative_to(content).as_posix() for path in content.rglob("*")]


class Fields:
    """The keys of one mapping; leaving the `with` block reports those that nobody asked for (C002)."""

    def __init__(self, item: Item, report: Report, name: str = "") -> None:
        """Take an item; one that is no mapping is reported (C004) and stands for an empty one."""
        self.item = item
        self.report = report
        self.name = name
        self.asked: set[str] = set()
        self.is_mapping = isinstance(item.value, dict)
        self.items: dict[str, Item] = item.value if isinstance(item.value, dict) else {}
        if not self.is_mapping:
            wrong(report, item, "keys with values", name or "the file")

    def __enter__(self) -> Fields:
        """Begin asking."""
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Report what nobody asked for."""
        for key in self.items.keys() - self.asked:
            hint = suggestion(key, self.asked)
            self.report.error("C002", f"unknown key {self.path(key)}", self.items[key].key, hint)

    def path(self, key: str) -> str:
        """A key with the keys that it stands under."""
        return f"{self.name}.{key}" if self.name else key

    def has(self, key: str) -> bool:
        """Whether a key has a value other than null."""
        self.asked.add(key)
        return key in self.items and self.items[key].value is not None

    def find(self, key: str, required: bool = True) -> Item | None:
        """The item of a key; null counts as missing (C003)."""
        if self.has(key):
            return self.items[key]
        if required and self.is_mapping:
            misspelt = nearest(key, self.items.keys() - self.asked)
            hint = f"is {misspelt} meant to be {key}?" if misspelt else f"add {key}: …"
            self.report.error("C003", f"{self.path(key)} is missing", self.place(key), hint)
        return None

    def place(self, key: str) -> Location:
        """Where a key stands, or where the mapping begins."""
        return (key in self.items and self.items[key].key) or self.item.location

    def impossible(self, key: str, message: str, hint: str) -> None:
        """Report the value of a key as impossible (C005)."""
        where = self.items[key].location if key in self.items else self.item.location
        self.report.error("C005", f"{self.path(key)}: {message}", where, hint)

    def text(
        self,
        key: str,
        default: str | None = None,
        pattern: re.Pattern[str] | None = None,
        form: str = "",
        most: int = LONGEST_LINE,
    ) -> str:
        """A line of text that is not empty, of so many characters at most; without a default the key is required.

        `form` says what the pattern wants.
        """
        item = self.find(key, default is None)
        if not item:
            return default or ""
        found = text(item, self.report, self.path(key), most)
        if found and pattern and not pattern.fullmatch(found):
            self.impossible(key, f"{found[:60]} can't be", form)
        return found

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """One of several texts."""
        found = self.text(key, default)
        if found and found not in choices and self.has(key):
            self.impossible(key, f"{found} is not known", suggestion(found, choices))
        return found

    def day(self, key: str, required: bool = False) -> date | None:
        """A date."""
        item = self.find(key, required)
        if item and not isinstance(item.value, date):
            wrong(self.report, item, "a date", self.path(key), "write year-month-day without quotes: 2026-11-23")
            return None
        return item.value if item and isinstance(item.value, date) else None

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        item = self.find(key, False)
        if item and not isinstance(item.value, bool):
            wrong(self.report, item, "true or false", self.path(key))
        return item.value if item and isinstance(item.value, bool) else default

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number within limits."""
        item = self.find(key, False)
        if not item:
            return default
        if not isinstance(item.value, int) or isinstance(item.value, bool):
            wrong(self.report, item, "a whole number", self.path(key))
            return default
        if not least <= item.value <= most:
            self.impossible(key, f"{item.value} can't be", f"write a number from {least} to {most}")
            return default
        return item.value

    def points(self, key: str, default: float, nought: bool = False) -> float:
        """A length in points (1/72 in), written with its unit: 6in, 66pt, 152.4mm, 15cm; above nought, or that too."""
        item = self.find(key, False)
        if not item:
            return default
        length = points(str(item.value))
        if length is None:
            hint = "write a number and its unit: 6in, 66pt, 152.4mm, 15cm"
            wrong(self.report, item, "a length", self.path(key), hint)
            return default
        if length == 0 and nought:
            return length
        if not 0 < length <= LONGEST:
            self.impossible(key, f"{item.value} can't be", "PDF knows lengths of up to 200in")
            return default
        return length

    def sequence(self, key: str, required: bool = False) -> list[Item]:
        """The items of a list."""
        item = self.find(key, required)
        if item and not isinstance(item.value, list):
            wrong(self.report, item, "a list", self.path(key), "write [one, two] or a line beginning with - for each")
        return item.value if item and isinstance(item.value, list) else []

    def texts(self, key: str, required: bool = False) -> Iterator[tuple[str, Item]]:
        """The texts of a list with their items; one that is given twice is reported (C007)."""
        seen: dict[str, Item] = {}
        for item in self.sequence(key, required):
            found = text(item, self.report, self.path(key))
            if found in seen:
                hint = f"the first is at {seen[found].location}"
                self.report.error("C007", f"{self.path(key)}: {found} is given twice", item.location, hint)
            elif found:
                seen[found] = item
                yield found, item

    def names(self, key: str, choices: Collection[str], required: bool = False) -> list[str]:
        """Some of several texts, one at least."""
        found = []
        for name, item in self.texts(key, required):
            found.append(name)
            if name not in choices:
                hint = suggestion(name, choices)
                self.report.error("C005", f"{self.path(key)}: {name} is not known", item.location, hint)
        if self.has(key) and self.items[key].value == []:
            self.impossible(key, "there has to be one at least", f"known: {', '.join(choices)}")
        return [name for name in found if name in choices]

    def mapping(self, key: str, required: bool = False) -> Fields | None:
        """The keys under a key."""
        item = self.find(key, required)
        return Fields(item, self.report, self.path(key)) if item else None

    def localised(
        self, key: str, languages: Collection[str], required: bool = True, lines: bool = False
    ) -> Mapping[str, str]:
        """A text in each of the languages (C009); a publication in one language may write it without the language.

        It is a line, or may have several and be longer.
        """
        item = self.find(key, required)
        if not item:
            return {}
        most = LONGEST_TEXT if lines else LONGEST_LINE
        if isinstance(item.value, str) and len(languages) == 1:
            return dict.fromkeys(languages, text(item, self.report, self.path(key), most, lines))
        with Fields(item, self.report, self.path(key)) as fields:
            fields.complete(languages)
            given = {code: found for code in languages if (found := fields.find(code, False))}
            return {code: text(found, self.report, fields.path(code), most, lines) for code, found in given.items()}

    def complete(self, languages: Collection[str]) -> None:
        """Report the languages that have no value (C009)."""
        for code in languages:
            if not self.has(code) and self.is_mapping:
                where = self.item.key or self.item.location
                self.report.error("C009", f"{self.name} has nothing in {code}", where, f"add {code}: … under it")


def points(written: str) -> float | None:
    """A length in points as it is written with its unit; None: it is none."""
    match = _LENGTH.fullmatch(written)
    return float(match[1]) * _POINTS[match[2]] if match else None


def text(item: Item, report: Report, name: str, most: int = LONGEST_LINE, lines: bool = False) -> str:
    """The text of an item, without the spaces around it; empty (and reported) if it is none.

    Args:
        item: with its place.
        report: gets what is wrong: C004 no text, C005 empty, too long, or of several lines.
        name: of the item, for messages.
        most: so many characters it may have.
        lines: whether it may have several lines.
    """
    if isinstance(item.value, str):
        found = item.value.strip()
        if not found:
            report.error("C005", f"{name} is empty", item.location, "write a text, or leave the key out")
        elif len(found) > most:
            said = f"{name} has {len(found)} characters, and can have {most}"
            report.error("C005", said, item.location, "shorten it")
            return ""
        elif "\n" in found and not lines:
            hint = "write it in one line; with > before it, or without quotes, lines are joined"
            report.error("C005", f"{name} holds a line break", item.location, hint)
        return found
    scalar = not isinstance(item.value, dict | list) and item.value is not None
    wrong(report, item, "a text", name, f'put it in quotes: "{item.value}"' if scalar else "")
    return ""


def wrong(report: Report, item: Item, wanted: str, name: str, hint: str = "") -> None:
    """Report an item that has another type than wanted (C004)."""
    said = f"{name} has to be {wanted}, not {_kind(item.value)}"
    report.error("C004", said, item.location, hint or f"write {wanted} here")


def _kind(value: Scalar | dict[str, Item] | list[Item]) -> str:
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "a text", int: "a number", float: "a number", date: "a date"}
    return f"{names[type(value)]} ({value})" if value is not None else "nothing"
